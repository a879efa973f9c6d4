// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace gatehouse::telemetry {

/// Appends JSON to a string: for the two things that are written thousands of times a second or
/// with thousands of numbers, records and series. It puts the commas; nesting is the caller's
/// business. Text that is no UTF-8 comes out with U+FFFD for every bad byte.
class JsonWriter
{
public:
    explicit JsonWriter(std::string& out)
        : m_out(out)
    {
    }

    JsonWriter& beginObject();
    JsonWriter& endObject();
    JsonWriter& beginArray();
    JsonWriter& endArray();
    JsonWriter& key(std::string_view name);
    JsonWriter& string(std::string_view text);
    JsonWriter& boolean(bool value);
    JsonWriter& null();
    /// Whole numbers without a fraction, others with at most three digits; NaN is null.
    JsonWriter& number(double value);
    template <std::integral Integer>
    JsonWriter& number(Integer value)
    {
        separate();
        m_out += std::to_string(value);
        return *this;
    }
    /// JSON that is already written.
    JsonWriter& raw(std::string_view json);

    /// `"name":"text"`, unless the text is empty.
    JsonWriter& field(std::string_view name, std::string_view text);
    /// `"name":value`, unless it is 0.
    JsonWriter& field(std::string_view name, std::int64_t value);

private:
    void separate();
    std::string& m_out;
    bool m_first = true; ///< Nothing stands yet on this level, or a key does.
};

} // namespace gatehouse::telemetry
