// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/TrafficRecord.h"

#include <QAbstractTableModel>
#include <QSet>

namespace gatehouse::client {
class AdminClient;
class Names;
} // namespace gatehouse::client

namespace gatehouse::ui {

/// Records, newest first, over keyset pages: older ones are asked for as the view comes to the end,
/// newer ones are put on top by the live feed or held back until somebody follows again. Text is
/// made on demand. Holds 20,000 records at most; the oldest leave first. Of records that are held
/// back 2,000 are kept: when more came, following reads the newest page anew instead of leaving a
/// hole.
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

    TrafficModel(client::AdminClient& client, const client::Names& names,
                 QObject* parent = nullptr);

    /// Starts over with another filter.
    void setFilter(const client::TrafficFilter& filter);
    [[nodiscard]] const client::TrafficFilter& filter() const { return m_filter; }
    void reload();
    /// Whether new records go on top at once; else they are counted.
    void setFollowing(bool following);
    [[nodiscard]] int heldBack() const { return m_heldCount; }
    /// Newest last, as the feed brings them; `skipped` more were too many for the feed.
    void add(const QList<client::TrafficRecord>& batch, qint64 skipped = 0);
    /// Fetches what was finished while the feed was broken, and puts it where it belongs.
    void catchUp();
    /// Records that passed too fast to be listed, since the list was read.
    [[nodiscard]] qint64 skipped() const { return m_skipped; }
    /// Whether everything that matches since `millis` is in the list.
    [[nodiscard]] bool reaches(qint64 millis) const;
    /// Whether the server has older records than these.
    [[nodiscard]] bool hasOlder() const { return !m_next.isEmpty(); }
    /// Names became known: the cells say them.
    void renamed();

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
    void mergeMissed(client::TrafficPage page, int pagesLeft);
    void askMissed(const QString& cursor, int pagesLeft);
    void hold(QList<client::TrafficRecord> newestFirst);
    void insertAt(int row, QList<client::TrafficRecord> records);
    void trim();
    [[nodiscard]] QString who(const client::TrafficRecord& record, int column) const;
    void putOnTop(QList<client::TrafficRecord> newestFirst);
    [[nodiscard]] static QString unit(const client::TrafficRecord& record, int column);
    [[nodiscard]] QString text(const client::TrafficRecord& record, int column) const;

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_ticket;
    client::Ticket m_missedTicket;
    client::TrafficFilter m_filter;
    QList<client::TrafficRecord> m_records;
    QSet<QString> m_ids; ///< Of what is shown: page and feed may bring the same record.
    QList<client::TrafficRecord> m_held;
    QList<client::TrafficRecord> m_missed; ///< Found by catchUp() so far, newest first.
    int m_heldCount = 0;                   ///< May be more than are kept.
    bool m_hole = false;                   ///< Something between the list and now is not kept.
    qint64 m_skipped = 0;
    QString m_next;
    qint64 m_totalToday = 0;
    bool m_following = true;
};

} // namespace gatehouse::ui
