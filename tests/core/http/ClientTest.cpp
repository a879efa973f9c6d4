// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/FaultyUpstream.h"

#include "http/Loop.h"
#include "http/UpstreamPool.h"

#include <QTest>

#include <future>

using namespace gatehouse;
using namespace gatehouse::http;
using namespace std::chrono_literals;
using Peer = FaultyUpstream::Peer;

namespace {

/// What came of one call.
struct Outcome
{
    ClientError error = ClientError::None;
    std::string detail;
    unsigned status = 0;
    std::string body;
    BodyState end = BodyState::End;
    bool reused = false;
    bool stale = false;
    int interims = 0;
    SendState sent = SendState::Sent;
};

/// A loop with a pool, called from the test's thread.
class Caller
{
public:
    explicit Caller(PoolSettings settings = {})
    {
        m_loop.start();
        run([this, settings]() -> Task<void> {
            m_pool = std::make_unique<UpstreamPool>(m_loop, settings);
            co_return;
        });
    }
    ~Caller()
    {
        run([this]() -> Task<void> {
            m_pool.reset();
            co_return;
        });
    }

    void run(std::function<Task<void>()> coroutine)
    {
        std::promise<void> done;
        m_loop.spawn([&]() -> Task<void> {
            co_await coroutine();
            done.set_value();
        });
        done.get_future().wait();
    }

    Outcome call(std::uint16_t port, std::string method = "GET", std::string body = {},
                 ClientTimes times = quick())
    {
        Outcome outcome;
        run([&]() -> Task<void> {
            auto exchange = m_pool->exchange(Origin{false, "127.0.0.1", port}, times);
            co_await perform(*exchange, method, body, outcome);
        });
        return outcome;
    }

    static Task<void> perform(ClientExchange& exchange, std::string_view method,
                              std::string_view body, Outcome& outcome)
    {
        outcome.error = co_await exchange.open();
        outcome.detail = exchange.errorDetail();
        outcome.reused = exchange.reused();
        if (outcome.error != ClientError::None)
            co_return;
        OutgoingRequest request;
        request.method = method;
        request.target = "/t?q";
        request.body = body.empty() ? BodyKind::None : BodyKind::Length;
        request.length = body.size();
        outcome.sent = co_await exchange.sendHead(request, body, true);
        const ResponseHead* head =
            co_await exchange.readHead([&](const ResponseHead&) { ++outcome.interims; });
        if (head) {
            outcome.status = head->status;
            outcome.end = co_await exchange.readAll(outcome.body, 64 << 20);
        }
        outcome.error = exchange.error();
        outcome.detail = exchange.errorDetail();
        outcome.stale = exchange.wasStale();
    }

    static ClientTimes quick()
    {
        ClientTimes times;
        times.connect = times.firstByte = times.streamGap = times.send = 300ms;
        return times;
    }

    [[nodiscard]] std::size_t idle()
    {
        std::size_t count = 0;
        run([&]() -> Task<void> {
            count = m_pool->idleConnections();
            co_return;
        });
        return count;
    }
    [[nodiscard]] UpstreamPool& pool() { return *m_pool; }
    [[nodiscard]] Loop& loop() { return m_loop; }
    [[nodiscard]] std::uint64_t count(Count what) { return m_loop.counters().get(what); }

private:
    Loop m_loop{"client"};
    std::unique_ptr<UpstreamPool> m_pool;
};

/// Answers every request of a connection with the same bytes.
FaultyUpstream::Script always(std::string answer)
{
    return [answer](Peer& peer, int) {
        while (!peer.readRequest().empty())
            peer.send(answer);
    };
}

} // namespace

/// The client against upstreams that do everything wrong.
class ClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsConnections()
    {
        FaultyUpstream upstream(always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        Caller caller;
        for (int i = 0; i < 5; ++i) {
            const auto outcome = caller.call(upstream.port());
            QCOMPARE(outcome.status, 200u);
            QCOMPARE(outcome.body, std::string("ok"));
            QCOMPARE(outcome.reused, i > 0);
            QCOMPARE(caller.idle(), 1u);
        }
        QCOMPARE(upstream.connections(), 1);
        QVERIFY(upstream.received().starts_with("GET /t?q HTTP/1.1\r\nHost: 127.0.0.1:"));
    }

    void readsEveryFraming_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("kept");
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
                                << true;
        QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                                               "chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")
                                 << true;
        QTest::newRow("close") << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello") << false;
        QTest::newRow("HTTP/1.0") << QByteArray("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello")
                                  << false;
        QTest::newRow("interim")
            << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200\r\n"
                          "Content-Length: 5\r\n\r\nhello")
            << true;
    }

    void readsEveryFraming()
    {
        QFETCH(QByteArray, answer);
        QFETCH(bool, kept);
        FaultyUpstream upstream([&](Peer& peer, int) {
            peer.readRequest();
            peer.send(answer.toStdString());
            if (kept)
                peer.readRequest();
        });
        Caller caller;
        const auto outcome = caller.call(upstream.port());
        QCOMPARE(outcome.error, ClientError::None);
        QCOMPARE(outcome.body, std::string("hello"));
        QCOMPARE(caller.idle(), kept ? 1u : 0u);
        QCOMPARE(outcome.interims, QByteArray(QTest::currentDataTag()) == "interim" ? 1 : 0);
    }

    void tellsWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("error");
        const auto row = [](const char* name, const QByteArray& answer, ClientError error) {
            QTest::newRow(name) << answer << static_cast<int>(error);
        };
        const auto bad = ClientError::Malformed;
        row("junk", "SSH-2.0-OpenSSH\r\n", bad);
        row("HTTP/2", "HTTP/2.0 200 OK\r\n\r\n", bad);
        row("two digits", "HTTP/1.1 20 OK\r\n\r\n", bad);
        row("four digits", "HTTP/1.1 2000 OK\r\n\r\n", bad);
        row("status 099", "HTTP/1.1 099 OK\r\n\r\n", bad);
        row("NUL", QByteArray("HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n", 27), bad);
        row("bare CR", "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n", bad);
        row("bare LF", "HTTP/1.1 200 OK\nX: a\n\n", bad);
        row("space before colon", "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok", bad);
        row("folding", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 0\r\n\r\n", bad);
        row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
            bad);
        row("length list", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", bad);
        row("negative length", "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok", bad);
        row("huge length", "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551618\r\n\r\nok",
            bad);
        row("length and chunked",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            bad);
        row("chunked in 1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            bad);
        row("gzip, chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            bad);
        row("bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", bad);
        row("bad chunk end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n",
            bad);
        row("101 unasked", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", bad);
        QByteArray flood;
        for (int i = 0; i < 20; ++i)
            flood += "HTTP/1.1 103 Early Hints\r\n\r\n";
        row("flood of 1xx", flood, ClientError::HeadTooLarge);
        row("large head", "HTTP/1.1 200 OK\r\nX: " + QByteArray(70000, 'a') + "\r\n\r\n",
            ClientError::HeadTooLarge);
        QByteArray many = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 200; ++i)
            many += "X: y\r\n";
        row("many fields", many + "\r\n", ClientError::HeadTooLarge);
        row("closed at once", "", ClientError::Closed);
        row("closed in head", "HTTP/1.1 200 OK\r\nCont", ClientError::Closed);
        row("short length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
            ClientError::Truncated);
        row("short chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort",
            ClientError::Truncated);
        row("no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
            ClientError::Truncated);
    }

    void tellsWhatIsWrong()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, error);
        FaultyUpstream upstream([&](Peer& peer, int) {
            peer.readRequest();
            peer.send(answer.toStdString());
        });
        Caller caller;
        const auto outcome = caller.call(upstream.port());
        QVERIFY2(outcome.error == static_cast<ClientError>(error),
                 (std::string(toWord(outcome.error)) + ": " + outcome.detail).c_str());
        QCOMPARE(caller.idle(), 0u);
        QVERIFY(!outcome.stale);
    }

    void tellsAReset()
    {
        FaultyUpstream upstream([](Peer& peer, int connection) {
            peer.readRequest();
            if (connection == 1)
                peer.send("HTTP/1.1 200 OK\r\n\r\nabc");
            peer.reset();
        });
        Caller caller;
        QCOMPARE(caller.call(upstream.port()).error, ClientError::Closed);
        // A body until close that ends by a reset is not complete.
        const auto error = caller.call(upstream.port()).error;
        QVERIFY(error == ClientError::Truncated || error == ClientError::Closed);
    }

    void throwsConnectionsAwayThatSaidTooMuch_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("surplus")
            << "GET" << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200");
        QTest::newRow("body on HEAD")
            << "HEAD" << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        QTest::newRow("body on 204") << "GET" << QByteArray("HTTP/1.1 204 No Content\r\n\r\nok");
        QTest::newRow("length on 204")
            << "GET" << QByteArray("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n");
        QTest::newRow("body on 304") << "GET" << QByteArray("HTTP/1.1 304 Not Modified\r\n\r\nok");
        QTest::newRow("behind chunks")
            << "GET"
            << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nx");
    }

    void throwsConnectionsAwayThatSaidTooMuch()
    {
        QFETCH(QString, method);
        QFETCH(QByteArray, answer);
        FaultyUpstream upstream(always(answer.toStdString()));
        Caller caller;
        for (int i = 0; i < 2; ++i) {
            const auto outcome = caller.call(upstream.port(), method.toStdString());
            QCOMPARE(outcome.error, ClientError::None);
            QCOMPARE(caller.idle(), 0u);
        }
        QCOMPARE(upstream.connections(), 2);
    }

    void neverUsesAConnectionWithWaitingBytes()
    {
        std::promise<void> spoil;
        std::promise<void> spoiled;
        FaultyUpstream upstream([&](Peer& peer, int connection) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            if (connection == 0) {
                spoil.get_future().wait();
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                spoiled.set_value();
            }
            peer.readRequest();
        });
        Caller caller;
        QCOMPARE(caller.call(upstream.port()).body, std::string("ok"));
        spoil.set_value();
        spoiled.get_future().wait();
        const auto outcome = caller.call(upstream.port());
        QCOMPARE(outcome.body, std::string("ok"));
        QVERIFY(!outcome.reused);
        QCOMPARE(caller.count(Count::UpstreamStale), 1u);
    }

    void takesNoAnswerFromBeforeTheQuestion()
    {
        std::promise<void> spoken;
        FaultyUpstream upstream([&](Peer& peer, int) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            spoken.set_value();
            peer.readRequest();
        });
        Caller caller;
        ClientError error = ClientError::None;
        caller.run([&]() -> Task<void> {
            auto exchange = caller.pool().exchange(Origin{false, "127.0.0.1", upstream.port()},
                                                   Caller::quick());
            co_await exchange->open();
            spoken.get_future().wait();
            OutgoingRequest request;
            request.method = "POST";
            request.target = "/";
            const SendState sent = co_await exchange->sendHead(request, {}, true);
            const ResponseHead* head = co_await exchange->readHead();
            if (sent == SendState::Failed && head == nullptr)
                error = exchange->error();
        });
        QCOMPARE(error, ClientError::Closed);
        QCOMPARE(caller.idle(), 0u);
        QVERIFY(upstream.received().empty());
    }

    void aTunnelIsOnlyForWhatWasAskedFor()
    {
        FaultyUpstream upstream(always("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                                       "Upgrade: h2c\r\n\r\n"));
        Caller caller;
        ClientError error = ClientError::None;
        caller.run([&]() -> Task<void> {
            auto exchange = caller.pool().exchange(Origin{false, "127.0.0.1", upstream.port()},
                                                   Caller::quick());
            co_await exchange->open();
            OutgoingRequest request;
            request.method = "GET";
            request.target = "/";
            request.upgrade = "websocket";
            [[maybe_unused]] const SendState sent = co_await exchange->sendHead(request, {}, true);
            [[maybe_unused]] const ResponseHead* head = co_await exchange->readHead();
            error = exchange->error();
        });
        QCOMPARE(error, ClientError::Malformed);
    }

    void tellsAKeptConnectionThatDied()
    {
        FaultyUpstream upstream([](Peer& peer, int connection) {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            peer.readRequest();
            if (connection == 0)
                peer.reset();
        });
        Caller caller;
        caller.call(upstream.port());
        const auto outcome = caller.call(upstream.port());
        QCOMPARE(outcome.error, ClientError::Closed);
        QVERIFY(outcome.stale);
    }

    void tellsARefusedConnection()
    {
        std::uint16_t port = 0;
        {
            FaultyUpstream upstream([](Peer&, int) {});
            port = upstream.port();
        }
        Caller caller;
        const auto outcome = caller.call(port);
        QCOMPARE(outcome.error, ClientError::ConnectFailed);
        QVERIFY(outcome.detail.find("refused") != std::string::npos);
    }

    void cutsSilence()
    {
        FaultyUpstream upstream([](Peer& peer, int connection) {
            peer.readRequest();
            if (connection == 1)
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
            peer.readUntil("never");
        });
        Caller caller;
        QCOMPARE(caller.call(upstream.port()).error, ClientError::FirstByteTimeout);
        const auto outcome = caller.call(upstream.port());
        QCOMPARE(outcome.error, ClientError::StreamTimeout);
        QCOMPARE(outcome.end, BodyState::TimedOut);
        QCOMPARE(caller.count(Count::UpstreamTimeout), 2u);
    }

    void takesAnEarlyAnswer()
    {
        FaultyUpstream upstream([](Peer& peer, int) {
            peer.readRequest();
            peer.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig");
            peer.readUntil("never");
        });
        Caller caller;
        const auto outcome = caller.call(upstream.port(), "POST", std::string(32 << 20, 'x'));
        QCOMPARE(outcome.status, 413u);
        QCOMPARE(outcome.body, std::string("big"));
        QCOMPARE(outcome.sent, SendState::Answering);
        QCOMPARE(caller.idle(), 0u);
    }

    void neverEndsABrokenUpload()
    {
        std::promise<std::string> received;
        FaultyUpstream upstream(
            [&](Peer& peer, int) { received.set_value(peer.readUntil("0\r\n\r\n")); });
        Caller caller;
        caller.run([&]() -> Task<void> {
            auto exchange = caller.pool().exchange(Origin{false, "127.0.0.1", upstream.port()},
                                                   Caller::quick());
            co_await exchange->open();
            OutgoingRequest request;
            request.method = "POST";
            request.target = "/";
            request.body = BodyKind::Chunked;
            co_await exchange->sendHead(request, "part", false);
            co_await caller.loop().sleep(50ms);
        });
        const auto text = received.get_future().get();
        QVERIFY(text.ends_with("4\r\npart\r\n"));
    }

    void cancelsAtOnce()
    {
        FaultyUpstream upstream([](Peer& peer, int) { peer.readUntil("never"); });
        Caller caller;
        Outcome outcome;
        ClientTimes times;
        const auto start = std::chrono::steady_clock::now();
        caller.run([&]() -> Task<void> {
            auto exchange =
                caller.pool().exchange(Origin{false, "127.0.0.1", upstream.port()}, times);
            Deadline soon(caller.loop().deadlines(), [&] { exchange->cancel(); });
            soon.setIn(50ms);
            co_await Caller::perform(*exchange, "GET", {}, outcome);
        });
        QCOMPARE(outcome.error, ClientError::Cancelled);
        QVERIFY(std::chrono::steady_clock::now() - start < 2s);
    }

    void resolvesNames()
    {
        FaultyUpstream upstream(always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        Caller caller;
        Outcome outcome;
        caller.run([&]() -> Task<void> {
            ClientTimes times;
            auto exchange =
                caller.pool().exchange(Origin{false, "localhost", upstream.port()}, times);
            co_await Caller::perform(*exchange, "GET", {}, outcome);
        });
        QCOMPARE(outcome.body, std::string("ok"));
    }

    void tunnelsAfterAnAskedFor101()
    {
        FaultyUpstream upstream([](Peer& peer, int) {
            peer.readRequest();
            peer.send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: "
                      "echo\r\n\r\nhi");
            peer.send(peer.readUntil("!"));
        });
        Caller caller;
        std::string text;
        caller.run([&]() -> Task<void> {
            auto exchange = caller.pool().exchange(Origin{false, "127.0.0.1", upstream.port()},
                                                   Caller::quick());
            co_await exchange->open();
            OutgoingRequest request;
            request.method = "GET";
            request.target = "/";
            request.upgrade = "echo";
            co_await exchange->sendHead(request);
            const ResponseHead* head = co_await exchange->readHead();
            if (!head)
                co_return;
            text = exchange->takeEarly();
            co_await exchange->tunnel().writeAll("there!", 1s);
            char buffer[64];
            while (true) {
                const IoResult got = co_await exchange->tunnel().read(buffer);
                if (got.state != Io::Ok)
                    break;
                text.append(buffer, got.bytes);
            }
        });
        QCOMPARE(text, std::string("hithere!"));
        QVERIFY(upstream.received().find("Connection: Upgrade\r\nUpgrade: echo\r\n") !=
                std::string::npos);
    }

    void boundsIdleConnections()
    {
        FaultyUpstream upstream(always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        PoolSettings settings;
        settings.idle = 100ms;
        Caller caller(settings);
        caller.call(upstream.port());
        QCOMPARE(caller.idle(), 1u);
        QTRY_COMPARE(caller.idle(), 0u);
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "ClientTest.moc"
