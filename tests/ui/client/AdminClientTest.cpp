// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/AdminClient.h"

#include "ui/client/FakeAdminServer.h"

#include "client/LiveFeed.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::client;

/// Typed calls, late answers, foreign changes, and a stream that comes back.
class AdminClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsObjectsWithWhatOnlyTheServerKnows()
    {
        FakeAdminServer server;
        server.answer(
            "GET /admin/v1/apis", 200,
            R"({"items":[{"id":"orders","name":"Orders","kind":"ai","base_path":"/orders","revision":3}]})");
        AdminClient client;
        client.setEndpoint({server.url(), "secret", {}});
        QList<Stored<model::Api>> items;
        client.list<model::Api>(this, [&](Answer<Listing<model::Api>> answer) {
            QVERIFY(answer.has_value());
            items = answer->items;
        });
        QTRY_COMPARE(items.size(), 1);
        QCOMPARE(items[0].value.name, std::string("Orders"));
        QCOMPARE(items[0].json[u"revision"].toInt(), 3);
        QVERIFY(server.requests()[0].head.contains("Bearer secret"));
    }

    void tellsForeignChangesAndFaultsInWords()
    {
        FakeAdminServer server;
        server.answer("PUT /admin/v1/teams/core", 412, "{}");
        server.answer(
            "POST /admin/v1/teams", 422,
            R"({"detail":"Wrong.","code":"invalid","errors":[{"path":"members[0].role","message":"No role."}]})");
        AdminClient client;
        client.setEndpoint({server.url(), "t", {}});
        std::optional<Problem> changed;
        std::optional<Problem> wrong;
        client.replaceJson<model::Team>(this, QStringLiteral("core"), "{}", "\"1\"",
                                        [&](auto answer) { changed = answer.error(); });
        client.createJson<model::Team>(this, "{}", [&](auto answer) { wrong = answer.error(); });
        QTRY_VERIFY(changed && wrong);
        QCOMPARE(changed->kind, Problem::Kind::Changed);
        QVERIFY(wrong->faultOf(u"members"));
        QVERIFY(!wrong->faultOf(u"memb"));
    }

    void dropsTheAnswerOfAnOlderCall()
    {
        FakeAdminServer server;
        AdminClient client;
        client.setEndpoint({server.url(), "t", {}});
        Ticket ticket;
        int first = 0;
        int second = 0;
        client.status({this, ticket}, [&](auto) { ++first; });
        client.status({this, ticket}, [&](auto) { ++second; });
        QTRY_COMPARE(second, 1);
        QCOMPARE(first, 0);
    }

    void bringsTheFeedBackAndClosesItWhenNobodyWantsIt()
    {
        FakeAdminServer server;
        AdminClient client;
        client.setEndpoint({server.url(), "t", {}});
        LiveFeed feed(client);
        int ticks = 0;
        connect(&feed, &LiveFeed::tick, this, [&](const Tick&) { ++ticks; });
        QObject view;
        feed.want(&view, Topic::Ticks);
        QTRY_COMPARE(server.streams(), 1);
        server.send("tick", {});
        QTRY_COMPARE(ticks, 1);
        server.breakStreams();
        QTRY_COMPARE(server.streams(), 1);
        feed.want(&view, {});
        QTRY_COMPARE(server.streams(), 0);
    }
};

QTEST_MAIN(AdminClientTest)
#include "AdminClientTest.moc"
