// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/SseStreamDecoder.h"

#include "ai/Fault.h"

namespace gatehouse::ai {

namespace {

constexpr std::size_t kMostEvent = std::size_t{16} << 20;

} // namespace

void EventJoiner::apply(StreamEvents& events, std::size_t from)
{
    using Kind = StreamEvent::Kind;
    for (std::size_t i = from; i < events.size(); ++i) {
        auto& event = events[i];
        const bool text = event.kind == Kind::Text || event.kind == Kind::Thinking ||
                          event.kind == Kind::ToolArguments || event.kind == Kind::Refusal;
        // Nearly every text is whole; a half begins with this byte.
        if (text && (!m_joiners.empty() || event.text.find('\xED') != std::string::npos))
            event.text = m_joiners[{event.kind, event.tool}].join(std::move(event.text));
    }
}

void SseStreamDecoder::fault(StreamEvents& out, ProviderFault what)
{
    if (m_failed)
        return;
    m_failed = true;
    add(out, StreamEvent::Kind::Fault).fault = std::move(what);
}

void SseStreamDecoder::take(const SseSplitter::Event& event, StreamEvents& out)
{
    if (event.tail)
        return;
    if (event.data.empty()) {
        if (event.raw.size() > kMostEvent)
            fault(out, {502, {}, {}, "the provider sent an event larger than this gateway takes"});
        return;
    }
    if (event.data == "[DONE]") {
        onDone(out);
        return;
    }
    if (m_document.parse(event.data))
        onEvent(event.name, m_document.root(), out);
    else
        fault(out, {502, {}, {}, "the provider sent an event that is no valid JSON"});
}

void SseStreamDecoder::feed(std::string_view bytes, StreamEvents& out)
{
    const auto from = out.size();
    m_splitter.feed(bytes, [&](const SseSplitter::Event& event) { take(event, out); });
    m_joiner.apply(out, from);
}

void SseStreamDecoder::finish(StreamEvents& out)
{
    const auto from = out.size();
    m_splitter.finish([&](const SseSplitter::Event& event) { take(event, out); });
    onFinish(out);
    m_joiner.apply(out, from);
}

} // namespace gatehouse::ai
