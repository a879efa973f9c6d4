// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/RawClient.h"
#include "core/http/TestServer.h"

#include <QTest>

#include <atomic>

using namespace gatehouse;
using namespace gatehouse::http;
using namespace std::chrono_literals;

namespace {

/// Answers with method, path and body of the request.
Task<void> echo(ServerExchange& exchange)
{
    std::string body;
    const BodyState state = co_await exchange.readAll(body);
    if (state != BodyState::End)
        co_return;
    const RequestHead& head = exchange.request();
    std::string text;
    text.append(head.method).append(" ").append(head.target.path).append(" ").append(body);
    AnswerHead answer;
    answer.fields.add("Content-Type", "text/plain");
    co_await exchange.respond(std::move(answer), text);
}

ServerSettings quick()
{
    ServerSettings settings;
    settings.times.head = settings.times.bodyGap = settings.times.idle = settings.times.writeStall =
        150ms;
    settings.times.linger = 300ms;
    settings.times.drain = 300ms;
    return settings;
}

std::string get(std::string_view path, std::string_view more = {})
{
    std::string text = "GET ";
    return text.append(path).append(" HTTP/1.1\r\nHost: a\r\n").append(more).append("\r\n");
}

} // namespace

/// The server seen from raw sockets: keep-alive, pipelining, bodies, limits, deadlines, ends.
class ServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheConnection()
    {
        TestServer server(echo);
        RawClient client(server.port());
        for (int i = 0; i < 3; ++i) {
            QVERIFY(client.send(get("/a?b=c")));
            const auto answer = client.readUntil("GET /a ");
            QVERIFY2(answer.starts_with("HTTP/1.1 200 OK\r\nDate: "), answer.c_str());
            QVERIFY(answer.find("Content-Length: 7\r\n") != std::string::npos);
            QVERIFY(answer.find("Connection") == std::string::npos);
        }
        QCOMPARE(server.count(Count::Accepted), 1u);
        QCOMPARE(server.count(Count::Requests), 3u);
    }

    void requestsThatCameTogetherLetOthersHaveTheirTurn()
    {
        // Answered without a wait, hundreds of them in one buffer.
        int served = 0;
        int servedBeforeOthers = 0;
        TestServer server([&](ServerExchange& exchange) -> Task<void> {
            if (++served == 1)
                exchange.loop().ready().later([&] { servedBeforeOthers = served; });
            AnswerHead head;
            const std::string_view body = served == 300 ? "last" : "one";
            co_await exchange.respond(std::move(head), body);
        });
        RawClient client(server.port());
        std::string requests;
        for (int i = 0; i < 300; ++i)
            requests += get("/");
        QVERIFY(client.send(requests));
        QVERIFY(client.readUntil("last").ends_with("last"));
        QVERIFY2(servedBeforeOthers > 0 && servedBeforeOthers < 20,
                 qPrintable(QString::number(servedBeforeOthers)));
    }

    void answersPipelinedRequestsInOrder()
    {
        TestServer server(echo);
        RawClient client(server.port());
        std::string requests;
        for (int i = 0; i < 40; ++i) {
            requests += get("/" + std::to_string(i));
            requests += "POST /p" + std::to_string(i) +
                        " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
            requests += "POST /c" + std::to_string(i) +
                        " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                        "chunked\r\n\r\n2;x=y\r\nde\r\n0\r\nT: v\r\n\r\n";
        }
        QVERIFY(client.send(requests));
        for (int i = 0; i < 40; ++i) {
            QVERIFY(
                client.readUntil("GET /" + std::to_string(i) + " ").starts_with("HTTP/1.1 200"));
            QVERIFY(client.readUntil("POST /p" + std::to_string(i) + " abc")
                        .starts_with("HTTP/1.1 200"));
            QVERIFY(client.readUntil("POST /c" + std::to_string(i) + " de")
                        .starts_with("HTTP/1.1 200"));
        }
        QCOMPARE(server.count(Count::Accepted), 1u);
    }

    void takesRequestsByteByByte()
    {
        TestServer server(echo);
        RawClient client(server.port());
        for (const char c : "\r\nPOST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                            "chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
            if (c != '\0')
                QVERIFY(client.send({&c, 1}));
        QVERIFY(client.readUntil("POST /x abc").starts_with("HTTP/1.1 200"));
    }

    void sendsNoBodyToHead()
    {
        TestServer server(echo);
        RawClient client(server.port());
        client.send("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + get("/next"));
        const auto answer = client.readUntil("\r\n\r\n");
        QVERIFY(answer.find("Content-Length: 8\r\n") != std::string::npos);
        QVERIFY(client.readUntil("GET /next ").starts_with("HTTP/1.1 200"));
    }

    void closesForHttp10()
    {
        TestServer server(echo);
        RawClient client(server.port());
        client.send("GET /old HTTP/1.0\r\n\r\n");
        const auto answer = client.readAll();
        QVERIFY(answer.ends_with("GET /old "));
        QVERIFY(answer.find("Connection: close\r\n") != std::string::npos);
        QVERIFY(client.ended());
    }

    void keepsHttp10ThatAsksForIt()
    {
        TestServer server(echo);
        RawClient client(server.port());
        for (int i = 0; i < 2; ++i) {
            client.send("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            QVERIFY(client.readUntil("GET /old ").find("Connection: keep-alive\r\n") !=
                    std::string::npos);
        }
    }

    void streamsChunksTo11AndUntilCloseTo10()
    {
        TestServer server([](ServerExchange& exchange) -> Task<void> {
            exchange.begin(AnswerHead{});
            for (const char* piece : {"one", "two"}) {
                const bool sent = co_await exchange.send(piece);
                if (!sent)
                    co_return;
            }
            co_await exchange.send("three", true);
        });
        RawClient client(server.port());
        client.send(get("/"));
        const auto answer = client.readUntil("0\r\n\r\n");
        QVERIFY(answer.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
        QVERIFY2(answer.ends_with("\r\n\r\n3\r\none\r\n3\r\ntwo\r\n5\r\nthree\r\n0\r\n\r\n"),
                 answer.c_str());
        RawClient old(server.port());
        old.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        const auto plain = old.readAll();
        QVERIFY(plain.ends_with("\r\n\r\nonetwothree"));
        QVERIFY(plain.find("chunked") == std::string::npos);
        QVERIFY(old.ended());
    }

    void abortsSoThatTheClientCanTell()
    {
        TestServer server([](ServerExchange& exchange) -> Task<void> {
            exchange.begin(AnswerHead{});
            co_await exchange.send("part");
        });
        RawClient client(server.port());
        client.send(get("/"));
        const auto answer = client.readAll();
        QVERIFY(answer.find("0\r\n\r\n") == std::string::npos);
        QVERIFY(client.wasReset());
        RawClient old(server.port());
        old.send("GET / HTTP/1.0\r\n\r\n");
        old.readAll();
        QVERIFY(old.wasReset());
        QTRY_COMPARE(server.count(Count::Aborted), 2u);
    }

    void abortsABodyOfTheWrongLength()
    {
        TestServer server([](ServerExchange& exchange) -> Task<void> {
            AnswerHead head;
            head.length = 10;
            exchange.begin(std::move(head));
            co_await exchange.send("short", true);
        });
        RawClient client(server.port());
        client.send(get("/"));
        client.readAll();
        QVERIFY(client.wasReset());
    }

    void sends100OnlyWhenTheBodyIsWanted()
    {
        TestServer server([](ServerExchange& exchange) -> Task<void> {
            if (exchange.request().target.path == "/no") {
                AnswerHead head;
                head.status = 403;
                co_await exchange.respond(std::move(head), "no");
                co_return;
            }
            co_await echo(exchange);
        });
        const std::string head =
            " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
        RawClient wanted(server.port());
        wanted.send("POST /yes" + head);
        QCOMPARE(wanted.readUntil("\r\n\r\n"), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        wanted.send("ok");
        QVERIFY(wanted.readUntil("POST /yes ok").starts_with("HTTP/1.1 200"));
        RawClient refused(server.port());
        refused.send("POST /no" + head);
        const auto answer = refused.readAll(1s);
        QVERIFY(answer.starts_with("HTTP/1.1 403"));
        QVERIFY(answer.find("Connection: close\r\n") != std::string::npos);
        RawClient odd(server.port());
        odd.send(get("/", "Expect: tea\r\n"));
        QVERIFY(odd.readAll(1s).starts_with("HTTP/1.1 417"));
    }

    void boundsHeadsAndBodies()
    {
        auto settings = quick();
        settings.limits.head = 2000;
        settings.limits.requestLine = 500;
        settings.limits.fields = 10;
        TestServer server(
            [](ServerExchange& exchange) -> Task<void> {
                exchange.setMaxBody(1000);
                co_await echo(exchange);
            },
            settings);
        const auto answerTo = [&server](const std::string& request) {
            RawClient client(server.port());
            client.send(request);
            auto answer = client.readUntil("\r\n");
            return answer.size() > 12 ? answer.substr(9, 3) : answer;
        };
        QCOMPARE(answerTo(get("/" + std::string(600, 'a'))), std::string("414"));
        QCOMPARE(answerTo("GET /" + std::string(600, 'a')), std::string("414"));
        QCOMPARE(answerTo("GET / HTTP/1.1\r\nX: " + std::string(3000, 'a')), std::string("431"));
        std::string many;
        for (int i = 0; i < 11; ++i)
            many += "X: y\r\n";
        QCOMPARE(answerTo(get("/", many)), std::string("431"));
        QCOMPARE(answerTo("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n"),
                 std::string("413"));
        QCOMPARE(
            answerTo("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                     std::string(1001, 'x')),
            std::string("413"));
        QCOMPARE(
            answerTo("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x3\r\n"),
            std::string("400"));
        QCOMPARE(answerTo("GET / HTTP/2.0\r\n\r\n"), std::string("505"));
        QCOMPARE(answerTo("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n"), std::string("501"));
        QCOMPARE(server.count(Count::RefusedLongTarget), 2u);
        QCOMPARE(server.count(Count::RefusedHeadLarge), 2u);
        QCOMPARE(server.count(Count::RefusedTooLarge), 2u);
    }

    void takesLargeHeads()
    {
        TestServer server(echo);
        RawClient client(server.port());
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nX: " +
                    std::string(31000, 'a') + "\r\n\r\nabc");
        QVERIFY(client.readUntil("POST / abc").starts_with("HTTP/1.1 200"));
        client.send(get("/again"));
        QVERIFY(client.readUntil("GET /again ").starts_with("HTTP/1.1 200"));
    }

    void refusalReachesAClientThatGoesOnSending()
    {
        TestServer server([](ServerExchange& exchange) -> Task<void> {
            exchange.setMaxBody(1000);
            co_await echo(exchange);
        });
        RawClient client(server.port());
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n");
        QVERIFY(client.send(std::string(2000000, 'x')));
        const auto answer = client.readAll();
        QVERIFY2(answer.starts_with("HTTP/1.1 413"), answer.c_str());
        QVERIFY(client.ended());
    }

    void cutsSlowHeadsAndBodiesAndIdleConnections()
    {
        TestServer server(echo, quick());
        RawClient silent(server.port());
        RawClient head(server.port());
        head.send("GET / HTTP/1.1\r\nHost");
        RawClient body(server.port());
        body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
        QVERIFY(head.readAll().starts_with("HTTP/1.1 408"));
        QVERIFY(body.readAll().starts_with("HTTP/1.1 408"));
        QVERIFY(silent.readAll().empty());
        QVERIFY(silent.ended());
        QCOMPARE(server.count(Count::CutHead), 1u);
        QCOMPARE(server.count(Count::CutBodyGap), 1u);
        QCOMPARE(server.count(Count::CutIdle), 1u);
        QTRY_COMPARE(server.server().connections(), 0u);
    }

    void headDeadlineIsTotal()
    {
        TestServer server(echo, quick());
        RawClient drip(server.port());
        const auto start = std::chrono::steady_clock::now();
        drip.send("GET / HTTP/1.1\r\nX: ");
        std::string answer;
        while (answer.empty() && std::chrono::steady_clock::now() - start < 3s) {
            drip.send("a");
            answer = drip.readUntil("\r\n", 20ms);
        }
        QVERIFY(answer.starts_with("HTTP/1.1 408"));
        QVERIFY(std::chrono::steady_clock::now() - start < 1s);
    }

    void cutsAClientThatNeverReads()
    {
        std::atomic<std::uint64_t> produced = 0;
        std::atomic<int> gone = 0;
        TestServer server(
            [&](ServerExchange& exchange) -> Task<void> {
                exchange.onGone([&] { ++gone; });
                exchange.begin(AnswerHead{});
                const std::string piece(64 << 10, 'x');
                bool sent = true;
                while (sent && produced < (256u << 20)) {
                    sent = co_await exchange.send(piece);
                    produced += piece.size();
                }
            },
            quick());
        RawClient client(server.port(), 4096);
        client.send(get("/"));
        QTRY_COMPARE_WITH_TIMEOUT(server.count(Count::CutWriteStall), 1u, 5000);
        QCOMPARE(gone.load(), 1);
        QVERIFY2(produced < (16u << 20), "back-pressure keeps memory flat");
        QTRY_COMPARE(server.server().connections(), 0u);
    }

    void noticesAClientThatHangsUp_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("reset") << true;
        QTest::newRow("end") << false;
    }

    void noticesAClientThatHangsUp()
    {
        QFETCH(bool, reset);
        std::atomic<int> gone = 0;
        std::atomic<int> serving = 0;
        TestServer server([&](ServerExchange& exchange) -> Task<void> {
            Wakeup wakeup(exchange.loop().ready());
            exchange.onGone([&] {
                ++gone;
                wakeup.wake();
            });
            ++serving;
            co_await wakeup.wait();
        });
        RawClient client(server.port());
        client.send(get("/") + get("/pipelined"));
        QTRY_COMPARE(serving.load(), 1);
        if (reset)
            client.reset();
        else
            client.finishSending();
        QTRY_COMPARE(gone.load(), 1);
        QTRY_COMPARE(server.server().connections(), 0u);
        QCOMPARE(server.count(Count::ClientGone), 1u);
    }

    void answersAClientThatClosedItsSendingSide()
    {
        TestServer server(echo);
        RawClient client(server.port());
        client.send(get("/half"));
        client.finishSending();
        QVERIFY(client.readAll().ends_with("GET /half "));
        QVERIFY(client.ended());
    }

    void refusesWhereTheHandlerFails()
    {
        TestServer server([](ServerExchange& exchange) -> Task<void> {
            if (exchange.request().target.path == "/throw")
                throw std::runtime_error("oops");
            co_return;
        });
        for (const char* path : {"/throw", "/nothing"}) {
            RawClient client(server.port());
            client.send(get(path));
            QVERIFY(client.readAll().starts_with("HTTP/1.1 500"));
        }
    }

    void endsAnExchangeThatTakesTooLong()
    {
        auto settings = quick();
        settings.times.exchange = 100ms;
        TestServer server(
            [](ServerExchange& exchange) -> Task<void> {
                Wakeup wakeup(exchange.loop().ready());
                exchange.onGone([&] { wakeup.wake(); });
                if (exchange.request().target.path == "/begun") {
                    exchange.begin(AnswerHead{});
                    co_await exchange.send("part");
                }
                co_await wakeup.wait();
            },
            settings);
        RawClient client(server.port());
        client.send(get("/"));
        QVERIFY(client.readAll().starts_with("HTTP/1.1 504"));
        RawClient begun(server.port());
        begun.send(get("/begun"));
        begun.readAll();
        QVERIFY(begun.wasReset());
        QCOMPARE(server.count(Count::CutExchange), 2u);
    }

    void limitsConnections()
    {
        auto settings = quick();
        settings.limits.connections = 2;
        settings.times.idle = 10s;
        TestServer server(echo, settings);
        RawClient first(server.port());
        RawClient second(server.port());
        QTRY_COMPARE(server.server().connections(), 2u);
        RawClient third(server.port());
        third.send(get("/"));
        QVERIFY(third.readAll().starts_with("HTTP/1.1 503"));
        QCOMPARE(server.count(Count::OverConnections), 1u);
        first.send(get("/"));
        QVERIFY(first.readUntil("GET / ").starts_with("HTTP/1.1 200"));
    }

    void drains()
    {
        std::atomic<int> serving = 0;
        auto settings = quick();
        settings.times.idle = 10s;
        settings.times.drain = 5s;
        TestServer server(
            [&](ServerExchange& exchange) -> Task<void> {
                if (exchange.request().target.path == "/slow") {
                    ++serving;
                    co_await exchange.loop().sleep(200ms);
                }
                co_await echo(exchange);
            },
            settings);
        RawClient idle(server.port());
        idle.send(get("/"));
        idle.readUntil("GET / ");
        RawClient slow(server.port());
        slow.send(get("/slow"));
        QTRY_COMPARE(serving.load(), 1);
        server.server().beginDrain();
        QVERIFY(idle.readAll().empty());
        QVERIFY(idle.ended());
        QVERIFY(server.server().stop());
        const auto answer = slow.readAll();
        QVERIFY(answer.ends_with("GET /slow "));
        QVERIFY(answer.find("Connection: close\r\n") != std::string::npos);
        RawClient late(server.port());
        QVERIFY(!late.connected());
    }

    void cutsWhatDoesNotEndWhileDraining()
    {
        std::atomic<int> serving = 0;
        TestServer server(
            [&](ServerExchange& exchange) -> Task<void> {
                Wakeup wakeup(exchange.loop().ready());
                exchange.onGone([&] { wakeup.wake(); });
                ++serving;
                co_await wakeup.wait();
            },
            quick());
        RawClient client(server.port());
        client.send(get("/"));
        QTRY_COMPARE(serving.load(), 1);
        QVERIFY(!server.server().stop());
        client.readAll();
        QVERIFY(client.wasReset());
        QCOMPARE(server.count(Count::CutDrain), 1u);
    }

    void aTakenPortIsAnError()
    {
        TestServer server(echo);
        ServerSettings settings;
        settings.listen = {"127.0.0.1:" + std::to_string(server.port())};
        settings.threads = 2;
        const auto factory = [](Loop&, unsigned) -> std::unique_ptr<Handler> { return nullptr; };
        const auto second = Server::start(settings, factory);
        QVERIFY(!second);
        QCOMPARE(second.error().place, settings.listen.front());
        QVERIFY(Server::start(settings, factory, &server.server()).has_value());
    }

    void servesOnSeveralWorkers()
    {
        ServerSettings settings;
        settings.threads = 3;
        settings.listen = {"127.0.0.1:0", "[::1]:0"};
        TestServer server(echo, settings);
        QCOMPARE(server.server().endpoints().size(), 2u);
        for (int i = 0; i < 30; ++i) {
            RawClient client(server.port());
            client.send(get("/w"));
            QVERIFY(client.readUntil("GET /w ").starts_with("HTTP/1.1 200"));
        }
    }

    void tunnelsAfterAnUpgrade()
    {
        TestServer server([](ServerExchange& exchange) -> Task<void> {
            FieldBlock fields;
            fields.add("Sec-WebSocket-Accept", "x");
            const bool switched = co_await exchange.upgrade(fields, exchange.request().upgrade);
            if (!switched)
                co_return;
            std::string text = exchange.takeEarly();
            char buffer[100];
            while (text.size() < 10) {
                const IoResult got = co_await exchange.tunnel().read(buffer);
                if (got.state != Io::Ok)
                    co_return;
                text.append(buffer, got.bytes);
            }
            co_await exchange.tunnel().writeAll(text, 1s);
        });
        RawClient client(server.port());
        client.send(get("/ws", "Connection: Upgrade\r\nUpgrade: websocket\r\n") + "early");
        const auto head = client.readUntil("\r\n\r\n");
        QVERIFY2(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"), head.c_str());
        QVERIFY(head.find("Upgrade: websocket\r\n") != std::string::npos);
        client.send("-late");
        QCOMPARE(client.readAll(), std::string("early-late"));
        QCOMPARE(server.count(Count::Upgraded), 1u);
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "ServerTest.moc"
