// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/Figures.h"
#include "widgets/TimeStrip.h"

#include <QTimer>

#include <chrono>

namespace gatehouse::client {
class AdminClient;
} // namespace gatehouse::client

namespace gatehouse::ui {

class TrafficModel;

/// The strip above the list: the server's series over more time than the list shows, so that there
/// is something to drag to; no longer than there are series. These know no filter, so a filtered
/// strip counts the list. Works only while it is active.
class TrafficStrip : public TimeStrip
{
    Q_OBJECT

public:
    /// Client and model outlive the strip.
    TrafficStrip(client::AdminClient& client, TrafficModel& model, QWidget* parent = nullptr);

    void setActive(bool active);
    /// What the list shows: the last seconds (0 = any time), whether something beside the time
    /// restricts it, and the time that was chosen here (0 and 0 = none). Reads anew.
    void showFor(std::chrono::seconds last, bool filtered, qint64 fromMillis, qint64 toMillis);
    /// The list holds more or other records.
    void listChanged();
    /// How far the server's clock is ahead of this machine's.
    void setClockAhead(qint64 millis) { m_ahead = millis; }

private:
    void load();
    void take(const client::OverviewFigures& figures, std::chrono::seconds asked);
    void count();
    void markRange(qint64 end);
    [[nodiscard]] qint64 now() const;

    client::AdminClient& m_client;
    TrafficModel& m_model;
    client::Ticket m_ticket;
    QTimer m_reload;
    QTimer m_gather; ///< New records are counted together.
    std::chrono::seconds m_last{0};
    qint64 m_rangeFrom = 0;
    qint64 m_rangeTo = 0;
    qint64 m_ahead = 0;
    qint64 m_seriesFrom = 0; ///< Before this the server has no series; 0 = not known yet.
    bool m_filtered = false;
    bool m_active = false;
};

} // namespace gatehouse::ui
