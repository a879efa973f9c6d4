// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"

#include <array>
#include <string_view>

namespace gatehouse::gateway {

struct SandboxModel
{
    std::string_view id;
    std::string_view title;
    ai::ModelKind kind;
};

/// The models of the sandbox provider; the first one chats. What each does: README.md of this
/// folder.
inline constexpr std::array kSandboxModels{
    SandboxModel{"chat", "Sandbox chat", ai::ModelKind::Chat},
    SandboxModel{"reason", "Sandbox reasoning", ai::ModelKind::Chat},
    SandboxModel{"slow", "Sandbox, slow", ai::ModelKind::Chat},
    SandboxModel{"echo", "Sandbox, repeats the prompt", ai::ModelKind::Chat},
    SandboxModel{"embed", "Sandbox embeddings", ai::ModelKind::Embedding},
    SandboxModel{"moderate", "Sandbox moderation", ai::ModelKind::Moderation},
    SandboxModel{"fail-500", "Sandbox, always fails", ai::ModelKind::Chat},
    SandboxModel{"refuse-429", "Sandbox, always refuses", ai::ModelKind::Chat},
    SandboxModel{"break", "Sandbox, breaks off in mid-stream", ai::ModelKind::Chat},
};

} // namespace gatehouse::gateway
