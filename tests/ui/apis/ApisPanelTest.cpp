// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApisPanel.h"

#include "apis/ApiForm.h"
#include "apis/ApiTableModel.h"
#include "ui/client/FakeConsole.h"

#include <QComboBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// The list of APIs, and saving one under its ETag.
class ApisPanelTest : public QObject
{
    Q_OBJECT

private:
    static QByteArray orders(const QString& description)
    {
        const QJsonObject target{{u"url"_s, u"http://orders-a:9400"_s}};
        return QJsonDocument(
                   QJsonObject{{u"id"_s, u"orders"_s},
                               {u"name"_s, u"Orders"_s},
                               {u"kind"_s, u"rest"_s},
                               {u"base_path"_s, u"/orders"_s},
                               {u"state"_s, u"published"_s},
                               {u"description"_s, description},
                               {u"upstream"_s, QJsonObject{{u"targets"_s, QJsonArray{target}}}}})
            .toJson(QJsonDocument::Compact);
    }

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void listFilterAndInspect()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ApisPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* table = panel.findChild<QTableView*>(u"apisTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(0);
        QCOMPARE(panel.findChild<QLabel*>(u"apiInspectorTitle"_s)->text(), u"Orders"_s);
        QVERIFY(panel.findChild<QLabel*>(u"apiUpstream"_s)->text().contains(u"weight 2"_s));
        QVERIFY(panel.findChild<QPlainTextEdit*>(u"apiCurl"_s)
                    ->toPlainText()
                    .contains(u"/orders/v1/orders"_s));
        FakeConsole::draw(panel, u"apis"_s);
        panel.findChild<QLineEdit*>(u"apisFilter"_s)->setText(u"parc"_s);
        QCOMPARE(table->model()->rowCount(), 1);
        panel.findChild<QLineEdit*>(u"apisFilter"_s)->clear();
        auto* state = panel.findChild<QComboBox*>(u"apisState"_s);
        state->setCurrentIndex(state->findData(int(gatehouse::model::ApiState::Draft)));
        QCOMPARE(table->model()->rowCount(), 1);
    }

    void openTheFirstRowAndKeepWhatIsChosen()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ApisPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* title = panel.findChild<QLabel*>(u"apiInspectorTitle"_s);
        QTRY_COMPARE(title->text(), u"Orders"_s); // the busiest, without a click
        QCOMPARE(panel.findChild<QLabel*>(u"apisCount"_s)->text(), u"2 APIs \u00b7 1 published"_s);
        panel.findChild<QTableView*>(u"apisTable"_s)->selectRow(1);
        QCOMPARE(title->text(), u"Parcels"_s);
        console.server.send("changes", {{u"collection"_s, u"apis"_s}});
        const auto lists = [&console] {
            return std::ranges::count_if(console.server.requests(), [](const auto& request) {
                return request.target.startsWith("/admin/v1/apis");
            });
        };
        QTRY_VERIFY(lists() > 1);
        QTRY_VERIFY(!console.client.isBusy());
        QCOMPARE(title->text(), u"Parcels"_s);
        auto* team = panel.findChild<QComboBox*>(u"apisTeam"_s);
        const int any = team->width();
        QVERIFY(any < 110); // a chip is as wide as its words
        team->setCurrentIndex(team->findData(u"web-shop"_s));
        QCOMPARE(panel.findChild<QTableView*>(u"apisTable"_s)->model()->rowCount(), 1);
    }

    void tellWhatIsOutOfTheOrdinary()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ApisPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* table = panel.findChild<QTableView*>(u"apisTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        const auto cell = [table](int row, int column) {
            return table->model()->index(row, column).data().toString();
        };
        QTRY_COMPARE(cell(0, ApiTableModel::Calls), u"48.6"_s);
        QCOMPARE(cell(0, ApiTableModel::Failed), u"0.03"_s);
        QCOMPARE(cell(0, ApiTableModel::Latency), u"81"_s);
        QCOMPARE(cell(0, ApiTableModel::Callers), u"4"_s);
        // 9 of 160 failed: told in the table and in the inspector.
        QCOMPARE(table->model()->index(1, ApiTableModel::Failed).data(Qt::ForegroundRole).toInt(),
                 int(Role::Bad));
        auto* trouble = panel.findChild<QLabel*>(u"apiTrouble"_s);
        QVERIFY(!trouble->isVisible());
        table->selectRow(1);
        QVERIFY(trouble->isVisible());
        QVERIFY(trouble->text().contains(u"5.6"_s));
        QTRY_VERIFY(panel.findChild<QWidget*>(u"apiCallers"_s)->isVisible());
        FakeConsole::draw(panel, u"apis-failing"_s);
    }

    void keepTheMainButtonAsWideAsItsWords()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ApisPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        const auto* add = panel.findChild<QPushButton*>(u"newApi"_s);
        QCOMPARE(add->width(), add->sizeHint().width());
    }

    void sayWhatAnApiIsForWithoutOne()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/apis", 200, R"({"items":[],"etag":"x"})");
        QVERIFY(console.connectNow());
        ApisPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* empty = panel.findChild<QWidget*>(u"apisEmpty"_s);
        QTRY_VERIFY(empty->isVisible());
        QCOMPARE(panel.findChild<QLabel*>(u"apisCount"_s)->text().left(6), u"0 APIs"_s);
        FakeConsole::draw(panel, u"apis-empty"_s);
    }

    void saveUnderTheEtagAndTellAConflict()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/apis/orders", 200, orders(u"old"_s),
                              "ETag: \"5\"\r\n");
        console.server.answer("PUT /admin/v1/apis/orders", 412, "{\"code\":\"changed\"}");
        QVERIFY(console.connectNow());
        ApisPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* table = panel.findChild<QTableView*>(u"apisTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(0);
        panel.findChild<QPushButton*>(u"editApi"_s)->click();
        auto* save = panel.findChild<QPushButton*>(u"saveApi"_s);
        auto* description = panel.findChild<QLineEdit*>(u"apiDescription"_s);
        QTRY_COMPARE(description->text(), u"old"_s);
        QVERIFY(!panel.hasUnsavedEdits());
        description->setText(u"mine"_s);
        QVERIFY(panel.hasUnsavedEdits());
        FakeConsole::draw(panel, u"apis-edit"_s);
        save->click();
        QTRY_VERIFY(console.called("PUT", "/admin/v1/apis/orders"));
        QVERIFY(console.called("PUT", "/admin/v1/apis/orders")
                    ->head.toLower()
                    .contains("if-match: \"5\""));
        auto* editor = panel.findChild<QWidget*>(u"apiEditor"_s);
        QTRY_VERIFY(editor->findChild<QWidget*>(u"messageBar"_s)->isVisible());
        QCOMPARE(description->text(), u"mine"_s);
        console.server.answer("PUT /admin/v1/apis/orders", 200, orders(u"mine"_s),
                              "ETag: \"6\"\r\n");
        save->click();
        QTRY_VERIFY(table->isVisible());
        QVERIFY(!panel.hasUnsavedEdits());
    }

    void tellFaultsAtTheirFields()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        ApisPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* table = panel.findChild<QTableView*>(u"apisTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        panel.findChild<QPushButton*>(u"newApi"_s)->click();
        panel.findChild<QLineEdit*>(u"apiName"_s)->setText(u"Again"_s);
        panel.findChild<QLineEdit*>(u"apiId"_s)->setText(u"again"_s);
        panel.findChild<QLineEdit*>(u"apiBasePath"_s)->setText(u"/orders"_s);
        panel.findChild<QPushButton*>(u"saveApi"_s)->click();
        QVERIFY(!console.called("POST", "/admin/v1/apis"));
        FakeConsole::draw(panel, u"apis-faults"_s);
    }
};

QTEST_MAIN(ApisPanelTest)
#include "ApisPanelTest.moc"
