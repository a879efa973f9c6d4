// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Style.h"

#include <QApplication>
#include <QFocusFrame>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace gatehouse::ui;

/// The ring around the button that has the focus.
class FocusRingTest : public QObject
{
    Q_OBJECT

private:
    static QFocusFrame* shownFrame(const QWidget& window)
    {
        for (QFocusFrame* frame : window.findChildren<QFocusFrame*>()) {
            if (frame->isVisible())
                return frame;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(new Style); }

    void aButtonReachedByKeyHasARingAndAClickedOneHasNone()
    {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        column->setContentsMargins(20, 20, 20, 20);
        auto* first = new QPushButton(QStringLiteral("First"));
        auto* second = new QPushButton(QStringLiteral("Second"));
        column->addWidget(first);
        column->addWidget(second);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        QFocusFrame* frame = shownFrame(window);
        QVERIFY2(frame, "no ring around a button that was reached by Tab");
        QCOMPARE(frame->widget(), second);
        QVERIFY(frame->rect().width() >= second->width() + 8);
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY2(!shownFrame(window), "a ring around a button that was clicked");
    }

    void theRingLivesAsLongAsItsButtonOnly()
    {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* going = new QPushButton(QStringLiteral("Going"));
        auto* staying = new QPushButton(QStringLiteral("Staying"));
        column->addWidget(staying);
        column->addWidget(going);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        staying->setFocus();
        QTest::keyClick(staying, Qt::Key_Tab);
        QVERIFY(shownFrame(window));
        delete going;
        staying->setFocus(Qt::TabFocusReason);
        QVERIFY(shownFrame(window));
        QCOMPARE(shownFrame(window)->widget(), staying);
    }
};

QTEST_MAIN(FocusRingTest)
#include "FocusRingTest.moc"
