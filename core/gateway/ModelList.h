// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"

#include <optional>
#include <string>

namespace gatehouse::gateway {

/// The list of models, or the one that the path names, in the shape of the caller's dialect:
/// OpenAI's, Anthropic's where `anthropic-version` is sent, Gemini's below /v1beta. Nothing when
/// the one does not exist, or the caller may not use it.
[[nodiscard]] std::optional<std::string> modelList(const Exchange& x);

} // namespace gatehouse::gateway
