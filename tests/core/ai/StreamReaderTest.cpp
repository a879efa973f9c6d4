// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnswerReader.h"

#include <QTest>

using namespace gatehouse::ai;

namespace {

const std::string kFirst = "data: "
                           "{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":"
                           "\"assistant\",\"content\":\"\"}}],\"usage\":null}\n\n";
const std::string kText =
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\\"usage\\\": "
    "ü\"}}],\"usage\":null}\n\n";
const std::string kFinish =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
const std::string kUsage =
    "data: "
    "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":7,\"total_tokens\":17,"
    "\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_"
    "tokens\":2}}}\n\n";
const std::string kDone = "data: [DONE]\n\n";

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

} // namespace

/// Streamed answers: byte for byte, but for the usage chunk that the caller did not ask for.
class StreamReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesTheUsageChunkOutAtEverySplit()
    {
        for (const std::string end : {"\n", "\r\n", "\r"}) {
            const auto in =
                replaced(": hello\n\n" + kFirst + kText + kFinish + kUsage + kDone, "\n", end);
            const auto want = replaced(": hello\n\n" + kFirst + kText + kFinish + kDone, "\n", end);
            for (std::size_t split = 0; split <= in.size(); ++split) {
                StreamReader reader(StreamReader::UsageChunk::LeaveOut);
                std::string out(reader.feed(std::string_view(in).substr(0, split)));
                out += reader.feed(std::string_view(in).substr(split));
                out += reader.finish();
                QCOMPARE(QByteArray::fromStdString(out), QByteArray::fromStdString(want));
                QCOMPARE(reader.facts().usage.input(), 10);
                QCOMPARE(reader.facts().usage.cacheRead, 4);
                QCOMPARE(reader.facts().usage.output, 7);
                QCOMPARE(reader.facts().usage.reasoning, 2);
                QCOMPARE(QString::fromStdString(reader.facts().finish), QStringLiteral("stop"));
                QVERIFY(reader.ended() && reader.sawContent() && !reader.failed());
            }
        }
    }

    void worksByteByByte()
    {
        const auto in = replaced(kFirst + kText + kUsage + kFinish, "\n", "\r\n");
        StreamReader reader(StreamReader::UsageChunk::LeaveOut);
        std::string out;
        for (const char c : in)
            out += reader.feed({&c, 1});
        out += reader.finish();
        QCOMPARE(QByteArray::fromStdString(out),
                 QByteArray::fromStdString(replaced(kFirst + kText + kFinish, "\n", "\r\n")));
    }

    void passesBytesAtOnceWhenNothingIsLeftOut()
    {
        StreamReader reader(StreamReader::UsageChunk::Relay);
        QCOMPARE(reader.feed("data: {\"cho").size(), std::size_t{11});
        std::string out(reader.feed("ices\":[],\"usage\":{\"prompt_tokens\":3}}\n\n"));
        QVERIFY(out.ends_with("\n\n"));
        QCOMPARE(reader.facts().usage.input(), 3);
        QVERIFY(!reader.ended());
    }

    void keepsUsageThatComesWithAChoice()
    {
        const std::string in = "data: "
                               "{\"choices\":[{\"finish_reason\":\"length\",\"delta\":{\"content\":"
                               "\"x\"}}],\"usage\":{\"prompt_tokens\":3}}\n\n";
        StreamReader reader(StreamReader::UsageChunk::LeaveOut);
        QCOMPARE(QByteArray::fromStdString(std::string(reader.feed(in))),
                 QByteArray::fromStdString(in));
        QCOMPARE(reader.facts().usage.input(), 3);
    }

    void keepsTheLastEventWithoutItsEmptyLine()
    {
        StreamReader reader(StreamReader::UsageChunk::LeaveOut);
        std::string out(reader.feed("data: [DONE]"));
        QVERIFY(out.empty());
        out = reader.finish();
        QCOMPARE(QByteArray::fromStdString(out), QByteArray("data: [DONE]"));
        QVERIFY(reader.ended());
    }

    void readsTheResponsesDialect()
    {
        StreamReader reader(StreamReader::UsageChunk::LeaveOut);
        const std::string in =
            "event: response.created\ndata: "
            "{\"type\":\"response.created\",\"response\":{\"status\":\"in_progress\",\"usage\":"
            "null}}\n\n"
            "event: response.output_text.delta\ndata: "
            "{\"type\":\"response.output_text.delta\",\"delta\":\"x\"}\n\n"
            "event: response.output_text.done\ndata: {\"type\":\"response.output_text.done\"}\n\n";
        std::string out(reader.feed(in));
        QVERIFY(!reader.ended() && reader.sawContent());
        const std::string end = "event: response.completed\ndata: "
                                "{\"type\":\"response.completed\",\"response\":{\"model\":\"m\","
                                "\"status\":\"completed\","
                                "\"usage\":{\"input_tokens\":5,\"input_tokens_details\":{\"cached_"
                                "tokens\":1},\"output_tokens\":9,\"total_tokens\":14}}}\n\n";
        out += reader.feed(end);
        QCOMPARE(QByteArray::fromStdString(out), QByteArray::fromStdString(in + end));
        QVERIFY(reader.ended());
        QCOMPARE(reader.facts().usage.inputUncached, 4);
        QCOMPARE(reader.facts().usage.output, 9);
    }

    void letsHugeEventsThroughUnread()
    {
        SseSplitter splitter(100);
        const std::string in = "data: " + std::string(500, 'x') + "\n\ndata: y\n\n";
        std::string out;
        std::string data;
        for (std::size_t i = 0; i < in.size(); i += 30)
            splitter.feed(std::string_view(in).substr(i, 30), [&](const SseSplitter::Event& event) {
                out += event.raw;
                data += event.data;
            });
        QCOMPARE(QByteArray::fromStdString(out), QByteArray::fromStdString(in));
        QCOMPARE(QByteArray::fromStdString(data), QByteArray("y"));
    }

    void aHugeEventIsUnreadHoweverItArrives()
    {
        const std::string in = "data: " + std::string(500, 'x') + "\n\ndata: y\n\n";
        std::string data;
        SseSplitter splitter(100);
        splitter.feed(in, [&](const SseSplitter::Event& event) { data += event.data; });
        QCOMPARE(QByteArray::fromStdString(data), QByteArray("y"));
    }

    void onlyTheStreamBeginsWithAByteOrderMark()
    {
        const std::string in = "\xEF\xBB\xBF"
                               "data: 1\n\n\xEF\xBB\xBF"
                               "data: 2\n\n";
        std::string data;
        SseSplitter splitter;
        splitter.feed(in, [&](const SseSplitter::Event& event) { data += event.data; });
        // Later it is part of the field's name, which nobody knows.
        QCOMPARE(QByteArray::fromStdString(data), QByteArray("1"));
    }

    void absurdNumbersAreNotUsage()
    {
        AnswerFacts facts;
        std::string body =
            R"({"usage":{"prompt_tokens":9223372036854775807,"completion_tokens":5,"total_tokens":9,"completion_tokens_details":{"reasoning_tokens":9223372036854775807}}})";
        readAnswer(body, facts);
        QCOMPARE(facts.usage.input(), 0);
        QCOMPARE(facts.usage.output, 5);
        QCOMPARE(facts.usage.reasoning, 0);
    }

    void aReasonThatIsNoWordIsNotKept()
    {
        AnswerFacts facts;
        std::string body = "{\"model\":\"m\",\"choices\":[{\"finish_reason\":\"" +
                           std::string(100'000, 'x') + "\"}]}";
        readAnswer(body, facts);
        QCOMPARE(QString::fromStdString(facts.model), QStringLiteral("m"));
        QVERIFY(facts.finish.empty());
    }

    void readsUsageOfCompatibleServers()
    {
        AnswerFacts facts;
        std::string body =
            R"({"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":18,"prompt_cache_hit_tokens":6,"completion_tokens_details":{"reasoning_tokens":3}},"choices":[{"finish_reason":"stop"}]})";
        readAnswer(body, facts);
        QCOMPARE(facts.usage.cacheRead, 6);
        QCOMPARE(facts.usage.inputUncached, 4);
        QCOMPARE(facts.usage.output, 8);
    }

    void findsTheWordsOfAnError()
    {
        for (std::string body : {R"({"error":{"message":"no"}})", R"({"error":"no"})",
                                 R"({"message":"no"})", R"({"detail":"no"})"})
            QCOMPARE(QString::fromStdString(readErrorMessage(body)), QStringLiteral("no"));
        std::string html = "<html>";
        QVERIFY(readErrorMessage(html).empty());
    }
};

QTEST_GUILESS_MAIN(StreamReaderTest)
#include "StreamReaderTest.moc"
