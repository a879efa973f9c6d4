// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Console.h"

#include <QDir>
#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

namespace gatehouse::app {

/// Draws every panel of the demo workspace at one fixed moment, light, dark and in Chinese, into
/// PNG files; then ends. The engine is a real one with a clock that stands still and an hour of
/// drawn records; nobody outside is called.
class Tour : public QObject
{
    Q_OBJECT

public:
    /// `only`: ids of panels; empty = all.
    Tour(const QDir& folder, QStringList only, QSettings& settings, ui::Appearance& appearance);
    ~Tour() override;
    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void feed();
    void drawAll();
    void drawControls(const QList<ui::PanelEntry>& panels);
    void stageLimits(ui::MainWindow& window);
    void drawLimits(ui::MainWindow& window);
    void fail(const QString& why);
    /// Lets answers arrive and layouts settle: until nothing is asked for.
    void settle();
    void draw(QWidget& widget, const QString& name);
    /// `show` brings the widget to what is to be seen, anew in each language.
    void drawModels(ui::MainWindow& window);
    void drawThree(QWidget& widget, const QString& name, const std::function<void()>& show);

    QDir m_folder;
    QStringList m_only;
    QSettings& m_settings;
    ui::Appearance& m_appearance;
    std::unique_ptr<QTemporaryDir> m_workspace;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<EngineHost> m_host;
    client::AdminClient m_client;
    client::LiveFeed m_feed;
    client::Connection m_connection;
    QString m_opened;  ///< Id of the exchange that Traffic shows in its inspector.
    QString m_refused; ///< Id of the one that the doctor explains.
    bool m_fed = false;
};

} // namespace gatehouse::app
