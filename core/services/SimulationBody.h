// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/Simulation.h"

#include "services/Outcome.h"

#include <string_view>
#include <vector>

namespace gatehouse::services {

/// Reads the body of `POST /admin/v1/limits/simulate` (core/admin/README.md): its rules are put
/// into `stored` ones. Tells every fault.
[[nodiscard]] Outcome<doctor::SimulationWish>
readSimulation(std::string_view json, const std::vector<model::LimitRule>& stored);

} // namespace gatehouse::services
