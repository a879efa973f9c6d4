// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

namespace gatehouse::ui {

/// Several parts of the gateway section below each other on one page: what is saved together is
/// seen together.
class GatewayParts : public GatewayPage
{
    Q_OBJECT

public:
    /// The parts become children, in this order.
    explicit GatewayParts(const QList<GatewayPage*>& parts, QWidget* parent = nullptr);
    void show(const model::Gateway& gateway) override;
    void store(model::Gateway& gateway) const override;

private:
    QList<GatewayPage*> m_parts;
};

} // namespace gatehouse::ui
