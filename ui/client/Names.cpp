// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Names.h"

#include "client/AdminClient.h"

using namespace Qt::StringLiterals;

namespace gatehouse::client {

Names::Names(AdminClient& client, LiveFeed& feed, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    connect(&feed, &LiveFeed::changed, this,
            [this](const Change& change) { read(change.collection); });
}

void Names::setActive(bool active)
{
    m_active = active;
    for (Ticket& ticket : m_tickets)
        ticket.cancel();
    read(u"all"_s);
}

void Names::read(const QString& collection)
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    const bool all = collection == "all"_L1;
    if (all || collection == "applications"_L1)
        readList<model::Application>(Kind::Application);
    if (all || collection == "apis"_L1)
        readList<model::Api>(Kind::Api);
    if (all || collection == "providers"_L1)
        readList<model::Provider>(Kind::Provider);
    if (all || collection == "teams"_L1)
        readList<model::Team>(Kind::Team);
}

template <typename T>
void Names::readList(Kind kind)
{
    m_client.list<T>({this, m_tickets[int(kind)]}, [this, kind](Answer<Listing<T>> answer) {
        if (!answer)
            return; // ids stand in for names
        QHash<QString, QString> names;
        for (const Stored<T>& item : answer->items) {
            // What the server fills in (a provider's name from the catalogue) is in its answer
            // only.
            const QString name = item.json["name"_L1].toString();
            const QString id = item.json["id"_L1].toString();
            names.insert(id, name.isEmpty() ? id : name);
        }
        if (names == m_names[int(kind)])
            return;
        m_names[int(kind)] = std::move(names);
        Q_EMIT changed();
    });
}

QString Names::name(Kind kind, const QString& id) const
{
    return m_names[int(kind)].value(id, id);
}

QString Names::id(Kind kind, const QString& nameOrId) const
{
    const QHash<QString, QString>& names = m_names[int(kind)];
    if (names.contains(nameOrId))
        return nameOrId;
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        if (it.value().compare(nameOrId, Qt::CaseInsensitive) == 0 ||
            it.key().compare(nameOrId, Qt::CaseInsensitive) == 0)
            return it.key();
    }
    return nameOrId;
}

QStringList Names::all(Kind kind) const
{
    QStringList names = m_names[int(kind)].values();
    names.sort(Qt::CaseInsensitive);
    return names;
}

} // namespace gatehouse::client
