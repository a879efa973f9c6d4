// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelsPanel.h"

#include "models/ProviderEditor.h"
#include "models/ProviderTreeModel.h"
#include "models/RouteEditor.h"
#include "models/RouteTable.h"
#include "models/TargetList.h"
#include "ui/client/FakeConsole.h"

#include "widgets/SegmentedControl.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
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
        QTRY_VERIFY(!console.client.isBusy());
        auto* first = editor->findChildren<TargetRow*>().first();
        QTest::keyClick(first, Qt::Key_Down, Qt::AltModifier);
        QVERIFY(panel.hasUnsavedEdits());
        FakeConsole::draw(panel, u"models-route"_s);
        editor->findChild<QPushButton*>(u"saveRoute"_s)->click();
        QTRY_VERIFY(console.called("PUT", "/admin/v1/model_routes/fast"));
        const auto* put = console.called("PUT", "/admin/v1/model_routes/fast");
        QVERIFY(put->head.toLower().contains("if-match: \"7\""));
        QVERIFY(put->body.indexOf("sandbox") < put->body.indexOf("openai"));
    }

    void dragATarget()
    {
        TargetList list;
        list.setTargets({{"a", "one", 1}, {"b", "two", 1}, {"c", "three", 1}});
        list.resize(320, 240);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        const auto rows = list.findChildren<TargetRow*>();
        const QPoint handle(8, 12);
        QTest::mousePress(rows.first(), Qt::LeftButton, {}, handle);
        for (int y = 20; y < 236; y += 10) { // the row follows: told in its own pixels
            const QPointF at = rows.first()->mapFrom(&list, QPoint(handle.x(), y));
            QMouseEvent move(QEvent::MouseMove, at, rows.first()->mapToGlobal(at), Qt::NoButton,
                             Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(rows.first(), &move);
        }
        QTest::mouseRelease(rows.first(), Qt::LeftButton, {}, handle);
        QCOMPARE(list.targets().back().provider, std::string("a"));
        QCOMPARE(list.targets().front().provider, std::string("b"));
    }

    void askBeforeUnsavedEditsAreLost()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* routes = panel.findChild<RouteTable*>(u"routeTable"_s);
        QTRY_COMPARE(routes->model()->rowCount(), 2);
        QTRY_COMPARE(routes->marked(), u"fast"_s); // opened unasked: there is room
        auto* editor = panel.findChild<RouteEditor*>();
        editor->findChild<SegmentedControl*>(u"routeStrategy"_s)->setCurrentIndex(2);
        QVERIFY(panel.hasUnsavedEdits());
        routes->selectRow(1);
        QCOMPARE(routes->marked(), u"fast"_s);
        QCOMPARE(QString::fromStdString(editor->value().name), u"fast"_s);
        auto* yes = panel.findChild<QPushButton*>(u"askYes"_s);
        QVERIFY(yes);
        yes->click();
        QCOMPARE(QString::fromStdString(editor->value().name), u"smart"_s);
        QVERIFY(!panel.hasUnsavedEdits());
    }

    void tellAWireThatIsNotSpoken()
    {
        ProviderTreeModel model;
        gatehouse::client::CatalogueProvider kind;
        kind.id = u"anthropic"_s;
        kind.name = u"Anthropic"_s;
        gatehouse::client::Stored<gatehouse::model::Provider> provider;
        provider.value.id = "anthropic";
        provider.value.kind = "anthropic";
        provider.json = {{u"state"_s, u"failed"_s}};
        model.setCatalogue({kind});
        model.setProviders({provider});
        QVERIFY(!model.isCallable(u"anthropic"_s));
        QCOMPARE(model.describe(u"anthropic"_s), u"not callable yet"_s);
        const QModelIndex top = model.index(0, 0);
        QCOMPARE(model.rowCount(top), 1); // "no key" has the state
        QCOMPARE(model.index(0, ProviderTreeModel::Condition, top).data().toString(),
                 u"not callable yet"_s);
    }

    void sayWhatAProviderIsForWithoutOne()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/providers", 200, R"({"items":[],"etag":"p"})");
        console.server.answer("GET /admin/v1/model_routes", 200, R"({"items":[],"etag":"r"})");
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* add = panel.findChild<QPushButton*>(u"addFirstProvider"_s);
        QTRY_VERIFY(add->isVisible());
        FakeConsole::draw(panel, u"models-empty"_s);
        add->click();
        QVERIFY(panel.findChild<ProviderEditor*>()->isAdding());
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
        auto* facts = panel.findChild<QWidget*>(u"modelEditor"_s);
        QVERIFY(facts->isVisible());
        QVERIFY(facts->findChild<QLabel*>(u"modelAbilities"_s)->text().contains(u"tools"_s));
        FakeConsole::draw(panel, u"model-catalogue"_s);
        panel.findChild<QTabWidget*>(u"modelsTabs"_s)->setCurrentIndex(0);
        QVERIFY(!facts->isVisible()); // the route's editor is back
        QVERIFY(panel.findChild<QWidget*>(u"routeEditor"_s)->isVisible());
    }
};

QTEST_MAIN(ModelsPanelTest)
#include "ModelsPanelTest.moc"
