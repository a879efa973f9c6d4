// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/ModelAnswer.h"
#include "gateway/Exchange.h"
#include "http/Answer.h"
#include "http/Types.h"

#include <string>
#include <string_view>

/// What the ways of relaying a model's answer share.
namespace gatehouse::gateway {

[[nodiscard]] std::string usd(NanoUsd amount);
/// The provider's status and type, and our own fields.
[[nodiscard]] http::AnswerHead answerHead(Exchange& x);
/// The provider broke off before the head was sent: it can still be told in full.
[[nodiscard]] http::Task<void> failBeforeHead(Exchange& x);
/// Tells the caller in the stream that it broke, and cuts: nothing that a client could take for an
/// end.
[[nodiscard]] http::Task<void> breakStream(Exchange& x, bool betweenEvents, std::string_view why);
/// Events, lines or frames that come one by one.
[[nodiscard]] bool isStreamType(std::string_view contentType);
/// Takes out of a stream's event what the record wants to know.
void note(Exchange& x, const ai::StreamEvent& event);
/// A status that a provider tells inside an answer, as the caller may see it: its word against our
/// key is none against the caller's.
[[nodiscard]] unsigned faultStatus(unsigned told);
/// A stream of Anthropic's or Gemini's to a caller of the same dialect: every byte gets through.
[[nodiscard]] http::Task<void> relayWatched(Exchange& x);
/// Answers of another dialect than the caller's.
[[nodiscard]] http::Task<void> relayTranslated(Exchange& x);

} // namespace gatehouse::gateway
