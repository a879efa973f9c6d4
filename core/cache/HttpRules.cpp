// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/HttpRules.h"

#include "base/Text.h"

#include <algorithm>
#include <charconv>

namespace gatehouse::cache {

namespace {

/// Seconds beyond it mean "for ever" (RFC 9111, 1.2.2).
constexpr std::int64_t kMostSeconds = 2'147'483'648;

/// The elements of a list, without those commas that stand inside quotes.
std::vector<std::string_view> elements(std::string_view list)
{
    std::vector<std::string_view> out;
    bool quoted = false;
    std::size_t from = 0;
    const auto take = [&](std::size_t to) {
        const auto element = text::trim(list.substr(from, to - from));
        if (!element.empty())
            out.push_back(element);
        from = to + 1;
    };
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (quoted && list[i] == '\\')
            ++i;
        else if (list[i] == '"')
            quoted = !quoted;
        else if (list[i] == ',' && !quoted)
            take(i);
    }
    take(list.size());
    return out;
}

std::string_view unquoted(std::string_view value)
{
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        return value.substr(1, value.size() - 2);
    return value;
}

/// What cannot be read is 0: stale at once.
Duration seconds(std::string_view value)
{
    value = unquoted(value);
    const bool digits =
        !value.empty() && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return {};
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || number > kMostSeconds)
        number = kMostSeconds;
    return std::chrono::seconds(number);
}

void smallest(std::optional<Duration>& out, std::string_view value)
{
    const auto told = seconds(value);
    out = out ? std::min(*out, told) : told;
}

int monthOf(std::string_view name)
{
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto at = kMonths.find(name);
    return name.size() == 3 && at != std::string_view::npos && at % 3 == 0
               ? static_cast<int>(at / 3) + 1
               : 0;
}

bool isCacheable(unsigned status)
{
    return status == 200 || status == 203 || status == 204 || status == 301 || status == 308;
}

/// How long it is fresh, counted from its making; nothing where the answer does not say.
std::optional<Duration> lifetime(const CacheControl& control, const FieldValue& answer,
                                 Timestamp now)
{
    if (control.sMaxAge)
        return control.sMaxAge;
    if (control.maxAge)
        return control.maxAge;
    const auto expires = answer("expires");
    if (expires.empty())
        return std::nullopt;
    const auto end = parseHttpDate(expires);
    const auto made = parseHttpDate(answer("date"));
    if (!end)
        return Duration::zero();
    return std::max<Duration>(Duration::zero(), *end - made.value_or(now));
}

} // namespace

CacheControl parseCacheControl(std::string_view value)
{
    CacheControl out;
    for (const auto element : elements(value)) {
        const auto equals = element.find('=');
        const auto name = text::toLower(text::trim(element.substr(0, equals)));
        const auto argument = equals == std::string_view::npos
                                  ? std::string_view{}
                                  : text::trim(element.substr(equals + 1));
        if (name == "no-store")
            out.noStore = true;
        else if (name == "no-cache")
            out.noCache = true;
        else if (name == "private")
            out.isPrivate = true;
        else if (name == "public")
            out.isPublic = true;
        else if (name == "must-revalidate" || name == "proxy-revalidate")
            out.mustRevalidate = true;
        else if (name == "only-if-cached")
            out.onlyIfCached = true;
        else if (name == "max-age")
            smallest(out.maxAge, argument);
        else if (name == "s-maxage")
            smallest(out.sMaxAge, argument);
        else if (name == "min-fresh")
            smallest(out.minFresh, argument);
    }
    return out;
}

std::optional<Timestamp> parseHttpDate(std::string_view text)
{
    // Tue, 24 Nov 2026 08:52:06 GMT
    if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT" ||
        text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':')
        return std::nullopt;
    const auto number = [text](std::size_t from, std::size_t length) {
        int value = -1;
        const char* const end = text.data() + from + length;
        const auto read = std::from_chars(text.data() + from, end, value);
        return read.ptr == end ? value : -1;
    };
    const std::chrono::year_month_day date{
        std::chrono::year(number(12, 4)),
        std::chrono::month(static_cast<unsigned>(monthOf(text.substr(8, 3)))),
        std::chrono::day(static_cast<unsigned>(number(5, 2)))};
    const int hour = number(17, 2);
    const int minute = number(20, 2);
    const int second = number(23, 2);
    if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
        second > 60)
        return std::nullopt;
    return Timestamp(std::chrono::sys_days(date) + std::chrono::hours(hour) +
                     std::chrono::minutes(minute) + std::chrono::seconds(second));
}

RequestRules requestRules(std::string_view method, const FieldValue& request)
{
    RequestRules out;
    if (method != "GET" && method != "HEAD")
        return out;
    // A part, or a condition that only the upstream can judge: none of ours.
    for (const std::string_view name : {"range", "if-match", "if-unmodified-since", "if-range"}) {
        if (!request(name).empty())
            return out;
    }
    const auto told = request("cache-control");
    auto control = parseCacheControl(told);
    if (told.empty() && text::toLower(request("pragma")).find("no-cache") != std::string::npos)
        control.noCache = true;
    out.mayUse = !control.noStore && !control.noCache;
    out.mayKeep = !control.noStore && method == "GET";
    out.mayWait = out.mayUse && method == "GET";
    out.onlyKept = control.onlyIfCached;
    out.maxAge = control.maxAge;
    out.minFresh = control.minFresh.value_or(Duration::zero());
    return out;
}

AnswerRules answerRules(unsigned status, const FieldValue& answer, Duration longest,
                        bool credential, Timestamp now)
{
    AnswerRules out;
    const auto control = parseCacheControl(answer("cache-control"));
    const auto vary = answer("vary");
    for (const auto name : elements(vary)) {
        if (name == "*")
            return out;
        out.vary.push_back(text::toLower(name));
    }
    // Without a word about it, who cannot read the coding must not get it all the same.
    if (!answer("content-encoding").empty())
        out.vary.emplace_back("accept-encoding");
    std::ranges::sort(out.vary);
    out.vary.erase(std::unique(out.vary.begin(), out.vary.end()), out.vary.end());
    const bool shareable = control.isPublic || control.sMaxAge || control.mustRevalidate;
    if (!isCacheable(status) || control.noStore || control.isPrivate || control.noCache ||
        !answer("set-cookie").empty() || (credential && !shareable))
        return out;
    out.mayShare = true;
    out.age = seconds(answer("age"));
    if (const auto made = parseHttpDate(answer("date")))
        out.age = std::max<Duration>(out.age, std::max<Duration>(Duration::zero(), now - *made));
    const auto told = lifetime(control, answer, now);
    const auto rest = told ? *told - out.age : longest;
    out.fresh = std::clamp<Duration>(rest, Duration::zero(), longest);
    out.mayKeep = out.fresh > Duration::zero();
    return out;
}

bool namesTag(std::string_view list, std::string_view etag)
{
    const auto weak = [](std::string_view tag) {
        return tag.starts_with("W/") ? tag.substr(2) : tag;
    };
    return !etag.empty() && std::ranges::any_of(elements(list), [&](std::string_view tag) {
        return tag == "*" || weak(tag) == weak(etag);
    });
}

} // namespace gatehouse::cache
