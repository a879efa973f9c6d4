// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Candidates.h"
#include "gateway/ProviderCall.h"

namespace gatehouse::gateway {

/// What a try at one key of one target came to, and what is done next.
struct Verdict
{
    enum class Outcome : std::uint8_t
    {
        Answer,     ///< `answer` concerns the caller: success, or a fault of his own.
        NextKey,    ///< This key is refused or has no room; another one may do.
        NextTarget, ///< Nobody else at this target will do better.
        Gone,       ///< The caller has left.
    } outcome = Outcome::NextTarget;
    bool mayPass = false; ///< The same try may succeed in a moment.
};

/// Whether a call has an answer that ends the search, as far as its head tells.
[[nodiscard]] bool isFinal(const ProviderCall& call);

/// Commits a call that has ended, and judges it: health and limits of key, provider and target are
/// kept up to date, and `failure` is what to tell the caller should nobody else do better. Where
/// `goesOn`, somebody else could be asked: then an answer must also prove to be one by its first
/// bytes, and a context that is too small sends the request on to a larger one.
[[nodiscard]] http::Task<Verdict> judge(Exchange& x, ProviderCall& call, Candidates& candidates,
                                        bool goesOn);

} // namespace gatehouse::gateway
