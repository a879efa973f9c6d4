// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/Outline.h"

#include <string>
#include <vector>

namespace gatehouse::spec {

enum class Severity : std::uint8_t
{
    Warning,
    Error
};

/// Something that a document may say and should not.
struct Finding
{
    std::string rule; ///< The name that other linters use too: `path-params`.
    Severity severity = Severity::Warning;
    int line = 0;
    std::string path;
    std::string message;
};

/// Every finding in the order of the lines, at most 500. The document must have an outline.
[[nodiscard]] std::vector<Finding> lint(const model::Node& document, const Outline& outline);

} // namespace gatehouse::spec
