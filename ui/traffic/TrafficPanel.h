// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/TrafficRecord.h"
#include "shell/Panel.h"

#include <chrono>

class QComboBox;
class QPushButton;
class QSplitter;

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
class TrafficFilterBox;
class TrafficInspector;
class TrafficModel;
class TrafficStrip;
class TrafficTable;

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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHeader();
    [[nodiscard]] QWidget* makeList();
    void connectAll();
    void wantFeed();
    [[nodiscard]] QStringList valuesOf(const QString& key) const;
    /// `10m`, or empty for any time.
    void setLast(const QString& last);
    void chooseTime(qint64 from, qint64 to);
    void showRange();
    [[nodiscard]] client::TrafficFilter byId(client::TrafficFilter filter) const;
    [[nodiscard]] client::TrafficFilter withTime(client::TrafficFilter filter,
                                                 std::chrono::seconds last) const;
    void listChanged();
    void learnClock(qint64 ahead);
    void applyFilter();
    void setPaused(bool paused);
    void follow();
    void updateFollowing();
    void showCount();
    void inspectCurrent();
    void keepSelection();
    void exportTo(const QString& file);
    void chooseExport(const QString& ending);
    [[nodiscard]] bool atTop() const;

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Names* m_names;
    TrafficModel* m_model;
    client::TrafficFilter m_asked;
    std::chrono::seconds m_last{0};
    QString m_selected;
    bool m_wantsFirst = false; ///< A link asked for refused calls: the newest is shown at once.
    qint64 m_ahead = 0;        ///< Milliseconds that the server's clock is ahead of ours.
    qint64 m_rangeFrom = 0;
    qint64 m_rangeTo = 0;
    bool m_active = false;
    bool m_paused = false;
    bool m_feedBroke = false;

    PanelHeader* m_header = nullptr;
    BusyBar* m_busy = nullptr;
    QPushButton* m_followButton = nullptr;
    QPushButton* m_pause = nullptr;
    TrafficFilterBox* m_filter = nullptr;
    MessageBar* m_trouble = nullptr;
    EmptyState* m_empty = nullptr;
    QComboBox* m_range = nullptr;
    TrafficStrip* m_strip = nullptr;
    TrafficTable* m_table = nullptr;
    QSplitter* m_splitter = nullptr;
    TrafficInspector* m_inspector = nullptr;
};

} // namespace gatehouse::ui
