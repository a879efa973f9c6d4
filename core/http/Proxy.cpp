// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Proxy.h"

#include "base/IpAddress.h"
#include "base/Text.h"
#include "http/Origin.h"

#include <cstdlib>

namespace gatehouse::http {

namespace {

std::string variable(const char* lower, const char* upper)
{
    for (const char* name : {lower, upper}) {
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return value;
    }
    return {};
}

bool isThisMachine(std::string_view host)
{
    if (host == "localhost" || host.ends_with(".localhost"))
        return true;
    const auto address = IpAddress::parse(host);
    static const auto kFour = IpNetwork::parse("127.0.0.0/8");
    static const auto kSix = IpNetwork::parse("::1");
    return address && (kFour->contains(*address) || kSix->contains(*address));
}

/// One word of NO_PROXY.
bool names(std::string_view word, const Origin& origin)
{
    if (word == "*")
        return true;
    if (const auto network = IpNetwork::parse(word)) {
        const auto address = IpAddress::parse(origin.host);
        return address && network->contains(*address);
    }
    if (const auto colon = word.rfind(':'); colon != std::string_view::npos) {
        if (word.substr(colon + 1) != std::to_string(origin.port))
            return false;
        word = word.substr(0, colon);
        if (word.starts_with('[') && word.ends_with(']'))
            word = word.substr(1, word.size() - 2);
    }
    while (word.starts_with('*') || word.starts_with('.'))
        word.remove_prefix(1);
    const auto wanted = text::toLower(word);
    return !wanted.empty() && (origin.host == wanted || (origin.host.size() > wanted.size() &&
                                                         origin.host.ends_with("." + wanted)));
}

} // namespace

std::string Proxy::text() const
{
    return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
           std::to_string(port);
}

ProxyEnvironment ProxyEnvironment::read()
{
    return {.https = variable("https_proxy", "HTTPS_PROXY"),
            .http = variable("http_proxy", "HTTP_PROXY"),
            .all = variable("all_proxy", "ALL_PROXY"),
            .no = variable("no_proxy", "NO_PROXY")};
}

Result<std::shared_ptr<const Proxy>> parseProxy(std::string_view url)
{
    auto rest = url;
    if (const auto scheme = rest.find("://"); scheme != std::string_view::npos) {
        if (!text::equalsIgnoreCase(rest.substr(0, scheme), "http"))
            return fail(ErrorCode::Invalid, "a proxy's URL begins with http://");
        rest.remove_prefix(scheme + 3);
    }
    auto proxy = std::make_shared<Proxy>();
    if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
        const auto user = text::percentDecode(rest.substr(0, at));
        if (!user)
            return fail(ErrorCode::Invalid, "the proxy's user is not valid");
        proxy->authorization = "Basic " + text::toBase64(*user);
        rest.remove_prefix(at + 1);
    }
    const auto parsed = parseUpstreamUrl("http://" + std::string(rest));
    if (!parsed)
        return fail(ErrorCode::Invalid, parsed.error().message);
    proxy->host = parsed->origin.host;
    proxy->port = parsed->origin.port;
    return std::shared_ptr<const Proxy>(std::move(proxy));
}

bool isDirect(const Origin& origin, std::string_view list)
{
    if (isThisMachine(origin.host))
        return true;
    while (!list.empty()) {
        const auto end = list.find_first_of(", \t");
        const auto word = list.substr(0, end);
        if (!word.empty() && names(word, origin))
            return true;
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return false;
}

std::shared_ptr<const Proxy> proxyFor(const Origin& origin, std::string_view setting,
                                      const ProxyEnvironment& environment)
{
    if (setting == "none" || isDirect(origin, environment.no))
        return nullptr;
    if (setting.empty()) {
        setting = origin.tls ? environment.https : environment.http;
        if (setting.empty())
            setting = environment.all;
    }
    if (setting.empty())
        return nullptr;
    auto proxy = parseProxy(setting);
    return proxy ? *std::move(proxy) : nullptr;
}

} // namespace gatehouse::http
