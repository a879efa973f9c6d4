// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Demo.h"
#include "EngineHost.h"
#include "firststeps/FirstSteps.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "shell/Appearance.h"
#include "shell/MainWindow.h"

#include <QObject>
#include <QSettings>

#include <memory>

class QSystemTrayIcon;

namespace gatehouse::app {

/// What the flags and the look at the workspace came to.
struct ConsolePlan
{
    /// Serve with these; absent = attach to `endpoint`.
    std::optional<EngineOptions> engine;
    client::Endpoint endpoint;
    bool demo = false;
    bool firstRun = false; ///< Known beforehand: the workspace does not exist yet.
};

/// The console from its first window to its end: starts the engine or attaches, shows the first
/// steps or the main window, and on closing drains what it started itself. Lives as long as the
/// program.
class Console : public QObject
{
    Q_OBJECT

public:
    /// All but the plan outlive the console.
    Console(ConsolePlan plan, QSettings& settings, ui::Appearance& appearance);
    ~Console() override;
    void start();
    /// Drains what this program serves, then finished().
    void end();

Q_SIGNALS:
    /// Switch to the demo, or to the workspace of one's own, by starting anew.
    void finished();

private:
    void connectTo(const QString& url, const QByteArray& token);
    void statusKnown();
    ui::MainWindow& window();
    void showWindow();
    void showFirstSteps();
    void closed();
    /// `Ask` when the person would rather not close.
    [[nodiscard]] ui::Appearance::Closing askAboutTray();
    void showTray();

    ConsolePlan m_plan;
    QSettings& m_settings;
    ui::Appearance& m_appearance;
    client::AdminClient m_client;
    client::LiveFeed m_feed;
    client::Connection m_connection;
    std::unique_ptr<EngineHost> m_host;
    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<ui::FirstSteps> m_firstSteps;
    QSystemTrayIcon* m_tray = nullptr;
    bool m_decided = false; ///< First steps or main window, for this run.
    bool m_ending = false;
};

} // namespace gatehouse::app
