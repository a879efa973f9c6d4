// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Message.h"
#include "http/Types.h"

namespace gatehouse::http {
class ServerExchange;
}

namespace gatehouse::admin {

/// Sends a reply; a problem is given the path as its instance.
[[nodiscard]] http::Task<void> respond(http::ServerExchange& exchange, Reply reply);

} // namespace gatehouse::admin
