// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "base/Clock.h"
#include "model/Workspace.h"

#include <string>
#include <string_view>

/// The catalogue as the admin API shows it (core/admin/README.md): what it lists, with what the
/// workspace says of it. Pure.
namespace gatehouse::services {

[[nodiscard]] std::string catalogueProvidersJson(const ai::Catalogue& catalogue);

/// Models of one provider, empty = of all: those of the catalogue with the workspace's own values
/// laid over them (an overridden one carries both), then those that only the workspace knows.
/// Prices are those that hold at `now`.
[[nodiscard]] std::string catalogueModelsJson(const ai::Catalogue& catalogue,
                                              const model::Workspace& workspace,
                                              std::string_view provider, Timestamp now);

} // namespace gatehouse::services
