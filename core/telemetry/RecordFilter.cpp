// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/RecordFilter.h"

#include "base/Text.h"

#include <algorithm>
#include <charconv>

namespace gatehouse::telemetry {

namespace {

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0)
        return std::nullopt;
    return value;
}

bool contains(std::string_view haystack, std::string_view lowerNeedle)
{
    const auto found =
        std::search(haystack.begin(), haystack.end(), lowerNeedle.begin(), lowerNeedle.end(),
                    [](char a, char b) { return text::lower(a) == b; });
    return found != haystack.end();
}

bool isOneOf(const std::string& wanted, std::string_view value)
{
    return wanted.empty() || wanted == value;
}

} // namespace

bool RecordFilter::matches(const RequestRecord& r) const
{
    if ((statusFrom || statusTo) && (r.status < statusFrom || r.status > statusTo))
        return false;
    if (!isOneOf(api, r.api) || !isOneOf(application, r.application) ||
        !isOneOf(provider, r.provider) || !isOneOf(method, r.method))
        return false;
    if (!model.empty() && model != r.modelAsked && model != r.modelUsed)
        return false;
    if (kind && *kind != r.kind)
        return false;
    if ((from && r.start < *from) || (to && r.start >= *to) || r.phases.lastByte < minMicros)
        return false;
    if (text.empty())
        return true;
    const std::string needle = text::toLower(text);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{r.id, r.path, r.error, r.api, r.application,
                                                r.modelAsked, r.modelUsed, r.provider,
                                                r.clientAddress},
        [&needle](std::string_view field) { return contains(field, needle); });
}

Result<void> RecordFilter::set(std::string_view name, std::string_view value)
{
    const auto wrong = [&](std::string message) {
        return fail(ErrorCode::Invalid, std::move(message), std::string(name));
    };
    const auto millis = [&]() { return wholeNumber(value); };
    if (name == "status") {
        if (value.size() == 3 && value[0] >= '1' && value[0] <= '5' && value.substr(1) == "xx") {
            statusFrom = static_cast<std::uint16_t>((value[0] - '0') * 100);
            statusTo = static_cast<std::uint16_t>(statusFrom + 99);
            return {};
        }
        const auto number = wholeNumber(value);
        if (!number || *number < 100 || *number > 599)
            return wrong("is a status such as 429, or a class such as 4xx");
        statusFrom = statusTo = static_cast<std::uint16_t>(*number);
        return {};
    }
    if (name == "kind") {
        if (value == "rest")
            kind = ExchangeKind::Rest;
        else if (value == "ai")
            kind = ExchangeKind::Ai;
        else if (value == "none")
            kind = ExchangeKind::None;
        else
            return wrong("is rest, ai or none");
        return {};
    }
    if (name == "from_ms" || name == "to_ms") {
        const auto time = millis();
        if (!time || *time > 253'402'300'799'999) // the end of the year 9999
            return wrong("is a time in Unix milliseconds");
        (name == "from_ms" ? from : to) = fromUnixMillis(*time);
        return {};
    }
    if (name == "min_ms") {
        const auto time = millis();
        if (!time || *time > 4'000'000)
            return wrong("is a duration in milliseconds");
        minMicros = static_cast<std::uint32_t>(*time * 1000);
        return {};
    }
    for (const auto& [known, field] :
         {std::pair{"api", &RecordFilter::api},
          std::pair{"application", &RecordFilter::application},
          std::pair{"model", &RecordFilter::model}, std::pair{"provider", &RecordFilter::provider},
          std::pair{"method", &RecordFilter::method}, std::pair{"text", &RecordFilter::text}}) {
        if (name == known) {
            this->*field = value;
            return {};
        }
    }
    return fail(ErrorCode::NotFound, "is no filter", std::string(name));
}

} // namespace gatehouse::telemetry
