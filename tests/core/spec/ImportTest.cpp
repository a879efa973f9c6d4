// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Import.h"

#include "core/spec/Documents.h"

#include "model/Validate.h"
#include "spec/Outline.h"

#include <QTest>

using namespace gatehouse;
using spec::importApi;

namespace {

std::string allOf(const std::vector<model::Fault>& faults)
{
    std::string out;
    for (const auto& fault : faults)
        out += model::faultText("", fault) + "\n";
    return out;
}

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT
private slots:
    void openApiBecomesRoutesAndTargets()
    {
        const auto made = importApi(kPets, {});
        QVERIFY2(made, made ? "" : allOf(made.error()).c_str());
        QCOMPARE(made->form, std::string("OpenAPI 3.0.3"));
        QCOMPARE(made->operations, 4u);
        const model::Api& api = made->api;
        QCOMPARE(api.id, std::string("pet-store"));
        QCOMPARE(api.basePath, std::string("/pet-store"));
        QCOMPARE(api.routes.size(), 4u);
        QCOMPARE(api.routes[2].path, std::string("/pets/{petId}"));
        QCOMPARE(api.routes[2].methods, std::vector<std::string>{"GET"});
        QCOMPARE(api.routes[3].path, std::string("/files/{name_json}"));
        QCOMPARE(api.upstream->targets[0].url, std::string("https://eu.example.com/v1"));
        QCOMPARE(api.upstream->targets[1].weight, 0u);
        QCOMPARE(api.access, model::Access::Key);
        std::vector<model::Fault> faults;
        model::validateValue(api, "", faults);
        QCOMPARE(allOf(faults), std::string());
        // What was bent is told with its line.
        const std::string remarks = allOf(made->remarks);
        QVERIFY2(
            remarks.find("22: paths./files/{name}.json.get: the route takes a whole segment") !=
                std::string::npos,
            remarks.c_str());
        QVERIFY(remarks.find("{region} is taken as eu") != std::string::npos);
    }

    void theOperationsParameterWins()
    {
        const auto made = importApi(kPets, {});
        const auto outline = spec::readOutline(made->api.openapi.root());
        QCOMPARE(outline->operations[0].parameters.size(), 1u);
        QVERIFY(outline->operations[0].parameters[0].required);
        QVERIFY(!outline->operations[1].parameters[0].required);
        QVERIFY(outline->operations[2].deprecated);
    }

    void swagger2IsLifted()
    {
        const auto made = importApi(kShop, {});
        QVERIFY2(made, made ? "" : allOf(made.error()).c_str());
        QCOMPARE(made->api.upstream->targets[0].url, std::string("https://shop.example.com/api"));
        const spec::Refs refs(made->api.openapi.root());
        const auto* schema =
            refs.at("#/paths/~1orders/post/requestBody/content/application~1json/schema");
        QVERIFY(schema);
        QCOMPARE(spec::referenceOf(*schema), std::string_view("#/components/schemas/Order"));
        QVERIFY(refs.at("#/paths/~1upload/post/requestBody/content/multipart~1form-data"));
        QVERIFY(refs.at("#/paths/~1orders/post/responses/200/content/application~1json/example"));
        QVERIFY(refs.at("#/components/securitySchemes/b/scheme"));
    }

    void postmanCallsOfOneShapeAreOneRoute()
    {
        const auto made = importApi(kUsers, {});
        QVERIFY2(made, made ? "" : allOf(made.error()).c_str());
        QCOMPARE(made->api.name, std::string("Users API"));
        QCOMPARE(made->api.routes.size(), 2u);
        QCOMPARE(made->api.routes[0].path, std::string("/users/{id}"));
        QCOMPARE(made->api.access, model::Access::Key);
        const std::string json = model::writeJson(made->api.openapi.root());
        QVERIFY(json.find("s3cret") == std::string::npos);
        QVERIFY(json.find("\"tags\":[\"Users\"]") != std::string::npos);
    }

    void harGivesPathsAndAnswers()
    {
        const auto made = importApi(kArchive, {});
        QVERIFY2(made, made ? "" : allOf(made.error()).c_str());
        QCOMPARE(made->api.routes.size(), 1u);
        QCOMPARE(made->api.routes[0].path, std::string("/v1/orders/{order_id}/lines"));
        QVERIFY(allOf(made->remarks).find("log.entries[1]: is no HTTP call") != std::string::npos);
        QVERIFY(model::writeJson(made->api.openapi.root()).find("abcdefgh") == std::string::npos);
    }

    void aCurlLineIsOneRoute()
    {
        const auto made = importApi("curl -sX PUT 'https://c.example.com/items/7?x=1' \\\n"
                                    "  -H \"Content-Type: application/json\" -H 'X-Api-Key: k' "
                                    "--data-raw $'{\"name\": \"it\\'s\"}' --compressed",
                                    {.source = {}, .id = "items", .basePath = "/shop"});
        QVERIFY2(made, made ? "" : allOf(made.error()).c_str());
        QCOMPARE(made->api.routes[0].methods, std::vector<std::string>{"PUT"});
        QCOMPARE(made->api.routes[0].path, std::string("/items/{item_id}"));
        QCOMPARE(made->api.basePath, std::string("/shop"));
        QVERIFY(model::writeJson(made->api.openapi.root()).find("it's") != std::string::npos);
        const auto open = importApi("curl 'https://c.example.com", {});
        QVERIFY(!open);
        QVERIFY(allOf(open.error()).find("single quote is not closed") != std::string::npos);
    }

    void badDocumentsNameThePlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        const auto with = [](const char* paths) {
            return QString("openapi: 3.1.0\ninfo: {title: T, version: '1'}\n") + paths;
        };
        QTest::newRow("same call") << with("paths:\n  /a/{x}: {get: {}}\n  /a/{y}: {get: {}}\n")
                                   << "5: paths./a/{y}.get: is the same call as paths./a/{x}.get";
        QTest::newRow("same id")
            << with("paths:\n  /a: {get: {operationId: q}}\n  /b:\n    get: {operationId: q}\n")
            << "paths./b.get.operationId: \"q\" is the id of paths./a.get already";
        QTest::newRow("bare circle")
            << with("paths:\n  /a: {get: {parameters: [{$ref: '#/components/parameters/A'}]}}\n"
                    "components: {parameters: {A: {$ref: '#/components/parameters/A'}}}\n")
            << "leads round in a circle";
        QTest::newRow("nowhere")
            << with("paths:\n  /a:\n    get:\n      responses: {'200': {$ref: "
                    "'#/components/responses/No'}}\n")
            << "6: paths./a.get.responses.200: \"#/components/responses/No\" is nowhere";
        QTest::newRow("type") << with("paths: [a]\n") << "3: paths: must be a map";
        QTest::newRow("method") << with("paths:\n  /a: {fetch: {}}\n")
                                << "is no method and no field of a path";
        QTest::newRow("version") << "openapi: 4.0.0\n"
                                 << "1: openapi: is \"4.0.0\"; 3.0 and 3.1 are understood";
        QTest::newRow("other") << "a: 1\n" << "is neither OpenAPI";
        QTest::newRow("empty") << " \n" << "is empty";
        QTest::newRow("bomb")
            << "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
               "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
               "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
               "g: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]\n"
            << "";
    }

    void badDocumentsNameThePlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, fault);
        const auto made = importApi(text.toStdString(), {});
        QVERIFY(!made);
        const QString told = QString::fromStdString(allOf(made.error()));
        QVERIFY2(told.contains(fault), qPrintable(told));
    }

    void circlesOfSchemasAreFine()
    {
        const auto made = importApi(
            kTree, {.source = "https://docs.example.com/a/openapi.yaml", .id = {}, .basePath = {}});
        QVERIFY2(made, made ? "" : allOf(made.error()).c_str());
        QCOMPARE(made->api.upstream->targets[0].url, std::string("https://docs.example.com/v2"));
    }

    void withoutServersItIsAMock()
    {
        const auto made = importApi(
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {}}}\n", {});
        QVERIFY(made);
        QVERIFY(made->api.mock);
        std::vector<model::Fault> faults;
        model::validateValue(made->api, "", faults);
        QVERIFY(faults.empty());
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "ImportTest.moc"
