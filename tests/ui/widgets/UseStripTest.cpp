// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/UseStrip.h"

#include "widgets/Theme.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace gatehouse::ui;

/// The use of a counter over time.
class UseStripTest : public QObject
{
    Q_OBJECT

private:
    static QImage drawn(const QList<double>& use, int width)
    {
        QImage image(width, 10, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintUseStrip(painter, image.rect(), use, roles(Theme::Light));
        return image;
    }

private Q_SLOTS:
    void onlyAFullCounterIsPurple()
    {
        const QImage image = drawn({0.5, 0.99, 1.0}, 6);
        const QColor purple = roles(Theme::Light)(Role::Limit);
        QVERIFY(image.pixelColor(0, 9) != purple);
        QVERIFY(image.pixelColor(2, 9) != purple);
        QCOMPARE(image.pixelColor(4, 9), purple);
        QCOMPARE(image.pixelColor(4, 0), purple);
    }

    void aStepShowsItsHighestValue()
    {
        // Eight values in two columns: the short peak is not averaged away.
        const QImage image = drawn({0, 0, 1, 0, 0, 0, 0, 0}, 4);
        QCOMPARE(image.pixelColor(0, 0), roles(Theme::Light)(Role::Limit));
        QCOMPARE(image.pixelColor(2, 0), image.pixelColor(2, 9));
    }

    void aGapIsNoUse()
    {
        const QImage image = drawn({std::nan(""), 0}, 4);
        QCOMPARE(image.pixelColor(0, 9), image.pixelColor(0, 0));
    }
};

QTEST_MAIN(UseStripTest)
#include "UseStripTest.moc"
