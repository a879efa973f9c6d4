// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"
#include "ai/SseSplitter.h"

#include <map>
#include <utility>

namespace gatehouse::ai {

/// Makes the texts of a stream's events whole characters: half a surrogate pair waits for the other
/// half in the next event of its kind, and becomes U+FFFD where none comes.
class EventJoiner
{
public:
    /// Looks at the events from `from` on.
    void apply(StreamEvents& events, std::size_t from);

private:
    using Key = std::pair<StreamEvent::Kind, std::size_t>;
    std::map<Key, SurrogateJoiner> m_joiners;
};

/// Decoders of dialects that stream server-sent events, each with one JSON object.
class SseStreamDecoder : public StreamDecoder
{
public:
    void feed(std::string_view bytes, StreamEvents& out) override;
    void finish(StreamEvents& out) override;
    [[nodiscard]] bool ended() const override { return m_ended; }

protected:
    /// An event; `name` is what `event:` says.
    virtual void onEvent(std::string_view name, JsonView data, StreamEvents& out) = 0;
    /// `[DONE]`
    virtual void onDone(StreamEvents& out) = 0;
    /// Before finish() returns.
    virtual void onFinish(StreamEvents& out) = 0;

    static StreamEvent& add(StreamEvents& out, StreamEvent::Kind kind, std::int64_t choice = 0)
    {
        auto& event = out.emplace_back();
        event.kind = kind;
        event.choice = choice;
        return event;
    }
    void fault(StreamEvents& out, ProviderFault what);
    bool m_ended = false;

private:
    void take(const SseSplitter::Event& event, StreamEvents& out);

    SseSplitter m_splitter;
    JsonDocument m_document;
    EventJoiner m_joiner;
    bool m_failed = false;
};

} // namespace gatehouse::ai
