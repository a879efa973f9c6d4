// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gatehouse::ai {

/// Cuts a stream of server-sent events into events, on bytes: lines end with LF, CR or CRLF, also
/// mixed, and a border of two reads may lie anywhere. What it hands out, joined, is what was fed,
/// byte for byte.
class SseSplitter
{
public:
    /// An event larger than `cap` is handed out in pieces, none of which has data: nobody can look
    /// into it any more, but its bytes still get through.
    explicit SseSplitter(std::size_t cap = std::size_t{16} << 20)
        : m_cap(cap)
    {
    }

    struct Event
    {
        std::string_view raw;  ///< With the empty line that ends it.
        std::string_view data; ///< Lines of `data:` joined with LF; empty for comments.
        std::string_view name; ///< `event:`
        /// The LF of a CRLF whose CR ended the event before: it shares that event's fate.
        bool tail = false;
    };

    /// Calls `take(const Event&)` for every event that `bytes` complete; views live until it
    /// returns.
    template <typename Take>
    void feed(std::string_view bytes, Take&& take)
    {
        while (!bytes.empty()) {
            Event event;
            if (advance(bytes, event))
                take(static_cast<const Event&>(event));
        }
    }

    /// At the end of the stream: the last event may lack its empty line.
    template <typename Take>
    void finish(Take&& take)
    {
        Event event;
        if (flush(event))
            take(static_cast<const Event&>(event));
    }

    /// Bytes that wait for the end of their event.
    [[nodiscard]] std::size_t waiting() const { return m_held.size(); }

private:
    /// Takes bytes off the front until an event is complete (true) or they are used up.
    bool advance(std::string_view& bytes, Event& event);
    bool flush(Event& event);
    void read(std::string_view raw, Event& event);
    void releaseHeld();

    const std::size_t m_cap;
    std::string m_held;        ///< The beginning of an event whose end has not come.
    std::string m_out;         ///< Carries the event that is being handed out.
    std::string m_data;        ///< For data of several lines.
    bool m_lineEmpty = true;   ///< Nothing stands on the current line yet.
    bool m_afterCr = false;    ///< The last byte was a CR: an LF now belongs to it.
    bool m_afterEvent = false; ///< That CR also ended an event.
    bool m_overflow = false;   ///< The current event exceeds the cap.
    bool m_first = true;       ///< Only the stream's first event may begin with a byte order mark.
};

} // namespace gatehouse::ai
