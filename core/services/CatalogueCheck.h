// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "model/Document.h"
#include "model/Provider.h"

#include <vector>

namespace gatehouse::services {

/// What of providers only the catalogue can judge: whether their kind is known, whether an address
/// is missing.
void checkAgainstCatalogue(const std::vector<model::Provider>& providers,
                           const ai::Catalogue& catalogue, std::vector<model::Fault>& faults);

} // namespace gatehouse::services
