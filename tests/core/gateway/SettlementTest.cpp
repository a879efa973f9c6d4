// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DialectCases.h"

#include <QTest>

#include <condition_variable>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace std::chrono_literals;
using model::LimitUnit;

namespace {

/// What the records said of usage.
class UsageRecords final : public telemetry::RecordSink
{
public:
    struct Line
    {
        Tokens input = 0;
        Tokens cached = 0;
        Tokens output = 0;
        Tokens reasoning = 0;
        std::string finish;
        std::string error;
        std::int64_t reserved = 0; ///< In the first limit.
        friend bool operator==(const Line&, const Line&) = default;
    };

    void take(const telemetry::RecordBatch& batch) override
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& record : batch)
            m_lines.push_back({record->inputTokens, record->cachedTokens, record->outputTokens,
                               record->reasoningTokens, record->finish, record->error,
                               record->limits.empty() ? 0 : record->limits.front().cost});
        m_changed.notify_all();
    }
    Line next()
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, 20s, [&] { return m_lines.size() > m_read; }))
            return {-1, -1, -1, -1, "no record", {}, -1};
        return m_lines[m_read++];
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Line> m_lines;
    std::size_t m_read = 0;
};

std::string text(const UsageRecords::Line& line)
{
    return "in=" + std::to_string(line.input) + " cached=" + std::to_string(line.cached) +
           " out=" + std::to_string(line.output) + " reasoning=" + std::to_string(line.reasoning) +
           " " + line.finish + " " + line.error;
}

model::LimitRule monthly(const std::string& id, LimitUnit unit, double limit = 1'000'000)
{
    model::LimitRule out;
    out.id = id;
    out.name = "Rule " + id;
    out.partition = {"application"};
    out.unit = unit;
    out.promise = model::CalendarPromise{limit, model::CalendarPeriod::Month, "UTC"};
    return out;
}

std::vector<model::LimitRule> tokenRules()
{
    return {monthly("in", LimitUnit::InputTokens), monthly("out", LimitUnit::OutputTokens)};
}

/// All that callers speak.
const std::vector<CallerCase>& callers()
{
    static const auto kAll = [] {
        std::vector<CallerCase> all(std::begin(kCallers), std::end(kCallers));
        all.push_back({"responses", "/v1/responses", "/v1/responses", "Authorization: Bearer ",
                       R"({"model":"MODEL","stream":STREAM,"input":"Hi"})", Wire::OpenAi});
        all.push_back({"completions", "/v1/completions", "/v1/completions",
                       "Authorization: Bearer ",
                       R"({"model":"MODEL","stream":STREAM,"prompt":"Hi"})", Wire::OpenAi});
        return all;
    }();
    return kAll;
}

/// What the fixtures of a wire amount to; vendors tell different things.
std::string usage(Wire wire, bool stream)
{
    switch (fixture(wire)) {
    case Wire::OpenAi:
        return stream ? "in=120 cached=20 out=50 reasoning=0"
                      : "in=120 cached=20 out=50 reasoning=10";
    case Wire::Gemini:
        return "in=120 cached=20 out=50 reasoning=10";
    case Wire::Ollama:
        return "in=120 cached=0 out=50 reasoning=0";
    default:
        return "in=120 cached=20 out=50 reasoning=0";
    }
}

/// The fixture of OpenAI's dialect says `stop` where calls were made; whoever gets its bytes as
/// they are, has that recorded.
const char* finish(const CallerCase& from, const ProviderCase& to)
{
    return from.reader == Wire::OpenAi && fixture(to.wire) == Wire::OpenAi ? " stop "
                                                                           : " tool_calls ";
}

} // namespace

/// Usage and limits where callers and providers speak different dialects: what the provider told
/// lands in the record and in the counters, whoever asked, and who is refused is told in his words.
class SettlementTest : public QObject
{
    Q_OBJECT

private:
    UsageRecords m_records;
    DialectGateway m_gateway{&m_records};

    static void pairs()
    {
        QTest::addColumn<int>("caller");
        QTest::addColumn<int>("provider");
        for (int caller = 0; caller < static_cast<int>(callers().size()); ++caller) {
            for (int provider = 0; provider < static_cast<int>(std::size(kProviders)); ++provider) {
                // Their own bytes are in no fixture.
                if (caller >= static_cast<int>(std::size(kCallers)) &&
                    fixture(kProviders[provider].wire) == Wire::OpenAi)
                    continue;
                QTest::addRow("%s to %s", callers()[caller].name, kProviders[provider].name)
                    << caller << provider;
            }
        }
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }
    void cleanup() { m_gateway.stop(); }

    void wholeAnswersAreSettled_data() { pairs(); }
    void wholeAnswersAreSettled()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& to = kProviders[provider];
        const auto reply = toolAnswer(fixture(to.wire));
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start(to.name, upstream.url(), tokenRules()));
        const auto got = client.call(ask(callers()[caller], false));
        HAS(got, "200 OK");
        HAS(got, "\r\nRateLimit: ");
        // Settled before the last byte left: no waiting.
        QCOMPARE(m_gateway.used("in"), limits::Amount{120});
        QCOMPARE(m_gateway.used("out"), limits::Amount{50});
        const auto line = text(m_records.next());
        HAS(line, usage(to.wire, false));
        HAS(line, finish(callers()[caller], to));
    }

    void streamsAreSettled_data() { pairs(); }
    void streamsAreSettled()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& to = kProviders[provider];
        const auto reply = toolStream(fixture(to.wire));
        RawUpstream upstream([&](const std::string&, int fd) { return sendStream(fd, to, reply); });
        RawClient client(m_gateway.start(to.name, upstream.url(), tokenRules()));
        const auto got = client.call(ask(callers()[caller], true));
        HAS(got, "\r\nRateLimit: ");
        QCOMPARE(m_gateway.used("in"), limits::Amount{120});
        QCOMPARE(m_gateway.used("out"), limits::Amount{50});
        const auto line = text(m_records.next());
        HAS(line, usage(to.wire, true));
        HAS(line, finish(callers()[caller], to));
    }

    /// Half a stream of which no usage is known costs about what came of it, never the estimate.
    void cutStreamsAreSettledByWhatCame_data() { pairs(); }
    void cutStreamsAreSettledByWhatCame()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& to = kProviders[provider];
        const auto whole = toolStream(fixture(to.wire));
        const auto reply = whole.substr(0, whole.size() / 2);
        RawUpstream upstream([&](const std::string&, int fd) { return sendStream(fd, to, reply); });
        RawClient client(m_gateway.start(to.name, upstream.url(), tokenRules()));
        client.send(ask(callers()[caller], true));
        HAS(client.read(true), "broke off in the middle");
        const auto line = m_records.next();
        QCOMPARE(line.error, std::string("provider_broke"));
        QVERIFY(m_gateway.used("out") > 0);
        QVERIFY2(m_gateway.used("out") < 50, std::to_string(m_gateway.used("out")).c_str());
        QVERIFY(m_gateway.used("in") > 0);
    }

    /// What the provider tells in mid-stream arrives in the caller's dialect, and is no normal end.
    void toldFaultsComeInTheCallersDialect_data() { pairs(); }
    void toldFaultsComeInTheCallersDialect()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = callers()[caller];
        const auto& to = kProviders[provider];
        RawUpstream upstream([&](const std::string&, int fd) {
            return sendStream(fd, to, faultStream(fixture(to.wire)));
        });
        RawClient client(m_gateway.start(to.name, upstream.url(), tokenRules()));
        client.send(ask(from, true));
        const auto answer = client.read(true);
        LACKS(answer, "\r\n0\r\n\r\n");
        const auto got = bodyOf(answer);
        HAS(got, "the engine is on fire");
        if (from.name == std::string("responses"))
            HAS(got, "event: response.failed\n");
        else if (from.reader == Wire::Anthropic)
            HAS(got, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"");
        else
            HAS(got, "data: {\"error\":{");
        LACKS(got, "[DONE]");
        LACKS(got, "message_stop");
        LACKS(got, "response.completed");
        LACKS(got, "finishReason");
        QCOMPARE(m_records.next().error, std::string("provider_failed"));
    }

    void refusesInTheCallersWords_data() { pairs(); }
    void refusesInTheCallersWords()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = callers()[caller];
        const auto reply = toolAnswer(fixture(kProviders[provider].wire));
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start(kProviders[provider].name, upstream.url(),
                                         {monthly("small", LimitUnit::OutputTokens, 50)}));
        HAS(client.call(ask(from, false)), "HTTP/1.1 200 ");
        const auto got = client.call(ask(from, true));
        HAS(got, "HTTP/1.1 429 ");
        HAS(got, "Content-Type: application/json\r\n");
        HAS(got, "x-should-retry: false\r\n");
        HAS(got, "Rule small");
        if (from.reader == Wire::OpenAi)
            HAS(got, "\"type\":\"insufficient_quota\"");
        else if (from.reader == Wire::Anthropic)
            HAS(got, "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\"");
        else
            HAS(got, "\"status\":\"RESOURCE_EXHAUSTED\"");
        QCOMPARE(upstream.requests.load(), 1);
        QCOMPARE(m_gateway.used("small"), limits::Amount{50});
        QCOMPARE(m_records.next().output, Tokens{50});
        QCOMPARE(m_records.next().output, Tokens{0});
    }

    /// The caller's own bound is what is reserved, wherever his dialect says it.
    void reservesWhatTheCallerAllows()
    {
        for (const auto& from : kCallers) {
            auto request = ask(from, false);
            const std::string bound = from.reader == Wire::Gemini
                                          ? "{\"generationConfig\":{\"maxOutputTokens\":7},"
                                          : "{\"max_tokens\":7,";
            request = replaced(request, "\"max_tokens\":99,", "");
            const auto head = request.find("\r\n\r\n") + 4;
            const auto body = bound + request.substr(head + 1);
            const auto length = request.find("Content-Length: ");
            request = request.substr(0, length) + "Content-Length: " + std::to_string(body.size()) +
                      "\r\n\r\n" + body;
            const auto reply = toolAnswer(from.reader);
            RawUpstream upstream([&](const std::string&, int fd) {
                return RawUpstream::send(
                    fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
            });
            RawClient client(m_gateway.start(from.name, upstream.url(),
                                             {monthly("out", LimitUnit::OutputTokens)}));
            HAS(client.call(request), "HTTP/1.1 200 ");
            QCOMPARE(m_records.next().reserved, std::int64_t{7});
        }
    }

    void countingTokensUsesNone()
    {
        RawUpstream upstream([](const std::string&, int) { return false; });
        RawClient client(m_gateway.start("openai", upstream.url(), tokenRules()));
        auto request =
            replaced(ask(kCallers[1], false), "/v1/messages", "/v1/messages/count_tokens");
        HAS(client.call(request), "{\"input_tokens\":");
        QCOMPARE(m_gateway.used("in"), limits::Amount{0});
        QCOMPARE(m_gateway.used("out"), limits::Amount{0});
    }
};

QTEST_GUILESS_MAIN(SettlementTest)
#include "SettlementTest.moc"
