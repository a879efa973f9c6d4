// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "model/Document.h"

namespace gatehouse::services {

/// Why a use case did nothing. For wrong input `faults` has every fault and `error` sums them up.
struct Refusal
{
    Error error;
    std::vector<model::Fault> faults;
    bool stale =
        false; ///< The ETag given is not the object's any more (412, else Conflict is 409).
};

/// A use case happens as a whole or not at all.
template <typename T>
using Outcome = std::expected<T, Refusal>;

[[nodiscard]] inline std::unexpected<Refusal> refuse(Error error)
{
    return std::unexpected(Refusal{std::move(error), {}, false});
}
[[nodiscard]] inline std::unexpected<Refusal> refuse(ErrorCode code, std::string message,
                                                     std::string place = {})
{
    return refuse(Error{code, std::move(message), std::move(place)});
}
/// The first fault becomes the sentence.
[[nodiscard]] std::unexpected<Refusal> refuse(std::vector<model::Fault> faults);

} // namespace gatehouse::services
