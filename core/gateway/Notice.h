// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Fields.h"
#include "model/Api.h"

#include <string>
#include <utility>
#include <vector>

/// What callers of an API are told of its life. Pure.
namespace gatehouse::gateway {

struct Exchange;

/// Header fields of every answer of a deprecated or retired API: `Deprecation` (RFC 9745, a date of
/// RFC 9651), `Sunset` (RFC 8594, an HTTP date) and `Link` with `successor-version` (RFC 5829),
/// `deprecation` and `sunset`.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> noticeOf(const model::Api& api);

/// Sets them in an answer of ours or of an upstream.
void addNotice(const Exchange& x, http::FieldBlock& fields);

} // namespace gatehouse::gateway
