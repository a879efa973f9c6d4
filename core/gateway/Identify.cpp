// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Text.h"
#include "gateway/Steps.h"

namespace gatehouse::gateway {

namespace {

std::string_view bearer(std::string_view authorization)
{
    constexpr std::string_view kScheme = "bearer ";
    if (authorization.size() <= kScheme.size() ||
        !text::equalsIgnoreCase(authorization.substr(0, kScheme.size()), kScheme))
        return {};
    return text::trim(authorization.substr(kScheme.size()));
}

} // namespace

Next identify(Exchange& x)
{
    const auto& request = x.http.request();
    const std::pair<CredentialPlace, std::string_view> places[]{
        {CredentialPlace::Bearer, bearer(request.fields.get("authorization"))},
        {CredentialPlace::ApiKey, request.fields.get("x-api-key")},
        {CredentialPlace::GoogleKey, request.fields.get("x-goog-api-key")},
        {CredentialPlace::Query, queryKey(request.target.query)},
    };
    const CallerKey* seen = nullptr;
    bool given = false;
    const auto expired = [&x](const CallerKey& key) {
        return key.expiresMillis != 0 && key.expiresMillis <= toUnixMillis(x.around.clock.wall());
    };
    for (const auto& [place, credential] : places) {
        if (credential.empty())
            continue;
        given = true;
        const CallerKey* key = nullptr;
        if (place == CredentialPlace::Query && credential.find('%') != std::string_view::npos) {
            if (const auto decoded = text::percentDecode(credential))
                key = x.snapshot().keys().find(*decoded);
        } else {
            key = x.snapshot().keys().find(credential);
        }
        if (key == nullptr)
            continue;
        seen = key;
        if (key->revoked || expired(*key))
            continue;
        x.key = key;
        x.credential = place;
        break;
    }
    // Also of a key that is no longer good: people must see whose it was.
    if (const auto* known = x.key != nullptr ? x.key : seen) {
        x.record.key = known->id;
        x.record.application = known->caller->application;
        x.record.team = known->caller->team;
    }
    if (x.key != nullptr)
        return Next::Go;
    if (seen != nullptr)
        x.fail(401, seen->revoked ? "key_revoked" : "key_expired",
               seen->revoked ? "this key was revoked" : "this key has expired", "invalid_api_key");
    else if (given)
        x.fail(401, "unknown_key", "this key is not known here", "invalid_api_key");
    else
        x.fail(401, "no_key",
               "a key is needed: Authorization: Bearer KEY, x-api-key, x-goog-api-key or ?key=",
               "invalid_api_key");
    return Next::Refuse;
}

} // namespace gatehouse::gateway
