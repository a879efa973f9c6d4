// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accesslog/LogLine.h"

#include "accesslog/JsonLine.h"
#include "accesslog/LineParts.h"
#include "accesslog/LogTime.h"

#include "base/Text.h"

#include <algorithm>
#include <array>

namespace gatehouse::accesslog {

namespace {

constexpr std::size_t kMostWords = 64;
constexpr std::array kWords{std::pair(Form::Combined, std::string_view("combined")),
                            std::pair(Form::HaProxy, std::string_view("haproxy")),
                            std::pair(Form::Envoy, std::string_view("envoy")),
                            std::pair(Form::Json, std::string_view("json"))};

/// `CLIENT IDENT USER [TIME] "REQUEST" STATUS SIZE ...`; APISIX has a host before the request and
/// the time it took behind the size.
bool readCombined(const std::vector<Word>& words, Parts& parts)
{
    if (words.size() < 6 || words[0].mark != 0 || words[3].mark != '[')
        return false;
    std::size_t request = 4;
    if (words[request].mark == 0)
        ++request;
    if (words.size() < request + 2 || words[request].mark != '"')
        return false;
    parts.client = words[0].text;
    parts.user = words[2].text;
    parts.time = clfTime(words[3].text);
    parts.status = statusOf(words[request + 1].text);
    if (!takeRequest(words[request].text, parts))
        return false;
    if (words.size() > request + 2)
        parts.bytesOut = countOf(words[request + 2].text);
    if (words.size() > request + 3 && words[request + 3].mark == 0)
        parts.seconds = plainNumber(words[request + 3].text).value_or(0);
    for (std::size_t i = request + 3; i < words.size(); ++i) {
        for (const std::string_view name : {"rt=", "request_time="}) {
            if (words[i].text.starts_with(name))
                parts.seconds = plainNumber(words[i].text.substr(name.size())).value_or(0);
        }
    }
    return true;
}

/// `CLIENT:PORT [TIME] FRONTEND BACKEND/SERVER TR/Tw/Tc/Tr/Ta STATUS SIZE ... "REQUEST"`.
bool readHaProxy(const std::vector<Word>& words, Parts& parts)
{
    std::size_t at = 1;
    while (at < words.size() && words[at].mark != '[')
        ++at;
    if (words.size() < at + 6 || words.back().mark != '"')
        return false;
    const auto client = words[at - 1].text;
    const auto timers = text::split(words[at + 3].text, '/');
    const auto port = client.rfind(':');
    if (port == std::string_view::npos || timers.size() < 4)
        return false;
    parts.client = client.substr(0, port);
    parts.time = clfTime(words[at].text);
    parts.timeIsStart = true; // when the first byte came
    parts.api = words[at + 1].text;
    // `+` in front: the log was written before the end.
    auto total = timers.back();
    if (total.starts_with('+'))
        total.remove_prefix(1);
    parts.seconds = plainNumber(total).value_or(0) / 1000;
    parts.status = statusOf(words[at + 4].text);
    parts.bytesOut = countOf(words[at + 5].text);
    return takeRequest(words.back().text, parts);
}

/// `[START] "REQUEST" STATUS FLAGS ... RECEIVED SENT DURATION SERVICE "FORWARDED-FOR" ...`.
bool readEnvoy(const std::vector<Word>& words, Parts& parts)
{
    if (words.size() < 7 || words[0].mark != '[' || words[1].mark != '"')
        return false;
    parts.time = isoTime(words[0].text);
    parts.timeIsStart = true;
    parts.status = statusOf(words[2].text);
    if (!takeRequest(words[1].text, parts))
        return false;
    // Newer ones tell details between the flags and the numbers.
    std::size_t at = 4;
    while (at + 2 < words.size() &&
           !(plainNumber(words[at].text) && plainNumber(words[at + 1].text) &&
             plainNumber(words[at + 2].text)))
        ++at;
    if (at + 2 >= words.size())
        return false;
    parts.bytesIn = countOf(words[at].text);
    parts.bytesOut = countOf(words[at + 1].text);
    parts.seconds = plainNumber(words[at + 2].text).value_or(0) / 1000;
    const auto quoted =
        std::find_if(words.begin() + static_cast<std::ptrdiff_t>(at) + 3, words.end(),
                     [](const Word& word) { return word.mark == '"'; });
    if (quoted != words.end())
        parts.forwardedFor = quoted->text;
    return true;
}

} // namespace

std::string_view toWord(Form form)
{
    return std::ranges::find(kWords, form, &std::pair<Form, std::string_view>::first)->second;
}

std::optional<Form> formOf(std::string_view word)
{
    const auto at = std::ranges::find(kWords, word, &std::pair<Form, std::string_view>::second);
    return at == kWords.end() ? std::nullopt : std::optional(at->first);
}

std::optional<telemetry::RequestRecord> readLine(Form form, std::string_view line,
                                                 std::uint64_t number)
{
    while (line.ends_with('\r') || line.ends_with('\n'))
        line.remove_suffix(1);
    if (line.size() > kLongestLine)
        return std::nullopt;
    if (form == Form::Json)
        return readJsonLine(line, number);
    const auto words = wordsOf(line, kMostWords);
    Parts parts;
    const bool read = form == Form::Combined  ? readCombined(words, parts)
                      : form == Form::HaProxy ? readHaProxy(words, parts)
                                              : readEnvoy(words, parts);
    return read ? recordOf(parts, number) : std::nullopt;
}

std::optional<Form> guess(std::span<const std::string_view> lines)
{
    std::optional<Form> best;
    std::size_t most = 0;
    for (const auto& [form, word] : kWords) {
        std::size_t count = 0;
        for (const auto line : lines)
            count += readLine(form, line, 0).has_value() ? 1 : 0;
        if (count > most) {
            most = count;
            best = form;
        }
    }
    return best;
}

void spreadSeconds(std::vector<telemetry::RequestRecord>& records)
{
    const auto endOf = [](const telemetry::RequestRecord& record) {
        return record.start + std::chrono::microseconds(record.phases.lastByte);
    };
    const auto whole = [&](const telemetry::RequestRecord& record) {
        return endOf(record) == std::chrono::floor<std::chrono::seconds>(endOf(record)) ||
               record.start == std::chrono::floor<std::chrono::seconds>(record.start);
    };
    if (!std::ranges::all_of(records, whole))
        return;
    std::ranges::stable_sort(records, {}, endOf);
    for (std::size_t first = 0; first < records.size();) {
        std::size_t last = first;
        while (last < records.size() && endOf(records[last]) == endOf(records[first]))
            ++last;
        const auto count = static_cast<std::int64_t>(last - first);
        for (std::size_t i = first; i < last; ++i)
            records[i].start +=
                std::chrono::microseconds(1'000'000 * static_cast<std::int64_t>(i - first) / count);
        first = last;
    }
}

} // namespace gatehouse::accesslog
