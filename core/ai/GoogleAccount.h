// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"

#include <string>
#include <string_view>

/// Google's credentials files, as Vertex wants them: what they hold is traded for an access token
/// (RFC 6749; for service accounts RFC 7523, signed with RS256). Pure; the trade itself is the
/// caller's.
namespace gatehouse::ai {

struct GoogleAccount
{
    std::string tokenUri;
    std::string email; ///< Of a service account.
    std::string keyId;
    std::string privateKey; ///< PEM
    std::string clientId;   ///< Of a person (`authorized_user`).
    std::string clientSecret;
    std::string refreshToken;

    friend bool operator==(const GoogleAccount&, const GoogleAccount&) = default;
};

/// Whether a secret is such a file rather than a token.
[[nodiscard]] bool isGoogleAccount(std::string_view secret);
/// Fails with Invalid on a file without what its type needs.
[[nodiscard]] Result<GoogleAccount> readGoogleAccount(std::string_view json);

/// The form (`application/x-www-form-urlencoded`) to send to `tokenUri`. Fails with Invalid where
/// the private key is none.
[[nodiscard]] Result<std::string> writeTokenRequest(const GoogleAccount& account, Timestamp now);

struct AccessToken
{
    std::string token;
    Duration lifetime{};
};
/// Of the token endpoint's answer. Fails with Unavailable on what holds no token, in its words.
[[nodiscard]] Result<AccessToken> readTokenAnswer(std::string_view body);

} // namespace gatehouse::ai
