// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Notice.h"

#include "gateway/Exchange.h"

#include <ctime>

namespace gatehouse::gateway {

namespace {

std::string httpDate(std::int64_t millis)
{
    const std::time_t seconds = millis / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[parts.tm_wday], parts.tm_mday,
                       months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                       parts.tm_sec);
}

} // namespace

std::vector<std::pair<std::string, std::string>> noticeOf(const model::Api& api)
{
    std::vector<std::pair<std::string, std::string>> out;
    if (!api.deprecation ||
        (api.state != model::ApiState::Deprecated && api.state != model::ApiState::Retired))
        return out;
    const model::Deprecation& told = *api.deprecation;
    if (told.sinceMillis > 0)
        out.emplace_back("Deprecation", fmt::format("@{}", told.sinceMillis / 1000));
    if (told.sunsetMillis > 0)
        out.emplace_back("Sunset", httpDate(told.sunsetMillis));
    std::string links;
    const auto link = [&links](const std::string& target, std::string_view relation) {
        if (!target.empty())
            links += fmt::format("{}<{}>; rel=\"{}\"", links.empty() ? "" : ", ", target, relation);
    };
    link(told.successor, "successor-version");
    link(told.documentation, "deprecation");
    if (told.sunsetMillis > 0)
        link(told.documentation, "sunset");
    if (!links.empty())
        out.emplace_back("Link", std::move(links));
    return out;
}

void addNotice(const Exchange& x, http::FieldBlock& fields)
{
    if (!x.route.api)
        return;
    for (const auto& [name, value] : x.route.api->notice) {
        // An upstream's links stay beside ours; of the others there can be only one.
        if (name == "Link")
            fields.add(name, value);
        else
            fields.set(name, value);
    }
}

} // namespace gatehouse::gateway
