// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DialectCases.h"

#include "gateway/Health.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using gateway::Breaker;
using gateway::Circuit;
using gateway::Intervention;
using gateway::ProviderState;

/// How providers and keys are, and what happens to callers when somebody sets it by hand.
class HealthReportTest : public QObject
{
    Q_OBJECT

private:
    DialectGateway m_gateway;

    gateway::ProviderReport report() { return m_gateway.gateway().providers().front(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }
    void cleanup() { m_gateway.stop(); }

    void aBreakerTellsWhenItProbes()
    {
        ManualClock clock;
        Breaker breaker;
        const Breaker::Rule rule{
            .failures = 2, .first = std::chrono::seconds(1), .longest = std::chrono::seconds(8)};
        breaker.onFailure(rule, clock.now());
        QCOMPARE(breaker.failures(), 1u);
        QVERIFY(!breaker.isOpen(clock.now()));
        breaker.onFailure(rule, clock.now());
        QVERIFY(breaker.isOpen(clock.now()));
        QVERIFY(!breaker.isProbing(clock.now()));
        clock.advance(std::chrono::seconds(1));
        QVERIFY(breaker.isProbing(clock.now())); // the next exchange tries it
        QVERIFY(breaker.tryPass(clock.now()));
        QVERIFY(breaker.isProbing(clock.now()));
        QVERIFY(!breaker.tryPass(clock.now())); // one at a time
        breaker.onFailure(rule, clock.now());
        QVERIFY(!breaker.isProbing(clock.now()));
        QVERIFY(breaker.isOpen(clock.now()));
        breaker.close();
        QVERIFY(breaker.tryPass(clock.now()));
        QCOMPARE(breaker.failures(), 0u);
        breaker.open(clock.now(), std::chrono::seconds(30));
        QVERIFY(!breaker.tryPass(clock.now()));
        clock.advance(std::chrono::seconds(30));
        QVERIFY(breaker.tryPass(clock.now()));
        breaker.onSuccess();
        QVERIFY(!breaker.isProbing(clock.now()));
    }

    void aSimulatedFailureIsMetByCallersUntilTheReset()
    {
        const auto reply = test::toolAnswer(Wire::OpenAi);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, RawUpstream::answer(reply, "200 OK", "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start("openai", upstream.url()));
        QCOMPARE(report().state, ProviderState::Idle);
        HAS(client.call(ask(kCallers[0], false)), "200 OK");
        QCOMPARE(report().state, ProviderState::Healthy);
        const auto asked = upstream.requests.load();

        using Kind = Intervention::Kind;
        QVERIFY(m_gateway.gateway().intervene({Kind::Fail, "up", {}, std::chrono::minutes(5)}));
        QCOMPARE(report().state, ProviderState::Failed);
        QCOMPARE(report().health.circuit, Circuit::Open);
        QVERIFY(report().health.openFor > std::chrono::minutes(4));
        HAS(client.call(ask(kCallers[0], false)), "503 Service Unavailable");
        QVERIFY(m_gateway.gateway().intervene({Kind::Reset, "up", {}, {}}));
        QCOMPARE(report().health.circuit, Circuit::Closed);
        HAS(client.call(ask(kCallers[0], false)), "200 OK");

        QVERIFY(
            m_gateway.gateway().intervene({Kind::Pause, "up", "main", std::chrono::minutes(5)}));
        QCOMPARE(report().state, ProviderState::Cooling);
        QCOMPARE(report().keys.front().health.circuit, Circuit::Open);
        const auto paused = client.call(ask(kCallers[0], false));
        HAS(paused, "429 Too Many Requests");
        HAS(paused, "Retry-After: ");
        QVERIFY(m_gateway.gateway().intervene({Kind::Reset, "up", "main", {}}));
        HAS(client.call(ask(kCallers[0], false)), "200 OK");
        QCOMPARE(upstream.requests.load(), asked + 2); // none of it reached the provider
    }

    void aResetBringsARetiredKeyBack()
    {
        std::atomic<bool> refuses{true};
        const auto reply = test::toolAnswer(Wire::OpenAi);
        RawUpstream upstream([&](const std::string&, int fd) {
            return RawUpstream::send(
                fd, refuses ? RawUpstream::answer("{}", "401 Unauthorized")
                            : RawUpstream::answer(reply, "200 OK",
                                                  "Content-Type: application/json\r\n"));
        });
        RawClient client(m_gateway.start("openai", upstream.url()));
        HAS(client.call(ask(kCallers[0], false)), "502 Bad Gateway");
        QCOMPARE(report().keys.front().health.circuit, Circuit::Retired);
        QCOMPARE(report().state, ProviderState::Failed);
        refuses = false;
        HAS(client.call(ask(kCallers[0], false)), "502 Bad Gateway");
        QVERIFY(m_gateway.gateway().intervene({Intervention::Kind::Reset, "up", {}, {}}));
        HAS(client.call(ask(kCallers[0], false)), "200 OK");
    }

    void whatIsNotThereIsTold()
    {
        RawUpstream upstream([](const std::string&, int) { return false; });
        static_cast<void>(m_gateway.start("openai", upstream.url()));
        using Kind = Intervention::Kind;
        QVERIFY(!m_gateway.gateway().intervene({Kind::Fail, "other", {}, {}}));
        QVERIFY(!m_gateway.gateway().intervene({Kind::Pause, "up", "other", {}}));
        QVERIFY(!m_gateway.gateway().intervene({Kind::Reset, "up", "other", {}}));
    }
};

QTEST_GUILESS_MAIN(HealthReportTest)
#include "HealthReportTest.moc"
