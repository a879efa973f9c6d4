// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrySides.h"

#include "TranslatedCall.h"
#include "ui/client/FakeConsole.h"

#include "widgets/SegmentedControl.h"

#include <QPlainTextEdit>
#include <QSplitter>
#include <QTreeWidget>

using namespace gatehouse;
using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(const QString& id)
{
    return id == u"openai"_s ? u"OpenAI"_s : id;
}

} // namespace

/// Both sides of each try of a call.
class TrySidesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void theTryThatAnsweredIsShownWithItsDifference()
    {
        TrySides sides;
        sides.resize(376, 600);
        sides.showDetail(translatedCall(), nameOf);
        sides.show();
        auto* tries = sides.findChild<QTreeWidget*>(u"tries"_s);
        QCOMPARE(tries->topLevelItemCount(), 2);
        QVERIFY(tries->topLevelItem(0)->text(0).contains(u"OpenAI"_s));
        QCOMPARE(tries->topLevelItem(0)->text(1), u"429"_s);
        QVERIFY(tries->topLevelItem(0)->toolTip(0).contains(u"429, so the next one was asked"_s));
        QCOMPARE(tries->currentItem(), tries->topLevelItem(1));
        auto* left = sides.findChild<QPlainTextEdit*>(u"leftSide"_s);
        auto* right = sides.findChild<QPlainTextEdit*>(u"rightSide"_s);
        QVERIFY(left->toPlainText().contains(u"\u2212     \"model\": \"fast\""_s));
        QVERIFY(right->toPlainText().contains(u"+     \"model\": \"small\""_s));
        QVERIFY(right->toPlainText().contains(u"      \"max_tokens\": 9,"_s)); // the same in both
        QCOMPARE(left->extraSelections().size(), 1);
        FakeConsole::draw(sides, u"traffic-tries"_s);
        // What the provider answered is what the client got.
        sides.findChild<SegmentedControl*>(u"trySide"_s)->setCurrentIndex(1);
        QCOMPARE(left->toPlainText(), right->toPlainText());
        QVERIFY(left->toPlainText().contains(u"message"_s));
        QVERIFY(sides.findChild<QLabel*>(u"tryNote"_s)->text().contains(u"not one byte differs"_s));
    }

    void aRefusedTryTellsItsReasonAndWhatWasSaid()
    {
        TrySides sides;
        sides.resize(376, 600);
        sides.showDetail(translatedCall(), nameOf);
        auto* tries = sides.findChild<QTreeWidget*>(u"tries"_s);
        tries->setCurrentItem(tries->topLevelItem(0));
        QVERIFY(sides.findChild<QLabel*>(u"tryNote"_s)
                    ->text()
                    .startsWith(u"429: the next one was asked"_s));
        sides.findChild<SegmentedControl*>(u"trySide"_s)->setCurrentIndex(1);
        QVERIFY(sides.findChild<QPlainTextEdit*>(u"leftSide"_s)->toPlainText().contains(u"full"_s));
        QVERIFY(sides.findChild<QPlainTextEdit*>(u"rightSide"_s)->toPlainText().isEmpty());
        sides.findChild<SegmentedControl*>(u"trySide"_s)->setCurrentIndex(2);
        QVERIFY(
            sides.findChild<QPlainTextEdit*>(u"rightSide"_s)->toPlainText().contains(u"***7fQk"_s));
    }

    void standsSideBySideWhereThereIsRoom()
    {
        TrySides sides;
        sides.resize(900, 500);
        sides.showDetail(translatedCall(), nameOf);
        sides.show();
        auto* splitter = sides.findChild<QSplitter*>(u"sides"_s);
        QCOMPARE(splitter->orientation(), Qt::Horizontal);
        // Level: as many lines on both sides.
        QCOMPARE(sides.findChild<QPlainTextEdit*>(u"leftSide"_s)->blockCount(),
                 sides.findChild<QPlainTextEdit*>(u"rightSide"_s)->blockCount());
        FakeConsole::draw(sides, u"traffic-tries-wide"_s);
        sides.resize(376, 500);
        QCOMPARE(splitter->orientation(), Qt::Vertical);
    }

    void whatWasNotKeptIsSaid()
    {
        TrySides sides;
        client::TrafficDetail detail = translatedCall();
        detail.tries.clear();
        sides.showDetail(detail, nameOf);
        QVERIFY(sides.findChild<QLabel*>(u"tryNote"_s)->text().contains(u"was kept"_s));
        detail.record.attempts.clear();
        sides.showDetail(detail, nameOf);
        QVERIFY(sides.findChild<QLabel*>(u"tryNote"_s)->text().contains(u"Nobody"_s));
    }
};

QTEST_MAIN(TrySidesTest)
#include "TrySidesTest.moc"
