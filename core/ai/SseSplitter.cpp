// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/SseSplitter.h"

#include <utility>

namespace gatehouse::ai {

bool SseSplitter::advance(std::string_view& bytes, Event& event)
{
    if (m_afterEvent) {
        m_afterEvent = false;
        if (bytes.front() == '\n') {
            m_afterCr = false;
            event.raw = bytes.substr(0, 1);
            event.tail = true;
            bytes.remove_prefix(1);
            return true;
        }
    }
    std::size_t at = 0;
    bool complete = false;
    while (at < bytes.size() && !complete) {
        const char c = bytes[at++];
        if (c == '\n' && m_afterCr) {
            m_afterCr = false;
        } else if (c == '\n' || c == '\r') {
            complete = m_lineEmpty;
            m_lineEmpty = true;
            m_afterCr = c == '\r';
        } else {
            m_lineEmpty = false;
            m_afterCr = false;
        }
    }
    // Not counted is the last LF of a CRLF, which may as well come by itself.
    const std::size_t counted = m_held.size() + at;
    if (complete && m_afterCr) {
        // The LF of a CRLF stays with its event where it is already here.
        if (at < bytes.size() && bytes[at] == '\n') {
            ++at;
            m_afterCr = false;
        } else {
            m_afterEvent = at == bytes.size();
            m_afterCr = m_afterEvent;
        }
    }
    const auto part = bytes.substr(0, at);
    bytes.remove_prefix(at);
    if (m_overflow || counted > m_cap) {
        // What was held goes out with the new part, unread.
        m_overflow = !complete;
        m_first = false;
        if (m_held.empty()) {
            event.raw = part;
        } else {
            releaseHeld();
            m_out += part;
            event.raw = m_out;
        }
        return true;
    }
    if (!complete) {
        m_held += part;
        return false;
    }
    if (m_held.empty()) {
        read(part, event);
    } else {
        releaseHeld();
        m_out += part;
        read(m_out, event);
    }
    return true;
}

bool SseSplitter::flush(Event& event)
{
    if (m_held.empty())
        return false;
    releaseHeld();
    read(m_out, event);
    m_lineEmpty = true;
    return true;
}

void SseSplitter::releaseHeld()
{
    m_out.clear();
    m_out.swap(m_held);
}

void SseSplitter::read(std::string_view raw, Event& event)
{
    event.raw = raw;
    std::size_t dataLines = 0;
    if (std::exchange(m_first, false) && raw.starts_with("\xEF\xBB\xBF"))
        raw.remove_prefix(3);
    while (!raw.empty()) {
        const auto end = raw.find_first_of("\r\n");
        const auto line = raw.substr(0, end);
        raw.remove_prefix(end == std::string_view::npos ? raw.size() : end + 1);
        const auto colon = line.find(':');
        if (colon == 0 || line.empty())
            continue;
        const auto field = line.substr(0, colon);
        auto value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
        if (value.starts_with(' '))
            value.remove_prefix(1);
        if (field == "data") {
            if (dataLines == 0) {
                event.data = value;
            } else {
                if (dataLines == 1)
                    m_data = event.data;
                m_data += '\n';
                m_data += value;
                event.data = m_data;
            }
            ++dataLines;
        } else if (field == "event") {
            event.name = value;
        }
    }
}

} // namespace gatehouse::ai
