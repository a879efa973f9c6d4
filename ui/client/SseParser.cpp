// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/SseParser.h"

namespace gatehouse::client {

namespace {
constexpr qsizetype kLongestEvent = 8 << 20;
}

std::vector<SseEvent> SseParser::feed(QByteArrayView bytes)
{
    std::vector<SseEvent> events;
    while (!bytes.isEmpty() && !m_failed) {
        if (m_skipLf) {
            m_skipLf = false;
            if (bytes.front() == '\n') {
                bytes = bytes.sliced(1);
                continue;
            }
        }
        qsizetype end = 0;
        while (end < bytes.size() && bytes[end] != '\n' && bytes[end] != '\r')
            ++end;
        if (m_line.size() + m_event.data.size() + end > kLongestEvent) {
            m_failed = true;
            break;
        }
        if (end == bytes.size()) {
            m_line.append(bytes);
            break;
        }
        m_skipLf = bytes[end] == '\r';
        if (m_line.isEmpty()) {
            line(bytes.first(end), events);
        } else {
            m_line.append(bytes.first(end));
            line(m_line, events);
            m_line.clear();
        }
        bytes = bytes.sliced(end + 1);
    }
    return events;
}

void SseParser::line(QByteArrayView text, std::vector<SseEvent>& out)
{
    if (m_first) {
        m_first = false;
        if (text.startsWith("\xEF\xBB\xBF"))
            text = text.sliced(3);
    }
    if (text.isEmpty()) {
        if (m_hasData)
            out.push_back(std::move(m_event));
        m_event = {};
        m_hasData = false;
        return;
    }
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView field = colon < 0 ? text : text.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (field == QByteArrayView("data")) {
        if (m_hasData)
            m_event.data.append('\n');
        m_event.data.append(value);
        m_hasData = true;
    } else if (field == QByteArrayView("event")) {
        m_event.name = value.toByteArray();
    }
}

} // namespace gatehouse::client
