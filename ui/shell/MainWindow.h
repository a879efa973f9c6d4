// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "shell/Panel.h"

#include <QHash>
#include <QMainWindow>

class QSettings;
class QStackedWidget;

namespace gatehouse::client {
class AdminClient;
}

namespace gatehouse::ui {

class ActionRegistry;
class MessageBar;
class Rail;
class StatusBar;

/// What the window needs from outside; everything outlives it.
struct ConsoleParts
{
    client::AdminClient& client;
    client::LiveFeed& feed;
    client::Connection& connection;
    QSettings& settings;
};

/// The window: rail, the panel shown, message area, status bar. Panels are made when they are first
/// shown; only the visible one is active. Told of a change of language it makes the panels anew
/// with the state they had.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(ConsoleParts parts, QList<PanelEntry> panels);
    ~MainWindow() override;

    void showPanel(const QString& id);
    /// Opens what the link names in the panel that takes its kind; false when none does.
    bool openLink(const Link& link);
    void showMessage(State state, const QString& text);
    [[nodiscard]] QString currentPanel() const { return m_current; }
    [[nodiscard]] ActionRegistry& actionRegistry() const { return *m_actions; }

Q_SIGNALS:
    /// The person closed the window.
    void closed();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void addActions();
    Panel* panelOf(const PanelEntry& entry);
    void makeEarlyPanels();
    void showPalette();
    void tellConnection();
    void applyRailWidth();
    void retranslate();
    [[nodiscard]] const PanelEntry* entryOf(const QString& id) const;

    ConsoleParts m_parts;
    QList<PanelEntry> m_entries;
    QHash<QString, Panel*> m_panels;
    QHash<QString, QByteArray> m_kept; ///< States of panels that are to be made anew.
    QString m_current;
    ActionRegistry* m_actions;
    Rail* m_rail;
    QStackedWidget* m_stack;
    MessageBar* m_messages;
    StatusBar* m_status;
    bool m_railCollapsedByHand = false;
    bool m_lost = false; ///< The connection, as the person was told.
};

} // namespace gatehouse::ui
