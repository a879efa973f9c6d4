// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"
#include "http/Types.h"

/// The steps of an exchange, in the order in which data meets them; each in a file of its name.
/// Pipeline.cpp calls them.
namespace gatehouse::gateway {

/// What a step wants of its caller.
enum class Next : std::uint8_t
{
    Go,       ///< Run the next step.
    Refuse,   ///< `failure` is set: answer it in the caller's dialect, then settle and record.
    Answered, ///< The answer is on its way: settle and record.
    Gone,     ///< The client is gone: send nothing, then settle and record.
};

/// What was called: one of our own paths, or an API and its route.
[[nodiscard]] Next match(Exchange& x);

/// Who called, from the credentials of the request. Not run where access is open.
[[nodiscard]] Next identify(Exchange& x);

/// Whether that caller may call that API.
[[nodiscard]] Next authorise(Exchange& x);
/// Whether he may call that model; only known once the body was read.
[[nodiscard]] Next authoriseModel(Exchange& x, const ModelMatch& model);

/// Whether the limits have room for it: charges them, or waits for room where a rule queues. A call
/// of a model comes here once its body was read.
[[nodiscard]] http::Task<Next> admit(Exchange& x);

/// The same for limits of a provider and its key, just before that is asked (the record names
/// both). False when it has no room: another one may have. `failure` is then set.
[[nodiscard]] bool admitTarget(Exchange& x);
/// That try is over and brought nothing: settles what admitTarget() charged.
void leaveTarget(Exchange& x);

/// Chooses a target, sends the request, tries others before the first byte. Afterwards `upstream`
/// has an answer's head.
[[nodiscard]] http::Task<Next> dispatchRest(Exchange& x);
/// The same for a model; afterwards `answer` has a head that concerns the caller.
[[nodiscard]] http::Task<Next> dispatchModel(Exchange& x);

/// Sends the upstream's answer on. Afterwards the exchange is answered, cut (`broke`), or its
/// client gone.
[[nodiscard]] http::Task<void> relayRest(Exchange& x);
[[nodiscard]] http::Task<void> relayModel(Exchange& x);

/// Answers lists of models, /healthz and /readyz.
[[nodiscard]] http::Task<void> answerOwn(Exchange& x);
/// Answers `failure`.
[[nodiscard]] http::Task<void> answerFailure(Exchange& x);

/// Puts what the answer told into the record (usage, finish reason, cost) and settles with the
/// limits. Runs before the last byte leaves, so that whoever has the whole answer finds his limits
/// up to date, and once more at the end.
void settle(Exchange& x);

/// Completes the record.
void finishRecord(Exchange& x);

} // namespace gatehouse::gateway
