// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationsPanel.h"

#include "applications/ApplicationDelegate.h"
#include "ui/client/FakeConsole.h"

#include <QClipboard>
#include <QDialog>
#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// Applications, their keys, and that a key is shown once.
class ApplicationsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void showApplicationsAndTheirKeys()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ApplicationsPanel panel(console.client, console.feed, console.connection);
        QVERIFY(panel.open({u"application"_s, u"storefront"_s, {}}));
        console.show(panel);
        auto* list = panel.findChild<QListWidget*>(u"applicationList"_s);
        QTRY_COMPARE(list->count(), 2);
        QTRY_COMPARE(list->currentItem()->text(), u"Storefront"_s);
        auto* keys = panel.findChild<QTableView*>(u"keyTable"_s);
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        auto* subscriptions = panel.findChild<QTableView*>(u"subscriptionTable"_s);
        QTRY_COMPARE(subscriptions->model()->rowCount(), 1);
        QVERIFY(panel.findChild<QPlainTextEdit*>(u"snippet"_s)
                    ->toPlainText()
                    .contains(u"GATEHOUSE_KEY"_s));
        // What is over cannot be revoked; what acts names itself in the button.
        const auto revoke = keys->findChildren<QPushButton*>(u"revokeKey"_s);
        QCOMPARE(revoke.size(), 1);
        QVERIFY(revoke.first()->accessibleName().contains(u"orders"_s));
        QCOMPARE(keys->rowAt(revoke.first()->mapTo(keys->viewport(), QPoint(1, 1)).y()), 1);
        QSignalSpy links(&panel, &Panel::linkActivated);
        panel.findChild<QPushButton*>(u"applicationTraffic"_s)->click();
        QCOMPARE(links.count(), 1);
        QCOMPARE(links.first().first().value<Link>().url().toString(),
                 u"gatehouse://traffic?application=storefront"_s);
        FakeConsole::draw(panel, u"applications"_s);
        panel.findChild<QLineEdit*>(u"applicationFilter"_s)->setText(u"miner"_s);
        QVERIFY(list->item(1)->isHidden() != list->item(0)->isHidden());
    }

    void tellTheRateAndTheStateInTheList()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/usage", 200, R"({"points":3,"items":[
            {"id":"miner","per_second":32.9,"refused_per_second":16.9,
             "calls":[1200,1974,1974],"refused":[0,1014,1014],"failed":[0,0,0]},
            {"id":"storefront","per_second":8,"refused_per_second":1.2,
             "calls":[480,480,480],"refused":[0,2,2],"failed":[0,0,0]}]})");
        QVERIFY(console.connectNow());
        ApplicationsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* list = panel.findChild<QListWidget*>(u"applicationList"_s);
        QTRY_COMPARE(list->count(), 2);
        QTRY_COMPARE(list->item(0)->text(), u"Review miner"_s); // the busiest first, and selected
        QCOMPARE(list->currentRow(), 0);
        QTRY_COMPARE(list->item(0)->data(ApplicationDelegate::BelowRole).toString(),
                     u"Data science, refused"_s);
        QTRY_COMPARE(list->item(1)->data(ApplicationDelegate::BelowRole).toString(),
                     u"Web shop"_s); // four refusals in ten minutes are no state, whatever the last
                                     // one looks like
    }

    void sayWhatAnApplicationIsForWithoutOne()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/applications", 200, R"({"items":[],"etag":"a"})");
        QVERIFY(console.connectNow());
        ApplicationsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_VERIFY(panel.findChild<QWidget*>(u"applicationsEmpty"_s)->isVisible());
        FakeConsole::draw(panel, u"applications-empty"_s);
    }

    void showANewKeyOnce()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/applications/storefront/keys", 201,
                              R"({"id":"new","key":"gh_secret","prefix":"gh_s"})");
        QVERIFY(console.connectNow());
        ApplicationsPanel panel(console.client, console.feed, console.connection);
        QVERIFY(panel.open({u"application"_s, u"storefront"_s, {}}));
        console.show(panel);
        auto* keys = panel.findChild<QTableView*>(u"keyTable"_s);
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        panel.findChild<QPushButton*>(u"newKey"_s)->click();
        auto* dialog = panel.findChild<QDialog*>(u"newKeyDialog"_s);
        QVERIFY(dialog);
        dialog->findChild<QPushButton*>(u"createKey"_s)->click();
        auto* secret = dialog->findChild<QLineEdit*>(u"newKeySecret"_s);
        QTRY_COMPARE(secret->text(), u"gh_secret"_s);
        FakeConsole::draw(*dialog, u"applications-new-key"_s);
        auto* done = dialog->findChild<QPushButton*>(u"newKeyDone"_s);
        QVERIFY(!done->isEnabled());
        dialog->reject(); // Esc before the key was copied
        QVERIFY(dialog->isVisible());
        QVERIFY(dialog->findChild<QPushButton*>(u"discardKey"_s)->isVisible());
        dialog->findChild<QPushButton*>(u"copyKey"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"gh_secret"_s);
        QVERIFY(done->isEnabled());
        done->click();
        QTRY_VERIFY(!panel.findChild<QDialog*>(u"newKeyDialog"_s));
    }

    void revokeAfterAsking()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/applications/storefront/keys/orders/revoke", 204, {});
        QVERIFY(console.connectNow());
        ApplicationsPanel panel(console.client, console.feed, console.connection);
        QVERIFY(panel.open({u"application"_s, u"storefront"_s, {}}));
        console.show(panel);
        auto* keys = panel.findChild<QTableView*>(u"keyTable"_s);
        QTRY_COMPARE(keys->model()->rowCount(), 2);
        keys->selectRow(1);
        panel.findChild<QPushButton*>(u"revokeKey"_s)->click();
        auto* yes = panel.findChild<QPushButton*>(u"askYes"_s);
        QVERIFY(yes);
        QVERIFY(yes->text().contains(u"orders"_s));
        yes->click();
        QTRY_VERIFY(console.called("POST", "/admin/v1/applications/storefront/keys/orders/revoke"));
    }

    void makeAnApplicationWithModels()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/applications", 201, R"({"id":"ios","name":"iOS"})");
        QVERIFY(console.connectNow());
        ApplicationsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_VERIFY(console.called("GET", "/admin/v1/models"));
        QTRY_COMPARE(panel.findChild<QListWidget*>(u"applicationList"_s)->count(), 2);
        QTRY_VERIFY(
            panel.findChild<QPlainTextEdit*>(u"snippet"_s)->toPlainText().contains(u"\"fast\""_s));
        panel.findChild<QPushButton*>(u"newApplication"_s)->click();
        auto* dialog = panel.findChild<QDialog*>(u"applicationDialog"_s);
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit*>(u"applicationName"_s), u"iOS"_s);
        QCOMPARE(dialog->findChild<QLineEdit*>(u"applicationId"_s)->text(), u"ios"_s);
        dialog->findChild<QAbstractButton*>(u"onlyTheseModels"_s)->click();
        auto* save = dialog->findChild<QPushButton*>(u"saveApplication"_s);
        save->click(); // nothing ticked would mean every model
        QVERIFY(!console.called("POST", "/admin/v1/applications"));
        auto* models = dialog->findChild<QListWidget*>(u"applicationModels"_s);
        QTRY_VERIFY(models->item(0)); // they may be known later than the dialog is opened
        models->item(0)->setCheckState(Qt::Checked);
        save->click();
        QTRY_VERIFY(console.called("POST", "/admin/v1/applications"));
        const QByteArray body = console.called("POST", "/admin/v1/applications")->body;
        QCOMPARE(QJsonDocument::fromJson(body)["models"_L1].toArray().size(), 1);
    }
};

QTEST_MAIN(ApplicationsPanelTest)
#include "ApplicationsPanelTest.moc"
