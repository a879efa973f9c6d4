// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/GatewayDraft.h"

#include "settings/GatewayFields.h"

#include "model/Diff.h"

namespace gatehouse::ui {

void GatewayDraft::load(const client::Stored<model::Gateway>& stored)
{
    m_stored = stored.value;
    m_wanted = stored.value;
    m_etag = stored.etag;
    m_loaded = true;
}

void GatewayDraft::rebase(const client::Stored<model::Gateway>& stored)
{
    model::Gateway merged = stored.value;
    for (const GatewayField& field : gatewayFields()) {
        if (!field.same(m_stored, m_wanted))
            field.copy(m_wanted, merged);
    }
    m_stored = stored.value;
    m_wanted = std::move(merged);
    m_etag = stored.etag;
    m_loaded = true;
}

QList<GatewayDraft::Change> GatewayDraft::changes() const
{
    QList<Change> changes;
    for (const GatewayField& field : gatewayFields()) {
        if (!field.same(m_stored, m_wanted))
            changes.append({QString::fromLatin1(field.path), field.name(), field.text(m_stored)});
    }
    return changes;
}

QStringList GatewayDraft::lines() const
{
    model::Workspace before;
    before.gateway = m_stored;
    model::Workspace after;
    after.gateway = m_wanted;
    QStringList lines;
    for (const model::Change& change : model::diff(before, after, model::Missing::Keep)) {
        for (const std::string& line : change.lines)
            lines.append(QString::fromStdString(line));
    }
    return lines;
}

} // namespace gatehouse::ui
