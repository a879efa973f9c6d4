// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Forwarding.h"

#include "base/Text.h"
#include "http/Syntax.h"

#include <algorithm>
#include <array>

namespace gatehouse::http {

namespace {

constexpr std::string_view kPseudonym = "gatehouse";

/// All received values of a name as one list, with room for one more.
std::string received(const Fields& fields, std::string_view name)
{
    std::string list;
    for (const Field& field : fields) {
        if (text::equalsIgnoreCase(field.name, name) && !field.value.empty())
            list.append(field.value).append(", ");
    }
    return list;
}

/// RFC 7239: a token as it is, everything else quoted.
std::string quoteIfNeeded(std::string_view value)
{
    if (isToken(value))
        return std::string(value);
    std::string quoted = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            quoted.push_back('\\');
        quoted.push_back(c);
    }
    quoted.push_back('"');
    return quoted;
}

} // namespace

HopFilter::HopFilter(const Fields& fields)
{
    for (const Field& field : fields) {
        if (!text::equalsIgnoreCase(field.name, "connection"))
            continue;
        for (std::string_view rest = field.value; !rest.empty();) {
            const auto comma = std::min(rest.find(','), rest.size());
            const auto option = text::trim(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
            if (!option.empty() && !text::equalsIgnoreCase(option, "close") &&
                !text::equalsIgnoreCase(option, "keep-alive") &&
                !text::equalsIgnoreCase(option, "upgrade"))
                m_named.push_back(option);
        }
    }
}

bool HopFilter::keeps(std::string_view name) const
{
    static constexpr syntax::NameSet<4> kMore({"proxy-authorization", "proxy-authenticate",
                                               "proxy-authentication-info", "http2-settings"});
    if (isFramingName(name) || kMore.contains(name))
        return false;
    return std::none_of(m_named.begin(), m_named.end(), [name](std::string_view named) {
        return text::equalsIgnoreCase(name, named);
    });
}

void addForwarding(const Fields& fields, int minor, const ClientOrigin& client, FieldBlock& out)
{
    const auto kept = [&](std::string_view name) {
        return client.trusted ? received(fields, name) : std::string();
    };
    const std::string_view proto = client.tls ? "https" : "http";
    const bool isV6 = client.address.find(':') != std::string_view::npos;

    out.add("X-Forwarded-For", kept("x-forwarded-for").append(client.address));
    const auto keptProto = client.trusted ? fields.get("x-forwarded-proto") : std::string_view{};
    out.add("X-Forwarded-Proto", keptProto.empty() ? proto : keptProto);
    const auto keptHost = client.trusted ? fields.get("x-forwarded-host") : std::string_view{};
    const auto host = keptHost.empty() ? client.authority : keptHost;
    if (!host.empty())
        out.add("X-Forwarded-Host", host);

    std::string forwarded = kept("forwarded");
    forwarded.append("for=");
    if (isV6)
        forwarded.append("\"[").append(client.address).append("]\"");
    else
        forwarded.append(client.address);
    if (!client.authority.empty())
        forwarded.append(";host=").append(quoteIfNeeded(client.authority));
    forwarded.append(";proto=").append(proto);
    out.add("Forwarded", forwarded);
    addVia(fields, minor, out);
}

void addVia(const Fields& fields, int minor, FieldBlock& out)
{
    out.add("Via", received(fields, "via").append(minor == 0 ? "1.0 " : "1.1 ").append(kPseudonym));
}

bool isForwardingName(std::string_view name)
{
    static constexpr syntax::NameSet<6> kNames({"via", "forwarded", "x-forwarded-for",
                                                "x-forwarded-proto", "x-forwarded-host",
                                                "x-forwarded-port"});
    return kNames.contains(name);
}

} // namespace gatehouse::http
