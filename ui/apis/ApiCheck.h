// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"

#include <QString>

#include <vector>

namespace gatehouse::ui {

/// A fault of one field of the API form. `field` is the path that the admin API uses for it too
/// (`base_path`, `upstream.targets[0].url`, `routes[1].path`), so that the server's own errors land
/// at the same field.
struct FieldFault
{
    QString field;
    QString message;
    friend bool operator==(const FieldFault&, const FieldFault&) = default;
};

/// What can be told about an API without asking the server: forms, and conflicts with the `others`
/// of the workspace (an entry with the API's own id is not an other, unless `isNew`). Empty = it
/// may be saved.
[[nodiscard]] std::vector<FieldFault> checkApi(const model::Api& api,
                                               const std::vector<model::Api>& others, bool isNew);

} // namespace gatehouse::ui
