// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Units.h"

#include <QTest>

using namespace gatehouse;
using namespace std::chrono_literals;

/// Durations, sizes and times as people write them in the workspace file.
class UnitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite()
    {
        QVERIFY(parseDuration("250ms") == Duration(250ms));
        QVERIFY(parseDuration("30s") == Duration(30s));
        QVERIFY(parseDuration("7d") == Duration(168h));
        QVERIFY(parseSize("16MiB") == 16u << 20);
        QVERIFY(parseSize("4096") == 4096u);
    }

    void refusesWhatIsNoDuration()
    {
        for (const char* text :
             {"", "30", "s", "-1s", "1.5s", "1 s", "30S", "1w", "99999999999999999999s", "4000d"})
            QVERIFY2(!parseDuration(text), text);
    }

    void writesTheShortestExactForm()
    {
        QCOMPARE(QString::fromStdString(formatDuration(90s)), QStringLiteral("90s"));
        QCOMPARE(QString::fromStdString(formatDuration(120s)), QStringLiteral("2m"));
        QCOMPARE(QString::fromStdString(formatSize(32768)), QStringLiteral("32KiB"));
        QCOMPARE(QString::fromStdString(formatSize(1500)), QStringLiteral("1500"));
        QCOMPARE(QString::fromStdString(formatTimestamp(fromUnixMillis(1795530727491))),
                 QStringLiteral("2026-11-24T14:32:07.491Z"));
    }
};

QTEST_GUILESS_MAIN(UnitsTest)
#include "UnitsTest.moc"
