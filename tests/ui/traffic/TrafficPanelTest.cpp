// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficPanel.h"

#include "traffic/TrafficFilterBox.h"
#include "traffic/TrafficModel.h"
#include "ui/client/FakeConsole.h"

#include "client/Names.h"
#include "widgets/CellDelegate.h"
#include "widgets/Chip.h"
#include "widgets/State.h"
#include "widgets/TableSetup.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using namespace gatehouse::client;
using namespace gatehouse::ui;

/// The list of exchanges over a scripted server.
class TrafficPanelTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject record(int number)
    {
        return {{QStringLiteral("id"), QStringLiteral("r%1").arg(number)},
                {QStringLiteral("time_ms"), qint64(1795530000000) + number},
                {QStringLiteral("status"), 200},
                {QStringLiteral("application"), QStringLiteral("miner")},
                {QStringLiteral("api"), QStringLiteral("orders")},
                {QStringLiteral("model_used"), QStringLiteral("gpt-6-luna")},
                {QStringLiteral("cost_nano_usd"), 46'000},
                {QStringLiteral("phases"), QJsonObject{{QStringLiteral("last_byte_us"), 654'000}}}};
    }

    /// Records `last` down to `first`, as a page.
    static QByteArray page(int first, int last)
    {
        QJsonArray items;
        for (int i = last; i >= first; --i)
            items.append(record(i));
        return QJsonDocument(QJsonObject{{QStringLiteral("items"), items},
                                         {QStringLiteral("next"), QJsonValue()},
                                         {QStringLiteral("total_today"), last}})
            .toJson();
    }

    static QList<TrafficRecord> batch(int first, int last)
    {
        QList<TrafficRecord> records;
        for (int i = first; i <= last; ++i)
            records.append(TrafficRecord::fromJson(record(i)));
        return records;
    }

    static QByteArray lastQuery(const FakeConsole& console)
    {
        QByteArray target;
        for (const auto& request : console.server.requests()) {
            if (request.target.startsWith("/admin/v1/traffic?"))
                target = request.target;
        }
        return target;
    }

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void rowsAreDenseAndSayNamesShapesAndSmallCosts()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/traffic", 200,
                              QJsonDocument(FakeAdminServer::traffic(1795530727000, 200)).toJson());
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* table = panel.findChild<QTableView*>(QStringLiteral("trafficTable"));
        QTRY_COMPARE(table->model()->rowCount(), 200);
        QCOMPARE(table->rowHeight(0), 24);
        const QAbstractItemModel* model = table->model();
        const auto at = [model](int row, int column, int role) {
            return model->index(row, column).data(role);
        };
        QCOMPARE(at(0, TrafficModel::Cost, Qt::DisplayRole).toString(),
                 QStringLiteral("$0.000046"));
        QCOMPARE(at(1, TrafficModel::Status, CellState).toInt(), int(State::Full));
        QCOMPARE(at(0, TrafficModel::Total, CellUnit).toString(), QStringLiteral("ms"));
        table->selectRow(6);
        FakeConsole::draw(panel, QStringLiteral("traffic"));
        console.server.answer("GET /admin/v1/traffic", 200, page(1, 2));
        panel.findChild<QComboBox*>(QStringLiteral("trafficRange"))->activated(1);
        QTRY_COMPARE(model->rowCount(), 2);
        QTRY_COMPARE(at(0, TrafficModel::Application, Qt::DisplayRole).toString(),
                     QStringLiteral("Review miner"));
        QCOMPARE(at(0, TrafficModel::Api, Qt::DisplayRole).toString(), QStringLiteral("Orders"));
    }

    void chipsAndTheRangeRestrictTheList()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/traffic", 200, page(1, 3));
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_VERIFY(lastQuery(console).contains("from_ms="));
        auto* box = panel.findChild<TrafficFilterBox*>();
        QTest::keyClicks(box->line(), QStringLiteral("app:\"Review miner\" status:2xx"));
        QTest::keyClick(box->line(), Qt::Key_Return);
        QCOMPARE(box->words().size(), 3); // with last:10m
        QTRY_VERIFY(lastQuery(console).contains("status=2xx"));
        QTRY_VERIFY(lastQuery(console).contains("application=miner"));
        auto* range = panel.findChild<QComboBox*>(QStringLiteral("trafficRange"));
        range->setCurrentIndex(3);
        Q_EMIT range->activated(3);
        QTRY_VERIFY(!lastQuery(console).contains("from_ms="));
        QTest::keyClick(box->line(), Qt::Key_Backspace); // takes the last chip back
        QCOMPARE(box->line()->text(), QStringLiteral("status:2xx"));
        QCOMPARE(box->words(), QStringList{QStringLiteral("app:\"Review miner\"")});
    }

    void whatWasMissedWhileTheFeedWasBrokenIsFetched()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/traffic", 200, page(1, 3));
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* model = panel.findChild<TrafficModel*>();
        QTRY_COMPARE(model->rowCount(), 3);
        QTRY_VERIFY(console.feed.isOpen());
        console.server.answer("GET /admin/v1/traffic", 200, page(1, 7));
        console.server.breakStreams();
        QTRY_COMPARE(model->rowCount(), 7);
        for (int row = 0; row < 7; ++row)
            QCOMPARE(model->record(row).id, QStringLiteral("r%1").arg(7 - row));
    }

    void moreThanAreHeldBackAreCountedAndReadAnew()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/traffic", 200, page(1, 3));
        QVERIFY(console.connectNow());
        const Names names(console.client, console.feed);
        TrafficModel model(console.client, names);
        model.reload();
        QTRY_COMPARE(model.rowCount(), 3);
        model.setFollowing(false);
        model.add(batch(4, 3003));
        QCOMPARE(model.heldBack(), 3000);
        QCOMPARE(model.rowCount(), 3);
        console.server.answer("GET /admin/v1/traffic", 200, page(2900, 3003));
        model.setFollowing(true);
        QTRY_COMPARE(model.rowCount(), 104);
        QCOMPARE(model.heldBack(), 0);
    }

    void tenThousandRowsTakeABatchAtOnce()
    {
        FakeConsole console;
        const Names names(console.client, console.feed);
        TrafficModel model(console.client, names);
        model.add(batch(1, 12'000));
        QTableView table;
        table.setModel(&model);
        setUpTable(&table, 24, false);
        table.show();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i) {
            model.add(batch(20'000 + i * 20, 20'019 + i * 20));
            QCoreApplication::processEvents();
        }
        QCOMPARE(model.rowCount(), 12'400);
        QVERIFY2(timer.elapsed() < 2000, "a batch of the feed takes longer than its tenth second");
    }

    void streamsHaveTheirEvents()
    {
        FakeConsole console;
        QJsonObject detail = record(3);
        detail[QStringLiteral("stream")] = true;
        detail[QStringLiteral("response")] =
            QJsonObject{{QStringLiteral("headers"), QJsonArray()},
                        {QStringLiteral("body"),
                         QStringLiteral("data: {\"a\":1}\n\nevent: end\ndata: [DONE]\n\ndata: cu")},
                        {QStringLiteral("encoding"), QStringLiteral("utf8")},
                        {QStringLiteral("size"), 90},
                        {QStringLiteral("kept"), true}};
        console.server.answer("GET /admin/v1/traffic/r3", 200, QJsonDocument(detail).toJson());
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QVERIFY(panel.open({QStringLiteral("request"), QStringLiteral("r3"), {}}));
        auto* events = panel.findChild<QPlainTextEdit*>(QStringLiteral("events"));
        QTRY_VERIFY(events->toPlainText().contains(QStringLiteral("{\"a\":1}")));
        QCOMPARE(events->toPlainText().split(u'\n').size(), 2);
        QCOMPARE(panel.findChild<QTabWidget*>()->tabText(3), QStringLiteral("Events 2"));
    }
};

QTEST_MAIN(TrafficPanelTest)
#include "TrafficPanelTest.moc"
