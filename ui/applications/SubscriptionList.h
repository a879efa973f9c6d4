// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QHash>
#include <QWidget>

#include <map>

class QStandardItemModel;
class QTableView;

namespace gatehouse::ui {

/// The APIs that an application is subscribed to; hidden where there is none. Their names are read
/// one by one when they are first needed: there may be thousands of other APIs. GUI thread only.
class SubscriptionList : public QWidget
{
    Q_OBJECT

public:
    explicit SubscriptionList(client::AdminClient& client, QWidget* parent = nullptr);
    void showSubscriptions(const QList<model::Subscription>& subscriptions);

Q_SIGNALS:
    void apiAsked(const QString& id);

private:
    void fill();
    void readNames();

    client::AdminClient& m_client;
    std::map<QString, client::Ticket> m_tickets;
    QHash<QString, model::Api> m_apis;
    QList<model::Subscription> m_subscriptions;
    QStandardItemModel* m_model;
    QTableView* m_table;
};

} // namespace gatehouse::ui
