// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Lifecycle.h"

#include <QString>

/// The words of the screen for an API's life.
namespace gatehouse::ui {

/// As a button says it: `Publish`, `Deprecate…` where something is asked first.
[[nodiscard]] QString stepName(model::LifeStep step);
/// What the step does to callers, for its dialog.
[[nodiscard]] QString stepMeaning(model::LifeStep step);
/// A part of a merge: `changed here`, `conflict`, ...
[[nodiscard]] QString mergeName(const QString& state);

} // namespace gatehouse::ui
