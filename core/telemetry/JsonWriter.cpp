// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/JsonWriter.h"

#include "base/Text.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

namespace gatehouse::telemetry {

namespace {

void appendEscaped(std::string& out, std::string_view text)
{
    const auto isPlain = [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
    };
    while (!text.empty()) {
        const auto special = std::ranges::find_if_not(text, isPlain);
        const auto run = static_cast<std::size_t>(special - text.begin());
        out.append(text.substr(0, run));
        if (run == text.size())
            return;
        const char c = *special;
        text.remove_prefix(run + 1);
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        }
    }
}

/// Every byte that does not belong to a well-formed sequence becomes U+FFFD.
std::string repaired(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        std::size_t taken = 0;
        for (std::size_t length = 1; length <= 4 && length <= text.size() && !taken; ++length) {
            if (text::isUtf8(text.substr(0, length)))
                taken = length;
        }
        if (taken)
            out += text.substr(0, taken);
        else
            out += "\xEF\xBF\xBD";
        text.remove_prefix(taken ? taken : 1);
    }
    return out;
}

} // namespace

void JsonWriter::separate()
{
    if (!m_first)
        m_out += ',';
    m_first = false;
}

JsonWriter& JsonWriter::beginObject()
{
    separate();
    m_out += '{';
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::endObject()
{
    m_out += '}';
    m_first = false;
    return *this;
}

JsonWriter& JsonWriter::beginArray()
{
    separate();
    m_out += '[';
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::endArray()
{
    m_out += ']';
    m_first = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name)
{
    string(name);
    m_out += ':';
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text)
{
    separate();
    m_out += '"';
    if (text::isUtf8(text))
        appendEscaped(m_out, text);
    else
        appendEscaped(m_out, repaired(text));
    m_out += '"';
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value)
{
    return raw(value ? "true" : "false");
}

JsonWriter& JsonWriter::null()
{
    return raw("null");
}

JsonWriter& JsonWriter::number(double value)
{
    if (!std::isfinite(value))
        return null();
    const double rounded = std::round(value * 1000) / 1000;
    if (rounded == std::floor(rounded) && std::abs(rounded) < 9e15)
        return number(static_cast<std::int64_t>(rounded));
    separate();
    fmt::format_to(std::back_inserter(m_out), "{:.3f}", rounded);
    while (m_out.back() == '0')
        m_out.pop_back();
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json)
{
    separate();
    m_out += json;
    return *this;
}

JsonWriter& JsonWriter::field(std::string_view name, std::string_view text)
{
    if (!text.empty())
        key(name).string(text);
    return *this;
}

JsonWriter& JsonWriter::field(std::string_view name, std::int64_t value)
{
    if (value != 0)
        key(name).number(value);
    return *this;
}

} // namespace gatehouse::telemetry
