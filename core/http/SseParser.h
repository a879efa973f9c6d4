// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace gatehouse::http {

/// One event of a text/event-stream. The views live during the call that delivers it.
struct SseEvent
{
    std::string_view name; ///< `event:`; may be empty.
    std::string_view data; ///< `data:` lines joined with LF.
};

/// Splits an event stream (WHATWG HTML, 9.2.6) into events. Works on bytes, so a piece may end
/// anywhere, also inside a character or between CR and LF. One object a stream.
class SseParser
{
public:
    using Deliver = std::function<void(const SseEvent&)>;

    /// `most`: bytes of one event; beyond it feed() fails.
    explicit SseParser(std::size_t most = 16u << 20)
        : m_most(most)
    {
    }

    /// False when an event grew beyond the cap: the stream cannot be trusted any more.
    [[nodiscard]] bool feed(std::string_view bytes, const Deliver& deliver);
    /// The stream ended: delivers the event that lacks its empty line.
    void finish(const Deliver& deliver);

private:
    void line(std::string_view text, const Deliver& deliver);
    void dispatch(const Deliver& deliver);

    std::size_t m_most;
    std::string m_line;
    std::string m_name;
    std::string m_data;
    bool m_hasData = false;
    bool m_afterCr = false;
    bool m_first = true;
};

} // namespace gatehouse::http
