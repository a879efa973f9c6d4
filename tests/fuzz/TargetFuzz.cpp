// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "base/Text.h"
#include "http/Origin.h"
#include "http/Target.h"

#include <boost/url.hpp>

/// Request targets, authorities and URLs of upstreams: the parts, joined, are the text; Boost.URL
/// finds the same parts; what Boost.URL calls good is not refused but for our stated reasons.

using namespace gatehouse;
using namespace gatehouse::fuzz;
namespace urls = boost::urls;

namespace {

bool isPrintable(std::string_view text)
{
    for (const char c : text) {
        if (c < 0x21 || c > 0x7E)
            return false;
    }
    return true;
}

/// A host that we take: a name of unreserved characters, or an IPv6 literal.
bool isPlainHost(const urls::authority_view& authority)
{
    if (authority.has_userinfo())
        return false;
    if (authority.host_type() == urls::host_type::ipv6)
        return authority.encoded_host().find('.') == std::string_view::npos;
    if (authority.host_type() != urls::host_type::name &&
        authority.host_type() != urls::host_type::ipv4)
        return false;
    const std::string_view host = authority.encoded_host();
    return !host.empty() && host.size() <= 255 &&
           host.find_first_of("%!$&'()*+,;=") == std::string_view::npos;
}

bool isPlainPort(const urls::authority_view& authority)
{
    const std::string_view port = authority.port();
    return port.size() <= 5 && (port.empty() || std::stoul(std::string(port)) <= 65535);
}

/// Boost.URL 1.81 stops where a name begins with an IPv4 address, and reads the rest as something
/// else.
bool beginsWithDigit(std::string_view host)
{
    return !host.empty() && host.front() >= '0' && host.front() <= '9';
}

void checkAuthority(std::string_view text)
{
    const auto ours = http::parseAuthority(text);
    const auto theirs = urls::parse_authority(text);
    if (ours) {
        check(isPrintable(text), "an authority with odd characters");
        if (beginsWithDigit(ours->host))
            return;
        check(theirs.has_value(), "Boost.URL takes the authority as well");
        checkEqual(ours->host, theirs->encoded_host(), "the host");
        checkEqual(ours->port, theirs->port(), "the port");
        check(!theirs->has_userinfo(), "no user");
        const std::string joined = std::string(ours->host) +
                                   (text.ends_with(':') || !ours->port.empty() ? ":" : "") +
                                   std::string(ours->port);
        checkEqual(joined, text, "the authority's parts, joined");
    } else if (theirs && isPlainHost(*theirs) && isPlainPort(*theirs)) {
        check(false, "a good authority was refused");
    }
}

void checkTarget(std::string_view method, std::string_view text)
{
    const auto ours = http::parseTarget(method, text);
    if (!ours) {
        if (urls::parse_origin_form(text) && isPrintable(text))
            check(false, "a good target was refused");
        return;
    }
    check(isPrintable(text) && text.find('#') == std::string_view::npos, "odd characters");
    std::string joined;
    switch (ours->form) {
    case http::TargetForm::Asterisk:
        check(text == "*" && method == "OPTIONS" && ours->path == "*", "the asterisk");
        return;
    case http::TargetForm::Absolute:
        joined = text.substr(0, text.find("://") + 3);
        joined += ours->authority;
        check(http::parseAuthority(ours->authority).has_value(), "the target's authority");
        // The path of a target without one is ours.
        if (text.size() > joined.size() && text[joined.size()] == '/')
            joined += ours->path;
        else
            checkEqual(ours->path, "/", "the path of a target without one");
        break;
    case http::TargetForm::Origin:
        check(ours->authority.empty(), "an origin-form target has no authority");
        joined += ours->path;
        break;
    }
    if (ours->hasQuery)
        joined.append("?").append(ours->query);
    checkEqual(joined, text, "the target's parts, joined");
    check(ours->path.starts_with('/') && ours->path.find('?') == std::string_view::npos,
          "the path");
    // It must be what is sent on, read again as origin-form.
    const auto again = http::parseTarget(method, ours->path);
    check(again && again->form == http::TargetForm::Origin && again->path == ours->path,
          "a path is a target");
    const auto decoded = text::percentDecode(ours->path);
    check(decoded.has_value(), "a path can be decoded");
    if (ours->form == http::TargetForm::Absolute) {
        if (beginsWithDigit(ours->authority))
            return;
        if (const auto theirs = urls::parse_uri(text)) {
            checkEqual(ours->authority, theirs->encoded_authority(), "the authority");
            if (!theirs->encoded_path().empty())
                checkEqual(ours->path, theirs->encoded_path(), "the path");
            checkEqual(ours->query, theirs->encoded_query(), "the query");
        }
    } else if (const auto theirs = urls::parse_origin_form(text)) {
        checkEqual(ours->path, theirs->encoded_path(), "the path");
        checkEqual(ours->query, theirs->encoded_query(), "the query");
    }
}

void checkUrl(std::string_view text)
{
    const auto ours = http::parseUpstreamUrl(text);
    const auto theirs = urls::parse_uri(text);
    if (!ours) {
        // It also takes `a:80x` for a port and a path without its slash.
        if (theirs && (theirs->scheme() == "http" || theirs->scheme() == "https") &&
            (theirs->encoded_path().empty() || theirs->encoded_path().starts_with('/')) &&
            theirs->has_authority() && isPlainHost(theirs->authority()) &&
            isPlainPort(theirs->authority()) &&
            (theirs->port().empty() || theirs->port_number() != 0) && !theirs->has_fragment())
            check(false, "a good URL was refused");
        return;
    }
    check(ours->origin.port != 0, "a port");
    check(text::toLower(ours->origin.host) == ours->origin.host, "a host in lower case");
    check(!ours->path.ends_with('/'), "a path without its last slash");
    check(ours->path.empty() || ours->path.starts_with('/'), "a path");
    // What is sent to it is a target and a Host that everybody can read.
    check(
        http::parseTarget("GET", ours->path + "/" + (ours->query.empty() ? "" : "?") + ours->query)
            .has_value(),
        "an upstream's path is a target");
    check(http::parseAuthority(ours->origin.authority()).has_value(), "an upstream's Host is one");
    const auto again = http::parseUpstreamUrl(ours->origin.text());
    check(again && again->origin == ours->origin, "an origin is a URL");
    if (!theirs || beginsWithDigit(ours->origin.host))
        return;
    checkEqual(ours->origin.tls ? "https" : "http", text::toLower(theirs->scheme()), "the scheme");
    std::string host(theirs->encoded_host());
    if (host.starts_with('['))
        host = host.substr(1, host.size() - 2);
    checkEqual(ours->origin.host, text::toLower(host), "the host");
    if (theirs->port_number() != 0)
        check(ours->origin.port == theirs->port_number(), "the port");
    checkEqual(ours->query, theirs->encoded_query(), "the query");
    std::string path(theirs->encoded_path());
    while (path.ends_with('/'))
        path.pop_back();
    checkEqual(ours->path, path, "the path");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 2048)
        return 0;
    const auto text = textOf(data, size);
    checkAuthority(text);
    checkTarget("GET", text);
    checkTarget("OPTIONS", text);
    checkUrl(text);
    if (const auto decoded = text::percentDecode(text)) {
        check(text::percentDecode(text::percentEncode(*decoded)) == *decoded,
              "percent-encoding is read back");
    }
    return 0;
}
