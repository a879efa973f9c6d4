// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Console.h"

#include "Panels.h"

#include "shell/ActionRegistry.h"
#include "widgets/Icon.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QSystemTrayIcon>

namespace gatehouse::app {

Console::Console(ConsolePlan plan, QSettings& settings, ui::Appearance& appearance)
    : m_plan(std::move(plan))
    , m_settings(settings)
    , m_appearance(appearance)
    , m_feed(m_client)
    , m_connection(m_client, m_feed)
{
    connect(&m_connection, &client::Connection::statusChanged, this, &Console::statusKnown);
}

Console::~Console() = default;

void Console::start()
{
    if (m_plan.firstRun && !m_plan.demo) {
        showFirstSteps();
        m_decided = true;
    } else {
        showWindow();
    }
    if (!m_plan.engine) {
        m_connection.connectTo(m_plan.endpoint);
        window().showMessage(
            ui::State::Idle,
            tr("Attached to the gateway at %1, which goes on when this window closes.")
                .arg(m_plan.endpoint.url.toString()));
        return;
    }
    m_host = std::make_unique<EngineHost>(*m_plan.engine);
    if (m_plan.demo) {
        m_demo = std::make_unique<Demo>(m_client, m_connection, *m_host);
        connect(m_demo.get(), &Demo::failed, this,
                [this](const QString& why) { window().showMessage(ui::State::Failed, why); });
    }
    connect(m_host.get(), &EngineHost::ready, this, &Console::connectTo);
    connect(m_host.get(), &EngineHost::stopped, this, &Console::finished);
    connect(m_host.get(), &EngineHost::failed, this, [this](const QString& why) {
        QMessageBox::critical(m_window.get(), tr("Gatehouse cannot start"), why);
        Q_EMIT finished();
    });
    m_host->start();
}

void Console::connectTo(const QString& url, const QByteArray& token)
{
    m_connection.connectTo({QUrl(url), token, {}});
}

void Console::statusKnown()
{
    const auto& status = m_connection.status();
    if (status.gateway == client::ServerStatus::Gateway::Failed && !status.error.isEmpty())
        window().showMessage(ui::State::Failed,
                             tr("The gateway does not serve: %1").arg(status.error));
    if (m_decided)
        return;
    m_decided = true;
    if (status.firstRun && !m_plan.demo && m_plan.engine)
        showFirstSteps();
}

ui::MainWindow& Console::window()
{
    if (!m_window) {
        m_window = std::make_unique<ui::MainWindow>(
            ui::ConsoleParts{m_client, m_feed, m_connection, m_settings},
            makePanels(m_client, m_feed, m_connection, m_appearance));
        connect(m_window.get(), &ui::MainWindow::closed, this, &Console::closed);
        m_window->actionRegistry().add({QStringLiteral("help.firstSteps"),
                                        [] { return tr("First steps"); },
                                        {},
                                        ui::Icon::HelpContents,
                                        [this] { showFirstSteps(); }});
    }
    return *m_window;
}

void Console::showWindow()
{
    if (m_firstSteps) // One window, as far as a person can see: the same place, other content.
        window().setGeometry(m_firstSteps->geometry());
    window().show();
    if (m_firstSteps) {
        m_firstSteps->hide();
        m_firstSteps.release()->deleteLater(); // It may be the one that asked for this.
    }
}

void Console::showFirstSteps()
{
    m_firstSteps = std::make_unique<ui::FirstSteps>(m_client, m_feed, m_connection);
    auto* const page = m_firstSteps.get();
    page->setWindowTitle(QStringLiteral("Gatehouse"));
    if (m_window && m_window->isVisible())
        page->setGeometry(m_window->geometry());
    else
        page->resize(1280, 800);
    connect(page, &ui::FirstSteps::openConsole, this, &Console::showWindow);
    connect(page, &ui::FirstSteps::openRequest, this, [this](const QString& id) {
        showWindow();
        window().openLink({QStringLiteral("request"), id, {}});
    });
    connect(page, &ui::FirstSteps::demoWanted, this, [this] {
        if (!QProcess::startDetached(QApplication::applicationFilePath(),
                                     {QStringLiteral("--demo")}))
            window().showMessage(ui::State::Failed, tr("The demo could not be started."));
    });
    connect(page, &ui::FirstSteps::languageChosen, &m_appearance, &ui::Appearance::setLanguage);
    connect(page, &ui::FirstSteps::closed, this, &Console::closed);
    page->show();
    if (m_window)
        m_window->hide();
}

void Console::closed()
{
    if (m_ending)
        return;
    if (!m_host || m_plan.demo || !QSystemTrayIcon::isSystemTrayAvailable())
        return end();
    using enum ui::Appearance::Closing;
    if (m_appearance.closing() == Ask)
        m_appearance.setClosing(askAboutTray());
    switch (m_appearance.closing()) {
    case Ask: { // Neither: the window comes back once Qt has closed it.
        QWidget* shown = m_firstSteps ? static_cast<QWidget*>(m_firstSteps.get()) : m_window.get();
        QMetaObject::invokeMethod(shown, &QWidget::show, Qt::QueuedConnection);
        return;
    }
    case Tray:
        return showTray();
    case Stop:
        return end();
    }
}

ui::Appearance::Closing Console::askAboutTray()
{
    using enum ui::Appearance::Closing;
    QMessageBox box(QMessageBox::Question, tr("Keep serving?"),
                    tr("Programs may be using the gateway. It can go on in the tray while the "
                       "window is closed."),
                    QMessageBox::NoButton,
                    m_firstSteps ? static_cast<QWidget*>(m_firstSteps.get()) : m_window.get());
    box.setInformativeText(tr("You can change this later under Settings, Appearance."));
    auto* keep = box.addButton(tr("Keep it in the tray"), QMessageBox::AcceptRole);
    auto* stop = box.addButton(tr("Stop the gateway"), QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(QMessageBox::Cancel));
    box.setDefaultButton(keep);
    box.exec();
    const auto* answer = box.clickedButton();
    return answer == keep ? Tray : answer == stop ? Stop : Ask;
}

void Console::showTray()
{
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(ui::icon(ui::Icon::Gate, ui::Role::Accent), this);
        auto* menu = new QMenu(m_window.get());
        menu->addAction(tr("Open the console"), this, &Console::showWindow);
        menu->addAction(tr("Copy the base URL"), this, [this] {
            QApplication::clipboard()->setText(m_connection.status().gatewayUrl().toString());
        });
        menu->addSeparator();
        menu->addAction(tr("Stop and quit"), this, &Console::end);
        m_tray->setContextMenu(menu);
        m_tray->setToolTip(tr("Gatehouse serves"));
        connect(m_tray, &QSystemTrayIcon::activated, this,
                [this](QSystemTrayIcon::ActivationReason why) {
                    if (why == QSystemTrayIcon::Trigger)
                        showWindow();
                });
    }
    m_tray->show();
}

void Console::end()
{
    if (m_ending)
        return;
    m_ending = true;
    m_demo.reset();
    if (m_host)
        m_host->stop();
    else
        Q_EMIT finished();
}

} // namespace gatehouse::app
