// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/PlaygroundPanel.h"

#include "playground/AnswerView.h"
#include "playground/PlaygroundColumn.h"
#include "playground/PromptPane.h"
#include "ui/client/FakeConsole.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// The playground over a server that is gateway and admin API at once.
class PlaygroundPanelTest : public QObject
{
    Q_OBJECT

private:
    static void script(FakeConsole& console)
    {
        console.server.answer("GET /admin/v1/status", 200,
                              QByteArray(R"({"version":"1","workspace":{"name":"Acme"},
                                  "gateway":{"state":"serving","urls":["@"]}})")
                                  .replace('@', console.server.url().toEncoded()));
        console.server.answer("POST /admin/v1/playground/key", 200,
                              R"({"key":"gh_play","application":"playground",
                                  "expires_ms":99999999999999})");
        console.server.answer("POST /v1/chat/completions", 200, R"({"choices":[{"message":
            {"role":"assistant","content":"Hello **there**."},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":12,"completion_tokens":4}})",
                              "x-gatehouse-request-id: 01JD\r\nx-gatehouse-provider: openai\r\n");
    }

private Q_SLOTS:
    void initTestCase()
    {
        FakeConsole::setUpApplication();
        QSettings().clear();
    }
    void cleanup() { QSettings().clear(); }

    void askTwoModels()
    {
        FakeConsole console;
        script(console);
        QVERIFY(console.connectNow());
        PlaygroundPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* model = panel.findChild<QComboBox*>(u"columnModel"_s);
        QTRY_COMPARE(model->currentText(), u"fast"_s);
        panel.findChild<QPushButton*>(u"addColumn"_s)->click();
        const auto columns = panel.findChildren<PlaygroundColumn*>();
        QCOMPARE(columns.size(), 2);
        auto* turn = panel.findChild<QPlainTextEdit*>(u"userTurn"_s);
        turn->setPlainText(u"Say hello"_s);
        turn->setFocus();
        QTest::keyClick(turn, Qt::Key_Return, Qt::ControlModifier);
        for (PlaygroundColumn* column : columns) {
            QTRY_COMPARE(column->run().state(), ColumnRun::State::Done);
            QVERIFY(column->view()->toPlainText().contains(u"Hello there."_s));
            QCOMPARE(column->findChild<QLabel*>(u"figureTokensIn"_s)->text(), u"12"_s);
        }
        const auto* call = console.called("POST", "/v1/chat/completions");
        QVERIFY(call);
        QVERIFY(call->head.contains("Bearer gh_play"));
        QVERIFY(!call->body.contains("temperature")); // not touched, not sent
        FakeConsole::draw(panel, u"playground"_s);
        panel.findChild<QPushButton*>(u"clearAnswers"_s)->click();
        QCOMPARE(columns.first()->run().state(), ColumnRun::State::Empty);
        QCOMPARE(turn->toPlainText(), u"Say hello"_s);
    }

    void keepTheErrorInItsColumn()
    {
        FakeConsole console;
        script(console);
        console.server.answer("POST /v1/chat/completions", 429,
                              R"({"error":{"message":"Too many calls."}})");
        QVERIFY(console.connectNow());
        PlaygroundPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_COMPARE(panel.findChild<QComboBox*>(u"columnModel"_s)->currentText(), u"fast"_s);
        panel.findChild<QPlainTextEdit*>(u"userTurn"_s)->setPlainText(u"Say hello"_s);
        panel.findChild<QPushButton*>(u"send"_s)->click();
        auto* column = panel.findChild<PlaygroundColumn*>();
        QTRY_COMPARE(column->run().state(), ColumnRun::State::Failed);
        QVERIFY(column->findChild<QWidget*>(u"messageBar"_s)->isVisible());
        FakeConsole::draw(panel, u"playground-failed"_s);
        script(console);
        Q_EMIT column->retryAsked();
        QTRY_COMPARE(column->run().state(), ColumnRun::State::Done);
        QVERIFY(!column->findChild<QWidget*>(u"messageBar"_s)->isVisible());
    }

    void showAnExampleAndForgetIt()
    {
        FakeConsole console;
        script(console);
        QVERIFY(console.connectNow());
        {
            PlaygroundPanel panel(console.client, console.feed, console.connection);
            console.show(panel);
            panel.showExample();
            const auto finished = [&panel] {
                const auto columns = panel.findChildren<PlaygroundColumn*>();
                return std::ranges::count_if(columns, [](PlaygroundColumn* column) {
                    return column->isVisible() && column->run().state() == ColumnRun::State::Done &&
                           column->view()->toPlainText().contains(u"warranty"_s);
                });
            };
            QTRY_COMPARE(finished(), 3);
            QVERIFY(!console.called("POST", "/v1/chat/completions"));
            for (QPushButton* button : panel.findChildren<QPushButton*>(u"showEvents"_s))
                QVERIFY(button->isEnabled());
            FakeConsole::draw(panel, u"playground-example"_s);
            panel.deactivate();
        }
        PlaygroundPanel panel(console.client, console.feed, console.connection);
        QVERIFY(panel.findChild<QPlainTextEdit*>(u"systemPrompt"_s)->toPlainText().isEmpty());
    }

    void keepParametersByTheirSliders()
    {
        PromptPane pane;
        Conversation conversation;
        conversation.parameters.temperature = 0.4;
        pane.setConversation(conversation);
        auto* slider = pane.findChild<QSlider*>(u"temperature"_s);
        slider->setValue(14); // twentieths
        pane.writeTo(conversation);
        QCOMPARE(conversation.parameters.temperature, std::optional(0.7));
        QVERIFY(!conversation.parameters.topP); // not touched
        QVERIFY(!conversation.parameters.maxTokens);
        QCOMPARE(pane.findChild<QLabel*>(u"topPValue"_s)->text(), u"\u2013"_s);
        pane.findChild<QToolButton*>(u"temperatureClear"_s)->click();
        pane.writeTo(conversation);
        QVERIFY(!conversation.parameters.temperature); // the model's own again
        QTest::keyClick(slider, Qt::Key_Left);
        pane.writeTo(conversation);
        QCOMPARE(conversation.parameters.temperature, std::optional(0.95));
        QTest::keyClick(slider, Qt::Key_Delete);
        pane.writeTo(conversation);
        QVERIFY(!conversation.parameters.temperature);
    }

    void tellWhatTheNextTurnCostsAtMost()
    {
        FakeConsole console;
        script(console);
        QVERIFY(console.connectNow());
        PlaygroundPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_VERIFY(!panel.findChild<QComboBox*>(u"columnModel"_s)->currentText().isEmpty());
        Conversation conversation;
        conversation.models = {u"openai/gpt-6-luna"_s};
        conversation.turns = {u"four"_s};
        conversation.parameters.maxTokens = 2000;
        panel.restoreState(QJsonDocument(toJson(conversation)).toJson());
        auto* estimate = panel.findChild<QLabel*>(u"estimate"_s);
        // 2,000 tokens out at $0.50 a million.
        QTRY_VERIFY(estimate->text().contains(u"$0.0010"_s) ||
                    estimate->text().contains(u"$0.001"_s));
        panel.findChild<QSpinBox*>(u"maxTokens"_s)->setValue(0);
        QVERIFY(!estimate->text().contains(u'$'));
    }

    void sayHowToGetAModel()
    {
        FakeConsole console;
        script(console);
        console.server.answer("GET /admin/v1/models", 200, R"({"items":[]})");
        QVERIFY(console.connectNow());
        PlaygroundPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        QTRY_COMPARE(
            panel.findChild<QWidget*>(u"columnHint"_s)->findChildren<QPushButton*>().size(), 2);
        QSignalSpy links(&panel, &Panel::linkActivated);
        panel.findChild<QWidget*>(u"columnHint"_s)->findChild<QPushButton*>()->click();
        QCOMPARE(links.count(), 1);
        QCOMPARE(links.first().first().value<Link>().kind, u"models"_s);
    }

    void keepTheDraft()
    {
        FakeConsole console;
        script(console);
        QVERIFY(console.connectNow());
        {
            PlaygroundPanel panel(console.client, console.feed, console.connection);
            panel.findChild<QPlainTextEdit*>(u"systemPrompt"_s)->setPlainText(u"Be short."_s);
            panel.findChild<QPushButton*>(u"addTurn"_s)->click();
        }
        PlaygroundPanel panel(console.client, console.feed, console.connection);
        QCOMPARE(panel.findChild<QPlainTextEdit*>(u"systemPrompt"_s)->toPlainText(),
                 u"Be short."_s);
        QCOMPARE(panel.findChildren<QPlainTextEdit*>(u"userTurn"_s).size(), 2);
    }
};

QTEST_MAIN(PlaygroundPanelTest)
#include "PlaygroundPanelTest.moc"
