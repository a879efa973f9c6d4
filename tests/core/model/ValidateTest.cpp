// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Validate.h"

#include "model/Codec.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::model;

namespace {

/// JSON with its quotes written as apostrophes: moc cannot read raw strings.
std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

template <typename T>
QByteArray faultsOf(const std::string& text)
{
    const auto value = fromJson<T>(json(text));
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
    return "{'id':'a','kind':'rest','upstream':{'targets':[{'url':'http://x'}]}," + more + "}";
}

void expectNone(const QByteArray& faults)
{
    QCOMPARE(faults, QByteArray());
}

void expectOne(const QByteArray& faults, const char* part)
{
    QVERIFY2(faults.contains(part), faults.constData());
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
            expectNone(faultsOf<Api>(api("\"base_path\":\"" + std::string(path) + "\"")));
        for (const char* path : {"", "a", "/a/", "//", "/a//b", "/a/../b", "/./a", "/a b", "/a?b",
                                 "/a%20", "/{a}", "/a*"})
            QVERIFY2(!faultsOf<Api>(api("\"base_path\":\"" + std::string(path) + "\"")).isEmpty(),
                     path);
    }

    void routes()
    {
        const auto route = [](const std::string& more) {
            return faultsOf<Api>(api("'base_path':'/a','routes':[" + more + "]"));
        };
        expectNone(route("{'path':'/'},{'path':'/*'},{'path':'/x/{id}/y','rewrite':'/z/"
                         "{id}'},{'path':'/q/*','rewrite':'/r/*'}"));
        expectNone(route("{'path':'/{a}','methods':['GET']},{'path':'/{b}','methods':['POST']}"));
        expectOne(route("{'path':'/{a}','methods':['GET']},{'path':'/{b}','methods':['GET']}"),
                  "answers GET /{b} already");
        for (const char* wrong :
             {"{'path':'x'}", "{'path':'/*/x'}", "{'path':'/a{b}'}", "{'path':'/{}'}",
              "{'path':'/../x'}", "{'path':'/x','rewrite':'/{id}'}", "{'path':'/x','rewrite':'/*'}",
              "{'path':'/x','methods':['get']}", "{'path':'/x','methods':['CONNECT']}"})
            QVERIFY2(!route(wrong).isEmpty(), wrong);
    }

    void headersCannotSmuggle()
    {
        const auto headers = [](const std::string& more) {
            return faultsOf<Api>(api("'base_path':'/a','request_headers':" + more));
        };
        expectNone(headers("{'remove':['X-A'],'set':{'X-B':''},'add':{'Via':'1.1 x'}}"));
        for (const char* wrong :
             {"{'set':{'X':'a\\r\\nb'}}", "{'set':{'X Y':'a'}}", "{'set':{'Content-Length':'1'}}",
              "{'remove':['Transfer-Encoding']}", "{'add':{'Host':'b'}}", "{'set':{'Host':'b'}}",
              "{'set':{'Expect':'100-continue'}}", "{'set':{'content_length':'1'}}",
              "{'add':{'Transfer_Encoding':'chunked'}}", "{'set':{'X':'a','x':'b'}}"})
            QVERIFY2(!headers(wrong).isEmpty(), wrong);
    }

    void upstreamAddresses()
    {
        const auto url = [](const std::string& text) {
            return faultsOf<Api>(
                "{'id':'a','kind':'rest','base_path':'/a','upstream':{'targets':[{'url':'" + text +
                "'}]}}");
        };
        for (const char* right : {"http://x", "https://a.b:1/c/d", "http://[::1]:80",
                                  "HTTP://10.0.0.1/", "http://x/a%20b"})
            expectNone(url(right));
        for (const char* wrong :
             {"", "x", "ftp://x", "http://", "http://a b", "http://x:0", "http://x:99999",
              "http://u@x", "http://x?y", "http://x#y", "http://[::1", "http://:80",
              "http://{region}.x", "http://x/%zz", "http://x/%2", "http://[::1\\u0000.y]"})
            QVERIFY2(!url(wrong).isEmpty(), wrong);
    }

    void gatewayAddresses()
    {
        expectNone(faultsOf<Gateway>("{'listen':['0.0.0.0:80','[::]:0','localhost:1']}"));
        for (const char* wrong :
             {"{'listen':[]}", "{'listen':['80']}", "{'listen':['x:80']}",
              "{'listen':['127.0.0.1:70000']}", "{'listen':['127.0.0.1']}",
              "{'admin':['127.0.0.1:8480']}", "{'limits':{'head':'1GiB'}}",
              "{'times':{'connect':'0s'}}", "{'trusted_proxies':['10.0.0.0/33']}",
              "{'tls':{'certificate':'a','key':'b','min_version':'1.1'}}"})
            QVERIFY2(!faultsOf<Gateway>(wrong).isEmpty(), wrong);
        expectOne(faultsOf<Gateway>("{'admin':['0.0.0.0:8481']}"), "needs tls");
        expectNone(
            faultsOf<Gateway>("{'admin':['0.0.0.0:8481'],'tls':{'certificate':'a','key':'b'}}"));
    }

    void limitNumbers()
    {
        const auto rule = [](const std::string& more) {
            return faultsOf<LimitRule>("{'id':'l'," + more + "}");
        };
        expectNone(rule("'unit':'cost_usd','promise':{'kind':'calendar','limit':0.5,'per':'day'}"));
        expectNone(rule("'unit':'in_flight','promise':{'kind':'in_flight','limit':3}"));
        for (const char* wrong :
             {"'promise':{'kind':'window','limit':0,'per':'1m'}",
              "'promise':{'kind':'window','limit':1.5,'per':'1m'}",
              "'promise':{'kind':'window','limit':1,'per':'0s'}",
              "'promise':{'kind':'in_flight','limit':3}",
              "'promise':{'kind':'window','limit':1,'per':'1m'},'partition':['colour']",
              "'promise':{'kind':'window','limit':1,'per':'1m'},'partition':['ip','ip']",
              "'promise':{'kind':'window','limit':1,'per':'1m'},'match':{'ip':'x'}",
              "'promise':{'kind':'window','limit':1,'per':'1m'},'action':'warn'",
              "'promise':{'kind':'window','limit':1,'per':'1m'},'warn_at':[50]",
              "'promise':{'kind':'calendar','limit':1,'per':'day'},'warn_at':[80,50]",
              "'promise':{'kind':'calendar','limit':1,'per':'day'},'warn_at':[50,50]",
              "'promise':{'kind':'calendar','limit':1,'per':'day'},'warn_at':[0]",
              "'promise':{'kind':'calendar','limit':1,'per':'day'},'warn_at':['half']",
              "'promise':{'kind':'calendar','limit':1,'per':'day'},'clamp':true"})
            QVERIFY2(!rule(wrong).isEmpty(), wrong);
    }

    void plansNameWhatIsThere()
    {
        const auto plan = [](const std::string& limit) {
            Workspace workspace;
            workspace.limits.push_back(
                fromJson<LimitRule>(
                    json("{'id':'all','promise':{'kind':'window','limit':1,'per':'1m'}}"))
                    .value());
            workspace.plans.push_back(
                fromJson<Plan>(json("{'id':'p','limits':[{'id':'a','promise':{'kind':'window',"
                                    "'limit':1,'per':'1m'}},{'id':'b','promise':{'kind':'window',"
                                    "'limit':1,'per':'1m'}" +
                                    limit + "}]}"))
                    .value());
            return validate(workspace);
        };
        QVERIFY(plan(",'replaces':['all','a']").empty());
        QCOMPARE(plan(",'replaces':['none']").front().path,
                 std::string("plans[0].limits[1].replaces"));
        QCOMPARE(plan(",'match':{'team':'none'}").front().path,
                 std::string("plans[0].limits[1].match.team"));
        QCOMPARE(plan("},{'id':'" + std::string(63, 'x') +
                      "','promise':{'kind':'window','limit':1,'per':'1m'}")
                     .front()
                     .path,
                 std::string("plans[0].limits[2].id"));
        QCOMPARE(plan(",'match':{'application':'x'}").front().path,
                 std::string("plans[0].limits[1].match.application"));
    }

    void servedApisShareNoBasePath()
    {
        Workspace workspace;
        for (const char* id : {"a", "b"}) {
            workspace.apis.push_back(
                fromJson<Api>(json(api("'base_path':'/same','state':'published'"))).value());
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
        workspace.subscriptions[0].plan = "gold";
        workspace.plans.push_back({"gold", "gold", "", {{"x", "x", {}, {}, {}, {}, {}}}});
        workspace.plans[0].limits[0].replaces = {"l"};
        QVERIFY((referencesTo(workspace, "plans", "gold") ==
                 std::vector<std::string>{"subscriptions/web:orders"}));
        QVERIFY((referencesTo(workspace, "limits", "l") == std::vector<std::string>{"plans/gold"}));
    }
};

QTEST_GUILESS_MAIN(ValidateTest)
#include "ValidateTest.moc"
