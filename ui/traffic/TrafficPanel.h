// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "shell/Panel.h"

#include <QTimer>

#include <chrono>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QTableView;

namespace gatehouse::client {
class AdminClient;
class Connection;
class LiveFeed;
struct TrafficRecord;
} // namespace gatehouse::client

namespace gatehouse::ui {

class TimeStrip;
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
    client::Ticket m_stripTicket;
    TrafficModel* m_model;
    QTimer m_typing; ///< Waits for the end of a word before the server is asked.
    QTimer m_stripTimer;
    QString m_selected;
    qint64 m_rangeFrom = 0;
    qint64 m_rangeTo = 0;
    bool m_active = false;
    bool m_paused = false;

    QLabel* m_count = nullptr;
    QPushButton* m_followButton = nullptr;
    QPushButton* m_pause = nullptr;
    QLineEdit* m_filter = nullptr;
    QLabel* m_hint = nullptr;
    QComboBox* m_range = nullptr;
    TimeStrip* m_strip = nullptr;
    QTableView* m_table = nullptr;
    QSplitter* m_splitter = nullptr;
    TrafficInspector* m_inspector = nullptr;
};

} // namespace gatehouse::ui
