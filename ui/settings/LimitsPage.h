// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

class QSpinBox;

namespace gatehouse::ui {

class QuantityEdit;

/// Threads and what one message or the whole gateway may use at most.
class LimitsPage : public GatewayPage
{
    Q_OBJECT

public:
    explicit LimitsPage(QWidget* parent = nullptr);
    void show(const model::Gateway& gateway) override;
    void store(model::Gateway& gateway) const override;

private:
    QSpinBox* m_threads;
    QSpinBox* m_connections;
    QuantityEdit* m_body;
    QuantityEdit* m_head;
    bool m_showing = false;
};

} // namespace gatehouse::ui
