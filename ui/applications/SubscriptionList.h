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
    /// The last hour by API.
    void showUsage(const client::UsageFigures& apis);
    /// Of the APIs, as far as they are known.
    [[nodiscard]] QHash<QString, QString> names() const;
    void showSubscriptions(const QList<model::Subscription>& subscriptions);

Q_SIGNALS:
    void apiAsked(const QString& id);
    /// A name came.
    void named();

private:
    void fill();
    void showRates();
    void readNames();

    client::AdminClient& m_client;
    std::map<QString, client::Ticket> m_tickets;
    QHash<QString, model::Api> m_apis;
    QList<model::Subscription> m_subscriptions;
    client::UsageFigures m_usage;
    QStandardItemModel* m_model;
    QTableView* m_table;
};

} // namespace gatehouse::ui
