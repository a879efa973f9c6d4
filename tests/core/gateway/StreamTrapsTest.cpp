// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DialectCases.h"

#include <QScopeGuard>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;

namespace {

bool isEvents(const ProviderCase& to)
{
    return std::string_view(to.streamType) == "text/event-stream";
}

/// The same stream with CRLF everywhere and a comment in front of every event.
std::string disguised(const ProviderCase& to, const std::string& stream)
{
    if (to.wire == Wire::Bedrock)
        return stream;
    auto out = replaced(replaced(stream, "\r\n", "\n"), "\n", "\r\n");
    if (isEvents(to))
        out = replaced(out, "\r\n\r\n", "\r\n\r\n: keep-alive\r\n\r\n");
    return out;
}

void sendHead(int fd, const ProviderCase& to)
{
    RawUpstream::send(fd, std::string("HTTP/1.1 200 OK\r\nContent-Type: ") + to.streamType +
                              "\r\nTransfer-Encoding: chunked\r\n\r\n");
}

void sendChunk(int fd, std::string_view part)
{
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", part.size());
    RawUpstream::send(fd, size + std::string(part) + "\r\n");
}

/// What stands in place of the words `Sure: ü 😀` of the fixtures, in whatever form they have it.
std::string withWords(const ProviderCase& to, const std::string& words)
{
    auto stream = toolStream(fixture(to.wire));
    switch (fixture(to.wire)) {
    case Wire::OpenAi:
        return replaced(stream, "Sure: ü \\ud83d", words);
    case Wire::Gemini:
        return replaced(stream, "\"Sure: \"", "\"" + words + "\"");
    case Wire::Bedrock:
        return replaced(
            stream,
            ai::eventFrame("event", "contentBlockDelta",
                           R"({"contentBlockIndex":1,"delta":{"text":"Sure: "}})"),
            ai::eventFrame("event", "contentBlockDelta",
                           R"({"contentBlockIndex":1,"delta":{"text":")" + words + R"("}})"));
    default:
        return replaced(stream, "Sure: ü 😀", words);
    }
}

} // namespace

/// Streams as networks and vendors cut them, between all callers and all providers, over sockets.
class StreamTrapsTest : public QObject
{
    Q_OBJECT

private:
    DialectGateway m_gateway;

    static void pairs()
    {
        QTest::addColumn<int>("caller");
        QTest::addColumn<int>("provider");
        for (int caller = 0; caller < static_cast<int>(std::size(kCallers)); ++caller) {
            for (int provider = 0; provider < static_cast<int>(std::size(kProviders)); ++provider)
                QTest::addRow("%s to %s", kCallers[caller].name, kProviders[provider].name)
                    << caller << provider;
        }
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }
    void cleanup() { m_gateway.stop(); }

    void everyByteMayComeAlone_data() { pairs(); }
    void everyByteMayComeAlone()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        const auto& to = kProviders[provider];
        const auto stream = disguised(to, toolStream(fixture(to.wire)));
        RawUpstream upstream([&](const std::string&, int fd) {
            sendHead(fd, to);
            for (const char byte : stream)
                sendChunk(fd, {&byte, 1});
            return RawUpstream::send(fd, "0\r\n\r\n");
        });
        RawClient client(m_gateway.start(to.name, upstream.url()));
        const auto got = bodyOf(client.call(ask(from, true)));
        if (from.reader == fixture(to.wire)) {
            QCOMPARE(got, stream);
            return;
        }
        bool ended = false;
        const auto back = assemble(eventsFrom(from.reader, got, 999, &ended));
        QVERIFY2(ended, got.c_str());
        HAS(summary(back), "Sure: ü 😀{get_weather {\"city\":\"Paris\"}}{get_time {}} "
                           "tool_calls in=120");
    }

    void aLineMayBeHuge_data() { pairs(); }
    void aLineMayBeHuge()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        const auto& to = kProviders[provider];
        const std::string words(3u << 20, 'x');
        const auto stream = withWords(to, words);
        QVERIFY(stream.size() > words.size());
        RawUpstream upstream([&](const std::string&, int fd) {
            sendHead(fd, to);
            for (std::size_t at = 0; at < stream.size(); at += 50'000)
                sendChunk(fd, std::string_view(stream).substr(at, 50'000));
            return RawUpstream::send(fd, "0\r\n\r\n");
        });
        RawClient client(m_gateway.start(to.name, upstream.url()));
        const auto got = bodyOf(client.call(ask(from, true)));
        bool ended = false;
        const auto back = summary(assemble(eventsFrom(from.reader, got, 65536, &ended)));
        QVERIFY(ended);
        QVERIFY(back.find(words) != std::string::npos);
        QVERIFY(back.find("{get_weather {\"city\":\"Paris\"}}") != std::string::npos);
    }

    /// The provider says no more until the caller has its first words.
    void nothingWaits_data() { pairs(); }
    void nothingWaits()
    {
        QFETCH(int, caller);
        QFETCH(int, provider);
        const auto& from = kCallers[caller];
        const auto& to = kProviders[provider];
        const auto stream = withWords(to, "Sure");
        // All that the first words need, and the end of their event.
        auto first = stream.find("Sure");
        first = to.wire == Wire::Bedrock ? stream.find("contentBlockStop", first) - 24
                                         : stream.find('\n', first) + 1;
        if (isEvents(to))
            first = stream.find('\n', first) + 1;
        std::atomic<bool> seen{false};
        RawUpstream upstream([&](const std::string&, int fd) {
            sendHead(fd, to);
            sendChunk(fd, std::string_view(stream).substr(0, first));
            seen.wait(false);
            sendChunk(fd, std::string_view(stream).substr(first));
            return RawUpstream::send(fd, "0\r\n\r\n");
        });
        // Also where the test fails: the provider must not wait for ever.
        const auto release = qScopeGuard([&] {
            seen = true;
            seen.notify_all();
        });
        RawClient client(m_gateway.start(to.name, upstream.url()));
        client.send(ask(from, true));
        std::string got;
        while (got.find("Sure") == std::string::npos) {
            const auto more = client.readSome();
            QVERIFY2(!more.empty(), got.c_str());
            got += more;
        }
        seen = true;
        seen.notify_all();
        while (!got.ends_with("0\r\n\r\n")) {
            const auto more = client.readSome();
            QVERIFY2(!more.empty(), got.c_str());
            got += more;
        }
        HAS(got, "get_time");
    }
};

QTEST_GUILESS_MAIN(StreamTrapsTest)
#include "StreamTrapsTest.moc"
