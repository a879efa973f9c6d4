// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Checks.h"

#include "base/Id.h"
#include "base/Text.h"

#include <spdlog/fmt/fmt.h>

#include <arpa/inet.h>
#include <charconv>

namespace gatehouse::model {

namespace {

bool isAlnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// inet_pton() stops at a NUL, whatever stands behind it.
bool isIpv4(std::string_view s)
{
    in_addr address{};
    return s.find('\0') == std::string_view::npos &&
           inet_pton(AF_INET, std::string(s).c_str(), &address) == 1;
}

bool isIpv6(std::string_view s)
{
    in6_addr address{};
    return s.find('\0') == std::string_view::npos &&
           inet_pton(AF_INET6, std::string(s).c_str(), &address) == 1;
}

bool isPort(std::string_view s, unsigned least)
{
    unsigned port = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), port);
    return !s.empty() && s.size() <= 5 && error == std::errc{} && end == s.data() + s.size() &&
           port >= least && port <= 65535;
}

bool isHostName(std::string_view host, bool placeholders)
{
    if (host.empty() || host.size() > 253 || host.front() == '.' || host.front() == '-')
        return false;
    return std::ranges::all_of(host, [placeholders](char c) {
        return isAlnum(c) || c == '.' || c == '-' || c == '_' ||
               (placeholders && (c == '{' || c == '}'));
    });
}

/// Host and port of an authority, the port with nothing in front; an IPv6 host without its
/// brackets.
struct HostPort
{
    std::string_view host;
    std::optional<std::string_view> port;
    bool bracketed = false;
};

std::optional<HostPort> splitHostPort(std::string_view authority)
{
    HostPort out;
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos)
            return std::nullopt;
        out.host = authority.substr(1, close - 1);
        out.bracketed = true;
        authority.remove_prefix(close + 1);
        if (authority.empty())
            return out;
        if (authority.front() != ':')
            return std::nullopt;
        out.port = authority.substr(1);
        return out;
    }
    const auto colon = authority.rfind(':');
    out.host = authority.substr(0, colon);
    if (colon != std::string_view::npos)
        out.port = authority.substr(colon + 1);
    return out;
}

/// Only characters of RFC 3986 and those named; a `%` with its two digits.
Wrong wrongPathText(std::string_view path, std::string_view also)
{
    for (std::size_t i = 0; i < path.size(); ++i) {
        const char c = path[i];
        constexpr std::string_view allowed = "-._~!$&'()+,;=:@/";
        if (c == '%' && also.find(c) != std::string_view::npos &&
            !text::percentDecode(path.substr(i, 3)))
            return "has a % without two hex digits";
        if (isAlnum(c) || allowed.find(c) != std::string_view::npos ||
            also.find(c) != std::string_view::npos)
            continue;
        return fmt::format("may not hold {}", c == ' '       ? "a space"
                                              : isControl(c) ? "a control character"
                                                             : fmt::format("\"{}\"", c));
    }
    return std::nullopt;
}

bool hasDotSegment(std::string_view path)
{
    for (const std::string_view segment : text::split(path, '/')) {
        if (segment == "." || segment == "..")
            return true;
    }
    return false;
}

} // namespace

Wrong wrongId(std::string_view id)
{
    if (isValidId(id))
        return std::nullopt;
    return "must be an id: 1 to 64 letters, digits, dots, dashes and underscores, the first a "
           "letter or digit";
}

Wrong wrongName(std::string_view name)
{
    if (name.empty())
        return "must not be empty";
    if (name.size() > 200)
        return "must not be longer than 200 bytes";
    if (std::ranges::any_of(name, isControl))
        return "may not hold control characters";
    return std::nullopt;
}

Wrong wrongHttpUrl(std::string_view url, bool placeholders)
{
    std::string_view rest = url;
    if (text::toLower(url.substr(0, 8)) == "https://")
        rest.remove_prefix(8);
    else if (text::toLower(url.substr(0, 7)) == "http://")
        rest.remove_prefix(7);
    else
        return "must begin with http:// or https://";
    const auto end = rest.find_first_of("/?#");
    const std::string_view authority = rest.substr(0, end);
    const std::string_view tail =
        end == std::string_view::npos ? std::string_view{} : rest.substr(end);
    if (authority.find('@') != std::string_view::npos)
        return "may not hold a user or password";
    const auto parts = splitHostPort(authority);
    if (!parts ||
        (parts->bracketed ? !isIpv6(parts->host) : !isHostName(parts->host, placeholders)))
        return "has no usable host";
    if (parts->port && !isPort(*parts->port, 1))
        return "has a port that is none";
    if (tail.find_first_of("?#") != std::string_view::npos)
        return "may not hold a query or a fragment";
    return wrongPathText(tail, placeholders ? "%{}" : "%");
}

Wrong wrongProxy(std::string_view proxy)
{
    if (proxy == "none")
        return std::nullopt;
    constexpr std::string_view kScheme = "http://";
    if (text::toLower(proxy.substr(0, kScheme.size())) != kScheme)
        return "must be none or begin with http://";
    auto rest = proxy.substr(kScheme.size());
    if (const auto at = rest.rfind('@'); at != std::string_view::npos)
        rest.remove_prefix(at + 1);
    auto wrong = wrongHttpUrl(std::string(kScheme) + std::string(rest), false);
    if (!wrong && rest.find('/') != std::string_view::npos && !rest.ends_with('/'))
        return "may not hold a path";
    return wrong;
}

Wrong wrongListenAddress(std::string_view address)
{
    const auto parts = splitHostPort(address);
    const bool isHost =
        parts && (parts->bracketed ? isIpv6(parts->host)
                                   : isIpv4(parts->host) || parts->host == "localhost");
    if (!isHost || !parts->port || !isPort(*parts->port, 0))
        return "must be ADDRESS:PORT, for example 127.0.0.1:8480 or [::1]:8480";
    return std::nullopt;
}

bool isLoopbackListenAddress(std::string_view address)
{
    const auto parts = splitHostPort(address);
    return parts &&
           (parts->host == "localhost" || parts->host == "::1" || parts->host.starts_with("127."));
}

Wrong wrongNetwork(std::string_view network)
{
    const auto slash = network.find('/');
    const std::string_view address = network.substr(0, slash);
    const bool v4 = isIpv4(address);
    if (v4 || isIpv6(address)) {
        if (slash == std::string_view::npos)
            return std::nullopt;
        const std::string_view bits = network.substr(slash + 1);
        unsigned count = 0;
        const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), count);
        if (error == std::errc{} && end == bits.data() + bits.size() && !bits.empty() &&
            count <= (v4 ? 32u : 128u))
            return std::nullopt;
    }
    return "must be an address or a network, for example 10.0.0.7 or 10.0.0.0/8";
}

Wrong wrongHeaderName(std::string_view name)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    const bool isToken =
        !name.empty() && name.size() <= 128 && std::ranges::all_of(name, [&](char c) {
            return isAlnum(c) || marks.find(c) != std::string_view::npos;
        });
    if (!isToken)
        return "is no header name";
    // These say how the message travels; whoever could change them could make two readers see two
    // messages. Some servers read `_` as `-`.
    std::string plain = text::toLower(name);
    std::ranges::replace(plain, '_', '-');
    for (const std::string_view framing :
         {"connection", "content-length", "transfer-encoding", "keep-alive", "te", "trailer",
          "upgrade", "proxy-connection", "expect"}) {
        if (plain == framing)
            return "belongs to the connection and cannot be changed";
    }
    if (plain == "host")
        return "is the upstream's; preserve_host keeps the caller's";
    return std::nullopt;
}

Wrong wrongHeaderValue(std::string_view value)
{
    if (value.size() > 8192)
        return "is longer than 8 KiB";
    if (std::ranges::any_of(value, [](char c) { return isControl(c) && c != '\t'; }))
        return "may not hold line breaks or other control characters";
    return std::nullopt;
}

Wrong wrongBasePath(std::string_view path)
{
    if (!path.starts_with('/'))
        return "must begin with /";
    if (path == "/")
        return std::nullopt;
    if (path.ends_with('/'))
        return "may not end with /";
    if (path.size() > 512)
        return "must not be longer than 512 bytes";
    if (path.find("//") != std::string_view::npos || hasDotSegment(path))
        return "may not hold empty segments, . or ..";
    return wrongPathText(path, {});
}

Wrong wrongMethod(std::string_view method)
{
    const bool isUpper =
        !method.empty() && method.size() <= 32 && std::ranges::all_of(method, [](char c) {
            return (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
        });
    if (!isUpper)
        return fmt::format("\"{}\" is no method; write GET, POST, ... in capitals", method);
    if (method == "CONNECT" || method == "TRACE")
        return fmt::format("{} is not served", method);
    return std::nullopt;
}

Wrong wrongModelName(std::string_view name)
{
    if (name.empty() || name.size() > 256)
        return "must be 1 to 256 bytes";
    if (std::ranges::any_of(
            name, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }))
        return "may not hold spaces or control characters";
    return std::nullopt;
}

void note(std::vector<Fault>& faults, const std::string& path, std::string_view key, Wrong wrong)
{
    if (wrong)
        faults.push_back({0, below(path, key), std::move(*wrong)});
}

std::string below(const std::string& path, std::string_view key)
{
    return path.empty() ? std::string(key) : key.empty() ? path : fmt::format("{}.{}", path, key);
}

std::string at(const std::string& path, std::string_view key, std::size_t index)
{
    return fmt::format("{}[{}]", below(path, key), index);
}

} // namespace gatehouse::model
