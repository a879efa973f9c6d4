// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Codec.h"
#include "ai/SseSplitter.h"
#include "gateway/Capture.h"
#include "gateway/Recall.h"
#include "gateway/Relay.h"
#include "gateway/Steps.h"

namespace gatehouse::gateway {

namespace {

/// The frame that the caller asked for around the texts of the provider, which stay as they are:
/// events, or (Gemini without `alt=sse`) one JSON list.
class Frame
{
public:
    explicit Frame(bool asList)
        : m_asList(asList)
    {
    }

    /// What goes on to the caller; lives until the next call.
    std::string_view feed(std::string_view bytes, bool last)
    {
        if (!m_asList) {
            m_tail.append(bytes.substr(bytes.size() - std::min<std::size_t>(4, bytes.size())));
            m_tail.erase(0, m_tail.size() - std::min<std::size_t>(4, m_tail.size()));
            return bytes;
        }
        m_out.clear();
        const auto take = [this](const ai::SseSplitter::Event& event) {
            if (event.data.empty())
                return;
            m_out += m_begun ? ",\r\n" : "[";
            m_out += event.data;
            m_begun = true;
        };
        m_splitter.feed(bytes, take);
        if (last)
            m_splitter.finish(take);
        return m_out;
    }

    [[nodiscard]] std::string_view end() const { return !m_asList ? "" : m_begun ? "]" : "[]"; }
    [[nodiscard]] bool betweenEvents() const
    {
        return m_asList || m_tail.empty() || m_tail.ends_with("\n\n") || m_tail == "\r\n\r\n";
    }

private:
    const bool m_asList;
    ai::SseSplitter m_splitter;
    std::string m_out;
    std::string m_tail; ///< The last bytes that were relayed.
    bool m_begun = false;
};

} // namespace

http::Task<void> relayWatched(Exchange& x)
{
    const auto decoder = x.modelTarget.codec()->decoder();
    const bool asList = x.dialect == Dialect::Gemini &&
                        x.http.request().target.query.find("alt=sse") == std::string_view::npos;
    Frame frame(asList);
    ai::StreamEvents events;
    auto head = answerHead(x);
    if (asList)
        head.fields.set("Content-Type", "application/json");
    head.fields.set("Cache-Control", "no-cache");
    head.fields.set("X-Accel-Buffering", "no");
    captureAnswerHead(x, head);
    x.http.begin(std::move(head));
    bool failed = false;
    for (;;) {
        if (!x.answer->hasBuffered()) {
            const bool flushed = co_await x.http.flush();
            if (!flushed)
                co_return;
        }
        const auto piece = co_await x.answer->read();
        if (x.http.isGone())
            co_return;
        if (!piece.ok()) {
            co_await breakStream(x, frame.betweenEvents(),
                                 piece.state == http::BodyState::TimedOut ? "provider_timeout"
                                                                          : "provider_broke");
            co_return;
        }
        events.clear();
        decoder->feed(piece.data, events);
        // What only the end makes a failure of is a cut event: that the provider did not tell.
        const auto told = events.size();
        if (piece.last())
            decoder->finish(events);
        for (std::size_t i = 0; i < events.size(); ++i) {
            failed |= i < told && events[i].kind == ai::StreamEvent::Kind::Fault;
            note(x, events[i]);
        }
        const bool good = !piece.last() || decoder->ended();
        std::string out(frame.feed(piece.data, piece.last()));
        if (piece.last() && good && !failed)
            out += frame.end();
        if (piece.last()) {
            x.answerBytes = x.http.sentBytes() + out.size();
            settle(x);
        }
        captureAnswer(x, out);
        const bool last = piece.last() && good && !failed;
        if (last)
            keepAnswer(x);
        if (!out.empty() || last) {
            const bool sent = co_await x.http.send(out, last);
            if (!sent)
                co_return;
        }
        if (!piece.last())
            continue;
        if (failed) {
            // The provider has told it itself; its stream has no normal end, so ours has none.
            x.broke = true;
            x.record.error = "provider_failed";
            x.http.abort();
        } else if (!good) {
            co_await breakStream(x, frame.betweenEvents(), "provider_broke");
        }
        co_return;
    }
}

} // namespace gatehouse::gateway
