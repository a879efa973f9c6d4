// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/GatewayDraft.h"

#include <QWidget>

class QVBoxLayout;

namespace gatehouse::ui {

class DiffView;
class TextLabel;

/// The right side of the settings: what saving writes, and what the gateway then does, in order.
class SavePreview : public QWidget
{
    Q_OBJECT

public:
    explicit SavePreview(QWidget* parent = nullptr);
    void show(const GatewayDraft& draft);

private:
    void addStep(const QString& what, const QString& detail);

    TextLabel* m_nothing;
    DiffView* m_diff;
    QWidget* m_order;
    QVBoxLayout* m_steps;
};

} // namespace gatehouse::ui
