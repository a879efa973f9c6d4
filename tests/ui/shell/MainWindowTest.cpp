// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/MainWindow.h"

#include "../client/FakeConsole.h"

#include "client/AdminClient.h"
#include "shell/ActionRegistry.h"
#include "widgets/MessageBar.h"
#include "widgets/Style.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace gatehouse;
using namespace gatehouse::ui;

namespace {

/// Notes what the shell tells it.
class NotingPanel final : public Panel
{
public:
    using Panel::Panel;
    void activate() override { ++activations; }
    void deactivate() override { ++deactivations; }
    bool open(const Link& link) override
    {
        opened = link.id;
        return true;
    }
    int activations = 0;
    int deactivations = 0;
    QString opened;
};

double luminance(const QColor& color)
{
    const auto part = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) +
           0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

/// The window through the eyes of a person: rail, keys, palette, links; and the colours it is drawn
/// with.
class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setStyle(new Style);
        QApplication::setPalette(makePalette(Theme::Light));
        QApplication::setFont(makeApplicationFont());
    }

    void init()
    {
        m_made.clear();
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("w.ini")),
                                                 QSettings::IniFormat);
        m_settings->clear();
        m_client = std::make_unique<client::AdminClient>();
        m_feed = std::make_unique<client::LiveFeed>(*m_client);
        m_connection = std::make_unique<client::Connection>(*m_client, *m_feed);
        m_window = std::make_unique<MainWindow>(
            ConsoleParts{*m_client, *m_feed, *m_connection, *m_settings},
            QList<PanelEntry>{entry(QStringLiteral("overview"), PanelGroup::Watch),
                              entry(QStringLiteral("traffic"), PanelGroup::Watch),
                              entry(QStringLiteral("settings"), PanelGroup::Foot)});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void makesOnlyThePanelThatIsShown()
    {
        QCOMPARE(m_made.keys(), QStringList{QStringLiteral("overview")});
        QCOMPARE(m_made[QStringLiteral("overview")]->activations, 1);
    }

    void theRailChangesThePanel()
    {
        auto* button = m_window->findChild<QAbstractButton*>(QStringLiteral("rail.traffic"));
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_window->currentPanel(), QStringLiteral("traffic"));
        QCOMPARE(m_made[QStringLiteral("overview")]->deactivations, 1);
    }

    void numbersGoToPanels()
    {
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(m_window->currentPanel(), QStringLiteral("traffic"));
    }

    void aLinkOpensWhereItsKindBelongs()
    {
        QVERIFY(m_window->openLink({QStringLiteral("traffic-thing"), QStringLiteral("01J"), {}}));
        QCOMPARE(m_window->currentPanel(), QStringLiteral("traffic"));
        QCOMPARE(m_made[QStringLiteral("traffic")]->opened, QStringLiteral("01J"));
        QVERIFY(!m_window->openLink({QStringLiteral("nobody"), {}, {}}));
    }

    void thePaletteFindsAndRuns()
    {
        m_window->actionRegistry().find(QStringLiteral("shell.palette"))->trigger();
        auto* palette = m_window->findChild<QWidget*>(QStringLiteral("commandPalette"));
        QVERIFY(palette);
        auto* input = palette->findChild<QLineEdit*>();
        QTest::keyClicks(input, QStringLiteral("settin"));
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(m_window->currentPanel(), QStringLiteral("settings"));
    }

    void noTwoActionsShareAShortcut()
    {
        QSet<QString> seen;
        for (const QAction* action : m_window->actionRegistry().actions()) {
            const QString keys = action->shortcut().toString();
            QVERIFY2(!keys.isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(!seen.contains(keys), qPrintable(keys));
            seen.insert(keys);
        }
    }

    void aNarrowWindowShowsIconsOnly()
    {
        auto* button = m_window->findChild<QAbstractButton*>(QStringLiteral("rail.traffic"));
        const int wide = button->width();
        m_window->resize(1000, 700);
        QTRY_VERIFY(m_window->findChild<QAbstractButton*>(QStringLiteral("rail.traffic"))->width() <
                    wide);
    }

    void tellsWhenTheGatewayDoesNotAnswerAndWhenItIsBack()
    {
        auto console = std::make_unique<FakeConsole>();
        QVERIFY(console->connectNow());
        MainWindow window({console->client, console->feed, console->connection, *m_settings},
                          {entry(QStringLiteral("overview"), PanelGroup::Watch)});
        window.show();
        const auto* bar = window.findChild<MessageBar*>();
        QVERIFY(!bar->isVisible());
        console->server.answer("GET /admin/v1/status", 503, "{}");
        console->connection.refresh();
        QTRY_COMPARE(console->connection.state(), client::Connection::State::Lost);
        QVERIFY(bar->isVisible());
        console->server.answer("GET /admin/v1/status", 200, R"({"gateway":"serving"})");
        console->connection.refresh();
        QTRY_VERIFY(console->connection.isConnected());
        QVERIFY(!bar->isVisible());
    }

    void theFiguresFollowTheTheme()
    {
        const auto* figures = m_window->findChild<QLabel*>(QStringLiteral("gatewayFigures"));
        for (const Theme theme : {Theme::Dark, Theme::Light}) {
            QApplication::setPalette(makePalette(theme));
            QTRY_VERIFY(figures->text().contains(roles(theme)(Role::Muted).name()) ||
                        figures->text().contains(roles(theme)(Role::Text).name()));
        }
    }

    void everyTextCanBeRead()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            const Roles& c = roles(theme);
            for (const Role text : {Role::Text, Role::Muted, Role::Accent, Role::Good, Role::Notice,
                                    Role::Limit, Role::Bad, Role::Quiet}) {
                for (const Role ground : {Role::Window, Role::Surface, tintOf(text)})
                    QVERIFY2(
                        contrast(c(text), c(ground)) >= 4.5,
                        qPrintable(QStringLiteral("%1 on %2").arg(int(text)).arg(int(ground))));
            }
            for (const Role code : {Role::CodeKey, Role::CodeString, Role::CodeNumber})
                QVERIFY(contrast(c(code), c(Role::CodeGround)) >= 4.5);
            QVERIFY(contrast(c(Role::OnAccent), c(Role::Accent)) >= 4.5);
            QVERIFY(contrast(c(Role::OnAccent), c(Role::AccentHover)) >= 4.5);
        }
    }

private:
    PanelEntry entry(const QString& id, PanelGroup group)
    {
        return {id,
                Icon::ViewStatistics,
                group,
                [id] { return id; },
                {id + QStringLiteral("-thing")},
                [this, id](QWidget* parent) {
                    auto* panel = new NotingPanel(parent);
                    m_made.insert(id, panel);
                    return panel;
                }};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<client::AdminClient> m_client;
    std::unique_ptr<client::LiveFeed> m_feed;
    std::unique_ptr<client::Connection> m_connection;
    std::unique_ptr<MainWindow> m_window;
    QMap<QString, NotingPanel*> m_made;
};

QTEST_MAIN(MainWindowTest)
#include "MainWindowTest.moc"
