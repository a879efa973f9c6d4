// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnswerFixtures.h"
#include "CodecTesting.h"

using namespace gatehouse::ai;
using gatehouse::test::answerAs;
using gatehouse::test::assemble;
using gatehouse::test::at;
using gatehouse::test::encode;
using gatehouse::test::eventsFrom;
using gatehouse::test::kToolSummary;
using gatehouse::test::summary;
using gatehouse::test::toolAnswer;
using gatehouse::test::toolStream;

namespace {

struct Caller
{
    const char* name;
    CallerDialect dialect;
    Wire reader; ///< Whose codec can read that dialect's answers back.
};
constexpr Caller kCallers[]{{"openai", CallerDialect::OpenAiChat, Wire::OpenAi},
                            {"anthropic", CallerDialect::Anthropic, Wire::Anthropic},
                            {"gemini", CallerDialect::Gemini, Wire::Gemini}};
struct Provider
{
    const char* name;
    Wire wire;
};
constexpr Provider kProviders[]{
    {"openai", Wire::OpenAi}, {"anthropic", Wire::Anthropic}, {"gemini", Wire::Gemini}};

/// The summary without what the provider's dialect does not tell.
std::string expected(Wire wire)
{
    auto line = kToolSummary;
    if (wire == Wire::Ollama)
        line.replace(line.find("cached=20"), 9, "cached=0");
    return line;
}

/// OpenAI leaves the arguments of a call without any empty.
std::string same(std::string line)
{
    if (const auto i = line.find("{get_time }"); i != std::string::npos)
        line.replace(i, 11, "{get_time {}}");
    return line;
}

} // namespace

/// Every provider's answer in every caller's words, whole and streamed.
class AnswerMatrixTest : public QObject
{
    Q_OBJECT

private:
    static void pairs()
    {
        QTest::addColumn<int>("provider");
        QTest::addColumn<int>("caller");
        for (int provider = 0; provider < static_cast<int>(std::size(kProviders)); ++provider) {
            for (int caller = 0; caller < static_cast<int>(std::size(kCallers)); ++caller)
                QTest::addRow("%s to %s", kProviders[provider].name, kCallers[caller].name)
                    << provider << caller;
        }
    }

private Q_SLOTS:
    void wholeAnswers_data() { pairs(); }
    void wholeAnswers()
    {
        QFETCH(int, provider);
        QFETCH(int, caller);
        const auto wire = kProviders[provider].wire;
        const auto body = answerAs(wire, kCallers[caller].dialect, toolAnswer(wire));
        JsonDocument document;
        QVERIFY2(document.parse(body), body.c_str());
        const auto back = providerCodec(kCallers[caller].reader)->readAnswer(document.root());
        QVERIFY2(back.has_value(), body.c_str());
        QCOMPARE(same(summary(*back)), expected(wire));
    }

    /// A piece may end anywhere: inside a character, a line end, a length.
    void cutsAtEveryByte_data()
    {
        QTest::addColumn<int>("provider");
        for (int provider = 0; provider < static_cast<int>(std::size(kProviders)); ++provider)
            QTest::addRow("%s", kProviders[provider].name) << provider;
    }
    void cutsAtEveryByte()
    {
        QFETCH(int, provider);
        const auto wire = kProviders[provider].wire;
        const auto stream = toolStream(wire);
        for (std::size_t step = 1; step <= stream.size(); step += step < 40 ? 1 : 97) {
            bool ended = false;
            const auto events = eventsFrom(wire, stream, step, &ended);
            QVERIFY(ended);
            const auto line = same(summary(assemble(events)));
            QVERIFY2(line == expected(wire), (std::to_string(step) + ": " + line).c_str());
        }
    }

    void streams_data() { pairs(); }
    void streams()
    {
        QFETCH(int, provider);
        QFETCH(int, caller);
        const auto wire = kProviders[provider].wire;
        const auto stream = encode(kCallers[caller].dialect, eventsFrom(wire, toolStream(wire), 7));
        bool ended = false;
        const auto back = eventsFrom(kCallers[caller].reader, stream, 5, &ended);
        QVERIFY2(ended, stream.c_str());
        const auto line = summary(assemble(back));
        QVERIFY2(line == expected(wire), (line + "\n" + stream).c_str());
    }

    /// A stream whose end never came must not look like one that ended.
    void noticesWhatBreaksOff_data() { cutsAtEveryByte_data(); }
    void noticesWhatBreaksOff()
    {
        QFETCH(int, provider);
        const auto wire = kProviders[provider].wire;
        const auto stream = toolStream(wire);
        bool ended = true;
        static_cast<void>(
            eventsFrom(wire, std::string_view(stream).substr(0, stream.size() / 2), 9, &ended));
        QVERIFY(!ended);
    }

    /// Providers that do not stream though asked to.
    void wholeAnswersBecomeStreams_data() { pairs(); }
    void wholeAnswersBecomeStreams()
    {
        QFETCH(int, provider);
        QFETCH(int, caller);
        const auto wire = kProviders[provider].wire;
        JsonDocument document;
        QVERIFY(document.parse(toolAnswer(wire)));
        const auto answer = providerCodec(wire)->readAnswer(document.root());
        QVERIFY(answer.has_value());
        const auto stream = encode(kCallers[caller].dialect, eventsOf(*answer));
        const auto back = eventsFrom(kCallers[caller].reader, stream, 11);
        QCOMPARE(summary(assemble(back)), expected(wire));
    }
};

QTEST_GUILESS_MAIN(AnswerMatrixTest)
#include "AnswerMatrixTest.moc"
