// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/TextLabel.h"

namespace gatehouse::ui {

/// Code that can be selected and wraps.
class CodeLabel : public TextLabel
{
    Q_OBJECT

public:
    explicit CodeLabel(const QString& text = {}, QWidget* parent = nullptr);
};

} // namespace gatehouse::ui
