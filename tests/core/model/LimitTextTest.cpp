// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/LimitText.h"

#include "model/Codec.h"
#include "model/Validate.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::model;

namespace {

LimitRule rule(const char* json)
{
    auto read = fromJson<LimitRule>(json);
    return read ? *read : LimitRule{};
}

QString faultsOf(const char* json)
{
    std::vector<Fault> faults;
    const auto read = fromJson<LimitRule>(json);
    if (!read)
        return QString::fromStdString(read.error().text());
    validateValue(*read, "limits[0]", faults);
    return faults.empty()
               ? QString()
               : QString::fromStdString(faults.front().path + ": " + faults.front().message);
}

} // namespace

/// Limit rules in words, and what may stand in them.
class LimitTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatARuleDoes()
    {
        QCOMPARE(limitSentence(rule(R"({"id":"a","match":{"application":"web"},
            "partition":["application"],"promise":{"kind":"average","limit":600,"per":"1m","burst":50}})")),
                 std::string("Application web: at most 600 requests in 1m on average, with a burst "
                             "of 50, counted for each application, without one for each address; "
                             "further ones are refused."));
        QCOMPARE(limitSentence(rule(R"({"id":"b","unit":"cost_usd","action":"shadow",
            "promise":{"kind":"calendar","limit":2500,"per":"month","time_zone":"Europe/Berlin"}})")),
                 std::string("Everyone: at most $2500.00 each month (Europe/Berlin), counted "
                             "together; further ones pass and are noted."));
        QCOMPARE(limitSentence(rule(R"({"id":"c","unit":"in_flight","action":"queue","enforce":25,
            "queue":{"wait":"5s","length":7},"match":{"model":["fast","slow"]},"partition":["key","ip"],
            "missing":"refuse","promise":{"kind":"in_flight","limit":20}})")),
                 std::string("Model fast or slow: at most 20 calls in flight, counted for each key "
                             "and ip, without one refused; up to 7 more wait for at most 5s, "
                             "further ones are refused in 25 % of the cases."));
    }

    void tellsTheWorstCase()
    {
        const auto average = worstCase(
            rule(R"({"id":"a","promise":{"kind":"average","limit":1800,"per":"1m","burst":300}})"));
        QCOMPARE(average.amount, 2100.0);
        QCOMPARE(average.sentence,
                 std::string("2100 requests in any 1m: the burst of 300 and 1800 more"));
        QCOMPARE(worstCase(rule(R"({"id":"a","promise":{"kind":"window","limit":9,"per":"1h"}})"))
                     .amount,
                 9.0);
        QCOMPARE(
            worstCase(rule(R"({"id":"a","promise":{"kind":"calendar","limit":9,"per":"day"}})"))
                .amount,
            18.0);
    }

    void comesBackAsItWasWritten()
    {
        const auto full = rule(R"({"id":"c","action":"queue","queue":{"wait":"5s","length":7},
            "enforce":25,"missing":"shared","ipv6_prefix":56,"replaces":["x","y"],
            "promise":{"kind":"window","limit":20,"per":"1s"}})");
        QCOMPARE(full.queue.length, 7u);
        QCOMPARE(full.enforce, 25u);
        QCOMPARE(full.ipv6Prefix, 56u);
        QVERIFY(rule(toJson(full).c_str()) == full);
        // Defaults are left out.
        const auto json =
            toJson(rule(R"({"id":"a","promise":{"kind":"window","limit":9,"per":"1h"}})"));
        for (const char* key : {"queue", "enforce", "missing", "ipv6_prefix", "replaces"})
            QVERIFY(json.find(key) == std::string::npos);
    }

    void refusesWhatMakesNoSense()
    {
        const auto with = [](const char* rest) {
            return std::string(R"({"id":"a","promise":{"kind":"window","limit":9,"per":"1h"})") +
                   rest + "}";
        };
        QVERIFY(faultsOf(with("").c_str()).isEmpty());
        QVERIFY(faultsOf(with(R"(,"ipv6_prefix":8)").c_str()).contains("ipv6_prefix"));
        QVERIFY(faultsOf(with(R"(,"enforce":101)").c_str()).contains("enforce"));
        QVERIFY(faultsOf(with(R"(,"queue":{"wait":"11m"})").c_str()).contains("queue.wait"));
        QVERIFY(faultsOf(with(R"(,"queue":{"length":0})").c_str()).contains("queue.length"));
        QVERIFY(faultsOf(with(R"(,"replaces":["a"])").c_str()).contains("replaces"));
        QVERIFY(faultsOf(R"({"id":"a","action":"queue",
            "promise":{"kind":"calendar","limit":9,"per":"day"}})")
                    .contains("action"));
        QVERIFY(faultsOf(R"({"id":"a","unit":"cost_usd",
            "promise":{"kind":"window","limit":1e9,"per":"1h"}})")
                    .contains("100 million"));
    }
};

QTEST_APPLESS_MAIN(LimitTextTest)
#include "LimitTextTest.moc"
