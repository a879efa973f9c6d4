// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/JsonWriter.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gatehouse::doctor {

/// A sentence, and the same as a word with values, for whoever says it in another language. Empty =
/// nothing is said.
struct Said
{
    using Value = std::variant<std::int64_t, double, std::string>;

    std::string code{};
    std::string text{};
    std::vector<std::pair<std::string, Value>> values{};
};

/// `"NAME": "the sentence", "NAME_is": {"code": WORD, VALUE: ...}`.
inline void writeSaid(telemetry::JsonWriter& json, std::string_view name, const Said& said)
{
    json.key(name).string(said.text);
    if (said.code.empty())
        return;
    json.key(std::string(name) + "_is").beginObject();
    json.key("code").string(said.code);
    for (const auto& [key, value] : said.values) {
        json.key(key);
        if (const auto* const text = std::get_if<std::string>(&value))
            json.string(*text);
        else if (const auto* const whole = std::get_if<std::int64_t>(&value))
            json.number(*whole);
        else
            json.number(std::get<double>(value));
    }
    json.endObject();
}

} // namespace gatehouse::doctor
