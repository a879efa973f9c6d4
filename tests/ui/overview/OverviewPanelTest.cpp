// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/OverviewPanel.h"

#include "overview/RankingCard.h"
#include "overview/RowsCard.h"
#include "ui/client/FakeConsole.h"

#include "widgets/ChartPanel.h"

#include <QJsonArray>
#include <QVBoxLayout>

using namespace gatehouse::client;
using namespace gatehouse::ui;

/// The overview over a scripted server.
class OverviewPanelTest : public QObject
{
    Q_OBJECT

private:
    static QString legendValue(OverviewPanel& panel, const QString& id)
    {
        for (ChartPanel* chart : panel.findChildren<ChartPanel*>()) {
            for (const ChartLegend::Entry& entry : chart->legend().entries()) {
                if (entry.id == id)
                    return entry.value;
            }
        }
        return QStringLiteral("no such entry");
    }

    /// The figures of an hour, with ids where the server has ids.
    static QJsonObject figures()
    {
        QJsonObject all = FakeAdminServer::overview(1795530727000, 360);
        all[QStringLiteral("top")] =
            QJsonObject{{QStringLiteral("applications"),
                         QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("miner")},
                                                {QStringLiteral("per_second"), 32.9},
                                                {QStringLiteral("refused_per_second"), 15.1}}}}};
        all[QStringLiteral("providers")] =
            QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("openai")},
                                   {QStringLiteral("state"), QStringLiteral("cooling")}}};
        return all;
    }

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void showsFiguresNamesAndErrorsAndWantsNothingWhenHidden()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/overview", 200, QJsonDocument(figures()).toJson());
        console.server.answer("GET /admin/v1/traffic", 200, R"({"items":[{"id":"1","status":502,
            "time_ms":1795530727000,"application":"miner","api":"orders","error":"upstream_refused",
            "phases":{}}],"next":null,"total_today":1})");
        QVERIFY(console.connectNow());
        OverviewPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_COMPARE(panel.findChildren<TimeChart*>().first()->layers().first().values.size(), 360);
        const auto* errors = panel.findChild<QWidget*>(QStringLiteral("overviewErrors"));
        QTRY_COMPARE(errors->accessibleDescription(),
                     QStringLiteral("502 Review miner, Orders upstream refused"));
        const auto* ranking = panel.findChild<QWidget*>(QStringLiteral("overviewRanking"));
        QTRY_VERIFY(ranking->accessibleDescription().startsWith(QStringLiteral("Review miner")));
        const auto* providers = panel.findChild<QWidget*>(QStringLiteral("overviewProviders"));
        QTRY_VERIFY(providers->accessibleDescription().startsWith(QStringLiteral("OpenAI")));
        QVERIFY(console.called("GET", "/admin/v1/traffic")->target.contains("status=5xx"));
        FakeConsole::draw(panel, QStringLiteral("overview"));
        panel.deactivate();
        QTRY_COMPARE(console.server.streams(), 1); // the connection's own, for changes
    }

    void firstTokenIsToldInSecondsAndWhatIsUnknownNotAtAll()
    {
        FakeConsole console;
        QJsonObject all = figures();
        QJsonObject now = all[QStringLiteral("now")].toObject();
        now[QStringLiteral("first_token_p95_ms")] = 1050;
        now[QStringLiteral("rest_p99_ms")] = QJsonValue();
        all[QStringLiteral("now")] = now;
        console.server.answer("GET /admin/v1/overview", 200, QJsonDocument(all).toJson());
        QVERIFY(console.connectNow());
        OverviewPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_COMPARE(legendValue(panel, QStringLiteral("first_token_p95_ms")),
                     QStringLiteral("1.05 s"));
        QCOMPARE(legendValue(panel, QStringLiteral("rest_p99_ms")), QString());
        for (ChartPanel* chart : panel.findChildren<ChartPanel*>()) {
            const ChartLegend& legend = chart->legend();
            QTRY_VERIFY2(legend.height() >= legend.heightForWidth(legend.width()), "a cut legend");
        }
    }

    void aProviderThatThisBuildCannotCallHasNotFailed()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/providers", 200, R"({"items":[
            {"id":"claude","kind":"anthropic","name":"Anthropic"},
            {"id":"openai","kind":"openai","name":"OpenAI"},
            {"id":"mistral","kind":"mistral","name":"Mistral"},
            {"id":"sandbox","kind":"sandbox","name":"Sandbox"}],"etag":"p"})");
        console.server.answer("GET /admin/v1/catalogue/providers", 200, R"({"items":[
            {"id":"anthropic","name":"Anthropic","callable":false},
            {"id":"openai","name":"OpenAI","callable":true}]})");
        QJsonObject all = figures();
        const auto provider = [](const char* id, const char* state, double firstToken) {
            QJsonObject made{{QStringLiteral("id"), QLatin1String(id)},
                             {QStringLiteral("state"), QLatin1String(state)}};
            if (firstToken > 0)
                made[QStringLiteral("first_token_ms")] = firstToken;
            return made;
        };
        all[QStringLiteral("providers")] =
            QJsonArray{provider("claude", "failed", 0), provider("mistral", "idle", 388),
                       provider("openai", "failed", 0), provider("sandbox", "idle", 0)};
        console.server.answer("GET /admin/v1/overview", 200, QJsonDocument(all).toJson());
        QVERIFY(console.connectNow());
        OverviewPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        const auto* card = panel.findChild<QWidget*>(QStringLiteral("overviewProviders"));
        QTRY_COMPARE(card->accessibleDescription(),
                     QStringLiteral("OpenAI failed, Mistral 388 ms, Anthropic not callable yet, "
                                    "Sandbox idle"));
    }

    void nothingIsCutWithLargeTextAndLongNames()
    {
        const QFont usual = QApplication::font();
        QApplication::setFont(makeApplicationFont(1.5));
        FakeConsole console;
        QJsonObject all = figures();
        QJsonObject top = all[QStringLiteral("top")].toObject();
        top[QStringLiteral("applications")] = QJsonArray{
            QJsonObject{{QStringLiteral("id"),
                         QStringLiteral("the-application-of-the-department-with-the-longest-name")},
                        {QStringLiteral("per_second"), 1234.5},
                        {QStringLiteral("refused_per_second"), 1000}}};
        all[QStringLiteral("top")] = top;
        console.server.answer("GET /admin/v1/overview", 200, QJsonDocument(all).toJson());
        QVERIFY(console.connectNow());
        OverviewPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        const auto* ranking = panel.findChild<QWidget*>(QStringLiteral("overviewRanking"));
        QTRY_VERIFY(ranking->accessibleDescription().contains(QStringLiteral("longest")));
        QCoreApplication::processEvents();
        QCOMPARE(FakeConsole::cutWords(panel).join(u'|'), QString());
        for (ChartPanel* chart : panel.findChildren<ChartPanel*>()) {
            const ChartLegend& legend = chart->legend();
            QTRY_VERIFY2(legend.height() >= legend.heightForWidth(legend.width()), "a cut legend");
        }
        FakeConsole::draw(panel, QStringLiteral("overview-large"));
        QApplication::setFont(usual);
    }

    void aLegendThatNeedsTwoLinesHasThem()
    {
        QWidget box; // before the legend, which leaves it when it goes
        ChartLegend legend;
        QList<ChartLegend::Entry> entries;
        for (const char* name : {"a long name", "another long name", "a third long name"}) {
            ChartLegend::Entry entry;
            entry.id = entry.name = QLatin1String(name);
            entries.append(entry);
        }
        legend.setEntries(entries);
        auto* column = new QVBoxLayout(&box);
        column->addWidget(&legend);
        column->addStretch(1);
        box.resize(160, 300);
        box.show();
        QVERIFY(legend.heightForWidth(legend.width()) > legend.sizeHint().height());
        QVERIFY(legend.height() >= legend.heightForWidth(legend.width()));
    }

    void anEmptyWorkspaceSaysWhatToDo()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/overview", 200,
                              R"({"from_ms":1795527127000,"step_ms":10000,"points":360,"series":{},
                                  "now":{},"today":{},"top":{},"providers":[]})");
        console.server.answer("GET /admin/v1/traffic", 200,
                              R"({"items":[],"next":null,"total_today":0})");
        QVERIFY(console.connectNow());
        OverviewPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_VERIFY(panel.findChild<QWidget*>(QStringLiteral("overviewEmpty"))->isVisible());
        QCOMPARE(FakeConsole::cutWords(panel).join(u'|'), QString());
        FakeConsole::draw(panel, QStringLiteral("overview-empty"));
    }

    void onlyANotableShareOfRefusalsStandsOut()
    {
        QVERIFY(RankingCard::standsOut({QStringLiteral("miner"), 32.9, 15.1}));
        QVERIFY(!RankingCard::standsOut({QStringLiteral("storefront"), 68.4, 0.1}));
        QVERIFY(!RankingCard::standsOut({QStringLiteral("idle"), 0, 0}));
    }

    void listsArePaleWhenTheConnectionIsLost()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/overview", 200, QJsonDocument(figures()).toJson());
        QVERIFY(console.connectNow());
        OverviewPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        const QList<RowsCard*> cards = panel.findChildren<RowsCard*>();
        QCOMPARE(cards.size(), 3);
        QVERIFY(!cards.first()->isStale());
        console.server.answer("GET /admin/v1/status", 401, "{}");
        console.connection.refresh();
        for (const RowsCard* card : cards)
            QTRY_VERIFY(card->isStale());
    }
};

QTEST_MAIN(OverviewPanelTest)
#include "OverviewPanelTest.moc"
