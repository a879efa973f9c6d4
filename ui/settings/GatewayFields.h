// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Gateway.h"

#include <QString>

#include <span>

/// The gateway section told field by field: what a person calls each, what it says, and how one is
/// copied from one value to another. Pending changes, "was ..." and merging are made from this
/// list.
namespace gatehouse::ui {

struct GatewayField
{
    const char* path; ///< As in the workspace file: `limits.body`
    QString (*name)();
    QString (*text)(const model::Gateway& gateway);
    bool (*same)(const model::Gateway& a, const model::Gateway& b);
    void (*copy)(const model::Gateway& from, model::Gateway& to);
};

[[nodiscard]] std::span<const GatewayField> gatewayFields();

} // namespace gatehouse::ui
