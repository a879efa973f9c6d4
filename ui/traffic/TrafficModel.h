// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/TrafficRecord.h"

#include <QAbstractTableModel>
#include <QSet>

namespace gatehouse::client {
class AdminClient;
} // namespace gatehouse::client

namespace gatehouse::ui {

/// Records, newest first, over keyset pages: older ones are asked for as the view comes to the end,
/// newer ones are put on top by the live feed or held back until somebody follows again. Text is
/// made on demand. Holds 20,000 records at most; the oldest leave first.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        Time,
        Status,
        Application,
        Api,
        Model,
        Total,
        Tokens,
        Cost,
        ColumnCount
    };

    explicit TrafficModel(client::AdminClient& client, QObject* parent = nullptr);

    /// Starts over with another filter.
    void setFilter(const client::TrafficFilter& filter);
    [[nodiscard]] const client::TrafficFilter& filter() const { return m_filter; }
    void reload();
    /// Whether new records go on top at once; else they are counted.
    void setFollowing(bool following);
    [[nodiscard]] int heldBack() const { return int(m_held.size()); }
    /// Newest last, as the feed brings them.
    void add(const QList<client::TrafficRecord>& batch);

    [[nodiscard]] const client::TrafficRecord& record(int row) const { return m_records[row]; }
    [[nodiscard]] const QList<client::TrafficRecord>& records() const { return m_records; }
    [[nodiscard]] int rowOf(const QString& id) const;
    [[nodiscard]] qint64 totalToday() const { return m_totalToday; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void heldBackChanged(int count);
    void loadingChanged(bool loading);
    void failed(const gatehouse::client::Problem& problem);

private:
    void ask(const QString& cursor);
    void append(client::TrafficPage page, bool first);
    void putOnTop(QList<client::TrafficRecord> newestFirst);
    [[nodiscard]] QString text(const client::TrafficRecord& record, int column) const;

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    client::TrafficFilter m_filter;
    QList<client::TrafficRecord> m_records;
    QSet<QString> m_ids; ///< Of what is shown: page and feed may bring the same record.
    QList<client::TrafficRecord> m_held;
    QString m_next;
    qint64 m_totalToday = 0;
    bool m_following = true;
};

} // namespace gatehouse::ui
