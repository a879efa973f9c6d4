// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Collections.h"
#include "services/Providers.h"
#include "services/WorkspaceFiles.h"
#include "store/Database.h"

#include <QTemporaryDir>
#include <QTest>

#include <boost/json.hpp>

using namespace gatehouse;
using namespace gatehouse::services;

namespace {

class QuietPublisher final : public SnapshotPublisher
{
public:
    void publish(std::shared_ptr<const gateway::Snapshot>) override { ++published; }
    Result<void> reconfigure(const model::Gateway&) override { return {}; }
    int published = 0;
};

/// A catalogue of one model at this price.
std::shared_ptr<const ai::Catalogue> catalogueAt(const std::string& dollars)
{
    const std::string models =
        "provider\tid\tname\tkind\tcontext\tmax_output\tinput\toutput\tcached_input\tcache_write\t"
        "features\treleased\tdeprecated\nacme\tm\tModel M\tchat\t1000\t100\t" +
        dollars + "000000000\t8000000000\t\t\ttools\t2026-09\t0\n";
    const auto parsed = ai::Catalogue::parse(
        {.providers = "id\tname\twire\tbase_url\tauth\tchat_path\tembeddings_path\tmodels_path\t"
                      "note\n"
                      "acme\tAcme\topenai\thttps://acme.test/v1\tbearer\t\t\t/models\t\n",
         .models = models,
         .tiers = {},
         .windows = {},
         .units = {}});
    return parsed ? *parsed : nullptr;
}

std::string quoted(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

} // namespace

/// Values of one's own for models: stored, checked, shown beside the catalogue's.
class ModelOverrideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialize().has_value());
        m_masterKey = crypto::makeMasterKey();
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open("2");
    }

    void survivesAnUpdateOfTheCatalogue()
    {
        Collections collections(*m_configuration);
        const auto made = collections.create(
            "model_overrides",
            quoted("{'provider':'acme','model':'m','price':{'input':1.70,'cached_input':0.085}}"),
            "test");
        QVERIFY2(made.has_value(), made ? "" : made.error().error.text().c_str());
        QCOMPARE(made->id, std::string("acme:m"));
        QCOMPARE(m_publisher.published, 1);
        auto item = model();
        QCOMPARE(item.at("input_nano_usd_per_mtok").as_int64(), 1'700'000'000);
        QCOMPARE(item.at("output_nano_usd_per_mtok").as_int64(), 8'000'000'000);
        QCOMPARE(item.at("listed").at("input_nano_usd_per_mtok").as_int64(), 2'000'000'000);
        open("5"); // a new version of the program brings another list
        item = model();
        QCOMPARE(item.at("input_nano_usd_per_mtok").as_int64(), 1'700'000'000);
        QCOMPARE(item.at("listed").at("input_nano_usd_per_mtok").as_int64(), 5'000'000'000);
        // Back to the catalogue's value.
        QVERIFY(Collections(*m_configuration).remove("model_overrides", "acme:m", {}, "test"));
        item = model();
        QCOMPARE(item.at("input_nano_usd_per_mtok").as_int64(), 5'000'000'000);
        QVERIFY(!item.contains("listed"));
        QVERIFY(!item.contains("own"));
    }

    void theFileSaysTheSame()
    {
        const std::string file = "gatehouse: 1\n"
                                 "model_overrides:\n"
                                 "  - provider: acme\n"
                                 "    model: m\n"
                                 "    name: Ours\n"
                                 "    context: 400\n"
                                 "    abilities:\n"
                                 "      vision: true\n"
                                 "      tools: false\n"
                                 "    deprecated: true\n"
                                 "    price:\n"
                                 "      from: \"2026-12-01\"\n"
                                 "      input: 1.7\n"
                                 "      output: 0\n"
                                 "    tiers: []\n"
                                 "    windows:\n"
                                 "      - start: \"01:00\"\n"
                                 "        end: \"04:00\"\n"
                                 "        input: 0.000000001\n"
                                 "    units:\n"
                                 "      - unit: image\n"
                                 "        price: 0.04\n";
        QCOMPARE(apply(file), QByteArray("create model_overrides/acme:m\n"));
        const std::string exported = WorkspaceFiles(*m_configuration).exportText();
        QVERIFY2(exported.find(file.substr(13)) != std::string::npos, exported.c_str());
        open("2");
        QCOMPARE(WorkspaceFiles(*m_configuration).exportText(), exported);
        QCOMPARE(apply(exported), QByteArray());
        // Not yet December: the catalogue's price is shown.
        QCOMPARE(model().at("input_nano_usd_per_mtok").as_int64(), 2'000'000'000);
        QCOMPARE(model().at("name").as_string(), boost::json::string("Ours"));
        m_clock.advance(std::chrono::hours(24 * 30));
        QCOMPARE(model().at("input_nano_usd_per_mtok").as_int64(), 1'700'000'000);
    }

    void faultsNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("price") << QByteArray("price: {input: \"1\"}")
                               << QByteArray("5: model_overrides[0].price.input: must be an "
                                             "amount");
        QTest::newRow("negative") << QByteArray("price: {output: -1}")
                                  << QByteArray("5: model_overrides[0].price.output: must be an "
                                                "amount");
        QTest::newRow("too fine") << QByteArray("price: {output: 0.0000000001}")
                                  << QByteArray(
                                         "5: model_overrides[0].price.output: must be an amount");
        QTest::newRow("day") << QByteArray("price: {from: 2026-02-30, input: 1}")
                             << QByteArray("5: model_overrides[0].price.from: must be a day");
        QTest::newRow("day alone") << QByteArray("price: {from: 2026-12-01}")
                                   << QByteArray("5: model_overrides[0].price: has a day");
        QTest::newRow("kind") << QByteArray("kind: talk")
                              << QByteArray("5: model_overrides[0].kind: \"talk\" is none of");
        QTest::newRow("tiers") << QByteArray("tiers: [{above: 9, input: 1}, {above: 9, input: 2}]")
                               << QByteArray("5: model_overrides[0].tiers[1].above: must be more");
        QTest::newRow("window") << QByteArray("windows: [{start: \"01:00\", input: 1}]")
                                << QByteArray("5: model_overrides[0].windows[0].end: is required");
        QTest::newRow("hour") << QByteArray(
                                     "windows: [{start: \"01:00\", end: \"24:00\", input: 1}]")
                              << QByteArray("5: model_overrides[0].windows[0].end: must be a time");
        QTest::newRow("unit") << QByteArray(
                                     "units: [{unit: image, price: 1}, {unit: image, price: 2}]")
                              << QByteArray("5: model_overrides[0].units[1].unit: \"image\" stands "
                                            "here twice");
        QTest::newRow("unknown key") << QByteArray("vision: true")
                                     << QByteArray("5: model_overrides[0].vision: unknown key");
    }
    void faultsNameTheirPlace()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, told);
        const QByteArray said =
            apply("gatehouse: 1\nmodel_overrides:\n  - provider: acme\n    model: m\n    " +
                  line.toStdString() + "\n");
        QVERIFY2(said.startsWith(told), said.constData());
        QCOMPARE(m_publisher.published, 0);
    }

    void aProviderThatNobodyKnowsIsAFault()
    {
        const QByteArray said =
            apply("gatehouse: 1\nmodel_overrides: [{provider: nobody, model: m}]\n");
        QVERIFY2(said.startsWith("2: model_overrides[0].provider: there is no provider"),
                 said.constData());
    }

    void aModelOfOnesOwnIsListedAndCallable()
    {
        QCOMPARE(apply("gatehouse: 1\n"
                       "providers: [{id: lab, kind: openai, base_url: \"http://127.0.0.1:9\"}]\n"
                       "model_overrides: [{provider: lab, model: tiny/one:latest}]\n"),
                 QByteArray("create providers/lab\ncreate model_overrides/lab:tiny/one:latest\n"));
        Providers providers(*m_configuration);
        const auto items = boost::json::parse(providers.catalogueModelsJson("lab")).at("items");
        QCOMPARE(items.as_array().size(), 1u);
        QVERIFY(items.at(0).as_object().contains("own"));
        QVERIFY(!items.at(0).as_object().contains("listed"));
        QVERIFY(providers.callableModelsJson().find("lab/tiny/one:latest") != std::string::npos);
        const auto read =
            Collections(*m_configuration).read("model_overrides", "lab:tiny/one:latest");
        QVERIFY(read.has_value());
        // Its provider cannot go without it.
        QVERIFY(!Collections(*m_configuration).remove("providers", "lab", {}, "test"));
    }

private:
    void open(const std::string& dollars)
    {
        m_configuration.reset();
        m_database.reset();
        m_database =
            std::move(*store::Database::open(m_folder->filePath("gatehouse.db").toStdString()));
        m_publisher.published = 0;
        auto opened = Configuration::open(*m_database, m_masterKey, catalogueAt(dollars), m_clock,
                                          m_publisher);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        m_configuration = std::move(*opened);
    }

    boost::json::object model()
    {
        return boost::json::parse(Providers(*m_configuration).catalogueModelsJson("acme"))
            .at("items")
            .at(0)
            .as_object();
    }

    QByteArray apply(const std::string& text)
    {
        const ApplyRequest request{text, "f", false, false, model::InlineSecrets::Refuse, {}};
        const auto done = WorkspaceFiles(*m_configuration).apply(request, "test");
        std::string out;
        if (done) {
            for (const model::Change& change : *done)
                out += std::string(model::toWord(change.action)) + " " + change.path + "\n";
        } else {
            for (const model::Fault& fault : done.error().faults)
                out += std::to_string(fault.line) + ": " + fault.path + ": " + fault.message + "\n";
        }
        return QByteArray::fromStdString(out);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock{fromUnixMillis(1795530727491)}; // 24 Nov 2026
    QuietPublisher m_publisher;
    crypto::MasterKey m_masterKey{};
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Configuration> m_configuration;
};

QTEST_GUILESS_MAIN(ModelOverrideTest)
#include "ModelOverrideTest.moc"
