// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "model/Document.h"

#include <string>
#include <string_view>

/// Answers of the admin port for people to read.
namespace gatehouse::app {

/// The text or number at a path (`verdict.sentence`); empty when there is none.
[[nodiscard]] std::string textAt(const model::Node& root, std::string_view path);
[[nodiscard]] double numberAt(const model::Node& root, std::string_view path);
/// The items of a list at a path; none when there is no list.
[[nodiscard]] const model::Node::List& listAt(const model::Node& root, std::string_view path);

/// `GET /admin/v1/requests/ID/explain`, `POST /admin/v1/limits/simulate`.
[[nodiscard]] Result<std::string> explanationText(std::string_view json);
[[nodiscard]] Result<std::string> simulationText(std::string_view json);

} // namespace gatehouse::app
