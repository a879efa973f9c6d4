// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/Outcome.h"

namespace gatehouse::services {

std::unexpected<Refusal> refuse(std::vector<model::Fault> faults)
{
    const model::Fault& first = faults.front();
    Error error{ErrorCode::Invalid, first.message, first.path};
    return std::unexpected(Refusal{std::move(error), std::move(faults), false});
}

} // namespace gatehouse::services
