// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiImportPage.h"
#include "apis/ApiLifeBar.h"
#include "ui/apis/ApiAnswers.h"
#include "ui/client/FakeConsole.h"

#include <QDialog>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// An API from its description to its end, on the screen.
class ApiLifeTest : public QObject
{
    Q_OBJECT

private:
    /// Bodies that were sent there.
    static QList<QJsonObject> sent(const FakeConsole& console, const QByteArray& path)
    {
        QList<QJsonObject> out;
        for (const auto& request : console.server.requests()) {
            if (request.target == path)
                out.append(QJsonDocument::fromJson(request.body).object());
        }
        return out;
    }

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void importIsTriedWhileTheTextIsThere()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/apis/import", 200, kMade);
        QVERIFY(console.connectNow());
        ApiImportPage page(console.client);
        page.show();
        page.startNew();
        auto* import = page.findChild<QPushButton*>(u"runImport"_s);
        QVERIFY(!import->isEnabled());
        page.findChild<QPlainTextEdit*>(u"importText"_s)->setPlainText(u"openapi: 3.1.0"_s);
        QTRY_VERIFY(import->isEnabled());
        QVERIFY(sent(console, "/admin/v1/apis/import").front()["dry_run"_L1].toBool());
        auto* list = page.findChild<QTreeWidget*>(u"importList"_s);
        QCOMPARE(list->topLevelItemCount(), 3);
        QCOMPARE(list->topLevelItem(2)->text(0), u"line 7"_s);
        QSignalSpy done(&page, &ApiImportPage::imported);
        import->click();
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(done.front().front().toString(), u"bees"_s);
        const QJsonObject last = sent(console, "/admin/v1/apis/import").back();
        QVERIFY(!last.contains("dry_run"_L1));
        QVERIFY(!page.hasText());
    }

    void faultsAreToldWithTheirLines()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/apis/import", 422, kFaults);
        QVERIFY(console.connectNow());
        ApiImportPage page(console.client);
        page.show();
        page.startNew();
        page.findChild<QPlainTextEdit*>(u"importText"_s)->setPlainText(u"openapi: 3.1.0"_s);
        auto* list = page.findChild<QTreeWidget*>(u"importList"_s);
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(0), u"line 3"_s);
        QCOMPARE(list->topLevelItem(0)->text(1), u"paths: must be a map"_s);
        QVERIFY(!page.findChild<QPushButton*>(u"runImport"_s)->isEnabled());
    }

    void aConflictIsDecidedByATick()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/apis/import", 200, kConflict);
        QVERIFY(console.connectNow());
        ApiImportPage page(console.client);
        page.show();
        page.startAgain(u"bees"_s, u"Bees"_s);
        page.findChild<QPlainTextEdit*>(u"importText"_s)->setPlainText(u"openapi: 3.1.0"_s);
        auto* list = page.findChild<QTreeWidget*>(u"importList"_s);
        QTRY_COMPARE(list->topLevelItemCount(), 1);
        list->topLevelItem(0)->setCheckState(0, Qt::Checked);
        page.findChild<QPushButton*>(u"runImport"_s)->click();
        QTRY_COMPARE(sent(console, "/admin/v1/apis/import").size(), 2);
        const QJsonObject last = sent(console, "/admin/v1/apis/import").back();
        QCOMPARE(last["id"_L1].toString(), u"bees"_s);
        QCOMPARE(last["take"_L1].toArray().first().toString(), u"GET /hives"_s);
    }

    void theUsualStepIsTheButton()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/apis/bees/step", 200, kStepped);
        QVERIFY(console.connectNow());
        ApiLifeBar bar(console.client);
        bar.show();
        model::Api api;
        api.id = "bees";
        api.state = model::ApiState::Draft;
        bar.showApi(api, 0);
        auto* next = bar.findChild<QPushButton*>(u"apiNextStep"_s);
        QCOMPARE(next->text(), u"Publish"_s);
        QSignalSpy done(&bar, &ApiLifeBar::done);
        next->click();
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(sent(console, "/admin/v1/apis/bees/step").front()["step"_L1].toString(),
                 u"publish"_s);
    }

    void endingAnApiAsksWhyAndShowsWhoCalls()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/apis/bees/step", 200, kStepped);
        QVERIFY(console.connectNow());
        ApiLifeBar bar(console.client);
        bar.show();
        model::Api api;
        api.id = "bees";
        api.state = model::ApiState::Deprecated;
        bar.showApi(api, 0);
        bar.setCallers({u"Storefront"_s});
        bar.findChild<QPushButton*>(u"apiNextStep"_s)->click();
        auto* box = bar.findChild<QDialog*>(u"apiStepBox"_s);
        QVERIFY(box);
        QCOMPARE(box->findChild<QLabel*>(u"stepCallers"_s)->text(), u"Still calling: Storefront"_s);
        auto* go = box->findChild<QPushButton*>(u"stepGo"_s);
        go->click();
        QVERIFY(box->isVisible()); // a reason is missing
        QVERIFY(sent(console, "/admin/v1/apis/bees/step").isEmpty());
        box->findChild<QLineEdit*>(u"stepReason"_s)->setText(u"nobody needs it"_s);
        go->click();
        QTRY_COMPARE(sent(console, "/admin/v1/apis/bees/step").size(), 1);
        QCOMPARE(sent(console, "/admin/v1/apis/bees/step").front()["reason"_L1].toString(),
                 u"nobody needs it"_s);
    }

    void revisionsCanBeBroughtBack()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/apis/bees/revisions", 200, kStepped2);
        console.server.answer("GET /admin/v1/apis/bees/compare", 200, kRevisions);
        QVERIFY(console.connectNow());
        ApiLifeBar bar(console.client);
        bar.show();
        model::Api api;
        api.id = "bees";
        api.state = model::ApiState::Published;
        bar.showApi(api, 2);
        QTRY_VERIFY(bar.findChild<QPushButton*>(u"restoreRevision1"_s));
        QVERIFY(!bar.findChild<QPushButton*>(u"restoreRevision2"_s));
        bar.findChild<QPushButton*>(u"compareRevision1"_s)->click();
        QTRY_VERIFY(bar.findChild<QDialog*>(u"apiCompareBox"_s));
        bar.findChild<QDialog*>(u"apiCompareBox"_s)->close();
    }
};

QTEST_MAIN(ApiLifeTest)
#include "ApiLifeTest.moc"
