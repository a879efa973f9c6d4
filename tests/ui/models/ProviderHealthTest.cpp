// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyStates.h"
#include "models/ModelsPanel.h"
#include "models/ProviderTreeModel.h"
#include "ui/client/FakeConsole.h"

#include <QAction>
#include <QTreeView>

using namespace gatehouse;
using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1795530727491;

QByteArray health(const QByteArray& openai)
{
    return R"({"time_ms":1795530727491,"items":[)" + openai +
           R"(,{"id":"sandbox","state":"idle","circuit":"closed","keys":[]}]})";
}

const QByteArray kPaused = R"({"id":"openai","state":"cooling","circuit":"closed","keys":[
    {"id":"main","circuit":"open","until_ms":1795530760491}]})";
const QByteArray kHealthy = R"({"id":"openai","state":"healthy","circuit":"closed","keys":[
    {"id":"main","circuit":"closed"}]})";

} // namespace

/// How providers and keys are, a failure that did not happen, and the way back.
class ProviderHealthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void theLaterEndOfARestCounts()
    {
        client::ProviderCircuit provider;
        provider.circuit = client::Circuit::Open;
        provider.untilMillis = 2000;
        provider.keys = {{u"a"_s, client::Circuit::Closed, 0},
                         {u"b"_s, client::Circuit::Open, 9000},
                         {u"c"_s, client::Circuit::Retired, 0}};
        QCOMPARE(provider.keyAsMet(u"a"_s).untilMillis, 2000);
        QCOMPARE(provider.keyAsMet(u"b"_s).untilMillis, 9000);
        QCOMPARE(provider.keyAsMet(u"c"_s).circuit, client::Circuit::Retired);
        provider.circuit = client::Circuit::HalfOpen;
        QCOMPARE(provider.keyAsMet(u"a"_s).circuit, client::Circuit::HalfOpen);
    }

    void restsAreRoundedUp()
    {
        QCOMPARE(restText(kNow + 32'001, kNow), u"33 s"_s);
        QCOMPARE(restText(kNow - 1, kNow), u"0 s"_s);
        QCOMPARE(restText(kNow + 300'000, kNow), u"5 min"_s);
    }

    void aPausedKeyCountsDownInTheTreeAndInTheMachine()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/provider_health", 200, health(kPaused));
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* tree = panel.findChild<QTreeView*>(u"providerTree"_s);
        const auto state = [tree] {
            const QModelIndex top = tree->model()->index(0, 0);
            return tree->model()->index(0, ProviderTreeModel::Condition, top).data().toString();
        };
        QTRY_VERIFY(state().startsWith(u"cools down, 3"_s)); // 33 s, or a little less
        const auto* states = panel.findChild<KeyStates*>();
        QTRY_VERIFY(states->accessibleDescription().startsWith(u"Cools down, until "_s));
        FakeConsole::draw(panel, u"models-cooling"_s);
        auto* model = tree->model();
        QVERIFY(QMetaObject::invokeMethod(model, [model] {
            static_cast<ProviderTreeModel*>(model)->setHealth(client::ProviderHealthList::fromJson(
                QJsonDocument::fromJson(health(R"({"id":"openai","state":"failed","keys":[
                            {"id":"main","circuit":"retired"}]})"))
                    .object()));
        }));
        QCOMPARE(state(), u"retired, was refused"_s);
        QVERIFY(states->accessibleDescription().startsWith(u"Retired"_s));
    }

    void aFailureIsSimulatedAndReset()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/provider_health", 200, health(kHealthy));
        console.server.answer("POST /admin/v1/providers/openai/simulate", 200, kPaused);
        console.server.answer("POST /admin/v1/providers/openai/reset", 200, kHealthy);
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* tree = panel.findChild<QTreeView*>(u"providerTree"_s);
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        tree->setCurrentIndex(tree->model()->index(0, 0, tree->model()->index(0, 0)));
        auto* pause = panel.findChild<QAction*>(u"simulate_rate_limit_30"_s);
        QVERIFY(pause->isEnabled());
        pause->trigger();
        QTRY_VERIFY(console.called("POST", "/admin/v1/providers/openai/simulate"));
        QCOMPARE(console.called("POST", "/admin/v1/providers/openai/simulate")->body,
                 QByteArray(R"({"failure":"rate_limit","for":"30s","key":"main"})"));
        panel.findChild<QPushButton*>(u"resetProvider"_s)->click();
        QTRY_VERIFY(console.called("POST", "/admin/v1/providers/openai/reset"));
        QCOMPARE(console.called("POST", "/admin/v1/providers/openai/reset")->body,
                 QByteArray(R"({"key":"main"})"));
        // The sandbox has no key that could pause.
        tree->setCurrentIndex(tree->model()->index(1, 0));
        QVERIFY(!pause->isEnabled());
        QVERIFY(panel.findChild<QAction*>(u"simulate_down_30"_s)->isEnabled());
    }

    void aRefusedSimulationIsTold()
    {
        FakeConsole console;
        console.server.answer("GET /admin/v1/provider_health", 200, health(kHealthy));
        console.server.answer("POST /admin/v1/providers/openai/simulate", 503,
                              R"({"title":"Unavailable","detail":"the gateway is stopped"})");
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        auto* tree = panel.findChild<QTreeView*>(u"providerTree"_s);
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        tree->setCurrentIndex(tree->model()->index(0, 0));
        panel.findChild<QAction*>(u"simulate_down_30"_s)->trigger();
        QTRY_VERIFY(std::ranges::any_of(panel.findChildren<QLabel*>(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(u"the gateway is stopped"_s);
        }));
    }

    void serversOnThisComputerAreAddedWithOneClick()
    {
        FakeConsole console;
        console.server.answer("POST /admin/v1/providers/find_local", 200, R"({"items":[
            {"kinds":["ollama"],"name":"Ollama","base_url":"http:\/\/127.0.0.1:11434/v1",
             "models":["qwen3:8b","gpt-oss:20b","gemma3"],"wants_key":false,"configured":false},
            {"kinds":["vllm"],"name":"vLLM","base_url":"http:\/\/127.0.0.1:8000/v1","models":[],
             "wants_key":true,"configured":false},
            {"kinds":["lmstudio"],"name":"LM Studio","base_url":"http:\/\/127.0.0.1:1234/v1",
             "models":["a"],"wants_key":false,"configured":true}]})");
        console.server.answer("POST /admin/v1/providers", 201,
                              R"({"id":"ollama","kind":"ollama"})");
        QVERIFY(console.connectNow());
        ModelsPanel panel(console.client, console.feed, console.connection);
        console.show(panel);
        panel.findChild<QPushButton*>(u"addProvider"_s)->click();
        auto* found = panel.findChild<QWidget*>(u"localServers"_s);
        QTRY_VERIFY(found->isVisible());
        const auto tells = [found](const QString& words) {
            return std::ranges::any_of(
                found->findChildren<QLabel*>(),
                [&words](const QLabel* label) { return label->text() == words; });
        };
        QVERIFY(tells(u"found on port 11434, 3 models"_s));
        QVERIFY(tells(u"found on port 8000, wants a key"_s));
        QVERIFY(!found->findChild<QPushButton*>(u"addLocal_1234"_s)); // added already
        FakeConsole::draw(panel, u"models-found"_s);
        found->findChild<QPushButton*>(u"addLocal_11434"_s)->click();
        QTRY_VERIFY(console.called("POST", "/admin/v1/providers"));
        const auto body = console.called("POST", "/admin/v1/providers")->body;
        QVERIFY2(body.contains(R"("id":"ollama")") &&
                     body.contains("\"base_url\":\"http://127.0.0.1:11434/v1\""),
                 body.constData());
    }
};

QTEST_MAIN(ProviderHealthTest)
#include "ProviderHealthTest.moc"
