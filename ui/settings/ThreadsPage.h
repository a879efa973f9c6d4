// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

class QSpinBox;

namespace gatehouse::ui {

/// Threads and connections of the whole gateway.
class ThreadsPage : public GatewayPage
{
    Q_OBJECT

public:
    explicit ThreadsPage(QWidget* parent = nullptr);
    void show(const model::Gateway& gateway) override;
    void store(model::Gateway& gateway) const override;

private:
    QSpinBox* m_threads;
    QSpinBox* m_connections;
    bool m_showing = false;
};

} // namespace gatehouse::ui
