// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficPanel.h"

#include "traffic/TrafficFilterBox.h"
#include "traffic/TrafficModel.h"
#include "traffic/TrafficTable.h"
#include "ui/client/FakeConsole.h"

#include "client/Names.h"
#include "widgets/CellDelegate.h"
#include "widgets/Chip.h"
#include "widgets/State.h"
#include "widgets/TableSetup.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
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

    void askWhyARequestWasRefused()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/traffic", 200,
                              QJsonDocument(FakeAdminServer::traffic(1795530727000, 20)).toJson());
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* table = panel.findChild<QTableView*>(QStringLiteral("trafficTable"));
        QTRY_COMPARE(table->model()->rowCount(), 20);
        auto* why = panel.findChild<QPushButton*>(QStringLiteral("explainRequest"));
        table->selectRow(0); // answered
        QVERIFY(!why->isVisible());
        table->selectRow(1); // 429
        QVERIFY(why->isVisible());
        QStringList asked;
        connect(&panel, &Panel::linkActivated, &panel,
                [&asked](const Link& link) { asked << link.kind << link.id; });
        why->click();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked.first(), QStringLiteral("doctor"));
        QVERIFY(!asked.last().isEmpty());
    }

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

    void columnsFitWhatStandsInThemAtEverySizeOfText()
    {
        const QFont usual = QApplication::font();
        for (const double scale : {1.0, 1.5}) {
            QApplication::setFont(makeApplicationFont(scale));
            FakeConsole console;
            const Names names(console.client, console.feed);
            TrafficModel model(console.client, names);
            TrafficTable table(&model, nullptr);
            QList<TrafficRecord> records = batch(1, 20);
            records[3].inputTokens = 1'048'576;
            records[4].costNanoUsd = 12'345'678'901;
            records[5].application = QStringLiteral("an application with a name that never ends "
                                                    "and that nobody would ever want to read");
            model.add(records);
            const QHeaderView& head = *table.horizontalHeader();
            for (int column = 0; column < TrafficModel::ColumnCount; ++column) {
                if (column == TrafficModel::Model || column == TrafficModel::Application)
                    continue;
                const QMargins padding = cellPadding(head, column);
                for (int row = 0; row < model.rowCount(); ++row) {
                    const int wanted =
                        CellDelegate::contentWidth(model.index(row, column), table.font());
                    QVERIFY2(wanted + padding.left() + padding.right() <= head.sectionSize(column),
                             qPrintable(QStringLiteral("column %1, row %2, size %3")
                                            .arg(column)
                                            .arg(row)
                                            .arg(scale)));
                }
            }
            QVERIFY(head.sectionSize(TrafficModel::Application) < 400);
        }
        QApplication::setFont(usual);
    }

    void theLastShownColumnKeepsTheOuterPadding()
    {
        FakeConsole console;
        const Names names(console.client, console.feed);
        TrafficModel model(console.client, names);
        TrafficTable table(&model, nullptr);
        const QHeaderView& head = *table.horizontalHeader();
        QCOMPARE(cellPadding(head, TrafficModel::Time).left(), grid::kSide);
        QCOMPARE(cellPadding(head, TrafficModel::Cost).right(), grid::kSide);
        table.setColumnHidden(TrafficModel::Cost, true);
        table.setColumnHidden(TrafficModel::Time, true);
        QCOMPARE(cellPadding(head, TrafficModel::Tokens).right(), grid::kSide);
        QCOMPARE(cellPadding(head, TrafficModel::Status).left(), grid::kSide);
        QCOMPARE(cellPadding(head, TrafficModel::Total).right(), grid::kGap);
    }

    void callsOfModelsThatBelongToNoApiAreCalledModels()
    {
        FakeConsole console;
        const Names names(console.client, console.feed);
        TrafficModel model(console.client, names);
        TrafficRecord call = TrafficRecord::fromJson(record(1));
        call.api.clear();
        call.path = QStringLiteral("/v1/chat/completions");
        call.kind = TrafficKind::Ai;
        TrafficRecord unknown = call;
        unknown.id = QStringLiteral("r2");
        unknown.kind = TrafficKind::None;
        model.add({call, unknown});
        QCOMPARE(model.index(1, TrafficModel::Api).data().toString(), QStringLiteral("Models"));
        QCOMPARE(model.index(0, TrafficModel::Api).data().toString(),
                 QStringLiteral("/v1/chat/completions"));
    }

    void theStripIsNoLongerThanWhatTheServerKnows()
    {
        FakeConsole console;
        QJsonObject figures = FakeAdminServer::overview(1795530727000, 116);
        QJsonObject series = figures[QStringLiteral("series")].toObject();
        QJsonArray requests;
        for (int i = 0; i < 116; ++i)
            requests.append(i < 58 ? QJsonValue() : QJsonValue(211)); // half of the time is a gap
        series[QStringLiteral("requests")] = requests;
        figures[QStringLiteral("series")] = series;
        console.server.answer("GET /admin/v1/overview", 200, QJsonDocument(figures).toJson());
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        const auto spans = [&console] {
            QList<int> seconds;
            for (const auto& request : console.server.requests()) {
                if (request.target.startsWith("/admin/v1/overview?seconds="))
                    seconds << request.target.mid(27).split('&').first().toInt();
            }
            return seconds;
        };
        QTRY_VERIFY(spans().size() >= 2);
        QCOMPARE(spans().first(), 16 * 600);
        QVERIFY2(spans().last() < 16 * 600,
                 "the strip goes on showing time of which nothing is known");
        QVERIFY(spans().last() >= 600);
    }

    void theLastMinutesAreThoseOfTheServersClock()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/traffic", 200, page(1, 3));
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_VERIFY(lastQuery(console).contains("from_ms="));
        const qint64 anHour = 3'600'000;
        QTRY_VERIFY(console.feed.isOpen());
        console.server.send(
            "tick", {{QStringLiteral("time_ms"), QDateTime::currentMSecsSinceEpoch() + anHour}});
        const auto from = [&console] {
            const QByteArray query = lastQuery(console);
            return query.mid(query.indexOf("from_ms=") + 8).split('&').first().toLongLong();
        };
        QTRY_VERIFY(from() > QDateTime::currentMSecsSinceEpoch() + anHour - 700'000);
        // A panel that is made later knows without a tick: a feed at rest may bring none for long.
        TrafficPanel later(console.client, console.feed, console.connection);
        const auto asked = console.server.requests().size();
        console.show(later);
        QTRY_VERIFY(console.server.requests().size() > asked);
        QVERIFY(from() > QDateTime::currentMSecsSinceEpoch() + anHour - 700'000);
    }

    void aListThatIsNotWholeSaysSo()
    {
        FakeConsole console;
        QJsonObject some = QJsonDocument::fromJson(page(1, 3)).object();
        some[QStringLiteral("next")] = QStringLiteral("c");
        some[QStringLiteral("total_today")] = 7'421'908;
        console.server.answer("GET /admin/v1/traffic", 200, QJsonDocument(some).toJson());
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        panel.restoreState({});
        const auto shows = [&panel](const QString& words) {
            for (const QLabel* label : panel.findChildren<QLabel*>()) {
                if (label->text() == words)
                    return true;
            }
            return false;
        };
        panel.activate(); // not shown: nobody scrolls further down
        QTRY_VERIFY(shows(QStringLiteral("newest 3 of 7,421,908 today")));
        some[QStringLiteral("next")] = QJsonValue();
        console.server.answer("GET /admin/v1/traffic", 200, QJsonDocument(some).toJson());
        panel.findChild<TrafficModel*>()->reload();
        QTRY_VERIFY(shows(QStringLiteral("3 of 7,421,908 today")));
    }

    void nothingIsCutWithLargeTextAndLongNames()
    {
        const QFont usual = QApplication::font();
        QApplication::setFont(makeApplicationFont(1.5));
        FakeConsole console;
        QJsonObject full = QJsonDocument::fromJson(page(1, 40)).object();
        QJsonArray items = full[QStringLiteral("items")].toArray();
        QJsonObject first = items[0].toObject();
        first[QStringLiteral("application")] =
            QStringLiteral("the-application-of-the-department-with-the-longest-name");
        first[QStringLiteral("model_used")] =
            QStringLiteral("a-model-whose-name-has-every-property-that-its-makers-thought-of");
        first[QStringLiteral("path")] =
            QStringLiteral("/a/very/long/path/that/goes/on/and/on/through/all/rooms/of/the/house");
        first[QStringLiteral("method")] = QStringLiteral("DELETE");
        items[0] = first;
        full[QStringLiteral("items")] = items;
        full[QStringLiteral("total_today")] = 7'421'908;
        console.server.answer("GET /admin/v1/traffic", 200, QJsonDocument(full).toJson());
        QVERIFY(console.connectNow());
        TrafficPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* table = panel.findChild<QTableView*>(QStringLiteral("trafficTable"));
        QTRY_COMPARE(table->model()->rowCount(), 40);
        table->selectRow(0);
        QTRY_VERIFY(panel.findChild<QWidget*>(QStringLiteral("trafficInspector"))->isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(FakeConsole::cutWords(panel).join(u'|'), QString());
        QVERIFY(table->rowHeight(0) >= table->fontMetrics().height());
        FakeConsole::draw(panel, QStringLiteral("traffic-large"));
        QApplication::setFont(usual);
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
                        {QStringLiteral("kept"), 1}};
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
