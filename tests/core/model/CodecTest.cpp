// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Codec.h"

#include "model/WorkspaceFile.h"

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

/// Reading what was written gives the same value, in both forms.
template <typename T>
bool survives(const T& value)
{
    const auto back = fromJson<T>(toJson(value));
    if (!back || !(*back == value)) {
        qWarning("%s", toJson(value).c_str());
        return false;
    }
    const auto tree = parseYaml(writeYaml(write(value)));
    std::vector<Fault> faults;
    const bool same = tree && read<T>(*tree, {}, faults) == value && faults.empty();
    if (!same)
        qWarning("%s", writeYaml(write(value)).c_str());
    return same;
}

SecretRef reference(std::string text)
{
    SecretRef out;
    out.reference = std::move(text);
    return out;
}

} // namespace

/// One reader and one writer a type.
class CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeSurvivesTheRoundTrip()
    {
        using namespace std::chrono_literals;
        Gateway gateway;
        gateway.listen = {"0.0.0.0:1", "[::1]:2"};
        gateway.admin = {"127.0.0.1:3"};
        gateway.tls = Tls{"a.pem", "b.pem", "1.3"};
        gateway.trustedProxies = {"10.0.0.0/8"};
        gateway.threads = 4;
        gateway.limits = {1500, 64u << 10, 7};
        gateway.times.bodyGap = 250ms;
        gateway.times.drain = 2h;
        QVERIFY(survives(gateway));
        QVERIFY(survives(Gateway{}));
        std::vector<Fault> faults;
        QVERIFY(read<Gateway>(writeWhole(gateway), {}, faults) == gateway);
        QVERIFY(read<Gateway>(writeWhole(Gateway{}), {}, faults) == Gateway{});
        QVERIFY(faults.empty());

        QVERIFY(survives(Provider{"openai",
                                  "OpenAI",
                                  "openai",
                                  "https://x/v1",
                                  {{"region", "eu"}, {"n", "12"}},
                                  {{"main", reference("env:K"), 3}, {"other", {}, 1}},
                                  "http://proxy:3128"}));
        QVERIFY(survives(Provider{"p", "p", "sandbox", {}, {}, {}, "none"}));
        QVERIFY(survives(ModelRoute{
            "fast", RouteStrategy::LowestCost, {{"openai", "a/b:c", 2}, {"p", "m", 1}}}));
        ModelRoute patient{"slow", RouteStrategy::Priority, {{"p", "m", 1}}};
        patient.retries = 2;
        patient.retryBudget = 0;
        patient.firstByte = std::chrono::seconds(5);
        patient.streamGap = std::chrono::seconds(20);
        patient.hedgeAfter = std::chrono::milliseconds(250);
        patient.hedgeBudget = 100;
        QVERIFY(survives(patient));
        QVERIFY(survives(
            Team{"core", "Core", "root", {{"ana", Role::TeamOwner}, {"bob", Role::Viewer}}}));
        QVERIFY(survives(Team{"root", "root", std::nullopt, {}}));
        Application application{"web",
                                "Web shop",
                                "core",
                                {"fast", "p/m"},
                                {{"k1", reference("env:W"), {}, 0, 0, false}}};
        application.keys.push_back({"k2", {}, {}, 0, 1795530727491, true});
        QVERIFY(survives(application));
        QVERIFY(survives(Subscription{"web", "orders", SubscriptionState::Paused}));
        QVERIFY(survives(Subscription{"web", "orders", SubscriptionState::Active, "gold"}));

        Api api;
        api.id = "orders";
        api.name = "Orders: all of \"them\"";
        api.team = "core";
        api.basePath = "/orders";
        api.description = "Line one\nline two";
        api.state = ApiState::Published;
        api.upstream =
            Upstream{{{"http://a:1/x", 1}, {"https://b", 9}}, Balance::Hash, 250ms, 2, true};
        api.routes = {{{"GET", "POST"},
                       "/{id}",
                       "/x/{id}",
                       {{"Cookie"}, {{"X-A", "1"}}, {{"Via", "a: b"}}},
                       {}},
                      {{}, "/*", {}, {}, {}}};
        api.responseHeaders.remove = {"Server"};
        api.access = Access::Open;
        api.cache = {10min, true, CachePartition::Team};
        api.routes[0].cache = CachePolicy{};
        api.routes[1].cache = CachePolicy{1s, false, CachePartition::Shared};
        QVERIFY(survives(api));

        LimitRule rule{"r",
                       "Rule",
                       {{"application", {"web"}}, {"ip", {"10.0.0.0/8", "::1"}}},
                       {"application", "ip"},
                       LimitUnit::CostUsd,
                       AveragePromise{0.25, 1min, 3},
                       LimitAction::Shadow};
        QVERIFY(survives(rule));
        rule.promise = WindowPromise{1000000, 7 * 24h};
        QVERIFY(survives(rule));
        rule.promise = CalendarPromise{5, CalendarPeriod::Month, "Europe/Berlin"};
        QVERIFY(survives(rule));
        rule.warnAt = {50, 80, 120};
        rule.clamp = true;
        rule.action = LimitAction::Warn;
        QVERIFY(survives(rule));
        QVERIFY(survives(Plan{"gold", "Gold", "For those who pay", {rule, rule}}));
        ModelRoute kept;
        kept.name = "kept";
        kept.targets = {{"p", "m", 1}};
        kept.cache = {1h, false, {}};
        QVERIFY(survives(kept));
        rule.promise = InFlightPromise{8};
        rule.unit = LimitUnit::InFlight;
        QVERIFY(survives(rule));
        QVERIFY(survives(Prompt{"p",
                                "Prompt",
                                "fast",
                                {{"system", "Be {{tone}}.\n"}, {"user", ""}},
                                {{"tone", "How", false, "kind"}}}));
    }

    void defaultsAreLeftOutAndFilledIn()
    {
        const auto api = fromJson<Api>(json("{'id':'a','kind':'rest','base_path':'/"
                                            "a','upstream':{'targets':[{'url':'http://x'}]}}"));
        QVERIFY(api.has_value());
        QCOMPARE(api->name, std::string("a"));
        QVERIFY(api->state == ApiState::Draft && api->access == Access::Key);
        QVERIFY(api->upstream->timeout == std::chrono::seconds(60) &&
                api->upstream->targets.front().weight == 1);
        const std::string shortest = json("{'id':'a','kind':'rest','base_path':'/"
                                          "a','upstream':{'targets':[{'url':'http://x'}]}}");
        QCOMPARE(toJson(*api), shortest);
        const auto rule = fromJson<LimitRule>(
            json("{'id':'r','promise':{'kind':'average','limit':600,'per':'1m'}}"));
        QVERIFY(rule.has_value());
        QVERIFY(std::get<AveragePromise>(rule->promise).burst == 600);
    }

    void theValueOfASecretIsNeverWritten()
    {
        const auto provider = fromJson<Provider>(
            json("{'id':'p','kind':'openai','keys':[{'id':'k','secret':'sk-very-secret'}]}"));
        QVERIFY(provider.has_value());
        QCOMPARE(provider->keys.front().secret.value, std::string("sk-very-secret"));
        QVERIFY(toJson(*provider).find("very") == std::string::npos);
    }

    void whatTheAdminApiAddsMayComeBackAsJsonOnly()
    {
        const auto provider =
            fromJson<Provider>(json("{'id':'p','kind':'openai','wire':'openai','state':'idle','"
                                    "keys':[{'id':'k','hint':'x','secret':'env:A'}]}"));
        QVERIFY(provider.has_value());
        const auto application =
            fromJson<Application>(json("{'id':'a','keys':[{'id':'k','prefix':'gh_x','created_ms':1,"
                                       "'last_used_ms':2,'expires_ms':5,'revoked':true}]}"));
        QVERIFY(application.has_value());
        QVERIFY(application->keys.front().revoked);
        const auto api =
            fromJson<Api>(json("{'id':'a','kind':'ai','base_path':'/a','revision':3}"));
        QVERIFY(api.has_value());
        const auto file = readWorkspaceFile(
            "gatehouse: 1\nproviders:\n  - {id: p, kind: sandbox, wire: openai}\n", "f",
            InlineSecrets::Refuse);
        QVERIFY(!file.has_value());
        QCOMPARE(file.error().front().path, std::string("providers[0].wire"));
    }

    void whatIsWrongNamesItsPath_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* text, const char* error) {
            QTest::newRow(text) << QByteArray::fromStdString(json(text)) << QByteArray(error);
        };
        row("[]", "must be a map, but is a list");
        row("{'kind':'ai','base_path':'/a'}", "id: is required");
        row("{'id':'a','base_path':'/a'}", "kind: is required");
        row("{'id':'a','kind':'rest','base_path':'/a'}", "upstream: is required");
        row("{'id':'a','kind':'soap','base_path':'/a'}",
            "kind: \"soap\" is none of: rest, ai, prompt");
        row("{'id':12,'kind':'ai','base_path':'/a'}",
            "id: must be text, but is a number; put it in quotes");
        row("{'id':'a','kind':'ai','base_path':'/a','routes':{}}",
            "routes: must be a list, but is a map");
        row("{'id':'a','kind':'ai','base_path':'/a','routes':[{'path':'/"
            "x'},{'methods':'GET','path':'/y'}]}",
            "routes[1].methods: must be a list of texts, but is text");
        row("{'id':'a','kind':'ai','base_path':'/a','routes':[{'methods':[true],'path':'/y'}]}",
            "routes[0].methods[0]: must be text, but is a boolean");
        row("{'id':'a','kind':'ai','base_path':'/a','upstream':{'targets':[{'url':'http://"
            "x','weight':'1'}]}}",
            "upstream.targets[0].weight: must be a whole number, but is text");
        row("{'id':'a','kind':'ai','base_path':'/a','upstream':{'targets':[{'url':'http://"
            "x','weight':-1}]}}",
            "upstream.targets[0].weight: must be a whole number from 0 to 1000000");
        row("{'id':'a','kind':'ai','base_path':'/a','upstream':{'targets':[],'timeout':30}}",
            "upstream.timeout: \"30\" is not a duration; write a whole number and a unit, for "
            "example 250ms, 30s, 5m, 2h or 7d");
        row("{'id':'a','kind':'ai','base_path':'/"
            "a','upstream':{'targets':[],'preserve_host':'yes'}}",
            "upstream.preserve_host: must be true or false, but is text");
        row("{'id':'a','kind':'ai','base_path':'/a','request_headers':{'set':['x']}}",
            "request_headers.set: must be a map of header names and values, but is a list");
    }
    void whatIsWrongNamesItsPath()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, error);
        const auto api = fromJson<Api>(source.toStdString());
        QVERIFY(!api.has_value());
        QCOMPARE(QByteArray::fromStdString(api.error().text()), error);
    }

    void unknownKeysAreFaults()
    {
        const auto api =
            fromJson<Api>(json("{'id':'a','kind':'ai','base_path':'/a','stat':'draft'}"));
        QVERIFY(!api.has_value());
        QVERIFY(api.error().text().starts_with(
            "stat: unknown key; known here: id, name, kind, team, base_path"));
    }
};

QTEST_GUILESS_MAIN(CodecTest)
#include "CodecTest.moc"
