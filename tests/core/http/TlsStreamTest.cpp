// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/LoopRun.h"

#include "http/Stream.h"
#include "http/Wakeup.h"

#include <QTest>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

using namespace gatehouse;
using namespace gatehouse::http;
using namespace std::chrono_literals;

namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&::SSL_CTX_free)>;

/// A server's side with a certificate that was made a moment ago.
Context serverContext()
{
    const std::unique_ptr<EVP_PKEY, decltype(&::EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                    &::EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&::X509_free)> certificate(X509_new(), &::X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    Context context(SSL_CTX_new(TLS_server_method()), &::SSL_CTX_free);
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    return context;
}

/// Two ends of one TLS connection on one loop, after their handshake.
struct TlsPair
{
    explicit TlsPair(Loop& owner)
        : loop(owner)
        , server(owner, std::move(sockets.near))
        , client(owner, std::move(sockets.far))
    {
        SSL* ssl = SSL_new(serverSide.get());
        SSL_set_accept_state(ssl);
        server.startTls(ssl);
        ssl = SSL_new(clientSide.get());
        SSL_set_connect_state(ssl);
        client.startTls(ssl);
    }
    Task<bool> handshake()
    {
        Io other = Io::Broken;
        bool done = false;
        Wakeup joined(loop.ready());
        loop.run(client.handshake(), [&](const std::exception_ptr&, Io state) {
            other = state;
            done = true;
            joined.wake();
        });
        const Io own = co_await server.handshake();
        if (!done)
            co_await joined.wait();
        co_return own == Io::Ok&& other == Io::Ok;
    }

    Loop& loop;
    SocketPair sockets;
    Context serverSide = serverContext();
    Context clientSide{SSL_CTX_new(TLS_client_method()), &::SSL_CTX_free};
    Stream server;
    Stream client;
};

} // namespace

/// Streams with TLS: bytes that OpenSSL has read ahead, and how connections end.
class TlsStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostBehindASmallBuffer()
    {
        Loop loop("test");
        loop.start();
        const auto text = runOn<std::string>(loop, [&]() -> Task<std::string> {
            TlsPair pair(loop);
            std::string all;
            const bool ready = co_await pair.handshake();
            if (!ready)
                co_return all;
            std::array<char, 3> into;
            for (const std::string_view piece : {"abcdefgh", "ij", "klmnopqrs"}) {
                const IoResult put = co_await pair.client.writeAll(piece, 5s);
                while (put.state == Io::Ok && all.size() < 19) {
                    const IoResult got = pair.server.tryRead(into);
                    if (got.state != Io::Ok)
                        break;
                    all.append(into.data(), got.bytes);
                }
            }
            co_return all;
        });
        QCOMPARE(text, "abcdefghijklmnopqrs");
    }

    void aWaitEndsForWhatWasReadAhead()
    {
        Loop loop("test");
        loop.start();
        const auto text = runOn<std::string>(loop, [&]() -> Task<std::string> {
            TlsPair pair(loop);
            std::string all;
            const bool ready = co_await pair.handshake();
            const IoResult put = co_await pair.client.writeAll("0123456789", 5s);
            std::array<char, 1> into;
            while (ready && put.state == Io::Ok && all.size() < 10) {
                const IoResult got = co_await pair.server.read(into);
                if (got.state != Io::Ok)
                    break;
                all.append(into.data(), got.bytes);
            }
            co_return all;
        });
        QCOMPARE(text, "0123456789");
    }

    void aWatcherIsToldOfWhatWasReadAhead()
    {
        Loop loop("test");
        loop.start();
        const bool told = runOn<bool>(loop, [&]() -> Task<bool> {
            TlsPair pair(loop);
            const bool ready = co_await pair.handshake();
            const IoResult put = co_await pair.client.writeAll("0123456789", 5s);
            std::array<char, 1> into;
            const IoResult got = co_await pair.server.read(into);
            bool called = false;
            Wakeup wakeup(loop.ready());
            pair.server.watch([&] {
                called = true;
                wakeup.wake();
            });
            co_await wakeup.wait();
            co_return ready&& called&& put.bytes == 10 && got.bytes == 1;
        });
        QVERIFY(told);
    }

    void anOrderlyEndIsToldFromATornOne_data()
    {
        QTest::addColumn<bool>("orderly");
        QTest::newRow("close_notify") << true;
        QTest::newRow("cut off") << false;
    }
    void anOrderlyEndIsToldFromATornOne()
    {
        QFETCH(bool, orderly);
        Loop loop("test");
        loop.start();
        const auto states = runOn<std::vector<Io>>(loop, [&]() -> Task<std::vector<Io>> {
            TlsPair pair(loop);
            std::vector<Io> seen;
            const bool ready = co_await pair.handshake();
            if (!ready)
                co_return seen;
            const IoResult put = co_await pair.client.writeAll("bytes", 5s);
            seen.push_back(put.state);
            if (orderly)
                pair.client.finish();
            else
                pair.client.close();
            std::array<char, 64> into;
            const IoResult first = co_await pair.server.read(into);
            seen.push_back(first.state);
            const IoResult second = co_await pair.server.read(into);
            seen.push_back(second.state);
            co_return seen;
        });
        QCOMPARE(states, (std::vector<Io>{Io::Ok, Io::Ok, orderly ? Io::End : Io::Broken}));
    }

    void throwingBytesAwayDoesNotSpinOnWhatWasReadAhead()
    {
        Loop loop("test");
        loop.start();
        const int turns = runOn<int>(loop, [&]() -> Task<int> {
            TlsPair pair(loop);
            const bool ready = co_await pair.handshake();
            const std::string large(50'000, 'x');
            const IoResult put = co_await pair.client.writeAll(large, 5s);
            std::array<char, 10> into;
            const IoResult got = co_await pair.server.read(into); // OpenSSL holds the rest
            if (!ready || put.state != Io::Ok || got.bytes != into.size())
                co_return -1;
            pair.server.deadline().setIn(30ms);
            int count = 0;
            while (count < 1000) {
                const IoResult thrown = pair.server.tryDiscard();
                if (thrown.state == Io::Ok)
                    continue;
                const Io waited = co_await pair.server.socketReadable();
                if (waited != Io::Ok)
                    break;
                ++count;
            }
            co_return count;
        });
        // Events that were told already may end a wait or some; a spin would count to a thousand.
        QVERIFY2(turns >= 0 && turns < 20, qPrintable(QString::number(turns)));
    }
};

QTEST_GUILESS_MAIN(TlsStreamTest)
#include "TlsStreamTest.moc"
