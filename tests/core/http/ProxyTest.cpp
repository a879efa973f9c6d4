// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/FaultyUpstream.h"
#include "core/http/RawClient.h"
#include "core/http/TestServer.h"

#include "http/Forwarding.h"
#include "http/Upload.h"
#include "http/UpstreamPool.h"

#include <QTest>

#include <future>

using namespace gatehouse;
using namespace gatehouse::http;
using namespace std::chrono_literals;
using Peer = FaultyUpstream::Peer;

namespace {

/// The smallest proxy that core/http allows: what a gateway does between the sockets, without the
/// gateway.
class Proxy final : public Handler
{
public:
    Proxy(Loop& loop, std::uint16_t upstream)
        : m_pool(loop, {})
        , m_origin{false, "127.0.0.1", upstream}
    {
    }

    Task<void> serve(ServerExchange& exchange) override
    {
        const RequestHead& in = exchange.request();
        auto up = m_pool.exchange(m_origin, ClientTimes{});
        exchange.onGone([&up] { up->cancel(); });
        const ClientError opened = co_await up->open();
        if (opened != ClientError::None) {
            co_await fail(exchange);
            co_return;
        }
        FieldBlock fields;
        const HopFilter filter(in.fields);
        for (const Field& field : in.fields)
            if (filter.keeps(field.name) && !isForwardingName(field.name))
                fields.add(field.name, field.value);
        addForwarding(in.fields, in.minor, {exchange.peerAddress(), in.authority, false, false},
                      fields);
        OutgoingRequest out;
        out.method = in.method;
        out.target = in.rawTarget;
        out.fields = &fields;
        out.body = in.body;
        out.length = in.length;
        out.upgrade = in.upgrade;
        if (in.body == BodyKind::None) {
            co_await up->sendHead(out);
        } else {
            const UploadResult result = co_await upload(exchange, *up, out);
            if (result.client != BodyState::End && result.client != BodyState::Interrupted)
                co_return;
        }
        const ResponseHead* head = co_await up->readHead();
        if (!head) {
            if (!exchange.isGone())
                co_await fail(exchange);
            co_return;
        }
        if (head->status == 101) {
            const bool switched = co_await exchange.upgrade({}, in.upgrade);
            if (switched)
                co_await tunnel(exchange.tunnel(), up->tunnel(), 5s, 5s);
            co_return;
        }
        AnswerHead answer;
        answer.status = head->status;
        const HopFilter back(head->fields);
        for (const Field& field : head->fields)
            if (back.keeps(field.name))
                answer.fields.add(field.name, field.value);
        if (head->hasLength)
            answer.length = head->length;
        exchange.begin(std::move(answer));
        while (true) {
            const BodyPiece piece = co_await up->readBody();
            if (!piece.ok())
                co_return;
            const bool sent = co_await exchange.send(piece.data, piece.last());
            if (!sent || piece.last())
                co_return;
        }
    }

private:
    static Task<void> fail(ServerExchange& exchange)
    {
        AnswerHead head;
        head.status = 502;
        co_await exchange.respond(std::move(head), "bad gateway");
    }

    UpstreamPool m_pool;
    Origin m_origin;
};

std::unique_ptr<Server> proxyTo(std::uint16_t upstream)
{
    ServerSettings settings;
    settings.threads = 1;
    auto server = Server::start(settings, [upstream](Loop& loop, unsigned) {
        return std::make_unique<Proxy>(loop, upstream);
    });
    return server ? std::move(*server) : nullptr;
}

} // namespace

/// Server and client together: what must hold across an intermediary.
class ProxyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forwardsAnew()
    {
        FaultyUpstream upstream([](Peer& peer, int) {
            while (!peer.readRequest().empty())
                peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nKeep-Alive: 5\r\nX: "
                          "y\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        });
        const auto proxy = proxyTo(upstream.port());
        RawClient client(proxy->endpoints().front().port);
        for (int i = 0; i < 2; ++i) {
            client.send("GET /p HTTP/1.1\r\nHost: shop\r\nConnection: keep-alive, X-Hop\r\nX-Hop: "
                        "1\r\nTE: trailers\r\n"
                        "Transfer_Encoding: chunked\r\nX-Real: 2\r\n\r\n");
            const auto answer = client.readUntil("0\r\n\r\n");
            QVERIFY(answer.find("X: y\r\n") != std::string::npos);
            QVERIFY(answer.find("Keep-Alive") == std::string::npos);
            QVERIFY(answer.ends_with("2\r\nok\r\n0\r\n\r\n"));
        }
        QCOMPARE(upstream.connections(), 1);
        const auto request = upstream.received();
        QVERIFY(request.find("X-Real: 2\r\n") != std::string::npos);
        QVERIFY(request.find("X-Forwarded-For: 127.0.0.1\r\n") != std::string::npos);
        for (const char* gone : {"X-Hop", "TE:", "Transfer_Encoding", "Connection"})
            QVERIFY2(request.find(gone) == std::string::npos, gone);
    }

    void aBrokenUploadNeverLooksComplete_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("breaks off") << QByteArray();
        QTest::newRow("turns bad") << QByteArray("zz\r\n");
    }

    void aBrokenUploadNeverLooksComplete()
    {
        QFETCH(QByteArray, rest);
        std::promise<std::string> received;
        FaultyUpstream upstream(
            [&](Peer& peer, int) { received.set_value(peer.readUntil("0\r\n\r\n")); });
        const auto proxy = proxyTo(upstream.port());
        RawClient client(proxy->endpoints().front().port);
        client.send(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n");
        QTRY_VERIFY(upstream.connections() == 1);
        QTest::qWait(50);
        if (rest.isEmpty())
            client.close();
        else
            client.send(rest.toStdString());
        const auto text = received.get_future().get();
        QVERIFY2(!text.ends_with("0\r\n\r\n"), text.c_str());
        if (!rest.isEmpty())
            QVERIFY(client.readAll().starts_with("HTTP/1.1 400"));
    }

    void aBrokenAnswerNeverLooksComplete()
    {
        FaultyUpstream upstream([](Peer& peer, int connection) {
            peer.readRequest();
            if (connection == 0)
                peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n");
            else if (connection == 1)
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npart");
        });
        const auto proxy = proxyTo(upstream.port());
        for (int i = 0; i < 2; ++i) {
            RawClient client(proxy->endpoints().front().port);
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            QVERIFY(!client.readAll().ends_with("0\r\n\r\n"));
            QVERIFY(client.wasReset());
        }
        RawClient client(proxy->endpoints().front().port);
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(client.readUntil("bad gateway").starts_with("HTTP/1.1 502"));
    }

    void passesAnEarlyAnswerOn()
    {
        FaultyUpstream upstream([](Peer& peer, int) {
            peer.readUntil("part");
            peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
            peer.readUntil("never", 500);
        });
        const auto proxy = proxyTo(upstream.port());
        RawClient client(proxy->endpoints().front().port);
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\npart");
        const auto answer = client.readAll();
        QVERIFY2(answer.starts_with("HTTP/1.1 403"), answer.c_str());
        QVERIFY(answer.find("Connection: close\r\n") != std::string::npos);
    }

    void aClientThatHangsUpFreesItsUpstream()
    {
        std::promise<bool> ended;
        FaultyUpstream upstream([&](Peer& peer, int) {
            peer.readRequest();
            peer.readUntil("never", 5000);
            ended.set_value(peer.ended());
        });
        const auto proxy = proxyTo(upstream.port());
        RawClient client(proxy->endpoints().front().port);
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_VERIFY(!upstream.received().empty());
        client.finishSending();
        QVERIFY(ended.get_future().get());
    }

    void passesLargeBodiesBothWays()
    {
        FaultyUpstream upstream([](Peer& peer, int) {
            const auto body = peer.readUntil("END");
            peer.send("HTTP/1.1 200 OK\r\n\r\n" + body.substr(body.find("\r\n\r\n") + 4));
        });
        const auto proxy = proxyTo(upstream.port());
        RawClient client(proxy->endpoints().front().port);
        const std::string body = std::string(5'000'000, 'x') + "END";
        client.send("POST / HTTP/1.0\r\nContent-Length: " + std::to_string(body.size()) +
                    "\r\n\r\n" + body);
        const auto answer = client.readAll();
        QVERIFY(answer.ends_with(body));
        QVERIFY(client.ended());
    }

    void tunnelsWebSockets()
    {
        FaultyUpstream upstream([](Peer& peer, int) {
            peer.readRequest();
            peer.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: "
                      "websocket\r\n\r\n");
            peer.send(peer.readUntil("bye"));
        });
        const auto proxy = proxyTo(upstream.port());
        RawClient client(proxy->endpoints().front().port);
        client.send(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        QVERIFY(client.readUntil("\r\n\r\n").starts_with("HTTP/1.1 101"));
        client.send("hello bye");
        QCOMPARE(client.readAll(), std::string("hello bye"));
        QTRY_COMPARE(proxy->connections(), 0u);
    }
};

QTEST_GUILESS_MAIN(ProxyTest)
#include "ProxyTest.moc"
