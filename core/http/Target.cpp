// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Target.h"

#include "base/Text.h"
#include "http/Syntax.h"

#include <arpa/inet.h>
#include <charconv>
#include <string>

namespace gatehouse::http {

namespace {

bool hasGoodEscapes(std::string_view path)
{
    for (std::size_t i = path.find('%'); i != std::string_view::npos; i = path.find('%', i + 3)) {
        if (i + 2 >= path.size() || !syntax::is(path[i + 1], syntax::Hex) ||
            !syntax::is(path[i + 2], syntax::Hex))
            return false;
    }
    return true;
}

bool isIpv6(std::string_view text)
{
    in6_addr address{};
    // inet_pton() stops at a NUL, whatever stands behind it.
    return text.size() <= 45 && text.find('\0') == std::string_view::npos &&
           inet_pton(AF_INET6, std::string(text).c_str(), &address) == 1;
}

} // namespace

std::optional<Target> parseTarget(std::string_view method, std::string_view text)
{
    if (text.empty() || !syntax::all(text, syntax::TargetChar))
        return std::nullopt;
    Target target;
    if (text == "*") {
        if (method != "OPTIONS")
            return std::nullopt;
        target.form = TargetForm::Asterisk;
        target.path = text;
        return target;
    }
    std::string_view rest = text;
    if (text.front() != '/') {
        const auto scheme = text.find("://");
        if (scheme == std::string_view::npos ||
            (!text::equalsIgnoreCase(text.substr(0, scheme), "http") &&
             !text::equalsIgnoreCase(text.substr(0, scheme), "https")))
            return std::nullopt;
        rest = text.substr(scheme + 3);
        const auto end = std::min(rest.find_first_of("/?"), rest.size());
        target.form = TargetForm::Absolute;
        target.authority = rest.substr(0, end);
        rest.remove_prefix(end);
        if (!parseAuthority(target.authority))
            return std::nullopt;
    }
    const auto mark = rest.find('?');
    target.path = rest.substr(0, mark);
    if (mark != std::string_view::npos) {
        target.hasQuery = true;
        target.query = rest.substr(mark + 1);
    }
    if (target.path.empty())
        target.path = "/";
    if (!hasGoodEscapes(target.path))
        return std::nullopt;
    return target;
}

std::optional<Authority> parseAuthority(std::string_view text)
{
    Authority authority;
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos || !isIpv6(text.substr(1, end - 1)))
            return std::nullopt;
        authority.host = text.substr(0, end + 1);
        rest = text.substr(end + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        authority.host = text.substr(0, colon);
        rest = text.substr(colon);
        if (authority.host.empty() || authority.host.size() > 255 ||
            !syntax::all(authority.host, syntax::HostName))
            return std::nullopt;
    }
    if (rest.empty())
        return authority;
    if (rest.front() != ':')
        return std::nullopt;
    authority.port = rest.substr(1);
    if (authority.port.empty())
        return authority;
    unsigned port = 0;
    const char* last = authority.port.data() + authority.port.size();
    const auto [end, error] = std::from_chars(authority.port.data(), last, port);
    if (authority.port.size() > 5 || error != std::errc{} || end != last || port > 65535)
        return std::nullopt;
    return authority;
}

} // namespace gatehouse::http
