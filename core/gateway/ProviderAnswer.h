// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/KeyRoom.h"
#include "http/Body.h"
#include "http/Types.h"

#include <string>

namespace gatehouse::gateway {

/// What the head of a provider's answer told.
struct AnswerHeadFacts
{
    unsigned status = 0;
    std::string contentType;
    std::string contentEncoding; ///< Empty = the bytes can be looked into.
    std::string retryAfter;      ///< As the provider sent it.
    std::string retryAfterMs;
    std::string requestId; ///< The provider's own.
    KeyRoomTold room;      ///< What the key has left.
};

/// The answer of a model provider, whether it comes over a connection or out of the sandbox.
/// Destroying it ends the call.
class ProviderAnswer : public AnswerHeadFacts
{
public:
    virtual ~ProviderAnswer() = default;

    [[nodiscard]] virtual http::Task<http::BodyPiece> read() = 0;
    /// read() will not suspend.
    [[nodiscard]] virtual bool hasBuffered() const = 0;
    /// At once, from a callback: a pending read() fails.
    virtual void cancel() = 0;
};

} // namespace gatehouse::gateway
