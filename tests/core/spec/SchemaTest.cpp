// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Schema.h"

#include "core/spec/Documents.h"

#include "spec/Example.h"

#include <QTest>

using namespace gatehouse;

namespace {

std::string faultsOf(const std::string& value, const std::string& schema,
                     spec::SchemaDialect dialect = spec::SchemaDialect::JsonSchema)
{
    const auto document = model::parseYaml(schema);
    const auto parsed = model::parseJson(value);
    if (!document || !parsed)
        return "does not parse";
    const spec::Refs refs(*document);
    spec::SchemaOptions options;
    options.dialect = dialect;
    std::string out;
    for (const auto& fault : spec::checkValue(*parsed, *document, refs, options))
        out += (out.empty() ? "" : "; ") + fault.path + ": " + fault.message;
    return out;
}

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT
private slots:
    void words_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("faults");
        const auto row = [](const char* name, const char* value, const char* schema,
                            const char* faults) {
            QTest::newRow(name) << QString(value) << QString(schema) << QString(faults);
        };
        row("type", "3", "type: string", ": must be string, is integer");
        row("types", "null", "type: [string, 'null']", "");
        row("whole as number", "3", "type: number", "");
        row("1.0 is whole", "1.0", "type: integer", "");
        row("1.5 is not", "1.5", "type: integer", ": must be integer, is number");
        row("quoted number", "\"3\"", "type: integer", ": must be integer, is string");
        row("minimum", "0", "{type: integer, minimum: 1}", ": must be at least 1");
        row("exclusive", "1", "{exclusiveMinimum: 1}", ": must be above 1");
        row("multiple", "0.3", "{multipleOf: 0.1}", "");
        row("not multiple", "0.35", "{multipleOf: 0.1}", ": must be a multiple of 0.1");
        row("characters", "\"äöü\"", "{maxLength: 3}", "");
        row("too long", "\"äöüß\"", "{maxLength: 3}", ": must have at most 3 characters");
        row("pattern", "\"A\"", "{pattern: '^[a-z]'}", ": must match ^[a-z]");
        row("pattern of RE2's kind", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"",
            "{pattern: '^(a+)+$'}", ": must match ^(a+)+$");
        row("unknown pattern", "\"x\"", "{pattern: '(?<=a)b'}", "");
        row("email", "\"a\"", "{format: email}", ": must be a email");
        row("date", "\"2026-02-30\"", "{format: date}", ": must be a date");
        row("time", "\"2026-02-03T10:00:00+02:00\"", "{format: date-time}", "");
        row("enum", "\"c\"", "{enum: [a, b]}", ": must be one of \"a\", \"b\"");
        row("enum of numbers", "1.0", "{enum: [1, 2]}", "");
        row("const", "2", "{const: 1}", ": must be 1");
        row("missing", "{}", "{required: [a]}", "a: is missing");
        row("unknown", "{\"b\":1}", "{properties: {a: {}}, additionalProperties: false}",
            "b: is not known here");
        row("others", "{\"b\":1}", "{additionalProperties: {type: string}}",
            "b: must be string, is integer");
        row("pattern names", "{\"x-a\":1}",
            "{patternProperties: {'^x-': {type: string}}, additionalProperties: false}",
            "x-a: must be string, is integer");
        row("items", "[1,\"a\"]", "{items: {type: integer}}", "[1]: must be integer, is string");
        row("tuple", "[1,2]", "{prefixItems: [{type: string}], items: {type: integer}}",
            "[0]: must be string, is integer");
        row("unique", "[1,2,1]", "{uniqueItems: true}", "[2]: stands here twice");
        row("contains", "[1]", "{contains: {type: string}}",
            ": holds too few items of the kind that it must contain");
        row("allOf", "1", "{allOf: [{minimum: 2}, {maximum: 0}]}",
            ": must be at least 2; : must be at most 0");
        row("anyOf", "true", "{anyOf: [{type: string}, {type: boolean}]}", "");
        row("oneOf twice", "1", "{oneOf: [{type: integer}, {type: number}]}",
            ": fits 2 forms of which it may fit one");
        row("oneOf none", "{\"a\":1}", "{oneOf: [{required: [a, b]}, {required: [c, d]}]}",
            ": fits none of the allowed forms; b: is missing");
        row("not", "1", "{not: {type: integer}}", ": has a form that is not allowed");
        row("if", "{\"a\":1}",
            "{if: {required: [a]}, then: {required: [b]}, else: {required: [c]}}", "b: is missing");
        row("dependent", "{\"a\":1}", "{dependentRequired: {a: [b]}}", "b: is missing beside a");
        row("false", "{\"a\":1}", "{properties: {a: false}}", "a: is not allowed");
        row("circle", "{\"n\":{\"n\":{\"n\":1}}}", "{properties: {n: {$ref: '#'}}, type: object}",
            "n.n.n: must be object, is integer");
    }

    void words()
    {
        QFETCH(QString, value);
        QFETCH(QString, schema);
        QFETCH(QString, faults);
        QCOMPARE(QString::fromStdString(faultsOf(value.toStdString(), schema.toStdString())),
                 faults);
    }

    void openApi30HasItsOwnWords()
    {
        const auto dialect = spec::SchemaDialect::OpenApi30;
        QCOMPARE(faultsOf("null", "{type: string, nullable: true}", dialect), std::string());
        QCOMPARE(faultsOf("1", "{minimum: 1, exclusiveMinimum: true}", dialect),
                 std::string(": must be above 1"));
    }

    void manyAlternativesEnd()
    {
        // 2 to the power of 40 ways, were every one of them tried.
        std::string schema = "{type: string}";
        for (int i = 0; i < 40; ++i)
            schema = "{anyOf: [" + schema + ", " + (i < 12 ? schema : "{type: boolean}") + "]}";
        QVERIFY(!faultsOf("1", schema).empty());
    }

    void examplesFitTheirSchemas()
    {
        const auto document = model::parseYaml(kOrders);
        const spec::Refs refs(*document);
        const auto* schema = refs.at("#/components/schemas/Order");
        const model::Node value = spec::exampleOf(*schema, refs);
        const auto faults = spec::checkValue(value, *schema, refs);
        QVERIFY2(faults.empty(), model::writeJson(value).c_str());
        QVERIFY(value.find("lines")->list()->size() == 1);
    }

    void mocksObeyPrefer()
    {
        const auto document = model::parseYaml(kOrders);
        const spec::Refs refs(*document);
        const auto outline = spec::readOutline(*document);
        const auto& add = outline->operations[0];
        const auto plain = spec::mockAnswer(add, refs, {});
        QCOMPARE(plain->status, 201);
        QCOMPARE(plain->body, std::string("{\"id\":7,\"lines\":[]}"));
        QCOMPARE(plain->headers.front().second, std::string("/orders/7"));
        const auto big =
            spec::mockAnswer(add, refs, spec::wishOf("respond-async, example=big", ""));
        QVERIFY(big->body.find("\"id\":8") != std::string::npos);
        const auto missing = spec::mockAnswer(add, refs, spec::wishOf("code=404", "*/*"));
        QCOMPARE(missing->status, 404);
        QCOMPARE(missing->contentType, std::string("application/problem+json"));
        QVERIFY(!spec::mockAnswer(add, refs, spec::wishOf("code=500", "")));
        QVERIFY(!spec::mockAnswer(add, refs, spec::wishOf("example=none", "")));
        QVERIFY(!spec::mockAnswer(add, refs, spec::wishOf("", "image/png")));
    }
};

QTEST_GUILESS_MAIN(SchemaTest)
#include "SchemaTest.moc"
