// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Validate.h"

#include "model/Codec.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::model;

namespace {

template <typename T>
QByteArray faultsOf(const std::string& json)
{
    const auto value = fromJson<T>(json);
    if (!value)
        return QByteArray::fromStdString("unreadable: " + value.error().text());
    std::vector<Fault> faults;
    validateValue(*value, {}, faults);
    QByteArray out;
    for (const Fault& fault : faults)
        out += QByteArray::fromStdString(fault.path + ": " + fault.message + "; ");
    return out;
}

std::string api(const std::string& more)
{
    return R"({"id":"a","kind":"rest","upstream":{"targets":[{"url":"http://x"}]},)" + more + "}";
}

} // namespace

/// What values must be.
class ValidateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void basePaths()
    {
        for (const char* path : {"/", "/a", "/a/b.c", "/v1/~x"})
            QCOMPARE(faultsOf<Api>(api("\"base_path\":\"" + std::string(path) + "\"")),
                     QByteArray());
        for (const char* path : {"", "a", "/a/", "//", "/a//b", "/a/../b", "/./a", "/a b", "/a?b",
                                 "/a%20", "/{a}", "/a*"})
            QVERIFY2(!faultsOf<Api>(api("\"base_path\":\"" + std::string(path) + "\"")).isEmpty(),
                     path);
    }

    void routes()
    {
        const auto route = [](const std::string& more) {
            return faultsOf<Api>(api(R"("base_path":"/a","routes":[)" + more + "]"));
        };
        QCOMPARE(
            route(
                R"({"path":"/"},{"path":"/*"},{"path":"/x/{id}/y","rewrite":"/z/{id}"},{"path":"/q/*","rewrite":"/r/*"})"),
            QByteArray());
        QCOMPARE(route(R"({"path":"/{a}","methods":["GET"]},{"path":"/{b}","methods":["POST"]})"),
                 QByteArray());
        QVERIFY(route(R"({"path":"/{a}","methods":["GET"]},{"path":"/{b}","methods":["GET"]})")
                    .contains("answers GET /{b} already"));
        for (const char* wrong :
             {R"({"path":"x"})", R"({"path":"/*/x"})", R"({"path":"/a{b}"})", R"({"path":"/{}"})",
              R"({"path":"/../x"})", R"({"path":"/x","rewrite":"/{id}"})",
              R"({"path":"/x","rewrite":"/*"})", R"({"path":"/x","methods":["get"]})",
              R"({"path":"/x","methods":["CONNECT"]})"})
            QVERIFY2(!route(wrong).isEmpty(), wrong);
    }

    void headersCannotSmuggle()
    {
        const auto headers = [](const std::string& more) {
            return faultsOf<Api>(api(R"("base_path":"/a","request_headers":)" + more));
        };
        QCOMPARE(headers(R"({"remove":["X-A"],"set":{"Host":"h","X-B":""},"add":{"Via":"1.1 x"}})"),
                 QByteArray());
        for (const char* wrong :
             {R"({"set":{"X":"a\r\nb"}})", R"({"set":{"X Y":"a"}})",
              R"({"set":{"Content-Length":"1"}})", R"({"remove":["Transfer-Encoding"]})",
              R"({"add":{"Host":"b"}})", R"({"set":{"X":"a","x":"b"}})"})
            QVERIFY2(!headers(wrong).isEmpty(), wrong);
    }

    void upstreamAddresses()
    {
        const auto url = [](const std::string& text) {
            return faultsOf<Api>(
                R"({"id":"a","kind":"rest","base_path":"/a","upstream":{"targets":[{"url":")" +
                text + R"("}]}})");
        };
        for (const char* right :
             {"http://x", "https://a.b:1/c/d", "http://[::1]:80", "HTTP://10.0.0.1/"})
            QCOMPARE(url(right), QByteArray());
        for (const char* wrong : {"", "x", "ftp://x", "http://", "http://a b", "http://x:0",
                                  "http://x:99999", "http://u@x", "http://x?y", "http://x#y",
                                  "http://[::1", "http://:80", "http://{region}.x"})
            QVERIFY2(!url(wrong).isEmpty(), wrong);
    }

    void gatewayAddresses()
    {
        QCOMPARE(faultsOf<Gateway>(R"({"listen":["0.0.0.0:80","[::]:0","localhost:1"]})"),
                 QByteArray());
        for (const char* wrong :
             {R"({"listen":[]})", R"({"listen":["80"]})", R"({"listen":["x:80"]})",
              R"({"listen":["127.0.0.1:70000"]})", R"({"listen":["127.0.0.1"]})",
              R"({"admin":["127.0.0.1:8480"]})", R"({"limits":{"head":"1GiB"}})",
              R"({"times":{"connect":"0s"}})", R"({"trusted_proxies":["10.0.0.0/33"]})",
              R"({"tls":{"certificate":"a","key":"b","min_version":"1.1"}})"})
            QVERIFY2(!faultsOf<Gateway>(wrong).isEmpty(), wrong);
        QVERIFY(faultsOf<Gateway>(R"({"admin":["0.0.0.0:8481"]})").contains("needs tls"));
        QCOMPARE(
            faultsOf<Gateway>(R"({"admin":["0.0.0.0:8481"],"tls":{"certificate":"a","key":"b"}})"),
            QByteArray());
    }

    void limitNumbers()
    {
        const auto rule = [](const std::string& more) {
            return faultsOf<LimitRule>(R"({"id":"l",)" + more + "}");
        };
        QCOMPARE(rule(R"("unit":"cost_usd","promise":{"kind":"calendar","limit":0.5,"per":"day"})"),
                 QByteArray());
        QCOMPARE(rule(R"("unit":"in_flight","promise":{"kind":"in_flight","limit":3})"),
                 QByteArray());
        for (const char* wrong :
             {R"("promise":{"kind":"window","limit":0,"per":"1m"})",
              R"("promise":{"kind":"window","limit":1.5,"per":"1m"})",
              R"("promise":{"kind":"window","limit":1,"per":"0s"})",
              R"("promise":{"kind":"in_flight","limit":3})",
              R"("promise":{"kind":"window","limit":1,"per":"1m"},"partition":["colour"])",
              R"("promise":{"kind":"window","limit":1,"per":"1m"},"partition":["ip","ip"])",
              R"("promise":{"kind":"window","limit":1,"per":"1m"},"match":{"ip":"x"})"})
            QVERIFY2(!rule(wrong).isEmpty(), wrong);
    }

    void servedApisShareNoBasePath()
    {
        Workspace workspace;
        for (const char* id : {"a", "b"}) {
            workspace.apis.push_back(
                fromJson<Api>(api(R"("base_path":"/same","state":"published")")).value());
            workspace.apis.back().id = id;
        }
        QCOMPARE(validate(workspace).size(), 1u);
        QCOMPARE(validate(workspace).front().path, std::string("apis[1].base_path"));
        workspace.apis[0].state = ApiState::Draft;
        QVERIFY(validate(workspace).empty());
        Workspace stored;
        stored.apis.push_back(workspace.apis[1]);
        stored.apis.back().id = "c";
        QCOMPARE(validate(workspace, &stored).size(), 1u);
    }

    void teamsDoNotGoRoundInCircles()
    {
        Workspace workspace;
        workspace.teams = {{"a", "a", "b", {}}, {"b", "b", "a", {}}};
        QCOMPARE(validate(workspace).size(), 2u);
    }

    void whatRefersToAnObjectIsNamed()
    {
        Workspace workspace;
        workspace.subscriptions = {{"web", "orders", SubscriptionState::Active}};
        workspace.limits.push_back({"l", "l", {{"application", {"web"}}}, {}, {}, {}, {}});
        workspace.modelRoutes.push_back({"fast", {}, {{"p", "m", 1}}});
        QVERIFY((referencesTo(workspace, "applications", "web") ==
                 std::vector<std::string>{"subscriptions/web:orders", "limits/l"}));
        QVERIFY((referencesTo(workspace, "apis", "orders") ==
                 std::vector<std::string>{"subscriptions/web:orders"}));
        QVERIFY((referencesTo(workspace, "providers", "p") ==
                 std::vector<std::string>{"model_routes/fast"}));
        QVERIFY(referencesTo(workspace, "limits", "l").empty());
    }
};

QTEST_GUILESS_MAIN(ValidateTest)
#include "ValidateTest.moc"
