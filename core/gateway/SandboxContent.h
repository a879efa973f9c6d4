// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/SandboxAsk.h"

namespace gatehouse::gateway {

/// What the sandbox says, before any endpoint gives it its form: a text or the call of a tool.
struct SandboxContent
{
    std::string text;
    std::string toolName;
    std::string toolArguments;
    std::string finish = "stop";
    std::int64_t output = 0;
    std::int64_t reasoning = 0;
};

[[nodiscard]] SandboxContent contentOf(const SandboxAsk& ask);

/// Of `text` at most the first `most` bytes, without half a character at the end.
[[nodiscard]] std::string_view firstBytes(std::string_view text, std::size_t most);

/// A text cut before every space: what is streamed one by one. Of a long text several words
/// together, so that there are never more than 4096.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

} // namespace gatehouse::gateway
