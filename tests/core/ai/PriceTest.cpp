// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Catalogue.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ai;

/// Money from tokens, exact, by the table of the catalogue.
class PriceTest : public QObject
{
    Q_OBJECT

private:
    static Timestamp at(int year, unsigned month, unsigned day, int hour)
    {
        return Timestamp((std::chrono::sys_days(std::chrono::year(year) / month / day) +
                          std::chrono::hours(hour))
                             .time_since_epoch());
    }

private Q_SLOTS:
    void sumsWithoutLosingAFraction()
    {
        const Rates rates{
            .input = 4'400'000, .output = 13'000'001, .cachedInput = 44'000, .cacheWrite = {}};
        Usage usage;
        usage.inputUncached = 3;
        usage.cacheRead = 5;
        usage.cacheWrite = 1;
        usage.output = 1;
        // 13.2 + 0.22 + 4.4 + 13.000001 = 30.820001
        QCOMPARE(cost(rates, usage).value, 31);
        usage.output = 9'000'000'000'000;
        QVERIFY(cost(rates, usage).value > 117'000'000'000'000);
    }

    void switchesAllRatesAboveATier()
    {
        PriceTable table;
        table.list = {.input = 10, .output = 20, .cachedInput = 1, .cacheWrite = {}};
        table.tiers.push_back(
            {1000, {.input = 100, .output = 200, .cachedInput = {}, .cacheWrite = {}}});
        QCOMPARE(*table.at({}, 1000).input, 10);
        QCOMPARE(*table.at({}, 1001).input, 100);
        QCOMPARE(*table.at({}, 1001).cachedInput, 1);
    }

    void followsDateAndHour()
    {
        auto catalogue = Catalogue::parse({
            .providers = "# "
                         "data\nid\tname\twire\tbase_url\tauth\tchat_path\tembeddings_path\tmodels_"
                         "path\tnote\n"
                         "d\tD\topenai\thttps://{region}.d.test/{x}\tbearer\t/c\t\t\t\n",
            .models = "provider\tid\tname\tkind\tcontext\tmax_output\tinput\toutput\tcached_"
                      "input\tcache_write\tfeatures\treleased\tdeprecated\n"
                      "d\tm\tM\tchat\t\t\t500\t900\t\t\ttools,vision\t\t0\n",
            .tiers = {},
            .windows = "provider\tmodel\tfrom\tstart\tend\tinput\toutput\tcached_input\nd\tm\t\t23:"
                       "00\t01:30\t1000\t\t\nd\tm\t2026-08-17\t\t\t600\t\t\n",
            .units = {},
        });
        QVERIFY(catalogue.has_value());
        const auto& price = (*catalogue)->model("d", "m")->price;
        QCOMPARE(*price.at(at(2026, 8, 16, 12), 1).input, 500);
        QCOMPARE(*price.at(at(2026, 8, 17, 12), 1).input, 600);
        QCOMPARE(*price.at(at(2026, 8, 17, 23), 1).input, 1000);
        QCOMPARE(*price.at(at(2026, 8, 17, 1), 1).input, 1000);
        QCOMPARE(*price.at(at(2026, 8, 17, 1), 1).output, 900);
        QCOMPARE((*catalogue)->provider("d")->settings.size(), std::size_t{2});
    }

    void whatIsCachedForAnHourCostsTwice()
    {
        const Rates rates{.input = 3'000'000'000,
                          .output = 0,
                          .cachedInput = 300'000'000,
                          .cacheWrite = 3'750'000'000};
        Usage usage;
        usage.cacheWrite = 1000;
        QCOMPARE(cost(rates, usage).value, 3'750'000);
        usage.cacheWriteHour = 400; // 600 at 3.75 and 400 at 6 dollars a million
        QCOMPARE(cost(rates, usage).value, 2'250'000 + 2'400'000);
    }

    void unitsArePaidBesideTokens()
    {
        const auto catalogue = Catalogue::builtIn();
        const auto costOf = [&](const char* model, const Usage& usage) {
            return cost(catalogue->model("openai", model)->price, at(2026, 11, 24, 12), usage)
                .value;
        };
        Usage heard;
        heard.units.audioMillis = 90'500; // 0.006 dollars a minute
        QCOMPARE(costOf("whisper-1", heard), 9'050'000);
        heard.units.audioMillis = 1;
        QCOMPARE(costOf("whisper-1", heard), 100);
        Usage spoken;
        spoken.units.characters = 1001; // 15 dollars a million
        QCOMPARE(costOf("tts-1", spoken), 15'015'000);
        Usage drawn; // an image's tokens cost 8 dollars a million, whatever those of text cost
        drawn.inputUncached = 1000;
        drawn.imageInput = 1000;
        QCOMPARE(costOf("gpt-image-2", drawn), 8'000'000);
        Usage made;
        made.units.images = 3;
        QCOMPARE(cost(catalogue->model("google", "imagen-4.0-generate-001")->price,
                      at(2026, 11, 24, 12), made)
                     .value,
                 120'000'000);
        Usage searched;
        searched.units.searches = 3;
        QCOMPARE(
            cost(catalogue->model("cohere", "rerank-v3.5")->price, at(2026, 11, 24, 12), searched)
                .value,
            6'000'000);
    }

    void namesTheWrongLine()
    {
        const auto catalogue = Catalogue::parse({.providers = "# x\nid\twire\na\tnothing\n",
                                                 .models = {},
                                                 .tiers = {},
                                                 .windows = {},
                                                 .units = {}});
        QVERIFY(!catalogue);
        QCOMPARE(QString::fromStdString(catalogue.error().place),
                 QStringLiteral("providers.tsv:3"));
    }

    void knowsWhatIsBuiltIn()
    {
        const auto catalogue = Catalogue::builtIn();
        QVERIFY(catalogue->provider("openai") != nullptr);
        QVERIFY(catalogue->provider("openai")->callable());
        QVERIFY(catalogue->model("openai", "gpt-4o-mini") != nullptr);
        QVERIFY(catalogue->models().size() > 400);
    }
};

QTEST_GUILESS_MAIN(PriceTest)
#include "PriceTest.moc"
