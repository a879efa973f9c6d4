// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/OpenedLogs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// One line of nginx: a call a second, the second half of each minute refused.
QByteArray line(int second, const char* caller = "10.0.0.1")
{
    return QByteArray(caller) +
           " - - [24/Nov/2026:14:" + QByteArray::number(second / 60).rightJustified(2, '0') + ':' +
           QByteArray::number(second % 60).rightJustified(2, '0') +
           " +0000] \"GET /orders HTTP/1.1\" " + (second % 60 < 30 ? "200" : "429") + " 12\n";
}

} // namespace

/// Access logs that come in pieces, as the doctor and the simulator see them.
class OpenedLogsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_clock = ManualClock(fromUnixMillis(1795530727491)); }

    void readsPiecesThatEndAnywhere()
    {
        OpenedLogs logs(m_clock);
        const auto id = open(logs);
        QByteArray text;
        for (int second = 0; second < 600; ++second)
            text += line(second);
        text += "what is this\n";
        text.chop(1); // the last line has no end
        QJsonObject progress;
        for (qsizetype at = 0; at < text.size(); at += 777)
            progress = ask(logs.add(id, text.mid(at, 777).toStdString()));
        QCOMPARE(progress["form"_L1].toString(), u"combined"_s);
        QCOMPARE(progress["calls"_L1].toInt(), 600);
        const QJsonObject report = ask(logs.report(id));
        QCOMPARE(report["lines"_L1].toInt(), 601);
        QCOMPARE(report["unread"_L1].toInt(), 1);
        QCOMPARE(report["calls"_L1].toInt(), 600);
        QCOMPARE(report["refused"_L1].toInt(), 300);
        QCOMPARE(report["callers"_L1].toInt(), 1);
        QCOMPARE(report["conduct"_L1][0]["application"_L1].toString(), u"10.0.0.1"_s);
        QCOMPARE(report["cures"_L1].toArray().size(), 5);
        // 60 calls in each minute: with as many nobody is refused.
        const QJsonObject limit = report["cures"_L1][1].toObject();
        QCOMPARE(limit["figure"_L1].toInt(), 60);
        QCOMPARE(limit["rule"_L1]["partition"_L1][0].toString(), u"ip"_s);
        // It is read to its end.
        QVERIFY((*logs.add(id, "x\n"))({}).error().code == ErrorCode::Conflict);
    }

    void aRuleIsTriedOnIt()
    {
        OpenedLogs logs(m_clock);
        const auto id = open(logs);
        QByteArray text;
        for (int second = 0; second < 120; ++second)
            text += line(second);
        ask(logs.add(id, text.toStdString()));
        doctor::SimulationWish wish;
        wish.from = fromUnixMillis(1795528800000); // 14:00
        wish.to = wish.from + 2min;
        model::LimitRule rule;
        rule.id = "try";
        rule.promise = model::WindowPromise{45, 1min};
        wish.after = {rule};
        const auto told = (*logs.find(id))->simulate(wish, {});
        QVERIFY2(told.has_value(), told ? "" : told.error().text().c_str());
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(*told)).object()["after"_L1];
        QCOMPARE(json["refused"_L1].toInt(), 30);
    }

    void whatIsNoLogIsTold()
    {
        OpenedLogs logs(m_clock);
        const auto id = open(logs);
        const auto told = (*logs.add(id, "once upon a time\nthere was a file\n"))({});
        QVERIFY(!told && told.error().code == ErrorCode::Invalid);
        QVERIFY(!logs.open("apache").has_value());
        QVERIFY(logs.report("log99").error().error.code == ErrorCode::NotFound);
    }

    void fewAreKept()
    {
        OpenedLogs logs(m_clock);
        const auto first = open(logs);
        m_clock.advance(1s);
        const auto second = open(logs);
        m_clock.advance(1s);
        QVERIFY(logs.find(first).has_value()); // used later than the second
        const auto third = open(logs);
        QVERIFY(!logs.find(second).has_value());
        QVERIFY(logs.find(first).has_value());
        m_clock.advance(31min);
        open(logs);
        QVERIFY(!logs.find(first).has_value());
        QVERIFY(!logs.find(third).has_value());
        QVERIFY(!logs.close(first).has_value());
    }

private:
    static std::string open(OpenedLogs& logs)
    {
        const auto opened = logs.open({});
        return QJsonDocument::fromJson(QByteArray::fromStdString(*opened))
            .object()["id"_L1]
            .toString()
            .toStdString();
    }

    static QJsonObject ask(const Outcome<Doctor::Question>& question)
    {
        if (!question)
            return {};
        const auto told = (*question)({});
        return told ? QJsonDocument::fromJson(QByteArray::fromStdString(*told)).object()
                    : QJsonObject();
    }

    ManualClock m_clock;
};

QTEST_GUILESS_MAIN(OpenedLogsTest)
#include "OpenedLogsTest.moc"
