// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Sandbox.h"
#include "gateway/SandboxAsk.h"

namespace gatehouse::gateway {

/// An error in OpenAI's form, instead of all else.
void refuse(SandboxReply& reply, unsigned status, std::string_view type, std::string_view code,
            std::string_view message);
/// One server-sent event.
void event(SandboxReply& reply, Duration delay, const json::value& data,
           std::string_view name = {});
/// A body in one piece.
void whole(SandboxReply& reply, const json::value& data);

// Each endpoint of the sandbox adds the pieces of its answer; `pace` is the time a word.
void chat(SandboxReply& reply, const SandboxAsk& ask, Duration pace);
void completions(SandboxReply& reply, const SandboxAsk& ask, Duration pace);
void responses(SandboxReply& reply, const SandboxAsk& ask, Duration pace);
void embeddings(SandboxReply& reply, const SandboxAsk& ask);
void moderations(SandboxReply& reply, const SandboxAsk& ask);

} // namespace gatehouse::gateway
