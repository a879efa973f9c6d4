// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Explanation.h"
#include "model/Limit.h"

#include <QString>

/// The words of the doctor's verdicts. GUI thread only.
namespace gatehouse::ui {

[[nodiscard]] QString causeName(const QString& cause);
[[nodiscard]] QString verdictOf(const client::Explanation& explanation);
/// How a caller behaves.
[[nodiscard]] QString labelName(const QString& label);
[[nodiscard]] model::LimitUnit unitOf(const client::ExplainedRule& rule);

} // namespace gatehouse::ui
