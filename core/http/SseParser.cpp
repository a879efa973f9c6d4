// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/SseParser.h"

namespace gatehouse::http {

bool SseParser::feed(std::string_view bytes, const Deliver& deliver)
{
    while (!bytes.empty()) {
        if (m_afterCr) {
            m_afterCr = false;
            if (bytes.front() == '\n') {
                bytes.remove_prefix(1);
                continue;
            }
        }
        const auto end = bytes.find_first_of("\r\n");
        const auto part = bytes.substr(0, end);
        if (m_line.size() + m_data.size() + part.size() > m_most)
            return false;
        if (end == std::string_view::npos) {
            m_line.append(part);
            return true;
        }
        m_afterCr = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        if (m_line.empty()) {
            line(part, deliver);
        } else {
            m_line.append(part);
            line(m_line, deliver);
            m_line.clear();
        }
    }
    return true;
}

void SseParser::finish(const Deliver& deliver)
{
    if (!m_line.empty()) {
        const std::string last = std::move(m_line);
        m_line.clear();
        line(last, deliver);
    }
    dispatch(deliver);
}

void SseParser::line(std::string_view text, const Deliver& deliver)
{
    if (m_first) {
        m_first = false;
        if (text.starts_with("\xEF\xBB\xBF"))
            text.remove_prefix(3);
    }
    if (text.empty()) {
        dispatch(deliver);
        return;
    }
    const auto colon = text.find(':');
    if (colon == 0)
        return;
    const auto field = text.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    if (field == "data") {
        if (m_hasData)
            m_data.push_back('\n');
        m_data.append(value);
        m_hasData = true;
    } else if (field == "event") {
        m_name.assign(value);
    }
}

void SseParser::dispatch(const Deliver& deliver)
{
    if (m_hasData)
        deliver(SseEvent{m_name, m_data});
    m_name.clear();
    m_data.clear();
    m_hasData = false;
}

} // namespace gatehouse::http
