// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/FirstSteps.h"

#include "firststeps/StepMark.h"
#include "firststeps/StreamedText.h"
#include "ui/client/FakeConsole.h"

#include "widgets/SegmentedControl.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// From an empty workspace to a first answer.
class FirstStepsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void aServerOnThisComputerIsOffered()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/providers/find_local", 200, R"({"items":[
            {"kinds":["ollama"],"name":"Ollama","base_url":"http:\/\/127.0.0.1:11434/v1",
             "models":["qwen3:8b","gpt-oss:20b","gemma3"]}]})");
        QVERIFY(console.connectNow());
        FirstSteps page(console.client, console.feed, console.connection);
        page.resize(1280, 800);
        page.show();
        const auto offered = [&page] {
            return std::ranges::any_of(page.findChildren<QLabel*>(), [](const QLabel* label) {
                return label->isVisible() && label->text() == u"found on port 11434, 3 models"_s;
            });
        };
        QTRY_VERIFY(offered());
        FakeConsole::draw(page, u"first-run-found"_s);
    }

    void theSandboxNeedsNoKeyAndAnswers()
    {
        FakeConsole console;
        const QByteArray gateway = console.server.url().toString().toLatin1();
        console.server.answer("GET /admin/v1/status", 200,
                              R"({"version":"0","gateway":{"state":"serving","urls":[")" + gateway +
                                  R"("]},"first_run":true})");
        console.server.answer("POST /admin/v1/providers", 201,
                              R"({"id":"sandbox","kind":"sandbox"})");
        console.server.answer("POST /admin/v1/applications", 201,
                              R"({"id":"my-first-app","name":"My first app"})");
        console.server.answer("POST /admin/v1/applications/my-first-app/keys", 201,
                              R"({"id":"k1","key":"gh_secret","prefix":"gh_s"})");
        console.server.answer(
            "POST /v1/chat/completions", 200,
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n"
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            "data: [DONE]\n\n",
            "Content-Type: text/event-stream\r\nx-gatehouse-request-id: 01ABC\r\n");
        QVERIFY(console.connectNow());
        FirstSteps page(console.client, console.feed, console.connection);
        page.resize(1280, 800);
        page.show();
        QVERIFY(!page.findChild<QLineEdit*>(u"providerKey"_s)->isVisible());
        QCOMPARE(page.findChildren<StepMark*>().last()->accessibleName(), u"Step 2"_s);
        auto* send = page.findChild<QPushButton*>(u"send"_s);
        QTRY_VERIFY(send->isEnabled());
        send->click();
        QTRY_COMPARE(page.findChild<StreamedText*>(u"answer"_s)->text(), u"Hello"_s);
        QTRY_COMPARE(page.findChild<QLineEdit*>(u"key"_s)->text(), u"gh_secret"_s);
        QVERIFY(page.findChild<QLineEdit*>(u"baseUrl"_s)->text().endsWith(u"/v1"_s));
        const QString code = page.findChild<QPlainTextEdit*>(u"snippet"_s)->toPlainText();
        QVERIFY(code.contains(u"curl"_s) && code.contains(u"GATEHOUSE_KEY"_s));
        QVERIFY2(!code.contains(u"gh_secret"_s), "a snippet carries the key as a variable");
        QSignalSpy request(&page, &FirstSteps::openRequest);
        page.findChild<QPushButton*>(u"seeInTraffic"_s)->click();
        QCOMPARE(request.count(), 1);
        QCOMPARE(request.first().first().toString(), u"01ABC"_s);
    }

    void theCodeHasItsMembersInTheUsualOrderAndNeverABarBelow()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        FirstSteps page(console.client, console.feed, console.connection);
        page.resize(1280, 800);
        page.show();
        page.showExample();
        auto* code = page.findChild<QPlainTextEdit*>(u"snippet"_s);
        auto* languages = page.findChild<SegmentedControl*>();
        for (int language = 0; language < 5; ++language) {
            languages->setCurrentIndex(language);
            const QString text = code->toPlainText();
            const qsizetype model = text.indexOf(u"model"_s);
            const qsizetype stream = text.indexOf(u"stream"_s, model);
            QVERIFY(model > 0 && stream > model);
            QVERIFY(text.indexOf(u"messages"_s, stream) > stream);
            QCoreApplication::processEvents();
            QVERIFY(!code->horizontalScrollBar()->isVisible());
            QCOMPARE(code->horizontalScrollBar()->maximum(), 0);
        }
        languages->setCurrentIndex(0);
        const QString curl = code->toPlainText();
        const qsizetype begin = curl.indexOf(u"-d '"_s) + 4;
        const auto body =
            QJsonDocument::fromJson(curl.mid(begin, curl.lastIndexOf(u'\'') - begin).toUtf8());
        QCOMPARE(body[u"messages"_s][0][u"role"_s].toString(), u"user"_s);
    }

    void anotherLanguageKeepsWhatWasEntered()
    {
        FakeConsole console;
        QVERIFY(console.connectNow());
        FirstSteps page(console.client, console.feed, console.connection);
        page.show();
        QTRY_VERIFY(page.findChild<QRadioButton*>(u"provider_openai"_s));
        page.findChild<QRadioButton*>(u"provider_openai"_s)->click();
        page.findChild<QLineEdit*>(u"providerKey"_s)->setText(u"sk-mine"_s);
        const QPointer<QComboBox> before = page.findChild<QComboBox*>(u"language"_s);
        QEvent changed(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&page, &changed);
        QTRY_VERIFY(!before); // the page was built anew
        QVERIFY(page.findChild<QRadioButton*>(u"provider_openai"_s)->isChecked());
        QCOMPARE(page.findChild<QLineEdit*>(u"providerKey"_s)->text(), u"sk-mine"_s);
    }

    void nothingIsCutWithLargeText()
    {
        const QFont usual = QApplication::font();
        QApplication::setFont(makeApplicationFont(1.5));
        FakeConsole console;
        QVERIFY(console.connectNow());
        FirstSteps page(console.client, console.feed, console.connection);
        page.resize(1280, 800);
        page.show();
        page.showExample();
        QCoreApplication::processEvents();
        QCOMPARE(FakeConsole::cutWords(page).join(u'|'), QString());
        FakeConsole::draw(page, QStringLiteral("first-run-large"));
        QApplication::setFont(usual);
    }

    void whoCannotBeCalledIsNamedButNotOffered()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/catalogue/providers", 200, R"({"items":[
            {"id":"anthropic","name":"Anthropic","auth":"key","callable":false},
            {"id":"openai","name":"OpenAI","auth":"bearer","callable":true},
            {"id":"mistral","name":"Mistral","auth":"bearer","callable":true},
            {"id":"ollama","name":"Ollama","auth":"none","callable":true,"local":true},
            {"id":"groq","name":"Groq","auth":"bearer","callable":true},
            {"id":"deepseek","name":"DeepSeek","auth":"bearer","callable":true}]})");
        QVERIFY(console.connectNow());
        FirstSteps page(console.client, console.feed, console.connection);
        page.show();
        const auto shown = [&page] {
            QStringList names;
            for (const QRadioButton* each : page.findChildren<QRadioButton*>())
                names << each->text();
            return names;
        };
        QTRY_COMPARE(shown(), QStringList({u"Sandbox"_s, u"OpenAI"_s, u"Mistral"_s, u"Ollama"_s,
                                           u"Groq"_s}));
        auto* all = page.findChild<QPushButton*>(u"allProviders"_s);
        QCOMPARE(all->text(), u"All 6 providers"_s);
        all->click();
        QTRY_COMPARE(shown().size(), 7);
        QCOMPARE(shown().last(), u"Anthropic"_s);
        QVERIFY(!page.findChild<QRadioButton*>(u"provider_anthropic"_s)->isEnabled());
        QVERIFY(page.findChild<QRadioButton*>(u"provider_deepseek"_s)->isEnabled());
    }

    void aWrongKeyIsToldBesideTheFieldAndNothingIsStored()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/providers/test", 200,
                              R"({"ok":false,"status":401,"models":[],
                                  "error":"The provider does not accept this key (401).",
                                  "detail":"Incorrect API key"})");
        QVERIFY(console.connectNow());
        FirstSteps page(console.client, console.feed, console.connection);
        page.resize(1280, 800);
        page.show();
        QTRY_VERIFY(page.findChild<QRadioButton*>(u"provider_openai"_s));
        page.findChild<QRadioButton*>(u"provider_openai"_s)->click();
        auto* key = page.findChild<QLineEdit*>(u"providerKey"_s);
        QTRY_VERIFY(key->isVisible());
        key->setText(u"sk-wrong"_s);
        auto* state = page.findChild<QLabel*>(u"keyState"_s);
        QTRY_COMPARE(state->text(), u"The provider does not accept this key (401)."_s);
        QCOMPARE(state->toolTip(), u"Incorrect API key"_s);
        QVERIFY(!page.findChild<QPushButton*>(u"send"_s)->isEnabled());
        for (const auto& asked : console.server.requests())
            QVERIFY(!(asked.verb == "POST" && asked.target == "/admin/v1/providers"));
    }
};

QTEST_MAIN(FirstStepsTest)
#include "FirstStepsTest.moc"
