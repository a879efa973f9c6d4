// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DialectCases.h"

#include <QTest>

#include <mutex>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

/// The last record that came.
class LastRecord final : public telemetry::RecordSink
{
public:
    void take(const telemetry::RecordBatch& batch) override
    {
        const std::lock_guard lock(m_mutex);
        m_last = batch.back();
    }
    [[nodiscard]] telemetry::RecordPtr get() const
    {
        const std::lock_guard lock(m_mutex);
        return m_last;
    }

private:
    mutable std::mutex m_mutex;
    telemetry::RecordPtr m_last;
};

std::string headersText(const telemetry::HeaderList& headers)
{
    std::string out;
    for (const auto& [name, value] : headers)
        out += name + ": " + value + "\n";
    return out;
}

} // namespace

/// What is kept of both sides of a model call.
class CaptureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void aTranslatedCallKeepsBothSides()
    {
        LastRecord sink;
        DialectGateway gate(&sink);
        const auto reply = test::toolAnswer(Wire::OpenAi);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK",
                                        "Content-Type: application/json\r\nX-Of-Theirs: 1\r\n"));
        });
        RawClient client(gate.start("openai", upstream.url()));
        const auto got = client.call(ask(kCallers[1], false)); // Anthropic's dialect
        HAS(got, "200 OK");
        QTRY_VERIFY(sink.get());
        const auto record = sink.get();
        QVERIFY(record->capture);
        const auto& capture = *record->capture;
        HAS(capture.request.data, "\"max_tokens\":99");
        QCOMPARE(capture.response.data, bodyOf(got));
        QCOMPARE(capture.tries.size(), 1u);
        const auto& one = capture.tries.front();
        QCOMPARE(one.attempt, 0u);
        QCOMPARE(one.status, 200);
        QCOMPARE(one.url, upstream.url() + "/v1/chat/completions");
        QVERIFY(!one.sameRequest);
        QVERIFY(!one.sameResponse);
        QCOMPARE(one.request.data, bodyOf(upstream.lastRequest()));
        QCOMPARE(one.response.data, reply);
        HAS(headersText(one.responseHeaders), "X-Of-Theirs: 1\n");
        // Nobody's secret is kept.
        HAS(headersText(one.requestHeaders), "uthorization: ***");
        LACKS(headersText(one.requestHeaders), "sk-up");
        LACKS(headersText(capture.requestHeaders), kKey);
    }

    void whatIsTheSameIsKeptOnce()
    {
        LastRecord sink;
        DialectGateway gate(&sink);
        const auto reply = test::toolAnswer(Wire::OpenAi);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(gate.start("openai", upstream.url()));
        HAS(client.call(ask(kCallers[0], false)), "200 OK");
        QTRY_VERIFY(sink.get());
        const auto record = sink.get();
        const auto& one = record->capture->tries.front();
        // The model's name is another one there, the answer is the same.
        QVERIFY(!one.sameRequest);
        HAS(one.request.data, "\"model\":\"m\"");
        QVERIFY(one.sameResponse);
        QVERIFY(one.response.data.empty());
        QCOMPARE(one.response.size, reply.size());
        QCOMPARE(record->capture->held(),
                 record->capture->request.data.size() + reply.size() + one.request.data.size());
    }

    void everyTryIsKeptWithItsRefusal()
    {
        LastRecord sink;
        DialectGateway gate(&sink);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer("{\"error\":{\"message\":\"slow down\"}}",
                                        "429 Too Many Requests",
                                        "Content-Type: application/json\r\nRetry-After: 7\r\n"));
        });
        RawClient client(gate.start("openai", upstream.url()));
        HAS(client.call(ask(kCallers[2], true)), "429 Too Many Requests");
        QTRY_VERIFY(sink.get());
        const auto record = sink.get();
        const auto& one = record->capture->tries.front();
        QCOMPARE(one.status, 429);
        HAS(one.response.data, "slow down");
        HAS(headersText(one.responseHeaders), "Retry-After: 7\n");
        LACKS(record->capture->response.data, "{\"error\":{\"message\":\"slow down\"}}");
    }
};

QTEST_GUILESS_MAIN(CaptureTest)
#include "CaptureTest.moc"
