// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelsPanel.h"

#include "ui/client/FakeConsole.h"

#include "widgets/SegmentedControl.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// Providers, routes and the catalogue in one panel.
class ModelsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void showProvidersAndTestOne()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/providers/openai", 200,
                              R"({"id":"openai","kind":"openai","keys":[{"id":"main",
                                  "secret":"env:OPENAI_KEY"}]})",
                              "ETag: \"1\"\r\n");
        console.server.answer("POST /admin/v1/providers/test", 200,
                              R"({"ok":true,"status":200,"latency_ms":84,"models":["a","b"]})");
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* tree = panel.findChild<QTreeView*>(u"providerTree"_s);
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        QCOMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 1);
        tree->setCurrentIndex(tree->model()->index(0, 0));
        auto* test = panel.findChild<QPushButton*>(u"testProvider"_s);
        QVERIFY(test->isVisible());
        test->click();
        QTRY_VERIFY(console.called("POST", "/admin/v1/providers/test"));
        QTRY_VERIFY(panel.findChild<QLabel*>(u"testResult"_s)->text().contains(u"84"_s));
        FakeConsole::draw(panel, u"models"_s);
        panel.findChild<QLineEdit*>(u"modelsFilter"_s)->setText(u"sand"_s);
        QVERIFY(tree->isRowHidden(0, {}));
        QVERIFY(!tree->isRowHidden(1, {}));
    }

    void changeTheOrderOfTargets()
    {
        FakeConsole console;
        const QByteArray fast = R"({"name":"fast","targets":[
            {"provider":"openai","model":"gpt-6-luna"},{"provider":"sandbox","model":"chat"}]})";
        console.server.answer("GET /admin/v1/model_routes/fast", 200, fast, "ETag: \"7\"\r\n");
        console.server.answer("PUT /admin/v1/model_routes/fast", 200, fast, "ETag: \"8\"\r\n");
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        QVERIFY(panel.open({u"model_route"_s, u"fast"_s, {}}));
        console.show(panel);
        auto* editor = panel.findChild<QWidget*>(u"routeEditor"_s);
        QTRY_COMPARE(editor->findChildren<QComboBox*>(u"targetProvider"_s).size(), 2);
        QTRY_VERIFY(console.called("GET", "/admin/v1/model_routes/fast"));
        QTest::qWait(50);
        editor->findChildren<QToolButton*>(u"targetDown"_s).first()->click();
        QVERIFY(panel.hasUnsavedEdits());
        FakeConsole::draw(panel, u"models-route"_s);
        editor->findChild<QPushButton*>(u"saveRoute"_s)->click();
        QTRY_VERIFY(console.called("PUT", "/admin/v1/model_routes/fast"));
        const auto* put = console.called("PUT", "/admin/v1/model_routes/fast");
        QVERIFY(put->head.toLower().contains("if-match: \"7\""));
        QVERIFY(put->body.indexOf("sandbox") < put->body.indexOf("openai"));
    }

    void refuseARouteWithoutTargets()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_VERIFY(console.called("GET", "/admin/v1/model_routes"));
        panel.findChild<QPushButton*>(u"newRoute"_s)->click();
        auto* editor = panel.findChild<QWidget*>(u"routeEditor"_s);
        editor->findChild<QLineEdit*>(u"routeName"_s)->setText(u"quick"_s);
        editor->findChild<QPushButton*>(u"saveRoute"_s)->click();
        QVERIFY(editor->findChild<QLabel*>(u"routeTargetsFault"_s)->isVisible());
        QVERIFY(!console.called("POST", "/admin/v1/model_routes"));
    }

    void filterTheCatalogue()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        panel.findChild<QTabWidget*>(u"modelsTabs"_s)->setCurrentIndex(2);
        auto* table = panel.findChild<QTableView*>(u"catalogueTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        panel.findChild<QAbstractButton*>(u"kind_embedding"_s)->click();
        QCOMPARE(table->model()->rowCount(), 1);
        panel.findChild<QAbstractButton*>(u"kind_embedding"_s)->click();
        table->selectRow(1);
        FakeConsole::draw(panel, u"model-catalogue"_s);
    }
};

QTEST_MAIN(ModelsPanelTest)
#include "ModelsPanelTest.moc"
