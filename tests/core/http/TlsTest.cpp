// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/RawClient.h"
#include "core/http/TestServer.h"

#include "http/UpstreamPool.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace gatehouse;
using namespace gatehouse::http;
using namespace std::chrono_literals;

namespace {

Task<void> hello(ServerExchange& exchange)
{
    std::string body;
    const BodyState state = co_await exchange.readAll(body);
    if (state != BodyState::End)
        co_return;
    if (exchange.request().target.path == "/abort") {
        exchange.begin(AnswerHead{});
        co_await exchange.send("part");
        co_return;
    }
    const std::string text = exchange.isTls() ? "secure " + body : std::string("plain");
    AnswerHead head;
    co_await exchange.respond(std::move(head), text);
}

} // namespace

/// TLS on both sides, with authorities made for the test.
class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY(openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                         "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test CA",
                         "-days", "30"}));
        makeCertificate("localhost", "DNS:localhost");
        makeCertificate("other", "DNS:other.test");
    }

    void servesAndVerifies()
    {
        TestServer server(hello, settings("localhost"));
        QVERIFY(server.server().endpoints().front().url().starts_with("https://"));
        const auto results = call(server.port(), "localhost", "/", 3);
        for (const auto& text : results)
            QCOMPARE(text, std::string("200 secure ") + std::string(100000, 'x'));
        QCOMPARE(server.count(Count::Accepted), 1u);
    }

    void refusesTheWrongName()
    {
        TestServer server(hello, settings("other"));
        const auto results = call(server.port(), "localhost", "/", 1);
        QVERIFY2(results.front().starts_with("tls_failed certificate refused"),
                 results.front().c_str());
        QTRY_COMPARE(server.count(Count::TlsFailed), 1u);
    }

    void refusesAnUnknownAuthority()
    {
        TestServer server(hello, settings("localhost"));
        const auto results = call(server.port(), "localhost", "/", 1, false);
        QVERIFY2(results.front().starts_with("tls_failed"), results.front().c_str());
    }

    void reloadsItsCertificate()
    {
        TestServer server(hello, settings("other"));
        QVERIFY(!server.server().reloadTls(TlsFiles{path("none.pem"), path("none.key"), "1.2"}));
        QVERIFY(server.server().reloadTls(files("localhost")));
        QVERIFY(call(server.port(), "localhost", "/", 1).front().starts_with("200 "));
    }

    void anAbortIsNoCleanEnd()
    {
        TestServer server(hello, settings("localhost"));
        const auto results = call(server.port(), "localhost", "/abort", 1);
        QVERIFY2(results.front().starts_with("truncated") || results.front().starts_with("closed"),
                 results.front().c_str());
    }

    void cutsAHandshakeThatDoesNotCome()
    {
        auto with = settings("localhost");
        with.times.head = 100ms;
        TestServer server(hello, with);
        RawClient silent(server.port());
        RawClient plain(server.port());
        plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        plain.readAll();
        silent.readAll();
        QVERIFY(silent.ended() || silent.wasReset());
        QTRY_COMPARE(server.server().connections(), 0u);
    }

private:
    bool openssl(const QStringList& arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start("openssl", arguments);
        return process.waitForFinished(20000) && process.exitCode() == 0;
    }
    void makeCertificate(const QString& name, const QString& names)
    {
        QVERIFY(openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                         "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name,
                         "-addext", "subjectAltName=" + names}));
        QVERIFY(openssl({"x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                         "-CAcreateserial", "-out", name + ".pem", "-days", "30",
                         "-copy_extensions", "copy"}));
    }
    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    TlsFiles files(const std::string& name) const
    {
        return {path((name + ".pem").c_str()), path((name + ".key").c_str()), "1.2"};
    }
    ServerSettings settings(const std::string& name) const
    {
        ServerSettings result;
        result.tls = files(name);
        return result;
    }

    std::vector<std::string> call(std::uint16_t port, const std::string& host,
                                  const std::string& target, int times, bool trust = true)
    {
        Loop loop("tls-client");
        loop.start();
        std::vector<std::string> results;
        std::promise<void> done;
        const auto tls = makeClientTls(trust ? path("ca.pem") : std::string());
        loop.spawn([&]() -> Task<void> {
            PoolSettings with;
            with.tls = *tls;
            UpstreamPool pool(loop, with);
            const std::string body(100000, 'x');
            for (int i = 0; i < times; ++i) {
                auto exchange = pool.exchange(Origin{true, host, port}, ClientTimes{});
                std::string text;
                const ClientError error = co_await exchange->open();
                if (error == ClientError::None) {
                    OutgoingRequest request;
                    request.method = "POST";
                    request.target = target;
                    request.body = BodyKind::Length;
                    request.length = body.size();
                    co_await exchange->sendHead(request, body, true);
                    const ResponseHead* head = co_await exchange->readHead();
                    if (head) {
                        text = std::to_string(head->status) + " ";
                        co_await exchange->readAll(text, 1 << 20);
                    }
                }
                if (exchange->error() != ClientError::None)
                    text = std::string(toWord(exchange->error())) + " " + exchange->errorDetail();
                results.push_back(text);
            }
            done.set_value();
        });
        done.get_future().wait();
        return results;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TlsTest)
#include "TlsTest.moc"
