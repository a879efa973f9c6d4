// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ChartScale.h"

#include <QTest>

using namespace gatehouse::ui;

/// Round axes, and figures of three digits.
class ChartScaleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesRoundSteps()
    {
        QCOMPARE(makeScale(215, 3).top, 240.0);
        QCOMPARE(makeScale(20, 3).top, 24.0);
        QCOMPARE(makeScale(420, 2).top, 500.0);
        QVERIFY(makeScale(0, 2).top > 0);
    }
    void putsTheUnitOnTheTopTickOnly()
    {
        QCOMPARE(tickText(ChartUnit::PerSecond, 240, 240), QStringLiteral("240/s"));
        QCOMPARE(tickText(ChartUnit::PerSecond, 80, 240), QStringLiteral("80"));
        QCOMPARE(tickText(ChartUnit::Millis, 1500, 1500), QStringLiteral("1.5 s"));
    }
    void writesThreeDigits()
    {
        QCOMPARE(shortNumber(16100), QStringLiteral("16.1 k"));
        QCOMPARE(shortNumber(7421908), QStringLiteral("7.42 M"));
        QCOMPARE(shortNumber(4.02), QStringLiteral("4.0"));
        QCOMPARE(shortNumber(qQNaN()), QStringLiteral("–"));
    }
};

QTEST_GUILESS_MAIN(ChartScaleTest)
#include "ChartScaleTest.moc"
