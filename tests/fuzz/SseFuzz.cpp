// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "ai/SseSplitter.h"
#include "http/SseParser.h"

/// Event streams: the splitter gives every byte back in order, and both readers find the events
/// that a slow reading of the standard (WHATWG HTML, 9.2.6) finds, however the bytes arrive.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

struct Event
{
    std::string name;
    std::string data;
};

std::string tell(const std::vector<Event>& events)
{
    std::string out;
    for (const auto& event : events)
        out += "<" + event.name + "|" + event.data + ">";
    return out;
}

/// The standard, word by word, but that an event without its empty line counts too.
std::vector<Event> slowEvents(std::string text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    std::vector<std::string> lines(1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' || text[i] == '\n') {
            if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
                ++i;
            lines.emplace_back();
        } else {
            lines.back() += text[i];
        }
    }
    lines.emplace_back();
    std::vector<Event> events;
    std::string name;
    std::string data;
    for (const auto& line : lines) {
        if (line.empty()) {
            if (!data.empty()) {
                data.pop_back();
                events.push_back({name, data});
            }
            name.clear();
            data.clear();
            continue;
        }
        const auto colon = std::min(line.find(':'), line.size());
        const auto field = line.substr(0, colon);
        std::string value = colon < line.size() ? line.substr(colon + 1) : "";
        if (value.starts_with(' '))
            value.erase(0, 1);
        if (field == "event")
            name = value;
        else if (field == "data")
            data += value + "\n";
    }
    return events;
}

struct Split
{
    std::string joined;
    std::vector<Event> events;
    std::string borders;
};

Split split(std::string_view bytes, std::size_t cap, Cut cut, Choice& choice)
{
    Split out;
    ai::SseSplitter splitter(cap);
    std::size_t at = 0;
    const auto take = [&out](const ai::SseSplitter::Event& event) {
        check(!event.raw.empty(), "an event without bytes");
        check(!event.tail || event.raw == "\n", "a tail is one line feed");
        out.joined += event.raw;
        if (!event.tail)
            out.borders += std::to_string(out.joined.size()) + " ";
        if (!event.data.empty())
            out.events.push_back({std::string(event.name), std::string(event.data)});
    };
    for (const auto size : cutSizes(bytes.size(), cut, choice)) {
        const Piece piece(bytes.substr(at, size));
        at += size;
        splitter.feed(piece.text(), take);
        check(splitter.waiting() <= cap, "more is held than the cap");
        check(out.joined.size() + splitter.waiting() == at, "bytes are missing or doubled");
    }
    splitter.finish(take);
    return out;
}

std::vector<Event> parse(std::string_view bytes, std::size_t cap, Cut cut, Choice& choice,
                         bool& good)
{
    std::vector<Event> events;
    http::SseParser parser(cap);
    const auto deliver = [&events](const http::SseEvent& event) {
        events.push_back({std::string(event.name), std::string(event.data)});
    };
    std::size_t at = 0;
    for (const auto size : cutSizes(bytes.size(), cut, choice)) {
        const Piece piece(bytes.substr(at, size));
        at += size;
        good = parser.feed(piece.text(), deliver);
        if (!good)
            return events;
    }
    good = true;
    parser.finish(deliver);
    return events;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 4096)
        return 0;
    const auto bytes = textOf(data, size);
    Choice choice(bytes);
    const auto wanted = slowEvents(std::string(bytes));
    std::vector<Event> filled;
    for (const auto& event : wanted) {
        if (!event.data.empty())
            filled.push_back(event);
    }

    const auto whole = split(bytes, 1u << 20, Cut::Whole, choice);
    checkEqual(whole.joined, bytes, "the splitter changes bytes");
    checkEqual(tell(whole.events), tell(filled), "the splitter's events");
    const std::size_t cap = 1 + choice.upTo(64);
    const auto capped = split(bytes, cap, Cut::Whole, choice);
    checkEqual(capped.joined, bytes, "the splitter changes bytes beyond its cap");
    bool wholeGood = false;
    const auto cappedEvents = parse(bytes, cap, Cut::Whole, choice, wholeGood);
    for (const Cut cut : {Cut::Whole, Cut::Pieces, Cut::Bytes}) {
        const auto cutUp = split(bytes, 1u << 20, cut, choice);
        checkEqual(cutUp.joined, bytes, "the splitter changes bytes that arrive in pieces");
        checkEqual(tell(cutUp.events), tell(whole.events), "events depend on the pieces");
        const auto cappedToo = split(bytes, cap, cut, choice);
        checkEqual(cappedToo.joined, bytes, "the splitter changes bytes of large events");
        checkEqual(tell(cappedToo.events), tell(capped.events),
                   "large events depend on the pieces");

        bool good = false;
        checkEqual(tell(parse(bytes, 1u << 20, cut, choice, good)), tell(wanted),
                   "the parser's events");
        check(good, "a small stream was refused");
        const auto events = parse(bytes, cap, cut, choice, good);
        check(good == wholeGood, "the cap depends on the pieces");
        checkEqual(tell(events), tell(cappedEvents), "the events before the cap");
    }
    return 0;
}
