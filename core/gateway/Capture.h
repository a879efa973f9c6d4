// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"
#include "http/Answer.h"
#include "http/Fields.h"

#include <memory>
#include <string_view>

/// Keeps heads and the first 64 KiB of the bodies of some exchanges for people to look at: at most
/// 50 a second of a worker, and 50 more of failures. Secrets are masked before they are kept.
namespace gatehouse::gateway {

/// How many exchanges of a worker may still be kept in this second.
class CaptureBudget
{
public:
    [[nodiscard]] bool take(Instant now);

private:
    static constexpr unsigned kPerSecond = 50;
    Instant m_second{};
    unsigned m_taken = 0;
};

/// Begins to keep this exchange: the head of its request.
void captureRequestHead(Exchange& x);
/// Nothing happens where the exchange is not kept.
void captureRequest(Exchange& x, std::string_view bytes);
void captureAnswerHead(Exchange& x, const http::AnswerHead& head);
void captureAnswer(Exchange& x, std::string_view bytes);

/// A try at a provider begins, after beginAttempt(): what is sent to it, with the key's secret
/// masked wherever it stands. `path` may be empty for the sandbox. Answers which one it is, for
/// captureTryAnswer(). The tries of an exchange hold 256 KiB together at most.
[[nodiscard]] std::size_t captureTry(Exchange& x, const CompiledProvider& provider,
                                     const CompiledProviderKey* key, std::string_view path,
                                     const http::FieldBlock* fields, std::string_view body);
/// The answer of that try, which keeps what is read of it; `answer` itself where the exchange is
/// not kept. `fields` are those of its head, null for the sandbox.
[[nodiscard]] std::unique_ptr<ProviderAnswer>
captureTryAnswer(Exchange& x, std::size_t which, std::unique_ptr<ProviderAnswer> answer,
                 const http::Fields* fields);
/// At the end: bodies that are the same on both sides are kept once.
void finishCapture(Exchange& x);

/// A field's value as it may be kept: credentials and cookies become `***` with their last four
/// characters.
[[nodiscard]] std::string masked(std::string_view name, std::string_view value);

} // namespace gatehouse::gateway
