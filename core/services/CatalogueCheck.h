// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "model/Document.h"
#include "model/Workspace.h"

#include <vector>

namespace gatehouse::services {

/// What only the catalogue can judge: whether a provider's kind is known, whether its address is
/// missing, whether there is a provider that own values of a model are for.
void checkAgainstCatalogue(const model::Workspace& workspace, const ai::Catalogue& catalogue,
                           std::vector<model::Fault>& faults);

} // namespace gatehouse::services
