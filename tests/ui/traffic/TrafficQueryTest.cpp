// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficQuery.h"

#include <QTest>

using namespace gatehouse::ui;

/// What people type into the filter box.
class TrafficQueryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsKeysAndWords()
    {
        const auto query = parseTrafficQuery(
            QStringLiteral("status:5xx app:web latency:>2s text:\"two words\" loose"));
        QCOMPARE(query.filter.status, QStringLiteral("5xx"));
        QCOMPARE(query.filter.application, QStringLiteral("web"));
        QCOMPARE(query.filter.minMillis, 2000);
        QCOMPARE(query.filter.text, QStringLiteral("two words loose"));
        QVERIFY(query.unknown.isEmpty());
        QCOMPARE(parseTrafficQuery(trafficQueryText(query.filter)).filter, query.filter);
    }
    void readsATimeAndRefusesWhatTheServerWouldNotTake()
    {
        QCOMPARE(parseTrafficQuery(QStringLiteral("last:10m")).last.count(), 600);
        QCOMPARE(parseTrafficQuery(QStringLiteral("status:5 kind:soap")).unknown.size(), 2);
    }
    void completesKeysAndValues()
    {
        const auto values = [](const QString& key) {
            return key == QStringLiteral("app") ? QStringList{QStringLiteral("Review miner")}
                                                : QStringList();
        };
        QCOMPARE(trafficCompletions(QStringLiteral("sta"), values),
                 QStringList{QStringLiteral("status:")});
        QCOMPARE(trafficCompletions(QStringLiteral("status:5"), values).first(),
                 QStringLiteral("status:5xx"));
        QCOMPARE(trafficCompletions(QStringLiteral("app:min"), values),
                 QStringList{QStringLiteral("app:\"Review miner\"")});
    }
    void namesWhatItDoesNotKnow()
    {
        QCOMPARE(parseTrafficQuery(QStringLiteral("colour:red latency:soon")).unknown.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TrafficQueryTest)
#include "TrafficQueryTest.moc"
