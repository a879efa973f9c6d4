// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Compare.h"

#include "core/spec/Documents.h"

#include "spec/Export.h"
#include "spec/Import.h"
#include "spec/Lint.h"

#include <QTest>

using namespace gatehouse;

namespace {

model::Node parsed(const std::string& text)
{
    const auto out = model::parseYaml(text);
    return out ? *out : model::Node{};
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

std::string differences(const std::string& before, const std::string& after)
{
    const model::Node a = parsed(before);
    const model::Node b = parsed(after);
    const auto old = spec::readOutline(a);
    const auto now = spec::readOutline(b);
    if (!old || !now)
        return "no outline";
    std::string out;
    for (const auto& one : spec::compare(*old, spec::Refs(a), *now, spec::Refs(b)))
        out += (out.empty() ? "" : "; ") + std::string(one.breaking ? "! " : "") + one.place + " " +
               one.message;
    return out;
}

std::vector<std::string> rulesOf(const std::string& text)
{
    const model::Node document = parsed(text);
    const auto outline = spec::readOutline(document);
    std::vector<std::string> out;
    if (outline) {
        for (const auto& finding : spec::lint(document, *outline))
            out.push_back(finding.rule + ":" + std::to_string(finding.line));
    }
    return out;
}

} // namespace

class CompareTest : public QObject
{
    Q_OBJECT
private slots:
    void differencesAreSeenFromTheCaller_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* name, const char* from, const char* to, const char* told) {
            QTest::newRow(name) << QString(from) << QString(to) << QString(told);
        };
        row("nothing", "", "", "");
        row("words do not count", "summary: One order", "summary: Just one", "");
        row("gone", "  /orders/{id}:\n    get:", "  /orders/{id}/x:\n    get:",
            "! GET /orders/{id} was removed; GET /orders/{id}/x is new");
        row("renamed parameter", "  /orders/{id}:", "  /orders/{number}:",
            "GET /orders/{id} its parameters have other names: /orders/{number}");
        row("required", "required: [id, lines]", "required: [id, lines, state]",
            "! POST /orders body.state is required now");
        row("optional", "required: [id, lines]", "required: [id]",
            "! POST /orders 201.lines may be missing now; ! GET /orders/{id} 200.lines may be "
            "missing now");
        row("fewer choices", "enum: [open, paid]", "enum: [open]",
            "! POST /orders body.state is never paid now; POST /orders 201.state is never paid "
            "now; GET /orders/{id} 200.state is never paid now");
        row("more choices", "enum: [open, paid]", "enum: [open, paid, lost]",
            "! POST /orders 201.state may be lost now; ! GET /orders/{id} 200.state may be lost "
            "now; POST /orders body.state may be lost now");
        row("no answer", "'201':", "'202':",
            "! POST /orders 201 is no longer answered; POST /orders 202 is a new answer");
        row("tighter path value", "schema: {type: integer, minimum: 1}", "schema: {type: string}",
            "");
    }

    void differencesAreSeenFromTheCaller()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, told);
        const std::string after =
            from.isEmpty() ? kOrders : replaced(kOrders, from.toStdString(), to.toStdString());
        QVERIFY(!after.empty());
        QCOMPARE(QString::fromStdString(differences(kOrders, after)), told);
    }

    void mergeTakesWhatOneSideChanged()
    {
        const model::Node base = parsed(kOrders);
        const model::Node here = parsed(replaced(kOrders, "summary: One order", "summary: Mine"));
        model::Node there = parsed(replaced(kOrders, "summary: Adds an order", "summary: Theirs"));
        const model::Node merged = spec::merged(base, here, there, {});
        const spec::Refs refs(merged);
        QCOMPARE(spec::textOf(*refs.at("#/paths/~1orders/post"), "summary"), std::string("Theirs"));
        QCOMPARE(spec::textOf(*refs.at("#/paths/~1orders~1{id}/get"), "summary"),
                 std::string("Mine"));

        const model::Node both = parsed(replaced(kOrders, "summary: One order", "summary: Other"));
        const auto states = spec::mergeStates(base, here, both);
        const auto conflict = std::ranges::find_if(
            states, [](const auto& item) { return item.place == "GET /orders/{id}"; });
        QVERIFY(conflict != states.end());
        QCOMPARE(conflict->state, spec::MergeState::Conflict);
        const auto summary = [](const model::Node& document) {
            return spec::textOf(*spec::Refs(document).at("#/paths/~1orders~1{id}/get"), "summary");
        };
        QCOMPARE(summary(spec::merged(base, here, both, {})), std::string("Mine"));
        QCOMPARE(summary(spec::merged(base, here, both, {"GET /orders/{id}"})),
                 std::string("Other"));
    }

    void removedThereIsRemoved()
    {
        const model::Node base = parsed(kOrders);
        model::Node there = base;
        spec::erase(spec::ensure(there, "paths"), "/orders/{id}");
        const model::Node merged = spec::merged(base, base, there, {});
        QVERIFY(!merged.find("paths")->find("/orders/{id}"));
        QVERIFY(merged.find("paths")->find("/orders"));
    }

    void lintNamesRuleAndLine()
    {
        QCOMPARE(rulesOf(kOrders),
                 (std::vector<std::string>{"info-description:2", "info-contact:2"}));
        const auto broken =
            rulesOf(replaced(replaced(kOrders, "in: path, required: true", "in: query"),
                             "value: {id: 7, lines: []}", "value: {id: x}"));
        std::string all;
        for (const std::string& rule : broken)
            all += rule + " ";
        QVERIFY2(all.find("path-params:31") != std::string::npos, all.c_str());
        QVERIFY(std::ranges::any_of(broken, [](const std::string& rule) {
            return rule.starts_with("oas3-valid-media-example");
        }));
    }

    void exportIsForCallers()
    {
        auto made = spec::importApi(kOrders, {});
        made->api.routes.erase(made->api.routes.begin());
        made->api.routes.push_back({.methods = {"GET"},
                                    .path = "/health/{part}",
                                    .rewrite = {},
                                    .requestHeaders = {},
                                    .responseHeaders = {}});
        made->api.state = model::ApiState::Deprecated;
        const model::Node out =
            spec::exportDocument(made->api, {.gatewayUrl = "https://api.test/", .revision = 3});
        const std::string json = model::writeJson(out);
        QVERIFY(json.find("orders.test") == std::string::npos);
        const spec::Refs refs(out);
        QCOMPARE(spec::textOf(*refs.at("#/servers/0"), "url"),
                 std::string("https://api.test/orders"));
        QCOMPARE(spec::textOf(*refs.at("#/info"), "version"), std::string("3"));
        QVERIFY(!refs.at("#/paths/~1orders"));
        QVERIFY(spec::isTrue(*refs.at("#/paths/~1orders~1{id}/get"), "deprecated"));
        QVERIFY(refs.at("#/paths/~1health~1{part}/get/parameters/0"));
        QVERIFY(refs.at("#/components/securitySchemes/key"));
        QVERIFY(spec::readOutline(out).has_value());
        made->api.name = "<script>alert(1)</script>";
        const std::string html = spec::exportHtml(made->api, {});
        QVERIFY(html.find("<script>") == std::string::npos);
        QVERIFY(html.find("/health/{part}") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(CompareTest)
#include "CompareTest.moc"
