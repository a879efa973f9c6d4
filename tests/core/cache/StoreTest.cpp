// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/Cache.h"

#include <QTest>

#include <thread>

using namespace gatehouse;
using namespace gatehouse::cache;
using namespace std::chrono_literals;

namespace {

AnswerPointer answer(std::size_t bytes, Instant stale = Instant(1h))
{
    auto out = std::make_shared<Answer>();
    out->body.assign(bytes, 'x');
    out->stale = stale;
    return out;
}

} // namespace

/// Answers within a size in bytes.
class StoreTest : public QObject
{
    Q_OBJECT

private:
    Cache m_cache{8u << 20};

    [[nodiscard]] Key key(std::string_view name, std::string_view place = {}) const
    {
        const std::array<std::string_view, 1> id{name};
        const std::array<std::string_view, 1> where{place.empty() ? name : place};
        return {m_cache.digest(id), m_cache.digest(where)};
    }

private slots:
    void initTestCase() { QVERIFY(crypto::initialize()); }

    void textsOfAKeyDoNotRunTogether()
    {
        const std::array<std::string_view, 2> one{"ab", "c"};
        const std::array<std::string_view, 2> other{"a", "bc"};
        QVERIFY(m_cache.digest(one) != m_cache.digest(other));
        QVERIFY(m_cache.digest(one) == m_cache.digest(one));
    }
    void aStaleAnswerIsNoneAndTakesNoRoom()
    {
        Store store(8u << 20);
        QVERIFY(store.keep(key("a"), "apis/x", answer(100, Instant(10s))));
        QVERIFY(store.find(key("a"), Instant(9s)) != nullptr);
        QVERIFY(store.find(key("a"), Instant(10s)) == nullptr);
        QCOMPARE(store.totals().entries, 0U);
        QCOMPARE(store.totals().bytes, 0U);
    }
    void bytesAreBoundedWhateverTheNumber()
    {
        Store store(1u << 20);
        for (int i = 0; i < 5000; ++i)
            store.keep(key(std::to_string(i)), "apis/x", answer(static_cast<std::size_t>(i)));
        const auto totals = store.totals();
        QVERIFY(totals.bytes <= totals.most);
        QVERIFY(totals.bytes > totals.most / 2);
        QVERIFY(totals.evicted > 0);
        QVERIFY(!store.keep(key("large"), "apis/x", answer(200'000)));
        QCOMPARE(store.totals().tooLarge, 1U);
        store.setMost(1000);
        QVERIFY(store.totals().bytes <= 1000);
    }
    void theLongestUnusedGoesFirst()
    {
        // One place, so one part: 64 KiB of the 512.
        Store store(512u << 10);
        for (int i = 0; i < 6; ++i) {
            store.keep(key(std::to_string(i), "place"), "apis/x", answer(15'000));
            QVERIFY(store.find(key("0", "place"), Instant{}) != nullptr);
        }
        QVERIFY(store.find(key("0", "place"), Instant{}) != nullptr);
        QVERIFY(store.find(key("1", "place"), Instant{}) == nullptr);
        QVERIFY(store.find(key("5", "place"), Instant{}) != nullptr);
    }
    void aPlaceIsForgottenWithAllItsAnswers()
    {
        Store store(8u << 20);
        for (const char* const who : {"ana", "bob"})
            store.keep(key(who, "/orders/1"), "apis/x", answer(10));
        store.keep(key("cid", "/orders/2"), "apis/x", answer(10));
        store.forget(key("any", "/orders/1").place);
        QVERIFY(store.find(key("ana", "/orders/1"), Instant{}) == nullptr);
        QVERIFY(store.find(key("bob", "/orders/1"), Instant{}) == nullptr);
        QVERIFY(store.find(key("cid", "/orders/2"), Instant{}) != nullptr);
    }
    void oneOwnerIsPurgedWithoutTheOthers()
    {
        Store store(8u << 20);
        store.keep(key("a"), "apis/x", answer(10));
        store.keep(key("b"), "apis/y", answer(10));
        QCOMPARE(store.purge("apis/x"), 1U);
        QVERIFY(store.find(key("b"), Instant{}) != nullptr);
        QCOMPARE(store.purge({}), 1U);
        QCOMPARE(store.totals().entries, 0U);
    }

    void oneLeadsAndOthersRead()
    {
        Flights flights;
        const auto question = key("q").id;
        const auto first = flights.join(question);
        const auto second = flights.join(question);
        QVERIFY(first.leads && !second.leads && first.flight == second.flight);
        int told = 0;
        QVERIFY(second.flight->follow(this, [&told] { ++told; }));
        QVERIFY(first.flight->isFollowed());
        first.flight->begin({}, true);
        QVERIFY(second.flight->state() == Flight::State::Flowing);
        first.flight->add("one ");
        QCOMPARE(second.flight->piece(0).bytes, std::string_view("one "));
        QVERIFY(!second.flight->piece(0).last);
        first.flight->add("two");
        first.flight->complete();
        QVERIFY(second.flight->piece(1).last);
        QCOMPARE(second.flight->answer()->body, std::string("one two"));
        QCOMPARE(told, 4);
        QVERIFY(second.flight->takeKeeping());
        QVERIFY(!first.flight->takeKeeping());
        flights.leave(question, *first.flight);
        QCOMPARE(flights.size(), 0U);
    }
    void aWholeAnswerIsReadWhenItIsComplete()
    {
        FlightBudget budget;
        Flight flight(budget);
        flight.begin({}, false);
        flight.add("half");
        QVERIFY(flight.state() == Flight::State::Waiting);
        flight.complete();
        QVERIFY(flight.state() == Flight::State::Complete);
        flight.fail(); // too late
        QVERIFY(flight.state() == Flight::State::Complete);
    }
    void whatFailsIsNobodys()
    {
        FlightBudget budget;
        Flight flight(budget);
        flight.fail();
        QVERIFY(!flight.follow(this, [] {}));
        flight.complete();
        QVERIFY(flight.state() == Flight::State::Failed);
        QVERIFY(!flight.takeKeeping());
    }
    void tooMuchIsNotShared()
    {
        FlightBudget budget;
        Flight flight(budget);
        flight.begin({}, false);
        const std::string piece(1u << 20, 'x');
        for (std::size_t i = 0; i <= Flight::kMostWhole >> 20; ++i)
            flight.add(piece);
        flight.complete();
        QVERIFY(flight.state() == Flight::State::Failed);
    }
    void allFlightsTogetherAreBounded()
    {
        FlightBudget budget;
        budget.most = 100;
        {
            Flight one(budget);
            one.begin({}, false);
            one.add(std::string(60, 'x'));
            Flight other(budget);
            other.begin({}, false);
            other.add(std::string(60, 'x'));
            QVERIFY(one.state() == Flight::State::Waiting);
            QVERIFY(other.state() == Flight::State::Failed);
        }
        QCOMPARE(budget.used.load(), 0U);
    }
    void theDebtOfALeaderIsTakenOnce()
    {
        FlightBudget budget;
        Flight flight(budget);
        QVERIFY(!flight.takeDebt());
        flight.leaveUnpaid();
        QVERIFY(flight.takeDebt());
        QVERIFY(!flight.takeDebt());
    }
    void manyThreadsReadWhatOneWrites()
    {
        FlightBudget budget;
        Flight flight(budget);
        std::vector<std::jthread> readers;
        std::atomic<int> whole{0};
        for (int i = 0; i < 8; ++i) {
            readers.emplace_back([&] {
                std::string read;
                std::atomic<unsigned> news{0};
                QVERIFY(flight.follow(&read, [&news] {
                    ++news;
                    news.notify_one();
                }));
                for (std::size_t next = 0;;) {
                    const auto seen = news.load();
                    const auto piece = flight.piece(next);
                    if (!piece.bytes.empty()) {
                        read += piece.bytes;
                        ++next;
                    }
                    if (piece.last)
                        break;
                    if (piece.bytes.empty())
                        news.wait(seen);
                }
                flight.unfollow(&read);
                whole += read.size() == 20'000 ? 1 : 0;
            });
        }
        flight.begin({}, true);
        for (int i = 0; i < 2000; ++i)
            flight.add("0123456789");
        flight.complete();
        readers.clear();
        QCOMPARE(whole.load(), 8);
    }
};

QTEST_APPLESS_MAIN(StoreTest)
#include "StoreTest.moc"
