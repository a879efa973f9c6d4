// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/Cures.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace gatehouse::doctor {

/// Everything that an explanation tells; references live until it is written.
struct Told
{
    const telemetry::RequestRecord& record;
    std::span<const model::LimitRule> rules;
    const Finding& finding;
    Timestamp at{};
    Timestamp from{};
    Timestamp filledFrom{};
    Timestamp to{};
    Timestamp completeFrom{};
    const Blame* blame = nullptr;
    const std::vector<Conduct>& conduct;
    const std::array<Cure, 5>& cures;
};

/// The answer of `GET /admin/v1/requests/ID/explain`.
[[nodiscard]] std::string explanationJson(const Told& told);

/// `"conduct": [...]` and `"cures": [...]`, as every answer of the doctor has them.
void writeConduct(telemetry::JsonWriter& json, const std::vector<Conduct>& all);
void writeCures(telemetry::JsonWriter& json, const std::array<Cure, 5>& cures);

} // namespace gatehouse::doctor
