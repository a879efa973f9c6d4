// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace gatehouse::client {

struct SseEvent
{
    QByteArray name; ///< Empty = `message`
    QByteArray data; ///< Lines joined by a line feed.
};

/// Server-sent events (WHATWG HTML, 9.2.6) out of bytes that arrive in any pieces: lines may end in
/// CR, LF or CRLF, a character may be cut anywhere. An event longer than 8 MiB makes the parser
/// fail: the stream must be closed.
class SseParser
{
public:
    /// The events that are complete with these bytes.
    [[nodiscard]] std::vector<SseEvent> feed(QByteArrayView bytes);
    [[nodiscard]] bool failed() const { return m_failed; }
    void reset() { *this = SseParser(); }

private:
    void line(QByteArrayView text, std::vector<SseEvent>& out);

    QByteArray m_line;
    SseEvent m_event;
    bool m_hasData = false;
    bool m_skipLf = false; ///< The last line ended in CR; a line feed right after it belongs to it.
    bool m_first = true;   ///< A byte order mark may still come.
    bool m_failed = false;
};

} // namespace gatehouse::client
