// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/GatewayParts.h"

namespace gatehouse::ui {

GatewayParts::GatewayParts(const QList<GatewayPage*>& parts, QWidget* parent)
    : GatewayPage(parent)
    , m_parts(parts)
{
    for (GatewayPage* part : m_parts) {
        addPart(part);
        connect(part, &GatewayPage::edited, this, &GatewayPage::edited);
    }
    finish();
}

void GatewayParts::show(const model::Gateway& gateway)
{
    for (GatewayPage* part : m_parts)
        part->show(gateway);
}

void GatewayParts::store(model::Gateway& gateway) const
{
    for (const GatewayPage* part : m_parts)
        part->store(gateway);
}

} // namespace gatehouse::ui
