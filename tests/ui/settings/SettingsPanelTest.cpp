// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/SettingsPanel.h"

#include "settings/GatewayDraft.h"
#include "settings/SettingRow.h"
#include "ui/client/FakeConsole.h"

#include "shell/Appearance.h"
#include "widgets/MessageBar.h"
#include "widgets/SegmentedControl.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QWheelEvent>

using namespace gatehouse;
using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

namespace {

QByteArray gateway(int port, const char* body = "16MiB")
{
    return R"({"listen":["127.0.0.1:)" + QByteArray::number(port) +
           R"("],"admin":["127.0.0.1:8481"],"threads":4,"limits":{"body":")" + body + R"("}})";
}

} // namespace

/// The settings of the gateway are edited together, told beforehand, saved or thrown away.
class SettingsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void init()
    {
        m_console = std::make_unique<FakeConsole>();
        m_console->server.answer("GET /admin/v1/gateway", 200, gateway(8480), "ETag: \"1\"\r\n");
        QVERIFY(m_console->connectNow());
        m_settings =
            std::make_unique<QSettings>(m_folder.filePath(u"s.ini"_s), QSettings::IniFormat);
        m_settings->clear();
        m_settings->setValue(u"appearance/theme"_s, u"light"_s);
        m_appearance = std::make_unique<Appearance>(*qApp, *m_settings);
        m_panel = std::make_unique<SettingsPanel>(m_console->client, m_console->feed,
                                                  m_console->connection, *m_appearance);
        m_console->show(*m_panel);
        QTRY_COMPARE(port()->value(), 8480);
    }

    void cleanup()
    {
        m_panel.reset();
        m_appearance.reset();
        m_console.reset();
    }

    void markWhatIsNotSavedAndDiscardIt()
    {
        QVERIFY(!pending()->isVisible());
        port()->setValue(9000);
        QVERIFY(pending()->isVisible());
        QVERIFY(m_panel->hasUnsavedEdits());
        QVERIFY(hasWords(row(u"listen"_s), u"was 127.0.0.1:8480"_s));
        FakeConsole::draw(*m_panel, u"settings"_s);
        m_panel->findChild<QPushButton*>(u"discard"_s)->click();
        QCOMPARE(port()->value(), 8480);
        QVERIFY(!pending()->isVisible());
        QVERIFY(!m_panel->hasUnsavedEdits());
    }

    void saveTheWholeSectionWithItsEtag()
    {
        port()->setValue(9000);
        m_console->server.answer("PUT /admin/v1/gateway", 200, gateway(9000), "ETag: \"2\"\r\n");
        save()->click();
        QTRY_VERIFY(!pending()->isVisible());
        const auto* put = m_console->called("PUT", "/admin/v1/gateway");
        QVERIFY(put);
        QVERIFY(put->head.toLower().contains("if-match: \"1\""));
        QVERIFY(put->body.contains("127.0.0.1:9000"));
        QVERIFY(!m_panel->hasUnsavedEdits());
    }

    void showTheServersErrorBesideItsField()
    {
        port()->setValue(9000);
        m_console->server.answer("PUT /admin/v1/gateway", 422,
                                 R"({"title":"Invalid","detail":"wrong","code":"invalid",
                "errors":[{"line":0,"path":"gateway.listen[0]","message":"is in use"}]})");
        save()->click();
        QTRY_COMPARE(row(u"listen"_s)->error(), u"is in use"_s);
        QVERIFY(pending()->isVisible());
    }

    void neverSendWhatIsWrong()
    {
        m_panel->findChild<QComboBox*>(u"listenHost"_s)->setCurrentText(u"not an address"_s);
        QVERIFY(!row(u"listen"_s)->error().isEmpty());
        save()->click();
        QVERIFY(!m_console->called("PUT", "/admin/v1/gateway"));
    }

    void layMineOverTheirsAfterAConflict()
    {
        port()->setValue(9000);
        m_console->server.answer("PUT /admin/v1/gateway", 412,
                                 R"({"title":"Changed","detail":"changed","code":"changed"})");
        m_console->server.answer("GET /admin/v1/gateway", 200, gateway(8480, "1MiB"),
                                 "ETag: \"5\"\r\n");
        save()->click();
        auto* bar = m_panel->findChild<MessageBar*>();
        QTRY_VERIFY(bar->isVisible());
        bar->findChild<QPushButton*>()->click();
        QTRY_VERIFY(!bar->isVisible());
        QCOMPARE(port()->value(), 9000);
        m_console->server.answer("PUT /admin/v1/gateway", 200, gateway(9000, "1MiB"));
        save()->click();
        QTRY_VERIFY(!pending()->isVisible());
        const auto& put = m_console->server.requests().last();
        QVERIFY(put.head.toLower().contains("if-match: \"5\"") || put.verb == "GET");
    }

    void actAtOnceInTheWindow()
    {
        QVERIFY(m_panel->open({u"settings"_s, u"appearance"_s, {}}));
        FakeConsole::draw(*m_panel, u"settings-appearance"_s);
        QApplication::setPalette(makePalette(Theme::Light));
        m_panel->findChild<SegmentedControl*>(u"theme"_s)->setCurrentIndex(2);
        QVERIFY(roles(QApplication::palette()).isDark());
        QVERIFY(!m_panel->hasUnsavedEdits());
        m_appearance->setTheme(Appearance::ThemeChoice::Light);
    }

    void chooseWhatClosingTheWindowMeans()
    {
        using enum Appearance::Closing;
        auto* closing = m_panel->findChild<SegmentedControl*>(u"closing"_s);
        QCOMPARE(closing->currentIndex(), 0);
        closing->setCurrentIndex(2);
        QCOMPARE(m_appearance->closing(), Stop);
        m_appearance->setClosing(Tray); // as the answer to the question does
        QCOMPARE(closing->currentIndex(), 1);
        QCOMPARE(Appearance(*qApp, *m_settings).closing(), Tray);
        closing->setCurrentIndex(0);
        QCOMPARE(m_appearance->closing(), Ask);
    }

    void enlargeTextAtOnce()
    {
        const auto* label = row(u"threads"_s)->findChild<QLabel*>();
        const int before = label->fontMetrics().height();
        m_appearance->setFontScale(1.5);
        QVERIFY(label->fontMetrics().height() > before);
        m_appearance->setFontScale(1.0);
        QCOMPARE(label->fontMetrics().height(), before);
    }

    void scrollWithoutChangingAValue()
    {
        save()->setFocus();
        auto* spin = m_panel->findChild<QSpinBox*>(u"threads"_s);
        QVERIFY(!spin->hasFocus());
        QWheelEvent wheel(QPointF(5, 5), spin->mapToGlobal(QPointF(5, 5)), {}, {0, 120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(spin, &wheel);
        QCOMPARE(spin->value(), 4);
        QVERIFY(!m_panel->hasUnsavedEdits());
    }

    void findASettingByItsName()
    {
        m_panel->findChild<QLineEdit*>(u"settingsFilter"_s)->setText(u"gap in a stream"_s);
        auto* pages = m_panel->findChild<QListWidget*>(u"settingsPages"_s);
        QCOMPARE(pages->currentItem()->data(Qt::UserRole).toString(), u"address"_s);
        QTRY_VERIFY(!row(u"times.stream_gap"_s)->visibleRegion().isEmpty()); // scrolled there
    }

    void drawEveryPage()
    {
        for (const auto* page : {"threads", "times", "folder", "language", "shortcuts", "about"}) {
            QVERIFY(m_panel->open({u"settings"_s, QString::fromLatin1(page), {}}));
            FakeConsole::draw(*m_panel, u"settings-"_s + QString::fromLatin1(page));
        }
        QVERIFY(!m_panel->open({u"settings"_s, u"nothing"_s, {}}));
    }

    void keepMineWhenRebased()
    {
        client::Stored<model::Gateway> first;
        client::Stored<model::Gateway> theirs;
        theirs.value.threads = 7;
        theirs.value.tls = model::Tls{"c.pem", "k.pem", "1.2"};
        GatewayDraft draft;
        draft.load(first);
        draft.wanted().limits.body = 5;
        draft.rebase(theirs);
        QCOMPARE(draft.wanted().threads, 7u);
        QVERIFY(draft.wanted().tls);
        QCOMPARE(draft.changes().size(), 1);
        QCOMPARE(draft.changes().first().path, u"limits.body"_s);
    }

private:
    QSpinBox* port() { return m_panel->findChild<QSpinBox*>(u"listenPort"_s); }
    QWidget* pending() { return m_panel->findChild<QWidget*>(u"pendingBar"_s); }
    QPushButton* save() { return m_panel->findChild<QPushButton*>(u"save"_s); }
    SettingRow* row(const QString& path)
    {
        return m_panel->findChild<SettingRow*>(u"setting."_s + path);
    }
    static bool hasWords(QWidget* widget, const QString& words)
    {
        const auto labels = widget->findChildren<QLabel*>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel* label) { return label->text() == words; });
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FakeConsole> m_console;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<SettingsPanel> m_panel;
};

QTEST_MAIN(SettingsPanelTest)
#include "SettingsPanelTest.moc"
