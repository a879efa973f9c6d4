// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Fields.h"
#include "http/Target.h"
#include "http/Types.h"

#include <string_view>

namespace gatehouse::http {

/// A request head that passed every check of RFC 9112. All views live as long as the exchange.
struct RequestHead
{
    std::string_view method;    ///< A token, as written.
    std::string_view rawTarget; ///< As written.
    Target target;              ///< path and query
    std::string_view authority; ///< Of the target if it is absolute, else of Host; empty in
                                ///< HTTP/1.0 without Host.
    int minor = 1;              ///< HTTP/1.minor
    Fields fields;
    BodyKind body = BodyKind::None;
    std::uint64_t length = 0;     ///< With BodyKind::Length.
    bool keepAlive = true;        ///< The client wants to go on with this connection.
    bool expectsContinue = false; ///< Expect: 100-continue
    std::string_view upgrade;     ///< The one protocol that Upgrade and Connection ask for, never
                                  ///< HTTP itself; empty = none.
};

/// An answer head that passed every check. All views live as long as the exchange.
struct ResponseHead
{
    unsigned status = 0; ///< 100 to 599
    std::string_view reason;
    int minor = 1;
    Fields fields;
    BodyKind body = BodyKind::None;
    std::uint64_t length =
        0; ///< Content-Length, also where the body is absent (HEAD, 304) and hasLength is set.
    bool hasLength = false;
    bool keepAlive = true;
};

} // namespace gatehouse::http
