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
    void namesWhatItDoesNotKnow()
    {
        QCOMPARE(parseTrafficQuery(QStringLiteral("colour:red latency:soon")).unknown.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TrafficQueryTest)
#include "TrafficQueryTest.moc"
