// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AwsSignature.h"

#include "base/Crypto.h"
#include "base/Text.h"
#include "base/Units.h"

#include <sodium.h>
#include <spdlog/fmt/fmt.h>

namespace gatehouse::ai {

namespace {

std::string hmac(std::string_view key, std::string_view text)
{
    crypto_auth_hmacsha256_state state;
    std::string out(crypto_auth_hmacsha256_BYTES, '\0');
    const auto* const bytes = reinterpret_cast<const unsigned char*>(key.data());
    crypto_auth_hmacsha256_init(&state, bytes, key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()),
                                  text.size());
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

/// Every segment encoded once more: the canonical path is encoded twice.
std::string canonicalPath(std::string_view path)
{
    std::string out;
    for (const auto segment : text::split(path, '/')) {
        if (!out.empty() || segment.data() != path.data())
            out += '/';
        out += text::percentEncode(segment);
    }
    return out.empty() ? "/" : out;
}

} // namespace

std::optional<AwsCredentials> awsCredentials(std::string_view secret)
{
    const auto first = secret.find(':');
    if (first == std::string_view::npos || first == 0)
        return std::nullopt;
    const auto second = secret.find(':', first + 1);
    AwsCredentials out;
    out.access = secret.substr(0, first);
    out.secret =
        secret.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
    if (second != std::string_view::npos)
        out.session = secret.substr(second + 1);
    return out;
}

std::vector<std::pair<std::string, std::string>> awsSign(const AwsCredentials& credentials,
                                                         const AwsRequest& request)
{
    // 2026-11-24T14:32:07.491Z -> 20261124T143207Z
    const auto stamp = formatTimestamp(request.time);
    const std::string day = stamp.substr(0, 4) + stamp.substr(5, 2) + stamp.substr(8, 2);
    const std::string date =
        day + "T" + stamp.substr(11, 2) + stamp.substr(14, 2) + stamp.substr(17, 2) + "Z";

    std::string headers;
    std::string names;
    const auto sign = [&](std::string_view name, std::string_view value) {
        if (value.empty())
            return;
        headers += fmt::format("{}:{}\n", name, text::trim(value));
        if (!names.empty())
            names += ';';
        names += name;
    };
    sign("content-type", request.contentType);
    sign("host", request.host);
    sign("x-amz-date", date);
    sign("x-amz-security-token", credentials.session);

    const auto canonical =
        fmt::format("{}\n{}\n\n{}\n{}\n{}", request.method, canonicalPath(request.path), headers,
                    names, crypto::sha256Hex(request.body));
    const auto scope = fmt::format("{}/{}/{}/aws4_request", day, request.region, request.service);
    const auto toSign =
        fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", date, scope, crypto::sha256Hex(canonical));
    const auto key =
        hmac(hmac(hmac(hmac("AWS4" + credentials.secret, day), request.region), request.service),
             "aws4_request");
    std::vector<std::pair<std::string, std::string>> out;
    out.emplace_back("x-amz-date", date);
    if (!credentials.session.empty())
        out.emplace_back("x-amz-security-token", credentials.session);
    out.emplace_back(
        "authorization",
        fmt::format("AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}",
                    credentials.access, scope, names, text::toHex(hmac(key, toSign))));
    return out;
}

std::string awsRegionOf(std::string_view host)
{
    const auto parts = text::split(host, '.');
    if (parts.size() >= 4 && parts[0].starts_with("bedrock") && parts[2] == "amazonaws")
        return std::string(parts[1]);
    return "us-east-1";
}

} // namespace gatehouse::ai
