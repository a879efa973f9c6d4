// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/RouteTable.h"

#include "gateway/AddressSet.h"
#include "gateway/Health.h"

#include <QElapsedTimer>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::gateway;

/// Which API and route a path leads to.
class RouteTableTest : public QObject
{
    Q_OBJECT

private:
    static model::Api api(const std::string& id, const std::string& base,
                          std::vector<model::Route> routes = {})
    {
        model::Api made;
        made.id = id;
        made.basePath = base;
        made.state = model::ApiState::Published;
        made.routes = std::move(routes);
        return made;
    }
    static model::Route route(const std::string& path, std::vector<std::string> methods = {})
    {
        model::Route made;
        made.path = path;
        made.methods = std::move(methods);
        return made;
    }
    static QString found(const RouteTable& table, const char* method, const char* path)
    {
        const auto match = table.match(method, path);
        switch (match.kind) {
        case RouteMatch::Kind::NoApi:
            return "no api";
        case RouteMatch::Kind::BadPath:
            return "bad path";
        case RouteMatch::Kind::NoRoute:
            return "no route";
        case RouteMatch::Kind::WrongMethod:
            return QString::fromStdString("allow " + match.allow);
        case RouteMatch::Kind::Found:
            break;
        }
        return QString::fromStdString(match.api->id + " " + match.route->path);
    }

private Q_SLOTS:
    void aRewriteInOtherLettersIsSentEncoded()
    {
        RouteTable table;
        auto one = route("/x/*");
        one.rewrite = "/caf\xC3\xA9/*";
        QVERIFY(table.add(api("a", "/a", {one}), 1));
        CompiledTarget target;
        target.parsed.path = "/v1";
        QCOMPARE(QString::fromStdString(upstreamPath(target, table.match("GET", "/a/x/%20y"))),
                 QString("/v1/caf%C3%A9/%20y"));
    }

    void prefersTheMoreSpecific()
    {
        RouteTable table;
        QVERIFY(table.add(
            api("a", "/a", {route("/{id}"), route("/new"), route("/*"), route("/{id}/x/{n}")}), 1));
        QVERIFY(table.add(api("ab", "/a/b"), 1));
        QVERIFY(table.add(api("root", "/"), 1));
        QCOMPARE(found(table, "GET", "/a/new"), "a /new");
        QCOMPARE(found(table, "GET", "/a/ne%77"), "a /new");
        QCOMPARE(found(table, "GET", "/a/5"), "a /{id}");
        QCOMPARE(found(table, "GET", "/a/5/x/6"), "a /{id}/x/{n}");
        QCOMPARE(found(table, "GET", "/a/5/y"), "a /*");
        QCOMPARE(found(table, "GET", "/a"), "a /*");
        QCOMPARE(found(table, "GET", "/a/"), "a /*");
        QCOMPARE(found(table, "GET", "/a/b/c"), "ab /*");
        QCOMPARE(found(table, "GET", "/ab"), "root /*");
        QCOMPARE(found(table, "GET", "/"), "root /*");
        QCOMPARE(found(table, "GET", "/a/../b"), "bad path");
        QCOMPARE(found(table, "GET", "/x/%2e%2E/b"), "bad path");
    }

    void tellsWhichMethodsAreAllowed()
    {
        RouteTable table;
        QVERIFY(table.add(
            api("a", "/a", {route("/x", {"GET"}), route("/{id}", {"PUT"}), route("/y", {"POST"})}),
            1));
        QCOMPARE(found(table, "HEAD", "/a/x"), "a /x");
        QCOMPARE(found(table, "PUT", "/a/x"), "a /{id}");
        QCOMPARE(found(table, "DELETE", "/a/x"), "allow GET, HEAD, PUT");
        QCOMPARE(found(table, "GET", "/a/z/z"), "no route");
        QCOMPARE(found(table, "GET", "/b"), "no api");
    }

    void refusesTwoOfTheSame()
    {
        RouteTable table;
        QVERIFY(table.add(api("a", "/a"), 1));
        QVERIFY(!table.add(api("b", "/a"), 1));
        QVERIFY(!table.add(api("c", "/c", {route("/{x}"), route("/{y}")}), 1));
        auto retired = api("old", "/a");
        retired.state = model::ApiState::Retired;
        QVERIFY(table.add(retired, 1));
        QCOMPARE(found(table, "GET", "/a"), "a /*");
    }

    void costsTheSameWithTenThousandApis()
    {
        RouteTable table;
        for (int i = 0; i < 10'000; ++i)
            QVERIFY(table.add(api("a" + std::to_string(i), "/team/a" + std::to_string(i)), 1));
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10'000; ++i)
            QVERIFY(table.match("GET", "/team/a9999/x/y").api != nullptr);
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    }

    void rotatesByWeight()
    {
        const std::uint32_t weights[]{5, 1, 0, 2};
        const Rotation rotation(weights);
        int counts[4]{};
        for (int i = 0; i < 80; ++i)
            ++counts[rotation.at(static_cast<std::uint64_t>(i))];
        QCOMPARE(counts[0], 50);
        QCOMPARE(counts[1], 10);
        QCOMPARE(counts[2], 0);
        QCOMPARE(counts[3], 20);
    }

    void breaksAfterFailuresInARowAndProbes()
    {
        Breaker breaker;
        const Breaker::Rule rule{
            .failures = 3, .first = std::chrono::seconds(1), .longest = std::chrono::seconds(60)};
        const Instant start = Instant{} + std::chrono::hours(1);
        breaker.onFailure(rule, start);
        breaker.onFailure(rule, start);
        breaker.onSuccess();
        breaker.onFailure(rule, start);
        breaker.onFailure(rule, start);
        QVERIFY(breaker.tryPass(start));
        breaker.onFailure(rule, start);
        QVERIFY(!breaker.tryPass(start));
        const auto later = start + std::chrono::milliseconds(1100);
        QVERIFY(breaker.tryPass(later));
        QVERIFY(!breaker.tryPass(later)); // one probe at a time
        breaker.onFailure(rule, later);
        QVERIFY(!breaker.tryPass(later + std::chrono::milliseconds(1900)));
        QVERIFY(breaker.tryPass(later + std::chrono::milliseconds(2100)));
        breaker.onSuccess();
        QVERIFY(breaker.tryPass(later) && breaker.tryPass(later));
    }

    void believesTrustedProxiesOnly()
    {
        const AddressSet trusted({"10.0.0.0/8", "::1"});
        QCOMPARE(clientAddress("192.0.2.1", "1.2.3.4", trusted), std::string("192.0.2.1"));
        QCOMPARE(clientAddress("10.1.1.1", "1.2.3.4, 10.2.2.2", trusted), std::string("1.2.3.4"));
        QCOMPARE(clientAddress("::1", "6.6.6.6, 1.2.3.4", trusted), std::string("1.2.3.4"));
        QCOMPARE(clientAddress("10.1.1.1", "nonsense", trusted), std::string("10.1.1.1"));
    }
};

QTEST_GUILESS_MAIN(RouteTableTest)
#include "RouteTableTest.moc"
