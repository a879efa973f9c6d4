// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/ModelTable.h"

#include "gateway/Snapshot.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::gateway;

namespace {

constexpr std::int64_t kDollar = 1'000'000'000;

std::shared_ptr<const ai::Catalogue> catalogue()
{
    const auto parsed = ai::Catalogue::parse(
        {.providers = "id\tname\twire\tbase_url\tauth\tchat_path\tembeddings_path\tmodels_path\t"
                      "note\n"
                      "acme\tAcme\topenai\thttps://acme.test/v1\tbearer\t\t\t/models\t\n",
         .models = "# data 2026-11-10\n"
                   "provider\tid\tname\tkind\tcontext\tmax_output\tinput\toutput\tcached_input\t"
                   "cache_write\tfeatures\treleased\tdeprecated\n"
                   "acme\tm\tModel M\tchat\t1000\t100\t2000000000\t8000000000\t\t\ttools\t2026-09\t"
                   "0\n",
         .tiers = "provider\tmodel\tabove_input_tokens\tinput\toutput\tcached_input\tcache_write\n"
                  "acme\tm\t500\t4000000000\t\t\t\n",
         .windows = "provider\tmodel\tfrom\tstart\tend\tinput\toutput\tcached_input\n"
                    "acme\tm\t\t01:00\t04:00\t3000000000\t9000000000\t\n",
         .units = "provider\tmodel\tunit\tprice\n"
                  "acme\tm\timage\t40000000\n"
                  "acme\t*\tthousand_searches\t5000000000\n"});
    return parsed ? *parsed : nullptr;
}

Timestamp at(int year, unsigned month, unsigned day, int hour)
{
    return Timestamp(
        (std::chrono::sys_days(std::chrono::year(year) / month / day) + std::chrono::hours(hour))
            .time_since_epoch());
}

model::Provider provider(std::string id, std::string kind)
{
    model::Provider out;
    out.id = std::move(id);
    out.name = out.id;
    out.kind = std::move(kind);
    return out;
}

model::ModelOverride own(std::string providerId, std::string modelName)
{
    model::ModelOverride out;
    out.provider = std::move(providerId);
    out.model = std::move(modelName);
    return out;
}

const ai::CatalogueModel* factsOf(const ModelTable& table, std::string_view name)
{
    const auto match = table.resolve(name);
    return match.found() ? match.single.facts : nullptr;
}

} // namespace

/// What a name stands for, and what is known of it: the catalogue's values under the workspace's.
class ModelTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPricesOfUnits()
    {
        const auto known = catalogue();
        QVERIFY(known);
        const auto* const model = known->model("acme", "m");
        QVERIFY(model);
        QCOMPARE(model->price.named.size(), 2u);
        QCOMPARE(model->price.named[0].unit, std::string("image"));
        QCOMPARE(model->price.named[0].price.value, 40'000'000);
        QCOMPARE(model->price.named[1].unit, std::string("thousand_searches"));
        QCOMPARE(known->day(), std::string("2026-11-10"));
    }

    void ownRatesWinAtEveryHourAndLeaveTheRest()
    {
        model::Workspace workspace;
        workspace.providers = {provider("acme", "acme")};
        auto said = own("acme", "m");
        said.price.input = kDollar;
        said.context = 400;
        said.vision = true;
        said.tools = false;
        said.name = "Ours";
        workspace.modelOverrides = {said};
        const ModelTable table(workspace, {}, catalogue());
        const auto* const facts = factsOf(table, "acme/m");
        QVERIFY(facts);
        QCOMPARE(facts->context, 400);
        QCOMPARE(facts->maxOutput, 100);
        QVERIFY(facts->vision);
        QVERIFY(!facts->tools);
        const auto noon = facts->price.at(at(2026, 11, 24, 12), 10);
        QCOMPARE(*noon.input, kDollar);
        QCOMPARE(*noon.output, 8 * kDollar);
        const auto night = facts->price.at(at(2026, 11, 24, 2), 10);
        QCOMPARE(*night.input, kDollar);
        QCOMPARE(*night.output, 9 * kDollar);
        QCOMPARE(*facts->price.at(at(2026, 11, 24, 12), 501).input, 4 * kDollar);
        QCOMPARE(table.listedByName("acme/m")->displayName, std::string("Ours"));
        QCOMPARE(table.listedByName("acme/m")->context, 400);
    }

    void ownTiersAndWindowsReplaceTheCatalogues()
    {
        model::Workspace workspace;
        workspace.providers = {provider("acme", "acme")};
        auto said = own("acme", "m");
        said.tiers.emplace();
        model::OwnWindow window;
        window.start = "23:00";
        window.end = "02:00";
        window.rates.output = kDollar;
        said.windows = {window};
        said.units.emplace();
        workspace.modelOverrides = {said};
        const ModelTable table(workspace, {}, catalogue());
        const auto& price = factsOf(table, "acme/m")->price;
        QCOMPARE(*price.at(at(2026, 11, 24, 12), 501).input, 2 * kDollar);
        QCOMPARE(*price.at(at(2026, 11, 24, 3), 10).output, 8 * kDollar);
        QCOMPARE(*price.at(at(2026, 11, 24, 1), 10).output, kDollar);
        QVERIFY(price.named.empty());
    }

    void anOwnPriceHoldsFromItsDay()
    {
        model::Workspace workspace;
        workspace.providers = {provider("acme", "acme")};
        auto said = own("acme", "m");
        said.price.input = kDollar;
        said.priceFrom = "2026-12-01";
        workspace.modelOverrides = {said};
        const ModelTable table(workspace, {}, catalogue());
        const auto& price = factsOf(table, "acme/m")->price;
        QCOMPARE(*price.at(at(2026, 11, 30, 23), 10).input, 2 * kDollar);
        QCOMPARE(*price.at(at(2026, 12, 1, 0), 10).input, kDollar);
        QCOMPARE(*price.at(at(2026, 12, 1, 0), 501).input, 4 * kDollar);
    }

    void aModelOfOnesOwnCanBeCalledByItsBareName()
    {
        model::Workspace workspace;
        auto mine = provider("lab", "openai");
        mine.baseUrl = "http://127.0.0.1:9/v1";
        workspace.providers = {mine};
        auto said = own("lab", "tiny/one");
        said.kind = "embedding";
        said.price.input = kDollar / 100;
        workspace.modelOverrides = {said};
        const ModelTable table(workspace, {}, catalogue());
        const auto match = table.resolve("tiny/one");
        QVERIFY(match.found());
        QCOMPARE(match.single.provider->id, std::string("lab"));
        QCOMPARE(match.single.facts->kind, ai::ModelKind::Embedding);
        QVERIFY(table.listedByName("lab/tiny/one"));
        QVERIFY(!factsOf(table, "lab/other"));
    }

    void whatNamesOneProviderLiesOverWhatNamesItsKind()
    {
        model::Workspace workspace;
        workspace.providers = {provider("acme", "acme"), provider("second", "acme")};
        auto all = own("acme", "m");
        all.price.input = kDollar;
        all.context = 7;
        auto one = own("second", "m");
        one.price.input = 5 * kDollar;
        workspace.modelOverrides = {all, one};
        const ModelTable table(workspace, {}, catalogue());
        QCOMPARE(*factsOf(table, "acme/m")->price.list.input, kDollar);
        QCOMPARE(*factsOf(table, "second/m")->price.list.input, 5 * kDollar);
        QCOMPARE(factsOf(table, "second/m")->context, 7);
    }
};

QTEST_GUILESS_MAIN(ModelTableTest)
#include "ModelTableTest.moc"
