// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Explanation.h"
#include "client/Names.h"
#include "client/Said.h"
#include "model/Limit.h"

#include <QString>

/// What the server says about limits, in the language of the console. GUI thread only.
namespace gatehouse::ui {

/// The server's own sentence where its word is not known here.
[[nodiscard]] QString saidWords(const client::Said& said, const client::Names& names);
/// The most that a rule lets through, which is `amount`, and why: said of the rule itself.
[[nodiscard]] QString worstWords(const model::LimitRule& rule, double amount);
/// To be sent to whoever owns the application: what happened, which headers its client has to
/// honour, and how that is written.
[[nodiscard]] QString ownerLetter(const client::Explanation& explanation,
                                  const QString& application, const client::Names& names);

} // namespace gatehouse::ui
