// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/JsonText.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gatehouse::ai {

/// Appends JSON to a string, with the commas where they belong. The caller opens and closes in
/// pairs; raw text must be valid JSON.
class JsonWriter
{
public:
    explicit JsonWriter(std::string& out)
        : m_out(out)
        , m_start(out.size())
    {
    }

    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(std::string_view name)
    {
        separate();
        appendJsonString(m_out, name);
        m_out += ':';
        return *this;
    }
    JsonWriter& string(std::string_view text)
    {
        separate();
        appendJsonString(m_out, text);
        return *this;
    }
    JsonWriter& raw(std::string_view json)
    {
        separate();
        m_out += json;
        return *this;
    }
    JsonWriter& number(std::int64_t value) { return raw(std::to_string(value)); }
    JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
    JsonWriter& null() { return raw("null"); }

    JsonWriter& text(std::string_view name, std::string_view value)
    {
        return key(name).string(value);
    }
    JsonWriter& raw(std::string_view name, std::string_view json) { return key(name).raw(json); }
    JsonWriter& number(std::string_view name, std::int64_t value)
    {
        return key(name).number(value);
    }
    JsonWriter& boolean(std::string_view name, bool value) { return key(name).boolean(value); }
    JsonWriter& null(std::string_view name) { return key(name).null(); }
    JsonWriter& object(std::string_view name) { return key(name).beginObject(); }
    JsonWriter& array(std::string_view name) { return key(name).beginArray(); }

private:
    void separate()
    {
        if (m_out.size() == m_start)
            return;
        const char last = m_out.back();
        if (last != '{' && last != '[' && last != ':')
            m_out += ',';
    }
    JsonWriter& open(char c)
    {
        separate();
        m_out += c;
        return *this;
    }
    JsonWriter& close(char c)
    {
        m_out += c;
        return *this;
    }

    std::string& m_out;
    const std::size_t m_start;
};

} // namespace gatehouse::ai
