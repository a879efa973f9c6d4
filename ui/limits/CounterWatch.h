// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <optional>

namespace gatehouse::ui {

/// Reads the counters of all rules, one rule after the other and never two at once, so that a
/// workspace of many rules costs the server no more than one of few. A round begins every two
/// seconds while the panel is shown, every ten while it is not. GUI thread only.
class CounterWatch : public QObject
{
    Q_OBJECT

public:
    /// The server lists no more at once.
    static constexpr int kMostCounters = 500;

    explicit CounterWatch(client::AdminClient& client, QObject* parent = nullptr);

    void setRules(const QStringList& ids);
    void setShown(bool shown);
    /// Begins a round now.
    void readNow();
    /// Reads counters beyond the fullest ones.
    void readMore(const QString& rule, qint64 offset);
    /// The times of counters are those of the server's clock.
    void setServerTime(qint64 millis);
    [[nodiscard]] qint64 now() const;

    /// How many the rule has in use.
    [[nodiscard]] qint64 totalOf(const QString& rule) const;
    /// The fullest counter by minutes of the last hour; empty = not known.
    [[nodiscard]] QList<double> hourOf(const QString& rule) const;
    /// The kMostCounters fullest, fullest first; null = not read yet.
    [[nodiscard]] const QList<client::LimitCounter>* countersOf(const QString& rule) const;
    /// When the fullest counter is full if it fills on as in the last half minute; none = it does
    /// not fill.
    [[nodiscard]] std::optional<qint64> fullAt(const QString& rule) const;
    [[nodiscard]] int fullRules() const;

Q_SIGNALS:
    void read(const QString& rule);
    void roundDone();
    void moreRead(const QString& rule, qint64 offset,
                  const QList<gatehouse::client::LimitCounter>& counters);

private:
    struct Sample
    {
        qint64 timeMillis = 0;
        QString partition;
        double used = 0;
    };
    struct Known
    {
        QList<client::LimitCounter> counters;
        qint64 total = 0;
        QList<Sample> samples; ///< Of the fullest counter, oldest first.
    };

    void readNext();
    void take(const QString& rule, const client::LimitCounters& read);

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    client::Ticket m_hourTicket;
    client::Ticket m_moreTicket;
    QTimer m_timer;
    QStringList m_rules;
    qsizetype m_next = 0;
    QHash<QString, Known> m_known;
    client::LimitHours m_hours;
    qint64 m_hoursRead = 0; ///< When, by our clock.
    qint64 m_ahead = 0;     ///< Of the server's clock before ours.
};

} // namespace gatehouse::ui
