// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/TrafficRecord.h"
#include "shell/Panel.h"

#include <QTimer>

#include <chrono>

class QComboBox;
class QMenu;
class QPushButton;
class QSplitter;
class QTableView;

namespace gatehouse::client {
class AdminClient;
class Connection;
class LiveFeed;
class Names;
} // namespace gatehouse::client

namespace gatehouse::ui {

class BusyBar;
class EmptyState;
class MessageBar;
class PanelHeader;
class TimeStrip;
class TrafficFilterBox;
class TrafficInspector;
class TrafficModel;

/// Every exchange, newest first, live; filter, time strip and inspector. Wants the feed only while
/// it is shown.
class TrafficPanel : public Panel
{
    Q_OBJECT

public:
    TrafficPanel(client::AdminClient& client, client::LiveFeed& feed,
                 client::Connection& connection, QWidget* parent = nullptr);

    void activate() override;
    void deactivate() override;
    /// `request/ID` opens the inspector; `traffic?status=...` sets the filter.
    bool open(const Link& link) override;
    void focusFilter() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;

private:
    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeList();
    void makeTable(QWidget* list, QMenu* columns);
    void connectAll();
    void wantFeed();
    [[nodiscard]] QStringList valuesOf(const QString& key) const;
    /// `10m`, or empty for any time.
    void setLast(const QString& last);
    void chooseTime(qint64 from, qint64 to);
    void showRange();
    void showStripRange(qint64 end);
    [[nodiscard]] client::TrafficFilter byId(client::TrafficFilter filter) const;
    [[nodiscard]] client::TrafficFilter withTime(client::TrafficFilter filter,
                                                 std::chrono::seconds last) const;
    void countStrip();
    void readForStrip();
    void applyFilter();
    void loadStrip();
    void setPaused(bool paused);
    void follow();
    void updateFollowing();
    void showCount();
    void inspectCurrent();
    void keepSelection();
    void exportTo(const QString& file);
    void chooseExport();
    [[nodiscard]] bool atTop() const;

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Names* m_names;
    client::Ticket m_stripTicket;
    TrafficModel* m_model;
    QTimer m_stripTimer;
    QTimer m_count; ///< Gathers new records before a filtered strip is counted anew.
    client::TrafficFilter m_asked;
    std::chrono::seconds m_last{0};
    QString m_selected;
    qint64 m_rangeFrom = 0;
    qint64 m_rangeTo = 0;
    bool m_active = false;
    bool m_paused = false;
    bool m_feedBroke = false;
    bool m_filtered = false; ///< Something beside the time restricts the list.

    PanelHeader* m_header = nullptr;
    BusyBar* m_busy = nullptr;
    QPushButton* m_followButton = nullptr;
    QPushButton* m_pause = nullptr;
    TrafficFilterBox* m_filter = nullptr;
    MessageBar* m_trouble = nullptr;
    EmptyState* m_empty = nullptr;
    QComboBox* m_range = nullptr;
    TimeStrip* m_strip = nullptr;
    QTableView* m_table = nullptr;
    QSplitter* m_splitter = nullptr;
    TrafficInspector* m_inspector = nullptr;
};

} // namespace gatehouse::ui
