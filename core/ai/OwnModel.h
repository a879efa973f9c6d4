// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Catalogue.h"
#include "model/ModelOverride.h"

/// What the workspace says of a model, laid over what the catalogue says. Pure; any thread.
namespace gatehouse::ai {

/// The model as this workspace sees it. `listed` is the catalogue's entry, null where it has none;
/// `own` has passed validation. Own rates win over the catalogue's at every hour and on every day;
/// above a threshold the catalogue's tier still holds, unless `own` has tiers. With a day from
/// which own prices hold, the catalogue's hold before it.
[[nodiscard]] CatalogueModel withOwn(const CatalogueModel* listed, const model::ModelOverride& own);

} // namespace gatehouse::ai
