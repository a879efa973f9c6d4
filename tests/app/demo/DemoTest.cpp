// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoTraffic.h"
#include "demo/DrawnHour.h"

#include "model/WorkspaceFile.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <map>

using namespace gatehouse;

/// The company Acme: its workspace file is a sound one, its hour is the pictures' hour, its
/// upstreams answer.
class DemoTest : public QObject
{
    Q_OBJECT

    static int portOf(const demo::DemoWorkspace& workspace)
    {
        static const QRegularExpression address(
            QStringLiteral("http://127\\.0\\.0\\.1:(\\d{2,})/openai"));
        return address.match(QString::fromStdString(workspace.yaml)).captured(1).toInt();
    }

    static QByteArray ask(int port, const QByteArray& request, const QByteArray& until)
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), quint16(port));
        if (!socket.waitForConnected())
            return {};
        socket.write(request);
        QByteArray answer;
        while (!answer.contains(until) && socket.waitForReadyRead(10'000))
            answer += socket.readAll();
        return answer;
    }

private Q_SLOTS:
    void theFileIsSound()
    {
        for (const demo::DemoWorkspace& workspace :
             {demo::drawnWorkspace(), demo::liveWorkspace(4711)}) {
            const auto file =
                model::readWorkspaceFile(workspace.yaml, "acme.yaml", model::InlineSecrets::Refuse);
            QVERIFY2(file.has_value(),
                     file ? "" : model::faultText("acme.yaml", file.error().front()).c_str());
            QCOMPARE(int(file->workspace.apis.size()), 24);
            QCOMPARE(int(file->workspace.applications.size()), 8);
            QCOMPARE(int(file->workspace.limits.size()), 10);
            for (const std::string& reference : model::secretReferences(file->workspace))
                QVERIFY2(workspace.secrets.contains(reference), reference.c_str());
        }
        QVERIFY(!demo::applicationKey("review-miner").empty());
    }

    void nothingLiveLeavesTheMachine()
    {
        static const QRegularExpression elsewhere(
            QStringLiteral("https?://(?!127\\.0\\.0\\.1[:/])"));
        const QString yaml = QString::fromStdString(demo::liveWorkspace(4711).yaml);
        QVERIFY2(!elsewhere.match(yaml).hasMatch(), qPrintable(elsewhere.match(yaml).captured()));
    }

    void theHourIsThePicturesHour()
    {
        const Timestamp end{std::chrono::seconds(1795530720)};
        std::map<std::string, int> calls;
        int total = 0, refused = 0, failed = 0, late = 0;
        Timestamp last{};
        demo::drawHour(
            end, [&](std::vector<telemetry::RequestRecord> records, Timestamp from, Timestamp to) {
                for (const telemetry::RequestRecord& record : records) {
                    QVERIFY(record.start >= from && record.start < to && record.start >= last);
                    last = record.start;
                    ++total;
                    refused += record.status == 429;
                    failed += record.status >= 500;
                    if (to == end) {
                        ++late;
                        ++calls[record.application];
                    }
                }
            });
        QVERIFY2(total > 620'000 && total < 690'000, qPrintable(QString::number(total)));
        QVERIFY2(refused > 9'000 && refused < 16'000, qPrintable(QString::number(refused)));
        QVERIFY2(failed > 1'500 && failed < 4'000, qPrintable(QString::number(failed)));
        QVERIFY2(late > 200 * 60 && late < 225 * 60, qPrintable(QString::number(late)));
        QVERIFY(calls["storefront"] > calls["checkout"] && calls["checkout"] > calls["ops-bot"]);
    }

    void theHourIsTheSameEveryTime()
    {
        const auto sum = [] {
            std::size_t hash = 0;
            demo::drawHour(Timestamp{}, [&](std::vector<telemetry::RequestRecord> records,
                                            Timestamp, Timestamp) {
                for (const telemetry::RequestRecord& record : records)
                    hash = hash * 31 + record.phases.lastByte + record.status + record.id.back();
            });
            return hash;
        };
        QCOMPARE(sum(), sum());
    }

    void upstreamsAndModelsAnswer()
    {
        const auto traffic = demo::DemoTraffic::open();
        QVERIFY(traffic.has_value());
        const int port = portOf((*traffic)->workspace());
        QVERIFY(port > 0);
        QVERIFY(ask(port, "GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n", "\"stock\":")
                    .startsWith("HTTP/1.1 "));
        const QByteArray body =
            R"({"model":"gpt-6-luna","stream":true,"stream_options":{"include_usage":true},"messages":[]})";
        const QByteArray streamed =
            ask(port,
                "POST /openai/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                    QByteArray::number(body.size()) + "\r\n\r\n" + body,
                "0\r\n\r\n");
        QVERIFY(streamed.contains(R"("model":"gpt-6-luna")"));
        QVERIFY(streamed.contains(R"("completion_tokens":)"));
        QVERIFY(streamed.endsWith("data: [DONE]\n\n\r\n0\r\n\r\n"));
    }

    void applicationsCall()
    {
        const auto traffic = demo::DemoTraffic::open();
        QVERIFY(traffic.has_value());
        QTcpServer gateway;
        QVERIFY(gateway.listen(QHostAddress::LocalHost));
        (*traffic)->start(std::string("http://127.0.0.1:") + std::to_string(gateway.serverPort()));
        QVERIFY(gateway.waitForNewConnection(20'000));
        QTcpSocket* const caller = gateway.nextPendingConnection();
        QVERIFY(caller->waitForReadyRead(20'000));
        QVERIFY(caller->readAll().contains("Authorization: Bearer gh_"));
    }
};

QTEST_GUILESS_MAIN(DemoTest)
#include "DemoTest.moc"
