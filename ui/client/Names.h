// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/LiveFeed.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace gatehouse::client {

class AdminClient;

/// What people call applications, APIs, providers and teams; records and rankings carry ids. A view
/// holds one, switches it on while it is shown and wants Topic::Changes of the feed meanwhile: a
/// change reads its list anew. What is not known yet, or has no name, is called by its id. GUI
/// thread only.
class Names : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8
    {
        Application,
        Api,
        Provider,
        Team
    };

    Names(AdminClient& client, LiveFeed& feed, QObject* parent = nullptr);

    /// On reads all lists; off gives up what is under way and keeps what is known.
    void setActive(bool active);
    [[nodiscard]] QString name(Kind kind, const QString& id) const;
    /// The id of a name or of an id, whatever its case; the text itself when nothing is called so.
    [[nodiscard]] QString id(Kind kind, const QString& nameOrId) const;
    /// Every name, sorted.
    [[nodiscard]] QStringList all(Kind kind) const;

Q_SIGNALS:
    void changed();

private:
    void read(const QString& collection);
    template <typename T>
    void readList(Kind kind);

    AdminClient& m_client;
    QHash<QString, QString> m_names[4]; ///< By Kind: id to name.
    Ticket m_tickets[4];
    bool m_active = false;
};

} // namespace gatehouse::client
