// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Origin.h"

#include "base/Text.h"
#include "http/Syntax.h"
#include "http/Target.h"

#include <charconv>

namespace gatehouse::http {

namespace {

std::string bracketed(const std::string& host)
{
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

} // namespace

std::string Origin::text() const
{
    return (tls ? "https://" : "http://") + bracketed(host) + ":" + std::to_string(port);
}

std::string Origin::authority() const
{
    return port == (tls ? 443 : 80) ? bracketed(host)
                                    : bracketed(host) + ":" + std::to_string(port);
}

Result<UpstreamUrl> parseUpstreamUrl(std::string_view url)
{
    const auto refuse = [url](const char* what) {
        return fail(ErrorCode::Invalid, what, std::string(url));
    };
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos)
        return refuse("an upstream's URL begins with http:// or https://");
    UpstreamUrl result;
    const auto name = url.substr(0, scheme);
    if (text::equalsIgnoreCase(name, "https"))
        result.origin.tls = true;
    else if (!text::equalsIgnoreCase(name, "http"))
        return refuse("an upstream's URL begins with http:// or https://");
    auto rest = url.substr(scheme + 3);
    const auto end = std::min(rest.find_first_of("/?#"), rest.size());
    const auto authority = parseAuthority(rest.substr(0, end));
    if (!authority)
        return refuse("the URL's host is not valid");
    result.origin.host = text::toLower(authority->host);
    if (result.origin.host.starts_with('['))
        result.origin.host = result.origin.host.substr(1, result.origin.host.size() - 2);
    unsigned port = result.origin.tls ? 443 : 80;
    if (!authority->port.empty())
        std::from_chars(authority->port.data(), authority->port.data() + authority->port.size(),
                        port);
    if (port == 0)
        return refuse("the URL's port must not be 0");
    result.origin.port = static_cast<std::uint16_t>(port);
    rest.remove_prefix(end);
    if (!syntax::all(rest, syntax::TargetChar))
        return refuse("the URL has a character that is not allowed, or a fragment");
    // Exactly what will be sent must be a target: a bad escape is none.
    if (!rest.empty() &&
        !parseTarget("GET", rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest)))
        return refuse("the URL's path has a % without two hex digits");
    const auto mark = rest.find('?');
    if (mark != std::string_view::npos)
        result.query = rest.substr(mark + 1);
    rest = rest.substr(0, mark);
    while (rest.ends_with('/'))
        rest.remove_suffix(1);
    result.path = rest;
    return result;
}

} // namespace gatehouse::http
