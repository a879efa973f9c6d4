// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/KeyRoom.h"

#include "gateway/Budget.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::gateway;
using namespace std::chrono_literals;

namespace {

/// 2026-11-24T14:32:07Z
const Timestamp kNow = fromUnixMillis(1795530727000);

KeyRoomTold told(std::initializer_list<std::pair<const char*, const char*>> fields)
{
    http::Fields out;
    for (const auto& [name, value] : fields)
        out.add(name, value);
    return readKeyRoom(out, kNow);
}

} // namespace

/// What providers say of the room that a key has left, and budgets of tries.
class KeyRoomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOpenAi()
    {
        const auto room = told({{"x-ratelimit-remaining-requests", "0"},
                                {"x-ratelimit-reset-requests", "2m59.56s"},
                                {"x-ratelimit-remaining-tokens", "149984"},
                                {"x-ratelimit-reset-tokens", "12ms"}});
        QCOMPARE(room.requests.left, std::optional<std::int64_t>(0));
        QVERIFY(room.requests.until == Duration(179560ms));
        QCOMPARE(room.tokens.left, std::optional<std::int64_t>(149984));
        QVERIFY(room.tokens.until == Duration(12ms));
    }

    void readsAnthropic()
    {
        const auto room =
            told({{"anthropic-ratelimit-requests-remaining", "3"},
                  {"anthropic-ratelimit-requests-reset", "2026-11-24T14:33:07Z"},
                  {"anthropic-ratelimit-input-tokens-remaining", "7"},
                  {"anthropic-ratelimit-input-tokens-reset", "2026-11-24T14:32:00Z"}});
        QCOMPARE(room.requests.left, std::optional<std::int64_t>(3));
        QVERIFY(room.requests.until == Duration(60s));
        QCOMPARE(room.tokens.left, std::optional<std::int64_t>(7));
        QVERIFY(room.tokens.until == Duration(0s));
    }

    void nonsenseTellsNothing_data()
    {
        QTest::addColumn<QString>("value");
        for (const char* value : {"", "-1", "many", "1e9999", "1,000"})
            QTest::addRow("%s", value) << value;
    }
    void nonsenseTellsNothing()
    {
        QFETCH(QString, value);
        const auto bytes = value.toUtf8();
        QVERIFY(!told({{"x-ratelimit-remaining-requests", bytes.constData()}}).requests.left);
    }

    void whatWasToldHoldsUntilItsReset()
    {
        KeyRoom room;
        const Instant now{1h};
        QVERIFY(!room.isFull(now, 1'000'000));
        room.learn({{0, 10s}, {500, 60s}}, now);
        QVERIFY(room.isFull(now + 9s, 1));
        QVERIFY(!room.isFull(now + 11s, 499));
        QVERIFY(room.isFull(now + 11s, 501));
        QVERIFY(!room.isFull(now + 61s, 501));
        QCOMPARE(room.tokensLeft(now + 61s), std::int64_t(-1));
    }

    void aBudgetSavesAFewAndEarnsItsShare()
    {
        Budget budget;
        int taken = 0;
        while (budget.take(10))
            ++taken;
        QCOMPARE(taken, 10);
        for (int call = 0; call < 9; ++call)
            budget.earn(10);
        QVERIFY(!budget.take(10));
        budget.earn(10);
        QVERIFY(budget.take(10));
        QVERIFY(!budget.take(10));
        QVERIFY(!Budget{}.take(0));
    }
};

QTEST_GUILESS_MAIN(KeyRoomTest)
#include "KeyRoomTest.moc"
