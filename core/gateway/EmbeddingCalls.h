// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Embedding.h"
#include "gateway/Exchange.h"

namespace gatehouse::gateway {

/// Makes the calls that are left where the texts of a request do not fit into one, of the target
/// and key that answered the first. False when one fails (`failure` is set) or the caller left.
[[nodiscard]] http::Task<bool> embedRest(Exchange& x, ai::EmbeddingAnswer& answer);

} // namespace gatehouse::gateway
