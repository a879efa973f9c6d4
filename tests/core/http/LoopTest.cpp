// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/LoopRun.h"

#include "http/Resolver.h"
#include "http/Stream.h"
#include "http/Wakeup.h"

#include <QTest>

#include <thread>

using namespace gatehouse;
using namespace gatehouse::http;
using namespace std::chrono_literals;

namespace {

void put(const Socket& socket, std::string_view text)
{
    QCOMPARE(::send(socket.descriptor(), text.data(), text.size(), MSG_NOSIGNAL),
             static_cast<ssize_t>(text.size()));
}

} // namespace

/// One loop: what is posted, woken, due, and ready.
class LoopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsWhatIsPostedInOrder()
    {
        Loop loop("test");
        std::vector<int> order;
        loop.post([&] { order.push_back(1); });
        loop.start();
        std::promise<void> done;
        loop.post([&] {
            order.push_back(2);
            loop.post([&] { // from the loop itself: no bell, and yet not forgotten
                order.push_back(3);
                done.set_value();
            });
        });
        done.get_future().wait();
        QCOMPARE(order, (std::vector<int>{1, 2, 3}));
    }

    void oneBadHandlerDoesNotEndTheOthers()
    {
        Loop loop("test");
        std::promise<void> done;
        loop.post([] { throw std::runtime_error("bad"); });
        loop.post([&] { done.set_value(); });
        loop.start();
        done.get_future().wait();
    }

    void deadlinesComeInOrderAndCanMoveAway()
    {
        Loop loop("test");
        loop.start();
        const auto order = runOn<std::vector<int>>(loop, [&]() -> Task<std::vector<int>> {
            std::vector<int> seen;
            Wakeup last(loop.ready());
            Deadline moved(loop.deadlines(), [&] { seen.push_back(0); });
            Deadline second(loop.deadlines(), [&] { seen.push_back(2); });
            Deadline first(loop.deadlines(), [&] { seen.push_back(1); });
            Deadline third(loop.deadlines(), [&] {
                seen.push_back(3);
                last.wake();
            });
            moved.setIn(1ms);
            moved.setIn(1h);
            third.setIn(30ms);
            second.setIn(20ms);
            first.setIn(10ms);
            co_await last.wait();
            co_return seen;
        });
        QCOMPARE(order, (std::vector<int>{1, 2, 3}));
    }

    void aWakeupThatIsDestroyedStillResumesWhomItWoke()
    {
        Loop loop("test");
        loop.start();
        const bool resumed = runOn<bool>(loop, [&]() -> Task<bool> {
            auto wakeup = std::make_unique<Wakeup>(loop.ready());
            loop.post([&] {
                wakeup->wake();
                wakeup.reset();
            });
            co_await wakeup->wait();
            co_return wakeup == nullptr;
        });
        QVERIFY(resumed);
    }

    void aStreamReadsTheEndThatCameWithTheBytes()
    {
        // Readiness is told once: bytes and end in one event must both be seen.
        Loop loop("test");
        loop.start();
        const auto states = runOn<std::vector<Io>>(loop, [&]() -> Task<std::vector<Io>> {
            SocketPair pair;
            put(pair.far, "bytes");
            pair.far.close();
            Stream stream(loop, std::move(pair.near));
            std::vector<Io> seen;
            std::array<char, 64> into;
            const IoResult first = co_await stream.read(into);
            seen.push_back(first.state);
            const IoResult second = co_await stream.read(into);
            seen.push_back(second.state);
            co_return seen;
        });
        QCOMPARE(states, (std::vector<Io>{Io::Ok, Io::End}));
    }

    void aStreamGoesOnWithWhatASmallBufferLeft()
    {
        Loop loop("test");
        loop.start();
        const auto text = runOn<std::string>(loop, [&]() -> Task<std::string> {
            SocketPair pair;
            Stream stream(loop, std::move(pair.near));
            put(pair.far, "abcdefghij");
            std::string all;
            std::array<char, 4> into;
            while (all.size() < 10) {
                const IoResult got = co_await stream.read(into);
                all.append(into.data(), got.bytes);
            }
            put(pair.far, "k");
            const IoResult got = co_await stream.read(into);
            all.append(into.data(), got.bytes);
            co_return all;
        });
        QCOMPARE(text, "abcdefghijk");
    }

    void aWatcherIsToldOfBytesThatWereThereBefore()
    {
        Loop loop("test");
        loop.start();
        const bool told = runOn<bool>(loop, [&]() -> Task<bool> {
            SocketPair pair;
            Stream stream(loop, std::move(pair.near));
            put(pair.far, "abcdefgh");
            std::array<char, 4> into;
            const IoResult got = co_await stream.read(into); // leaves four
            bool called = false;
            Wakeup wakeup(loop.ready());
            stream.watch([&] {
                called = true;
                wakeup.wake();
            });
            co_await wakeup.wait();
            co_return called&& got.bytes == 4;
        });
        QVERIFY(told);
    }

    void aWatcherIsNotToldOfNothing()
    {
        Loop loop("test");
        loop.start();
        const bool told = runOn<bool>(loop, [&]() -> Task<bool> {
            SocketPair pair;
            Stream stream(loop, std::move(pair.near));
            put(pair.far, "abcd");
            std::array<char, 4> into; // filled to the brim: the stream cannot know that it is empty
            const IoResult got = co_await stream.read(into);
            bool called = got.bytes != 4;
            stream.watch([&] { called = true; });
            co_await loop.sleep(5ms);
            co_return called;
        });
        QVERIFY(!told);
    }

    void aFullSocketIsWaitedFor()
    {
        Loop loop("test");
        loop.start();
        const auto sizes = runOn<std::pair<std::size_t, std::size_t>>(
            loop, [&]() -> Task<std::pair<std::size_t, std::size_t>> {
                SocketPair pair;
                Stream from(loop, std::move(pair.near));
                Stream to(loop, std::move(pair.far));
                const std::string large(4u << 20, 'x');
                std::size_t read = 0;
                loop.run(
                    [](Stream& stream, std::size_t& sum) -> Task<void> {
                        std::vector<char> into(100'000);
                        while (sum < (4u << 20)) {
                            const IoResult got = co_await stream.read(into);
                            if (got.state != Io::Ok)
                                co_return;
                            sum += got.bytes;
                        }
                    }(to, read),
                    [](const std::exception_ptr&) {});
                const IoResult put = co_await from.writeAll(large, 10s);
                while (read < large.size())
                    co_await loop.sleep(1ms);
                co_return std::pair{put.bytes, read};
            });
        QCOMPARE(sizes.first, std::size_t{4u << 20});
        QCOMPARE(sizes.second, std::size_t{4u << 20});
    }

    void aStreamThatAlwaysHasBytesLetsOthersHaveTheirTurn()
    {
        Loop loop("test");
        loop.start();
        const auto reads = runOn<int>(loop, [&]() -> Task<int> {
            SocketPair pair;
            Stream stream(loop, std::move(pair.near));
            put(pair.far, std::string(1000, 'x'));
            bool stop = false;
            loop.ready().later([&] { stop = true; });
            int count = 0;
            std::array<char, 1> into;
            while (!stop && count < 1000) {
                const IoResult got = co_await stream.read(into);
                count += static_cast<int>(got.bytes);
            }
            co_return count;
        });
        QVERIFY2(reads < 20, qPrintable(QString::number(reads)));
    }

    void whatWasPostedBeforeSomethingCameIsDoneFirst()
    {
        Loop loop("test");
        loop.start();
        const auto order = runOn<std::vector<int>>(loop, [&]() -> Task<std::vector<int>> {
            SocketPair pair;
            Stream stream(loop, std::move(pair.near));
            std::vector<int> seen;
            loop.ready().later([&] {
                loop.post([&] { seen.push_back(1); });
                put(pair.far, "x");
            });
            std::array<char, 4> into;
            const IoResult got = co_await stream.read(into);
            seen.push_back(got.bytes == 1 ? 2 : 0);
            co_await loop.sleep(1ms);
            co_return seen;
        });
        QCOMPARE(order, (std::vector<int>{1, 2}));
    }

    void readinessIsNotLostToABadHandler()
    {
        Loop loop("test");
        loop.start();
        SocketPair pair;
        std::promise<bool> read;
        loop.spawn([&]() -> Task<void> {
            Stream stream(loop, std::move(pair.near));
            loop.ready().later([&] {
                loop.post([] { throw std::runtime_error("bad"); });
                put(pair.far, "x");
            });
            std::array<char, 4> into;
            const IoResult got = co_await stream.read(into);
            read.set_value(got.bytes == 1);
        });
        auto done = read.get_future();
        QCOMPARE(done.wait_for(10s), std::future_status::ready);
        QVERIFY(done.get());
    }

    void aDeadlineCountsFromTheEventThatSetIt()
    {
        // The loop has waited for longer than the deadline is: it must not be over at once.
        Loop loop("test");
        loop.start();
        SocketPair pair;
        std::promise<void> waits;
        std::thread peer([&] {
            waits.get_future().wait();
            std::this_thread::sleep_for(60ms); // the length of the wait, not a guess at one
            put(pair.far, "x");
        });
        const auto took = runOn<Instant::duration>(loop, [&]() -> Task<Instant::duration> {
            Stream stream(loop, std::move(pair.near));
            Wakeup over(loop.ready());
            Deadline deadline(loop.deadlines(), [&] { over.wake(); });
            waits.set_value();
            std::array<char, 4> into;
            const IoResult got = co_await stream.read(into);
            const Instant begin = std::chrono::steady_clock::now();
            deadline.setIn(40ms);
            co_await over.wait();
            co_return got.bytes == 1 ? std::chrono::steady_clock::now() - begin
                                     : Instant::duration::zero();
        });
        peer.join();
        QVERIFY2(took >= 35ms, qPrintable(QString::number(took.count())));
    }

    void namesAreLookedUpElsewhere()
    {
        Loop loop("test");
        loop.start();
        std::promise<std::size_t> found;
        loop.post([&] {
            loop.resolver().ask("localhost", [&](const Resolver::Addresses& addresses) {
                found.set_value(loop.isHere() ? addresses.size() : 0);
            });
        });
        QVERIFY(found.get_future().get() > 0);
    }

    void aLoopEndsWithSleepersAndReaders()
    {
        SocketPair pair;
        Loop loop("test");
        std::promise<void> ready;
        bool cut = false;
        loop.spawn([&]() -> Task<void> {
            Stream stream(loop, std::move(pair.near));
            ready.set_value();
            std::array<char, 4> into;
            const IoResult got = co_await stream.read(into);
            cut = got.state == Io::Cut;
        });
        loop.spawn([&]() -> Task<void> { co_await loop.sleep(1h); });
        loop.start();
        ready.get_future().wait();
        loop.stop();
        QVERIFY(cut);
    }
};

QTEST_GUILESS_MAIN(LoopTest)
#include "LoopTest.moc"
