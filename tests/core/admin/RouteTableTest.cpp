// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/RouteTable.h"

#include "admin/LiveHub.h"
#include "admin/Message.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::admin;

/// Dispatch, its description, and what a slow reader of the live feed can hold.
class RouteTableTest : public QObject
{
    Q_OBJECT

    static RouteTable table()
    {
        RouteTable routes;
        routes.add(
            {.method = "GET", .path = "/admin/v1/apis", .id = "list_apis", .answer = "List"});
        routes.add({.method = "GET",
                    .path = "/admin/v1/apis/{id}",
                    .id = "read_apis",
                    .answer = "Object"});
        routes.add({.method = "PUT",
                    .path = "/admin/v1/apis/{id}",
                    .id = "replace_apis",
                    .body = "Object"});
        routes.add({.method = "POST", .path = "/admin/v1/apis/test", .id = "test"});
        return routes;
    }

private Q_SLOTS:
    void findsTheRoute()
    {
        const RouteTable routes = table();
        QCOMPARE(QString::fromStdString(routes.match("GET", "/admin/v1/apis").route->id),
                 "list_apis");
        const auto one = routes.match("PUT", "/admin/v1/apis/web%3Aorders");
        QCOMPARE(QString::fromStdString(one.route->id), "replace_apis");
        QCOMPARE(one.values, std::vector<std::string>{"web:orders"});
        QCOMPARE(QString::fromStdString(routes.match("POST", "/admin/v1/apis/test").route->id),
                 "test");
    }

    void tellsUnknownPathFromWrongMethod()
    {
        const RouteTable routes = table();
        QVERIFY(!routes.match("GET", "/admin/v1/nothing").route);
        QVERIFY(routes.match("GET", "/admin/v1/nothing").allow.empty());
        const auto wrong = routes.match("DELETE", "/admin/v1/apis/x");
        QVERIFY(!wrong.route);
        QCOMPARE(QString::fromStdString(wrong.allow), QStringLiteral("GET, PUT"));
        QVERIFY(!routes.match("GET", "/admin/v1/apis/").route);
        QVERIFY(!routes.match("GET", "").route);
    }

    void describesEveryRoute()
    {
        const std::string json = openApiJson(table(), "1.0");
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
        const QJsonObject paths = document["paths"].toObject();
        QCOMPARE(paths.size(), 3);
        QVERIFY(paths["/admin/v1/apis/{id}"].toObject().contains("put"));
        QVERIFY(document["components"].toObject()["schemas"].toObject().contains("Problem"));
        QVERIFY(document["openapi"].toString().startsWith("3.1"));
    }

    void takesAQueryApart()
    {
        Request request;
        request.query = parseQuery("limit=7&text=a%20b+c&empty=&flag");
        QCOMPARE(request.parameter("text").value(), std::string_view("a b c"));
        QCOMPARE(request.parameter("empty").value(), std::string_view());
        QVERIFY(request.parameter("flag"));
        QVERIFY(!request.parameter("absent"));
        QCOMPARE(request.number("limit", 100, 1, 500).value(), 7);
        QCOMPARE(request.number("absent", 100, 1, 500).value(), 100);
        QVERIFY(!request.number("limit", 100, 10, 500));
        QVERIFY(!request.number("text", 100, 1, 500));
    }

    void aSlowReaderHoldsABoundedBatch()
    {
        LiveHub hub;
        const auto slow = hub.open({.traffic = true, .changes = true});
        const auto ticking = hub.open({.tick = true});
        telemetry::RecordBatch batch;
        for (std::size_t i = 0; i < LiveHub::kBatch + 50; ++i) {
            telemetry::RequestRecord record;
            record.id = std::to_string(i);
            batch.push_back(std::make_shared<const telemetry::RequestRecord>(std::move(record)));
        }
        hub.take(batch);
        for (std::size_t i = 0; i <= LiveHub::kChanges; ++i)
            hub.change("apis", "orders", "change");
        LiveNews news = hub.take(*slow);
        QCOMPARE(news.records.size(), LiveHub::kBatch);
        QCOMPARE(news.skipped, 50u);
        QCOMPARE(news.records.back()->id, batch.back()->id);
        QVERIFY(news.changesLost);
        QCOMPARE(news.changes.size(), 1u);
        QVERIFY(hub.take(*slow).records.empty());
        QVERIFY(hub.take(*ticking).records.empty());
    }

    void aReaderIsWokenOnceUntilItLooks()
    {
        LiveHub hub;
        int woken = 0;
        const auto reader = hub.open({.changes = true}, [&woken] { ++woken; });
        int others = 0;
        const auto ticking = hub.open({.tick = true}, [&others] { ++others; });
        for (int i = 0; i < 3; ++i)
            hub.change("apis", "orders", "change");
        QCOMPARE(woken, 1);
        QCOMPARE(hub.take(*reader).changes.size(), 3u);
        hub.change("apis", "orders", "change");
        QCOMPARE(woken, 2);
        QCOMPARE(others, 0);
        hub.close();
        QCOMPARE(others, 1);
    }

    void readersAreLimited()
    {
        LiveHub hub;
        std::vector<std::shared_ptr<LiveHub::Reader>> readers;
        for (std::size_t i = 0; i < LiveHub::kReaders; ++i)
            readers.push_back(hub.open({.tick = true}));
        QVERIFY(!hub.open({.tick = true}));
        readers.pop_back();
        QVERIFY(hub.open({.tick = true}));
    }
};

QTEST_APPLESS_MAIN(RouteTableTest)
#include "RouteTableTest.moc"
