// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitsPanel.h"

#include "ui/client/FakeConsole.h"

#include "limits/CureList.h"
#include "limits/LimitChart.h"
#include "limits/LimitForm.h"
#include "limits/LimitTableModel.h"
#include "limits/LimitYaml.h"
#include "limits/RuleMeter.h"
#include "widgets/FormField.h"
#include "widgets/MessageBar.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kOrders = R"({"id":"orders-rpm","name":"Orders, requests","match":{"api":"orders"},
    "partition":["application"],"promise":{"kind":"average","limit":600,"per":"1m","burst":200},
    "sentence":"…","worst_case":"800 requests in any 1m"})";
constexpr auto kBudget = R"({"id":"data-budget","name":"Data, budget","match":{"team":"data"},
    "unit":"cost_usd","promise":{"kind":"calendar","limit":2500,"per":"month"},
    "action":"shadow"})";

QByteArray listOf(const QByteArrayList& rules)
{
    return R"({"items":[)" + rules.join(',') + R"(],"etag":"l"})";
}

QByteArray explanation()
{
    return R"({"record":{"id":"01JDF8Q2M7","time_ms":1795530693184,"kind":"rest","method":"GET",
      "path":"/orders","status":429,"refused_by":"own_rule","application":"storefront","api":"orders"},
     "verdict":{"cause":"own_rule","sentence":"Refused by the rule.","rule":"orders-rpm",
      "told_wait_ms":1000,"causes":[{"cause":"own_rule","applies":true,"detail":"orders-rpm"},
      {"cause":"own_queue","applies":false},{"cause":"own_shedding","applies":false},
      {"cause":"provider_key_limit","applies":false},{"cause":"provider_overload","applies":false},
      {"cause":"refused_in_stream","applies":false}]},
     "rule":{"id":"orders-rpm","name":"Orders, requests","sentence":"At most 600.","unit":"requests",
      "partition":"storefront","used":200,"limit":200,"remaining":0,"clears_at_ms":1795530713184,
      "stored":true},
     "others":[{"id":"data-budget","name":"Data, budget","unit":"cost_usd","used":1950000000000,
      "limit":2500000000000,"remaining":550000000000,"stored":true}],
     "period":{"from_ms":1795530000000},
     "blame":{"by":[{"application":"miner","requests":178,"used":178,"share":0.89,"refused":10},
      {"application":"storefront","requests":22,"used":22,"share":0.11,"refused":1}],
      "step_ms":10000,"points":3,"limit_per_step":100,
      "used_series":{"miner":[50,90,90],"storefront":[10,10,10]},"refused_series":[0,20,30]},
     "conduct":[{"application":"miner","requests":300,"refused":120,"early_share":0.96,"tries":1.65,
      "label":"ignores_retry_after"}],
     "forecast":{"unit":"requests","step_ms":10000,"from_ms":1795530030000,"limit":100,
      "low":[90,90],"middle":[120,130],"high":[150,170],"full_at_ms":null},
     "cures":[{"cure":"cause","figure":0.39,"figure_is":"retry_share","sentence":"Tell them.",
       "sentence_is":{"code":"repeats","share":0.39,"application":"miner","label":"polite"},
       "application":"miner","text":"Please honour Retry-After."},
      {"cure":"limit","figure":900,"figure_is":"smallest_limit","sentence":"Then nobody is refused.",
       "rule":{"id":"orders-rpm","name":"Orders, requests","match":{"api":"orders"},
        "partition":["application"],"promise":{"kind":"average","limit":900,"per":"1m","burst":200}}},
      {"cure":"fewer_calls","figure":null,"figure_is":"identical_calls","sentence":"",
       "why":"Bodies are not recorded."}]})";
}

} // namespace

/// The rules with their counters, the editor's four forms of one value, effective limits, the
/// doctor.
class LimitsPanelTest : public QObject
{
    Q_OBJECT

private:
    static void prepare(FakeConsole& console)
    {
        console.server.answer("GET /admin/v1/limits", 200, listOf({kOrders, kBudget}));
        console.server.answer("GET /admin/v1/limits/orders-rpm", 200, kOrders, "ETag: \"7\"\r\n");
        console.server.answer("GET /admin/v1/limits/orders-rpm/counters", 200, R"({"items":[
            {"partition":"miner","used":200,"limit":200,"remaining":0,"clears_ms":9999999999999},
            {"partition":"storefront","used":50,"limit":200,"remaining":150}]})");
        console.server.answer("GET /admin/v1/limits/data-budget/counters", 200, R"({"items":[
            {"partition":"","used":1950000000000,"limit":2500000000000,"remaining":550000000000}]})");
        console.server.answer("POST /admin/v1/limits/preview", 200, R"({"sentence":"…",
            "worst_case":"800 requests in any 1m: the burst of 200 and 600 more",
            "worst_amount":800})");
        console.server.answer("POST /admin/v1/limits/simulate", 200, R"({"from_ms":0,"to_ms":60000,
            "calls":1000,"retries":40,"step_ms":1000,"points":3,
            "before":{"admitted":900,"refused":100,"applications":[{"id":"miner","refused":100}],
             "series":{"refused":[0,50,50]}},
            "after":{"admitted":980,"refused":20,"applications":[{"id":"miner","refused":20}],
             "series":{"refused":[0,10,10]}},
            "smallest":{"rule":"orders-rpm","share":0,"limit":750,"refused":0,"why":""}})");
        console.server.answer("GET /admin/v1/requests/01JDF8Q2M7/explain", 200, explanation());
        console.server.answer("GET /admin/v1/limit_watches", 200, R"({"items":[]})");
        console.server.answer("POST /admin/v1/limits/apply", 200, R"({"changes":[
            {"action":"change","path":"limits/orders-rpm",
             "lines":["  promise:","-   limit: 600","+   limit: 700"]}],"watches":[]})");
    }

    template <typename T>
    static T* find(QWidget& in, const QString& name)
    {
        return in.findChild<T*>(name);
    }

    /// The body of the last call of that path.
    static QByteArray lastCall(const FakeConsole& console, const QByteArray& path)
    {
        QByteArray body;
        for (const auto& request : console.server.requests()) {
            if (request.target == path)
                body = request.body;
        }
        return body;
    }

    static void openEditor(FakeConsole& console, LimitsPanel& panel)
    {
        console.show(panel);
        auto* table = find<QTableView>(panel, u"limitsTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        panel.open({u"limit"_s, u"orders-rpm"_s, {}});
        find<QPushButton>(panel, u"editLimit"_s)->click();
        QTRY_VERIFY(find<QPushButton>(panel, u"saveLimit"_s)->isEnabled());
    }

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void showTheFullestRuleFirst()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        QSignalSpy badge(&panel, &Panel::badgeChanged);
        console.show(panel);
        auto* table = find<QTableView>(panel, u"limitsTable"_s);
        const auto cell = [table](int row, int column) {
            return table->model()->index(row, column).data().toString();
        };
        QTRY_COMPARE(cell(0, LimitTableModel::Used), u"100"_s);
        QTRY_COMPARE(cell(0, LimitTableModel::Rule),
                     u"Each application may call Orders at most 600 requests/min"_s);
        QCOMPARE(cell(1, LimitTableModel::Used), u"78"_s);
        QTRY_COMPARE(cell(1, LimitTableModel::Rule),
                     u"Data science may spend at most $2,500/month"_s);
        QTRY_COMPARE(badge.last().first().toInt(), 1);
        QCOMPARE(find<QLabel>(panel, u"limitsCount"_s)->text(),
                 u"2 rules \u00b7 1 full \u00b7 1 in shadow"_s);
        QCOMPARE(table->rowHeight(0), grid::scaled(grid::kRowTwoLines));
        // The first is inspected by itself, with its counters.
        auto* counters = find<QTableView>(panel, u"limitCounters"_s);
        QTRY_COMPARE(counters->model()->rowCount(), 2);
        QCOMPARE(counters->model()->index(0, 0).data().toString(), u"Review miner"_s);
        QCOMPARE(counters->model()->index(1, 1).data().toString(), u"50 / 200"_s);
        FakeConsole::draw(panel, u"limits"_s);
        QCOMPARE(FakeConsole::cutWords(panel), QStringList());
        auto* state = find<QComboBox>(panel, u"limitsState"_s);
        state->setCurrentIndex(state->findData(int(State::Full)));
        QCOMPARE(table->model()->rowCount(), 1);
    }

    void sayWhatRulesAreForWithoutOne()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/limits", 200, listOf({}));
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* empty = find<QWidget>(panel, u"limitsEmpty"_s);
        QTRY_VERIFY(empty->isVisible());
        empty->findChild<QPushButton*>()->click();
        QVERIFY(find<QWidget>(panel, u"limitEditor"_s)->isVisible());
    }

    void keepFormYamlAndLineInStep()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        openEditor(console, panel);
        auto* yaml = find<QPlainTextEdit>(panel, u"limitYaml"_s);
        auto* limit = find<QDoubleSpinBox>(panel, u"limitField.promise.limit"_s);
        auto* chart = find<LimitChart>(panel, u"limitChart"_s);
        QCOMPARE(limit->value(), 600.0);
        QVERIFY(yaml->toPlainText().contains(u"limit: 600"_s));
        QVERIFY(!panel.hasUnsavedEdits());
        limit->setValue(900);
        QVERIFY(yaml->toPlainText().contains(u"limit: 900"_s));
        QCOMPARE(*chart->limit(), 900.0);
        QVERIFY(panel.hasUnsavedEdits());
        QString text = yaml->toPlainText();
        yaml->setPlainText(text.replace(u"limit: 900"_s, u"limit: 1200"_s));
        QCOMPARE(limit->value(), 1200.0);
        QVERIFY(find<QLabel>(panel, u"editorSentence"_s)->text().contains(u"1,200"_s));
        // The line, by keyboard: one per cent.
        QTest::keyClick(chart, Qt::Key_Up);
        QCOMPARE(limit->value(), 1212.0);
        QVERIFY(yaml->toPlainText().contains(u"limit: 1212"_s));
        QTRY_COMPARE(find<QLabel>(panel, u"worstAmount"_s)->text(), u"800"_s);
        FakeConsole::draw(panel, u"limit-edit"_s);
    }

    void markTheLineOfAWrongText()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        openEditor(console, panel);
        auto* yaml = find<QPlainTextEdit>(panel, u"limitYaml"_s);
        auto* limit = find<QDoubleSpinBox>(panel, u"limitField.promise.limit"_s);
        const QString good = yaml->toPlainText();
        QString bad = good;
        yaml->setPlainText(bad.replace(u"limit: 600"_s, u"limit: many"_s));
        auto* error = find<QLabel>(panel, u"limitYamlError"_s);
        QVERIFY(error->isVisible());
        qsizetype line = bad.left(bad.indexOf(u"many"_s)).count(u'\n') + 1;
        QVERIFY2(error->text().startsWith(u"Line %1: "_s.arg(line)), qPrintable(error->text()));
        QCOMPARE(limit->value(), 600.0); // the form keeps the last good value
        QVERIFY(!find<QPushButton>(panel, u"saveLimit"_s)->isEnabled());
        yaml->setPlainText(good);
        QVERIFY(!error->isVisible());
        QVERIFY(find<QPushButton>(panel, u"saveLimit"_s)->isEnabled());
    }

    void tellAFaultBesideItsField()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        openEditor(console, panel);
        auto* per = find<QLineEdit>(panel, u"limitField.promise.per"_s);
        per->selectAll();
        QTest::keyClicks(per, u"soon"_s);
        auto* field = qobject_cast<FormField*>(per->parentWidget());
        QVERIFY(field);
        QTRY_VERIFY(!field->error().isEmpty());
        find<QPushButton>(panel, u"saveLimit"_s)->click();
        QVERIFY(find<QWidget>(panel, u"limitEditor"_s)->isVisible());
        QVERIFY(!find<QWidget>(panel, u"limitsPending"_s)->isVisible());
    }

    void tryBeforeApply()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        openEditor(console, panel);
        auto& editor = *find<QWidget>(panel, u"limitEditor"_s);
        QTRY_COMPARE(find<QLabel>(editor, u"tryBefore"_s)->text(), u"100"_s);
        QCOMPARE(find<QLabel>(editor, u"tryAfter"_s)->text(), u"20"_s);
        const auto* asked = console.called("POST", "/admin/v1/limits/simulate");
        QVERIFY(asked);
        const QJsonObject body = QJsonDocument::fromJson(asked->body).object();
        QCOMPARE(body["rules"_L1][0]["id"_L1].toString(), u"orders-rpm"_s);
        QCOMPARE(body["to_ms"_L1].toInteger() - body["from_ms"_L1].toInteger(), 3'600'000);
        // And once more without what repeats a refused call.
        QTRY_VERIFY(find<QLabel>(editor, u"tryPolite"_s)->isVisible());
        QCOMPARE(QJsonDocument::fromJson(lastCall(console, "/admin/v1/limits/simulate"))
                     .object()["as"_L1]
                     .toString(),
                 u"without_retries"_s);
        // What is suggested is taken into the form.
        find<QPushButton>(editor, u"takeSmallest"_s)->click();
        QCOMPARE(find<QDoubleSpinBox>(panel, u"limitField.promise.limit"_s)->value(), 750.0);
    }

    void stageReviewAndApplyUnderTheEtag()
    {
        FakeConsole console;
        prepare(console);
        console.server.answer("GET /admin/v1/limits/data-budget", 200, kBudget, "ETag: \"3\"\r\n");
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        openEditor(console, panel);
        find<QDoubleSpinBox>(panel, u"limitField.promise.limit"_s)->setValue(700);
        find<QRadioButton>(panel, u"applyRamp"_s)->click();
        QCOMPARE(find<QSpinBox>(panel, u"limitField.enforce"_s)->value(), 25);
        find<QPushButton>(panel, u"saveLimit"_s)->click();
        // Nothing is applied yet; the row and the bar tell what waits.
        auto* table = find<QTableView>(panel, u"limitsTable"_s);
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->index(0, 0).data(LimitTableModel::PendingRole).toString(),
                 u"pending: 600 \u2192 700, refuse \u2192 25 %"_s);
        QVERIFY(find<QWidget>(panel, u"limitsPending"_s)->isVisible());
        QVERIFY(!console.called("POST", "/admin/v1/limits/apply"));
        FakeConsole::draw(panel, u"limits-pending"_s);
        // A second one, without the editor.
        panel.open({u"limit"_s, u"data-budget"_s, {}});
        auto* mode = find<QComboBox>(panel, u"limitMode"_s);
        mode->setCurrentIndex(mode->findData(100));
        Q_EMIT mode->activated(mode->currentIndex());
        QTRY_COMPARE(panel.findChildren<QWidget*>(u"staged.data-budget"_s).size(), 0);
        QTRY_VERIFY(find<QWidget>(panel, u"limitsPending"_s)
                        ->findChild<QLabel*>()
                        ->text()
                        .startsWith(u"2 "_s));
        find<QWidget>(panel, u"limitsPending"_s)->findChild<QPushButton*>(u"save"_s)->click();
        QTRY_VERIFY(find<QWidget>(panel, u"staged.orders-rpm"_s));
        QTRY_VERIFY(find<QWidget>(panel, u"staged.data-budget"_s));
        QTRY_VERIFY(find<QWidget>(panel, u"staged.orders-rpm"_s)
                        ->findChild<QWidget*>(u"stagedDiff"_s)
                        ->isVisible());
        FakeConsole::draw(panel, u"limits-review"_s);
        find<QPushButton>(panel, u"applyLimits"_s)->click();
        QTRY_VERIFY(table->isVisible());
        QVERIFY(!find<QWidget>(panel, u"limitsPending"_s)->isVisible());
        const QJsonObject body =
            QJsonDocument::fromJson(lastCall(console, "/admin/v1/limits/apply")).object();
        QVERIFY(!body.contains("dry_run"_L1));
        const QJsonObject first = body["changes"_L1][0].toObject();
        QCOMPARE(first["if_match"_L1].toString(), u"7"_s);
        QCOMPARE(first["rule"_L1]["promise"_L1]["limit"_L1].toDouble(), 700.0);
        QCOMPARE(first["rule"_L1]["enforce"_L1].toInt(), 25);
        QCOMPARE(first["raise_after_s"_L1].toInt(), 1800);
        QCOMPARE(first["roll_back"_L1]["share"_L1].toDouble(), 0.01);
        const QJsonObject second = body["changes"_L1][1].toObject();
        QCOMPARE(second["if_match"_L1].toString(), u"3"_s);
        QVERIFY(!second.contains("raise_after_s"_L1));
    }

    void keepWhatSomebodyElseWasQuickerWith()
    {
        FakeConsole console;
        prepare(console);
        console.server.answer(
            "POST /admin/v1/limits/apply", 412,
            R"({"status":412,"code":"conflict","detail":"limits/orders-rpm: was changed meanwhile"})");
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        openEditor(console, panel);
        find<QDoubleSpinBox>(panel, u"limitField.promise.limit"_s)->setValue(700);
        find<QPushButton>(panel, u"saveLimit"_s)->click();
        find<QWidget>(panel, u"limitsPending"_s)->findChild<QPushButton*>(u"save"_s)->click();
        auto* notice = find<MessageBar>(panel, u"reviewNotice"_s);
        QTRY_VERIFY2(notice->text().contains(u"changed Orders, requests meanwhile"_s),
                     qPrintable(notice->text()));
        // The change is still there, also after the panel is made anew in another language.
        LimitsPanel again(console.client, console.feed, console.connection);
        again.restoreState(panel.saveState());
        console.show(again);
        QTRY_VERIFY(find<QWidget>(again, u"limitsPending"_s)->isVisible());
        find<QWidget>(again, u"limitsPending"_s)->findChild<QPushButton*>(u"discard"_s)->click();
        QVERIFY(!find<QWidget>(again, u"limitsPending"_s)->isVisible());
    }

    void undoAndRedoInTheEditor()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        openEditor(console, panel);
        auto* limit = find<QDoubleSpinBox>(panel, u"limitField.promise.limit"_s);
        auto* undo = find<QToolButton>(panel, u"undoLimit"_s);
        auto* redo = find<QToolButton>(panel, u"redoLimit"_s);
        QVERIFY(!undo->isEnabled());
        limit->setValue(700);
        limit->setValue(800);
        undo->click();
        QCOMPARE(limit->value(), 700.0);
        undo->click();
        QCOMPARE(limit->value(), 600.0);
        QVERIFY(!undo->isEnabled());
        QVERIFY(!panel.hasUnsavedEdits());
        redo->click();
        QCOMPARE(limit->value(), 700.0);
        limit->setValue(900); // what was undone is gone
        QVERIFY(!redo->isEnabled());
    }

    void tellWhatWentBackByItself()
    {
        FakeConsole console;
        prepare(console);
        const auto watch = [](const QByteArray& state) {
            QByteArray json(R"({"items":[{"rule":"orders-rpm","state":"STATE",
                "applied_ms":1795530000000,"until_ms":1795533600000,"ended_ms":1795530600000,
                "raise_at_ms":null,"roll_back":{"share":0.01,"within_s":300,"watch_s":3600},
                "before":RULE,"after":RULE,"calls":1200,"refused":96,
                "worst":[{"caller":"miner","calls":800,"refused":90}]}]})");
            return json.replace("STATE", state).replace("RULE", kOrders);
        };
        console.server.answer("GET /admin/v1/limit_watches", 200, watch("watching"));
        console.server.answer("POST /admin/v1/limit_watches/orders-rpm/end", 204, {});
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        QSignalSpy told(&panel, &Panel::message);
        console.show(panel);
        auto* bar = find<MessageBar>(panel, u"watchBar.0"_s);
        QTRY_VERIFY2(bar->text().contains(u"Orders, requests is watched until"_s),
                     qPrintable(bar->text()));
        QVERIFY2(bar->text().contains(u"96 of 1,200 calls"_s), qPrintable(bar->text()));
        FakeConsole::draw(panel, u"limits-watched"_s);
        // It goes back while nobody looks at the panel.
        panel.deactivate();
        panel.hide();
        console.server.answer("GET /admin/v1/limit_watches", 200, watch("rolled_back"));
        QTRY_VERIFY(console.server.streams() > 0);
        // The feed may be opening a stream of fewer topics just now.
        const auto hears = [&] {
            console.server.send("changes", {{u"collection"_s, u"limit_watches"_s},
                                            {u"id"_s, u"orders-rpm"_s},
                                            {u"action"_s, u"change"_s}});
            return told.count() > 0;
        };
        QTRY_VERIFY(hears());
        QCOMPARE(told.count(), 1);
        const QString words = told.first().at(1).toString();
        QVERIFY2(words.contains(u"Orders, requests went back by itself"_s), qPrintable(words));
        QVERIFY2(words.contains(u"Most of them of Review miner."_s), qPrintable(words));
        panel.show();
        panel.activate();
        bar->findChild<QPushButton*>()->click();
        QTRY_VERIFY(console.called("POST", "/admin/v1/limit_watches/orders-rpm/end"));
    }

    void resetCountersOnlyWhenConfirmed()
    {
        FakeConsole console;
        prepare(console);
        console.server.answer("POST /admin/v1/limits/orders-rpm/reset", 204, {});
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_COMPARE(find<QTableView>(panel, u"limitsTable"_s)->model()->rowCount(), 2);
        panel.open({u"limit"_s, u"orders-rpm"_s, {}});
        find<QPushButton>(panel, u"resetLimit"_s)->click();
        auto* box = panel.findChild<QMessageBox*>();
        QVERIFY(box);
        QVERIFY(!console.called("POST", "/admin/v1/limits/orders-rpm/reset"));
        for (QAbstractButton* button : box->buttons()) {
            if (button->text().contains(u"Orders, requests"_s))
                button->click();
        }
        QTRY_VERIFY(console.called("POST", "/admin/v1/limits/orders-rpm/reset"));
    }

    void showWhatOneApplicationMaySend()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        Link link{u"limits"_s, {}, {}};
        link.query.addQueryItem(u"application"_s, u"miner"_s);
        QVERIFY(panel.open(link));
        auto* verdict = find<QLabel>(panel, u"effectiveVerdict"_s);
        QTRY_VERIFY2(verdict->text().startsWith(u"Refused now. 2 rules"_s),
                     qPrintable(verdict->text()));
        auto* application = find<QComboBox>(panel, u"effectiveApplication"_s);
        QCOMPARE(application->currentText(), u"Review miner"_s);
        const auto meters = panel.findChildren<RuleMeter*>();
        QTRY_COMPARE(meters.first()->accessibleName(), u"Orders, requests"_s); // the tightest
        FakeConsole::draw(panel, u"effective"_s);
        application->setCurrentIndex(application->findData(u"storefront"_s));
        Q_EMIT application->activated(application->currentIndex());
        QCOMPARE(verdict->text(), u"Answered now. 1 rule applies."_s);
        QVERIFY(find<QLabel>(panel, u"effectiveRoom"_s)->text().contains(u"150"_s));
    }

    void sayWhyARequestWasRefused()
    {
        FakeConsole console;
        prepare(console);
        QVERIFY(console.connectNow());
        LimitsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_COMPARE(find<QTableView>(panel, u"limitsTable"_s)->model()->rowCount(), 2);
        QVERIFY(panel.open({u"doctor"_s, u"01JDF8Q2M7"_s, {}}));
        auto* verdict = find<QLabel>(panel, u"doctorVerdict"_s);
        QTRY_VERIFY(verdict->isVisible());
        QVERIFY2(verdict->text().contains(u"Review miner had used up"_s),
                 qPrintable(verdict->text()));
        QVERIFY(find<QLabel>(panel, u"doctorUsed"_s)->text().contains(u"200 of 200"_s));
        QTRY_VERIFY(find<QWidget>(panel, u"cure.fewer_calls"_s));
        FakeConsole::draw(panel, u"doctor"_s);
        find<QPushButton>(panel, u"copyCure"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"retry-after-ms"_s));
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            u"120 of the 300 calls of Review miner were refused"_s));
        // The cure opens the editor with the change prepared; nothing is saved.
        find<QPushButton>(panel, u"openCure"_s)->click();
        QCOMPARE(find<QDoubleSpinBox>(panel, u"limitField.promise.limit"_s)->value(), 900.0);
        QVERIFY(panel.hasUnsavedEdits());
        QVERIFY(!find<QWidget>(panel, u"limitsPending"_s)->isVisible());
    }

    void readAndWriteEveryRuleAsYaml()
    {
        gatehouse::model::LimitRule rule;
        rule.id = "every";
        rule.name = "Every field";
        rule.match = {{"api", {"orders", "parcels"}}, {"ip", {"10.0.0.0/8"}}};
        rule.partition = {"key", "header:x-tenant"};
        rule.unit = gatehouse::model::LimitUnit::Tokens;
        rule.promise = gatehouse::model::WindowPromise{5000, std::chrono::seconds(30)};
        rule.action = gatehouse::model::LimitAction::Queue;
        rule.queue = {std::chrono::seconds(7), 12};
        rule.enforce = 25;
        rule.missing = gatehouse::model::MissingIdentity::Refuse;
        rule.ipv6Prefix = 48;
        rule.replaces = {"other"};
        const auto read = limitFromYaml(limitYaml(rule));
        QVERIFY(read);
        QVERIFY(*read == rule);
        LimitForm form;
        form.setRule(rule, false);
        QVERIFY(form.rule() == rule);
    }
};

QTEST_MAIN(LimitsPanelTest)
#include "LimitsPanelTest.moc"
