// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "model/Gateway.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace gatehouse::ui {

/// The gateway section as it is stored and as the person wants it, and what lies between the two.
/// No widgets, no calls.
class GatewayDraft
{
public:
    struct Change
    {
        QString path;
        QString name;
        QString before;
    };

    /// What the server has now; what was wanted is forgotten.
    void load(const client::Stored<model::Gateway>& stored);
    /// What the server has now; the changes of the person are laid over it.
    void rebase(const client::Stored<model::Gateway>& stored);
    void discard() { m_wanted = m_stored; }

    [[nodiscard]] const model::Gateway& stored() const { return m_stored; }
    [[nodiscard]] model::Gateway& wanted() { return m_wanted; }
    [[nodiscard]] const model::Gateway& wanted() const { return m_wanted; }
    [[nodiscard]] const QByteArray& etag() const { return m_etag; }
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] bool isDirty() const { return !(m_wanted == m_stored); }
    [[nodiscard]] QList<Change> changes() const;
    /// The difference in the words of the workspace file: `- listen: ...`, `+ listen: ...`.
    [[nodiscard]] QStringList lines() const;

private:
    model::Gateway m_stored;
    model::Gateway m_wanted;
    QByteArray m_etag;
    bool m_loaded = false;
};

} // namespace gatehouse::ui
