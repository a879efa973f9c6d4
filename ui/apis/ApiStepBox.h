// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"
#include "model/Lifecycle.h"

#include <QJsonObject>
#include <QWidget>

#include <functional>

namespace gatehouse::ui {

/// Asks what a step of an API's life needs (a reason, dates, a successor), with those who still
/// call before their eyes, and then runs it with the body for the admin API. Steps that need
/// nothing run at once. Returns at once; the box deletes itself.
void askStep(QWidget* parent, const model::Api& api, model::LifeStep step,
             const QStringList& callers, std::function<void(const QJsonObject&)> run);

} // namespace gatehouse::ui
