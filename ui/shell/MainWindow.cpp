// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/MainWindow.h"

#include "client/AdminClient.h"
#include "shell/ActionRegistry.h"
#include "shell/CommandPalette.h"
#include "shell/Rail.h"
#include "shell/StatusBar.h"
#include "widgets/MessageBar.h"

#include <QAction>
#include <QCloseEvent>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui {
namespace {
constexpr int kNarrow = 1100;
const auto kGeometry = QStringLiteral("window/geometry");
const auto kPanel = QStringLiteral("window/panel");
const auto kRailCollapsedKey = QStringLiteral("window/railCollapsed");
} // namespace

MainWindow::MainWindow(ConsoleParts parts, QList<PanelEntry> panels)
    : m_parts(parts)
    , m_entries(std::move(panels))
    , m_actions(new ActionRegistry(this))
    , m_rail(new Rail(this))
    , m_stack(new QStackedWidget(this))
    , m_messages(new MessageBar(MessageBar::Shape::Card))
    , m_status(new StatusBar(this))
{
    setWindowTitle(QStringLiteral("Gatehouse"));
    setMinimumSize(720, 480);
    m_railCollapsedByHand = m_parts.settings.value(kRailCollapsedKey).toBool();

    auto* right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_stack, 1);
    auto* messageRow = new QHBoxLayout;
    messageRow->setContentsMargins(grid::kGap, 0, grid::kGap, 0);
    messageRow->addWidget(m_messages);
    right->addLayout(messageRow);
    right->addWidget(m_status);
    auto* whole = new QWidget(this);
    auto* row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    setCentralWidget(whole);
    setGround(m_stack, Role::Surface);

    m_rail->setEntries(m_entries);
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPanel);
    const auto refresh = [this] {
        tellConnection();
        m_status->showStatus(m_parts.connection.state(), m_parts.connection.status());
        m_rail->setWorkspace(m_parts.connection.status().workspaceName);
    };
    connect(&m_parts.connection, &client::Connection::stateChanged, this, refresh);
    connect(&m_parts.connection, &client::Connection::statusChanged, this, refresh);
    connect(&m_parts.feed, &client::LiveFeed::tick, m_status, &StatusBar::showTick);
    const auto told = [this](const client::Answer<client::ServerStatus>& answer) {
        if (!answer)
            showMessage(State::Failed, answer.error().message);
        m_parts.connection.refresh();
    };
    connect(m_status, &StatusBar::startWanted, this,
            [this, told] { m_parts.client.startGateway(this, told); });
    connect(m_status, &StatusBar::stopWanted, this,
            [this, told] { m_parts.client.stopGateway(this, told); });
    m_parts.feed.want(m_status, client::Topic::Ticks);

    addActions();
    refresh();
    if (!restoreGeometry(m_parts.settings.value(kGeometry).toByteArray()))
        resize(1280, 800);
    applyRailWidth();
    const QString last = m_parts.settings.value(kPanel).toString();
    if (const PanelEntry* entry = entryOf(last)         ? entryOf(last)
                                  : m_entries.isEmpty() ? nullptr
                                                        : &m_entries.first())
        showPanel(entry->id);
    makeEarlyPanels();
}

MainWindow::~MainWindow() = default;

const PanelEntry* MainWindow::entryOf(const QString& id) const
{
    const auto at = std::ranges::find(m_entries, id, &PanelEntry::id);
    return at == m_entries.end() ? nullptr : &*at;
}

void MainWindow::addActions()
{
    int digit = 1;
    for (const PanelEntry& entry : m_entries) {
        QKeySequence keys;
        if (entry.group == PanelGroup::Foot)
            keys = QKeySequence(Qt::CTRL | Qt::Key_Comma);
        else if (digit <= 9)
            keys = QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + digit++));
        m_actions->add({QStringLiteral("go.") + entry.id, entry.title, keys, entry.icon,
                        [this, id = entry.id] { showPanel(id); }});
    }
    m_actions->add({QStringLiteral("shell.palette"), [] { return tr("Search everything"); },
                    QKeySequence(Qt::CTRL | Qt::Key_K), Icon::Search, [this] { showPalette(); }});
    m_actions->add({QStringLiteral("shell.menu"), [] { return tr("Menu"); },
                    QKeySequence(Qt::Key_F10), Icon::ApplicationMenu,
                    [this] { m_rail->menuButton()->showMenu(); }});
    m_actions->add({QStringLiteral("shell.filter"), [] { return tr("Filter"); },
                    QKeySequence(Qt::Key_Slash), Icon::ViewFilter,
                    [this] {
                        if (Panel* panel = m_panels.value(m_current))
                            panel->focusFilter();
                    }});
    m_actions->add({QStringLiteral("shell.rail"), [] { return tr("Collapse or expand the rail"); },
                    QKeySequence(Qt::CTRL | Qt::Key_B), Icon::SidebarCollapseLeft,
                    [this] {
                        m_railCollapsedByHand = !m_railCollapsedByHand;
                        m_parts.settings.setValue(kRailCollapsedKey, m_railCollapsedByHand);
                        applyRailWidth();
                    }});
    m_actions->add({QStringLiteral("shell.fullscreen"), [] { return tr("Full screen"); },
                    QKeySequence(Qt::Key_F11), Icon::ViewFullscreen,
                    [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); }});
    m_actions->add({QStringLiteral("shell.quit"), [] { return tr("Close the window"); },
                    QKeySequence(Qt::CTRL | Qt::Key_Q), Icon::GoPrevious, [this] { close(); }});
    auto* menu = new QMenu(this);
    for (QAction* action : m_actions->actions()) {
        if (action->objectName() == QLatin1String("shell.palette"))
            menu->addSeparator();
        if (action->objectName() != QLatin1String("shell.menu"))
            menu->addAction(action);
    }
    m_rail->menuButton()->setMenu(menu);
}

Panel* MainWindow::panelOf(const PanelEntry& entry)
{
    if (Panel* made = m_panels.value(entry.id))
        return made;
    Panel* panel = entry.make(m_stack);
    panel->setObjectName(QStringLiteral("panel.") + entry.id);
    m_panels.insert(entry.id, panel);
    m_stack->addWidget(panel);
    connect(panel, &Panel::linkActivated, this, &MainWindow::openLink);
    connect(panel, &Panel::message, this, &MainWindow::showMessage);
    connect(panel, &Panel::badgeChanged, this,
            [this, id = entry.id](int count) { m_rail->setBadge(id, count); });
    if (m_kept.contains(entry.id))
        panel->restoreState(m_kept.take(entry.id));
    return panel;
}

void MainWindow::makeEarlyPanels()
{
    for (const PanelEntry& entry : m_entries) {
        if (entry.early)
            panelOf(entry);
    }
}

void MainWindow::showPanel(const QString& id)
{
    const PanelEntry* entry = entryOf(id);
    if (!entry || id == m_current)
        return;
    if (Panel* before = m_panels.value(m_current))
        before->deactivate();
    m_current = id;
    m_rail->setCurrent(id);
    Panel* panel = panelOf(*entry);
    m_stack->setCurrentWidget(panel);
    panel->activate();
    m_parts.settings.setValue(kPanel, id);
}

bool MainWindow::openLink(const Link& link)
{
    const auto takes = [&](const PanelEntry& entry) {
        return entry.id == link.kind || entry.linkKinds.contains(link.kind);
    };
    const auto at = std::ranges::find_if(m_entries, takes);
    if (at == m_entries.end())
        return false;
    const PanelEntry& entry = *at;
    showPanel(entry.id);
    return panelOf(entry)->open(link) || link.id.isEmpty();
}

void MainWindow::showMessage(State state, const QString& text)
{
    m_messages->say(state, text);
}

void MainWindow::tellConnection()
{
    const bool lost = m_parts.connection.state() == client::Connection::State::Lost;
    if (lost == m_lost)
        return;
    m_lost = lost;
    const QString words = tr("The gateway does not answer. What you have not saved is kept, and "
                             "the console comes back by itself.");
    if (lost)
        m_messages->say(State::Failed, words);
    else if (m_messages->text() == words)
        m_messages->dismiss();
}

void MainWindow::showPalette()
{
    auto* palette = new CommandPalette(m_actions->actions(), this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void MainWindow::applyRailWidth()
{
    m_rail->setCollapsed(m_railCollapsedByHand || width() < kNarrow);
}

void MainWindow::retranslate()
{
    // Panels set their words when they are made. One with unsaved edits keeps its words rather than
    // lose them.
    m_actions->retranslate();
    m_rail->setEntries(m_entries);
    const QString current = std::exchange(m_current, {});
    for (const PanelEntry& entry : m_entries) {
        Panel* old = m_panels.value(entry.id);
        if (!old || old->hasUnsavedEdits())
            continue;
        m_kept.insert(entry.id, old->saveState());
        if (entry.id == current)
            old->deactivate();
        m_panels.remove(entry.id);
        m_stack->removeWidget(old);
        old->deleteLater();
    }
    showPanel(current);
    makeEarlyPanels();
    m_status->showStatus(m_parts.connection.state(), m_parts.connection.status());
    m_status->setTask({});
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

bool MainWindow::event(QEvent* event)
{
    // Panels measure themselves by the font when they are made. Later, since Qt is on its way
    // through all widgets now.
    if (event->type() == QEvent::ApplicationFontChange)
        QMetaObject::invokeMethod(this, &MainWindow::retranslate, Qt::QueuedConnection);
    return QMainWindow::event(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_parts.settings.setValue(kGeometry, saveGeometry());
    QMainWindow::closeEvent(event);
    if (event->isAccepted())
        Q_EMIT closed();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    applyRailWidth();
}

} // namespace gatehouse::ui
