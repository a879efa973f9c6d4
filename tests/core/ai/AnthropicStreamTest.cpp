// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "CodecTesting.h"

using namespace gatehouse::test;
using Kind = StreamEvent::Kind;

namespace {

StreamEvent text(const std::string& words, Kind kind = Kind::Text)
{
    StreamEvent event;
    event.kind = kind;
    event.text = words;
    return event;
}

StreamEvent call(std::size_t tool, const std::string& name)
{
    StreamEvent event;
    event.kind = Kind::ToolStart;
    event.tool = tool;
    event.id = "call_" + std::to_string(tool);
    event.name = name;
    return event;
}

StreamEvent arguments(std::size_t tool, const std::string& fragment)
{
    auto event = text(fragment, Kind::ToolArguments);
    event.tool = tool;
    return event;
}

/// The blocks of a stream as `0 text|0 .|1 tool_use|...`; a fault of the order is told instead.
std::string blocks(const std::string& stream)
{
    std::string out;
    JsonDocument document;
    std::int64_t open = -1;
    std::int64_t next = 0;
    for (auto at = stream.find("data: "); at != std::string::npos;
         at = stream.find("data: ", at + 1)) {
        const auto end = stream.find("\n\n", at);
        if (!document.parse(stream.substr(at + 6, end - at - 6)))
            return "no JSON";
        const auto event = document.root();
        const auto index = event["index"].integerOr(-1);
        if (event["type"].equals("content_block_start")) {
            if (open != -1 || index != next)
                return "opened out of turn: " + out;
            open = index;
            out += std::to_string(index) + " " + event["content_block"]["type"].text() + "|";
        } else if (event["type"].equals("content_block_delta")) {
            if (index != open)
                return "told of a block that is not open: " + out;
        } else if (event["type"].equals("content_block_stop")) {
            if (index != open)
                return "closed out of turn: " + out;
            open = -1;
            ++next;
        } else if (event["type"].equals("message_delta") && open != -1) {
            return "left open: " + out;
        }
    }
    return out;
}

std::string seen(const std::string& stream)
{
    return summary(assemble(eventsFrom(Wire::Anthropic, stream, 17)));
}

} // namespace

/// Anthropic's blocks never overlap, whatever order other dialects tell things in.
class AnthropicStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textBetweenThePiecesOfACallWaits()
    {
        const auto out =
            encode(CallerDialect::Anthropic,
                   {text("Let us see. "), call(0, "get_weather"), arguments(0, "{\"city\":"),
                    text("Looking"), text("why", Kind::Thinking), arguments(0, "\"Paris\"}"),
                    text(" it up.")});
        QCOMPARE(blocks(out), std::string("0 text|1 tool_use|2 text|3 thinking|4 text|"));
        QVERIFY2(seen(out).find(R"({get_weather {"city":"Paris"}})") != std::string::npos,
                 seen(out).c_str());
    }

    void callsThatTakeTurnsStayWhole()
    {
        const auto out =
            encode(CallerDialect::Anthropic,
                   {call(0, "a"), arguments(0, "{\"x\":"), call(1, "b"), arguments(1, "{\"y\":"),
                    text("meanwhile"), arguments(0, "1}"), arguments(1, "2}")});
        QCOMPARE(blocks(out), std::string("0 tool_use|1 tool_use|2 text|"));
        QVERIFY2(seen(out).find(R"({a {"x":1}}{b {"y":2}}meanwhile)") != std::string::npos,
                 seen(out).c_str());
    }

    void whatNeverGetsWholeIsClosedAtTheEnd()
    {
        const auto out =
            encode(CallerDialect::Anthropic, {call(0, "a"), arguments(0, "{\"x\":"), text("late")});
        QCOMPARE(blocks(out), std::string("0 tool_use|1 text|"));
        QVERIFY(out.find("late") != std::string::npos);
        QVERIFY(out.find("message_stop") != std::string::npos);
    }

    void textBehindAWholeCallDoesNotWait()
    {
        CallerContext context;
        const auto encoder = callerCodec(CallerDialect::Anthropic).encoder(context);
        std::string out;
        encoder->write(call(0, "a"), out);
        encoder->write(arguments(0, "{}"), out);
        encoder->write(text("now"), out);
        QVERIFY2(out.find("\"now\"") != std::string::npos, out.c_str());
        encoder->end(out);
        QCOMPARE(blocks(out), std::string("0 tool_use|1 text|"));
    }
};

QTEST_GUILESS_MAIN(AnthropicStreamTest)
#include "AnthropicStreamTest.moc"
