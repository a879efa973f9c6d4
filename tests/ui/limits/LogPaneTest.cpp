// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LogPane.h"

#include "ui/client/FakeConsole.h"

#include "limits/CounterTableModel.h"
#include "limits/LimitList.h"
#include "limits/LimitsPanel.h"

#include <QDropEvent>
#include <QMimeData>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kReport = R"({"form":"combined","lines":601,"unread":1,"full":false,"calls":600,
    "from_ms":1795528800000,"to_ms":1795529400000,"refused":300,"retries":120,"callers":2,
    "step_ms":5000,"points":3,"calls_series":[5,5,5],"refused_series":[0,2,3],
    "conduct":[{"application":"miner","requests":500,"refused":290,"retries":120,"early_share":null,
      "tries":1.32,"label":"wakes_together"},
     {"application":"10.0.0.7","requests":100,"refused":10,"tries":1,"label":"polite"}],
    "cures":[{"cure":"cause","figure":0.24,"figure_is":"retry_share","sentence":"…",
       "sentence_is":{"code":"repeats","share":0.24,"application":"miner","label":"wakes_together"},
       "application":"miner","text":"…"},
     {"cure":"limit","figure":60,"figure_is":"smallest_limit","sentence":"…",
       "rule":{"id":"from-log","name":"Each caller","partition":["ip"],
        "promise":{"kind":"window","limit":60,"per":"1m"}}}]})";

} // namespace

/// Access logs of other gateways in the doctor, and counters by pages.
class LogPaneTest : public QObject
{
    Q_OBJECT

private:
    static void prepare(FakeConsole& console)
    {
        console.server.answer("GET /admin/v1/limits", 200, R"({"items":[],"etag":"l"})");
        console.server.answer("POST /admin/v1/logs", 201, R"({"id":"log1"})");
        console.server.answer(
            "POST /admin/v1/logs/log1/lines", 200,
            R"({"form":"combined","lines":10,"unread":0,"calls":10,"full":false})");
        console.server.answer("GET /admin/v1/logs/log1/report", 200, kReport);
        console.server.answer("DELETE /admin/v1/logs/log1", 204, {});
    }

    static QString logFile(const QTemporaryDir& folder, qsizetype size)
    {
        const QString path = folder.filePath(u"access.log"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(QByteArray(size, 'x'));
        return path;
    }

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void readingIsGivenUp()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        const gatehouse::client::Names names(console.client, console.feed);
        LogPane pane(console.client, names);
        pane.show();
        QTemporaryDir folder;
        pane.open(logFile(folder, 40'000'000));
        QTRY_VERIFY(console.called("POST", "/admin/v1/logs/log1/lines"));
        QVERIFY(pane.findChild<QProgressBar*>(u"logProgress"_s)->isVisible());
        pane.findChild<QPushButton*>(u"stopLog"_s)->click();
        QTRY_VERIFY(console.called("DELETE", "/admin/v1/logs/log1"));
        QCOMPARE(pane.findChild<QLabel*>(u"logState"_s)->text(), u"Reading was stopped."_s);
        QVERIFY(!console.called("GET", "/admin/v1/logs/log1/report"));
    }

    void whatIsNoLogIsTold()
    {
        FakeConsole console;
        prepare(console);
        console.server.answer("POST /admin/v1/logs/log1/lines", 422,
                              R"({"status":422,"code":"invalid",
                "detail":"no line is one of an access log that is known"})");
        QVERIFY(console.connectNow());
        const gatehouse::client::Names names(console.client, console.feed);
        LogPane pane(console.client, names);
        pane.show();
        QTemporaryDir folder;
        pane.open(logFile(folder, 100));
        const auto* state = pane.findChild<QLabel*>(u"logState"_s);
        QTRY_COMPARE(state->text(), u"No line of it is one of an access log that is known here."_s);
        pane.open(folder.filePath(u"none.log"_s));
        QCOMPARE(state->text(), u"none.log cannot be read."_s);
    }

    void tenThousandCountersComeByPages()
    {
        FakeConsole console;
        const gatehouse::client::Names names(console.client, console.feed);
        CounterTableModel model(names);
        QSignalSpy wanted(&model, &CounterTableModel::moreWanted);
        gatehouse::model::LimitRule rule;
        rule.id = "each";
        rule.partition = {"ip"};
        QList<gatehouse::client::LimitCounter> page;
        for (int i = 0; i < 500; ++i)
            page.append({u"10.0.0.%1"_s.arg(i), double(10'000 - i), 10'000, double(i), 0});
        model.setCounters(rule, page, 10'000, 0);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(wanted.first().first().toLongLong(), 500);
        QVERIFY(!model.canFetchMore({})); // it is under way
        model.addCounters(500, page);
        QCOMPARE(model.rowCount(), 1000);
        QVERIFY(model.canFetchMore({}));
        // The fullest are read again: what was asked for further down stays.
        page[0].used = 1;
        model.setCounters(rule, page, 10'000, 0);
        QCOMPARE(model.rowCount(), 1000);
        QVERIFY(model.index(0, CounterTableModel::Used).data().toString().startsWith(u"1 /"_s));
        // Another rule begins anew.
        rule.id = "other";
        model.setCounters(rule, page, 500, 0);
        QCOMPARE(model.rowCount(), 500);
        QVERIFY(!model.canFetchMore({}));
    }
};

QTEST_MAIN(LogPaneTest)
#include "LogPaneTest.moc"
