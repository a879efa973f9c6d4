// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LineDiff.h"

#include <QTest>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// Two texts laid beside each other.
class LineDiffTest : public QObject
{
    Q_OBJECT

private:
    static QString told(const QString& before, const QString& after)
    {
        QString out;
        for (const DiffLine& line : lineDiff(before.split(u' ', Qt::SkipEmptyParts),
                                             after.split(u' ', Qt::SkipEmptyParts)))
            out += (line.kind == DiffLine::Kind::Same   ? u" "_s
                    : line.kind == DiffLine::Kind::Gone ? u"-"_s
                                                        : u"+"_s) +
                   line.text;
        return out;
    }

private Q_SLOTS:
    void tellsWhatIsGoneAndWhatIsFresh_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << QString() << QString() << QString();
        QTest::newRow("same") << u"a b"_s << u"a b"_s << u" a b"_s;
        QTest::newRow("in the middle") << u"a b c"_s << u"a x c"_s << u" a-b+x c"_s;
        QTest::newRow("all fresh") << QString() << u"a b"_s << u"+a+b"_s;
        QTest::newRow("all gone") << u"a b"_s << QString() << u"-a-b"_s;
        QTest::newRow("longer at the end") << u"a a"_s << u"a a a"_s << u" a a+a"_s;
        QTest::newRow("two places") << u"1 a 2 b 3"_s << u"1 2 c 3"_s << u" 1-a 2-b+c 3"_s;
    }
    void tellsWhatIsGoneAndWhatIsFresh()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, expected);
        QCOMPARE(told(before, after), expected);
    }

    void textsTooLongToCompareAreToldWhole()
    {
        QStringList before;
        QStringList after;
        for (int i = 0; i < 3000; ++i) {
            before.append(u"a%1"_s.arg(i));
            after.append(u"b%1"_s.arg(i));
        }
        after[1500] = before[1500]; // would be found in shorter ones
        const auto lines = lineDiff(before, after);
        QCOMPARE(lines.size(), 6000);
        QCOMPARE(lines.first().kind, DiffLine::Kind::Gone);
        QCOMPARE(lines.last().kind, DiffLine::Kind::Fresh);
    }
};

QTEST_GUILESS_MAIN(LineDiffTest)
#include "LineDiffTest.moc"
