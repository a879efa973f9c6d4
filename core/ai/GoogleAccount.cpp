// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/GoogleAccount.h"

#include "ai/Json.h"
#include "ai/JsonWriter.h"
#include "base/Text.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

namespace gatehouse::ai {

namespace {

constexpr std::string_view kScope = "https://www.googleapis.com/auth/cloud-platform";
constexpr std::string_view kTokenUri = "https://oauth2.googleapis.com/token";
constexpr std::int64_t kLifetime = 3600; ///< The longest that Google grants, in seconds.

template <auto Free>
struct Freed
{
    template <typename T>
    void operator()(T* value) const
    {
        Free(value);
    }
};

/// RFC 4648, 5, without padding.
std::string base64Url(std::string_view bytes)
{
    auto out = text::toBase64(bytes);
    for (char& c : out)
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    while (out.ends_with('='))
        out.pop_back();
    return out;
}

std::optional<std::string> signRs256(const std::string& pem, std::string_view message)
{
    const std::unique_ptr<BIO, Freed<BIO_free>> source(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>> key(
        PEM_read_bio_PrivateKey(source.get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    if (!key || EVP_PKEY_base_id(key.get()) != EVP_PKEY_RSA ||
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1)
        return std::nullopt;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t size = 0;
    if (EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size()) != 1)
        return std::nullopt;
    std::string signature(size, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       bytes, message.size()) != 1)
        return std::nullopt;
    signature.resize(size);
    return signature;
}

Result<std::string> writeAssertion(const GoogleAccount& account, Timestamp now)
{
    std::string head;
    JsonWriter header(head);
    header.beginObject().text("alg", "RS256").text("typ", "JWT");
    if (!account.keyId.empty())
        header.text("kid", account.keyId);
    header.endObject();
    const auto seconds = toUnixMillis(now) / 1000;
    std::string claims;
    JsonWriter json(claims);
    json.beginObject().text("iss", account.email).text("scope", kScope);
    json.text("aud", account.tokenUri).number("iat", seconds).number("exp", seconds + kLifetime);
    json.endObject();
    auto message = base64Url(head) + "." + base64Url(claims);
    const auto signature = signRs256(account.privateKey, message);
    if (!signature)
        return fail(ErrorCode::Invalid, "the service account's private key is no RSA key");
    return message + "." + base64Url(*signature);
}

} // namespace

bool isGoogleAccount(std::string_view secret)
{
    const auto first = secret.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && secret[first] == '{';
}

Result<GoogleAccount> readGoogleAccount(std::string_view json)
{
    JsonDocument document;
    if (!document.parse(json) || !document.root().isObject())
        return fail(ErrorCode::Invalid, "the service account's file is no JSON object");
    const auto root = document.root();
    GoogleAccount out;
    out.tokenUri = root["token_uri"].text();
    if (out.tokenUri.empty())
        out.tokenUri = kTokenUri;
    out.email = root["client_email"].text();
    out.keyId = root["private_key_id"].text();
    out.privateKey = root["private_key"].text();
    out.clientId = root["client_id"].text();
    out.clientSecret = root["client_secret"].text();
    out.refreshToken = root["refresh_token"].text();
    const bool service = !out.email.empty() && !out.privateKey.empty();
    const bool person =
        !out.clientId.empty() && !out.clientSecret.empty() && !out.refreshToken.empty();
    if (!service && !person)
        return fail(ErrorCode::Invalid,
                    "the service account's file needs client_email and private_key");
    return out;
}

Result<std::string> writeTokenRequest(const GoogleAccount& account, Timestamp now)
{
    if (account.privateKey.empty())
        return "grant_type=refresh_token&client_id=" + text::percentEncode(account.clientId) +
               "&client_secret=" + text::percentEncode(account.clientSecret) +
               "&refresh_token=" + text::percentEncode(account.refreshToken);
    auto assertion = writeAssertion(account, now);
    if (!assertion)
        return std::unexpected(assertion.error());
    return "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" +
           *assertion;
}

Result<AccessToken> readTokenAnswer(std::string_view body)
{
    JsonDocument document;
    if (!document.parse(body))
        return fail(ErrorCode::Unavailable, "the token endpoint did not answer with JSON");
    const auto root = document.root();
    AccessToken out{root["access_token"].text(),
                    std::chrono::seconds(root["expires_in"].integerOr(kLifetime))};
    if (!out.token.empty())
        return out;
    auto words = root["error_description"].text();
    if (words.empty())
        words = root["error"].isString() ? root["error"].text() : root["error"]["message"].text();
    return fail(ErrorCode::Unavailable, "the token endpoint gave no token" +
                                            (words.empty() ? std::string{} : ": " + words));
}

} // namespace gatehouse::ai
