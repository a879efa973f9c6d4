// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"
#include "gateway/Exchange.h"
#include "http/Fields.h"

#include <optional>
#include <string>

/// How a model call leaves for its provider: body, path and fields in the provider's dialect.
namespace gatehouse::gateway {

/// The dialect of a conversation that an endpoint takes; nothing for other endpoints.
[[nodiscard]] std::optional<ai::CallerDialect> callerDialect(AiEndpoint endpoint);

/// How a request of an endpoint gets to a target.
[[nodiscard]] Hop hopTo(AiEndpoint endpoint, const CompiledModelTarget& target);

/// The caller's body as a conversation, read once an exchange. Null when it is none: `failure` is
/// set.
[[nodiscard]] const ai::Conversation* conversationOf(Exchange& x);

/// The body for a target; sets `hop` and `lost`. False when the request cannot be said in the
/// provider's dialect: `failure` is set, and another target may do.
[[nodiscard]] bool prepareBody(Exchange& x, const CompiledModelTarget& target, std::string& body);

/// Path and query.
[[nodiscard]] std::string providerPath(const Exchange& x, const CompiledModelTarget& target);

/// The dialect's own fields and the key (not the token that an account is traded for); nothing else
/// of the caller's goes to a provider. What is signed must not change afterwards.
[[nodiscard]] http::FieldBlock providerFields(const Exchange& x, const CompiledProvider& provider,
                                              const CompiledProviderKey* key, std::string_view path,
                                              std::string_view body);

} // namespace gatehouse::gateway
