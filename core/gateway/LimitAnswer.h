// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"
#include "http/Fields.h"

/// What an answer tells its caller of limits (DESIGN 5 and 9): all of it comes out of the
/// decisions.
namespace gatehouse::gateway {

/// RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11), OpenAI's x-ratelimit-*
/// in that dialect; nothing where no rule matches. Rules in shadow are not told. Of a 429 of ours
/// also Retry-After, retry-after-ms and x-should-retry.
void addLimitFields(const Exchange& x, http::FieldBlock& fields);

/// Makes the refusal of the first decision the failure to answer.
void failByLimit(Exchange& x, const limits::Admission& admission);

/// Puts the decisions into the record.
void recordLimits(Exchange& x);

} // namespace gatehouse::gateway
