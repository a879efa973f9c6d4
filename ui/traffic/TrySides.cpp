// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrySides.h"

#include "traffic/TrafficText.h"

#include "widgets/CellDelegate.h"
#include "widgets/LineDiff.h"
#include "widgets/NumberFormat.h"
#include "widgets/SegmentedControl.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QResizeEvent>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kBesideFrom = 560;
constexpr int kMostRows = 5;
enum Column
{
    Target,
    Status,
    Time,
    ColumnCount
};

QStringList linesOf(const QString& text)
{
    return text.isEmpty() ? QStringList() : text.split(u'\n');
}

/// A body as it is read; what was cut says so.
QStringList bodyLines(const client::TrafficMessage& message)
{
    QStringList lines = linesOf(readableBody(message, true));
    if (message.size > message.body.size() && message.kept)
        lines.append(TrySides::tr("… %1 of %2 bytes were kept")
                         .arg(wholeNumber(message.body.size()), wholeNumber(message.size)));
    return lines;
}

/// Lines with their marks, and the ground of those that differ.
void fillSide(QPlainTextEdit* side, const QList<DiffLine>& lines)
{
    QStringList texts;
    for (const DiffLine& line : lines)
        texts.append((line.kind == DiffLine::Kind::Same   ? u"  "_s
                      : line.kind == DiffLine::Kind::Gone ? u"\u2212 "_s
                                                          : u"+ "_s) +
                     line.text);
    side->setPlainText(texts.join(u'\n'));
    QList<QTextEdit::ExtraSelection> marks;
    const Roles& c = roles(side);
    for (int i = 0; i < lines.size(); ++i) {
        if (lines.at(i).kind == DiffLine::Kind::Same)
            continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(side->document()->findBlockByNumber(i));
        mark.format.setBackground(
            c(lines.at(i).kind == DiffLine::Kind::Gone ? Role::BadTint : Role::GoodTint));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    side->setExtraSelections(marks);
}

} // namespace

TrySides::TrySides(QWidget* parent)
    : QWidget(parent)
    , m_tries(new QTreeWidget)
    , m_part(new SegmentedControl(
          {tr("Request"), tr("Answer"), tr("Request fields"), tr("Answer fields")}))
    , m_note(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_sides(new QSplitter(Qt::Vertical))
{
    setObjectName(u"trySides"_s);
    setGround(this, Role::Surface);
    m_tries->setObjectName(u"tries"_s);
    m_tries->setAccessibleName(tr("Tries"));
    m_tries->setRootIsDecorated(false);
    m_tries->setUniformRowHeights(true);
    m_tries->setFrameShape(QFrame::NoFrame);
    m_tries->setItemDelegate(new CellDelegate(grid::kRowDense, false, m_tries));
    m_tries->setHeaderLabels({tr("Target, key"), tr("Status"), tr("Time")});
    m_tries->header()->setStretchLastSection(false);
    m_tries->header()->setFixedHeight(grid::scaled(grid::kRowHeader));
    m_tries->header()->setSectionResizeMode(Target, QHeaderView::Stretch);
    m_tries->header()->resizeSection(Status, grid::scaled(108));
    m_tries->header()->resizeSection(Time, grid::scaled(76));
    m_part->setObjectName(u"trySide"_s);
    m_part->setAccessibleName(tr("What is compared"));
    m_note->setObjectName(u"tryNote"_s);
    m_note->setWordWrap(true);
    m_sides->setObjectName(u"sides"_s);
    m_sides->setChildrenCollapsible(false);
    m_sides->addWidget(makeSide(m_leftTitle, m_left, u"leftSide"_s));
    m_sides->addWidget(makeSide(m_rightTitle, m_right, u"rightSide"_s));
    auto* bar = new QVBoxLayout;
    bar->setContentsMargins(grid::kSide, grid::kGap, grid::kSide, grid::kGap);
    bar->setSpacing(4);
    bar->addWidget(m_part, 0, Qt::AlignLeft);
    bar->addWidget(m_note);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tries);
    column->addWidget(new Separator);
    column->addLayout(bar);
    column->addWidget(m_sides, 1);
    connect(m_tries, &QTreeWidget::currentItemChanged, this, &TrySides::showTry);
    connect(m_part, &SegmentedControl::currentChanged, this, &TrySides::showTry);
    const auto together = [](QPlainTextEdit* from, QPlainTextEdit* to) {
        connect(from->verticalScrollBar(), &QScrollBar::valueChanged, to->verticalScrollBar(),
                &QScrollBar::setValue);
    };
    together(m_left, m_right);
    together(m_right, m_left);
}

QWidget* TrySides::makeSide(TextLabel*& title, QPlainTextEdit*& text, const QString& name)
{
    auto* side = new QWidget;
    title = new TextLabel({}, TextSize::Secondary, Role::Muted, QFont::Bold);
    title->setContentsMargins(grid::kSide, 4, grid::kGap, 4);
    title->setElided();
    text = new QPlainTextEdit;
    text->setObjectName(name);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setFont(textFont(TextSize::Code));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(text, 1);
    return side;
}

void TrySides::clear()
{
    m_detail = {};
    m_tries->clear();
    m_note->clear();
    m_left->clear();
    m_right->clear();
}

void TrySides::showDetail(const client::TrafficDetail& detail,
                          const std::function<QString(const QString&)>& providerName)
{
    m_detail = detail;
    fillTries(providerName);
    showTry();
}

void TrySides::fillTries(const std::function<QString(const QString&)>& providerName)
{
    const QSignalBlocker quiet(m_tries);
    m_tries->clear();
    int number = 0;
    for (const client::TrafficAttempt& attempt : m_detail.record.attempts) {
        auto* item = new QTreeWidgetItem(m_tries);
        const QString target = providerName(attempt.target);
        item->setText(Target, u"%1  %2"_s.arg(++number).arg(target));
        if (!attempt.key.isEmpty())
            item->setData(Target, CellSecond, attempt.key);
        const State state = stateOfStatus(attempt.status);
        item->setText(Status,
                      attempt.status == 0 ? tr("no answer") : QString::number(attempt.status));
        item->setData(Status, CellState, int(state));
        const Quantity time = milliseconds(double(attempt.endMicros - attempt.startMicros) / 1000);
        item->setText(Time, time.number);
        item->setData(Time, CellUnit, time.unit);
        item->setTextAlignment(Time, Qt::AlignRight | Qt::AlignVCenter);
        const bool isLast = number == m_detail.record.attempts.size();
        const QString why = attempt.reason.isEmpty() ? tr("answered")
                            : isLast                 ? attempt.reason
                                     : tr("%1, so the next one was asked").arg(attempt.reason);
        for (int i = 0; i < ColumnCount; ++i) {
            item->setToolTip(i, why);
            item->setData(i, Qt::FontRole, textFont(TextSize::Secondary));
        }
    }
    m_tries->headerItem()->setTextAlignment(Time, Qt::AlignRight | Qt::AlignVCenter);
    const auto rows = std::clamp<qsizetype>(m_detail.record.attempts.size(), 1, kMostRows);
    m_tries->setFixedHeight(grid::scaled(grid::kRowHeader) +
                            static_cast<int>(rows) * grid::scaled(grid::kRowDense) + 2);
    // The one that answered is the one to look at.
    if (number > 0)
        m_tries->setCurrentItem(m_tries->topLevelItem(number - 1));
}

const client::TrafficTry* TrySides::chosen() const
{
    const int row = m_tries->indexOfTopLevelItem(m_tries->currentItem());
    for (const client::TrafficTry& one : m_detail.tries) {
        if (one.attempt == row)
            return &one;
    }
    return nullptr;
}

void TrySides::showTry()
{
    const client::TrafficTry* one = chosen();
    const int part = m_part->currentIndex();
    const bool asks = part == Request || part == RequestHead;
    m_leftTitle->setText(asks ? tr("The client sent") : tr("The provider answered"));
    m_rightTitle->setText(asks ? tr("The provider got") : tr("The client got"));
    m_sides->setVisible(one);
    if (!one) {
        m_note->setText(
            m_detail.record.attempts.isEmpty() ? tr("Nobody was asked.")
            : m_detail.record.kind == client::TrafficKind::Rest
                ? tr("Requests to REST services go on as they come; only calls of models are kept "
                     "on both sides.")
                : tr("Nothing of the provider's side was kept of this try."));
        return;
    }
    const int row = m_tries->indexOfTopLevelItem(m_tries->currentItem());
    const client::TrafficAttempt& attempt = m_detail.record.attempts.at(row);
    const bool isLast = row + 1 == m_detail.record.attempts.size();
    QStringList note;
    if (!attempt.reason.isEmpty())
        note.append(isLast ? attempt.reason : tr("%1: the next one was asked").arg(attempt.reason));
    if ((part == Request && one->sameRequest) || (part == Answer && one->sameResponse))
        note.append(tr("not one byte differs"));
    note.append(one->url.isEmpty() ? tr("inside the gateway") : one->url);
    m_note->setText(note.join(u" · "_s));
    if (part == Request)
        lay(bodyLines(m_detail.request), bodyLines(one->request));
    else if (part == Answer)
        lay(bodyLines(one->response), isLast ? bodyLines(m_detail.response) : QStringList());
    else if (part == RequestHead)
        lay(linesOf(headerLines(m_detail.request).trimmed()),
            linesOf(headerLines(one->request).trimmed()));
    else
        lay(linesOf(headerLines(one->response).trimmed()),
            isLast ? linesOf(headerLines(m_detail.response).trimmed()) : QStringList());
}

void TrySides::lay(const QStringList& left, const QStringList& right)
{
    using Kind = DiffLine::Kind;
    const bool beside = m_sides->orientation() == Qt::Horizontal;
    QList<DiffLine> lefts;
    QList<DiffLine> rights;
    const auto even = [&] { // what one side lacks is empty there, so that lines stay level
        while (beside && lefts.size() < rights.size())
            lefts.append({Kind::Same, {}});
        while (beside && rights.size() < lefts.size())
            rights.append({Kind::Same, {}});
    };
    for (const DiffLine& line : lineDiff(left, right)) {
        if (line.kind == Kind::Same) {
            even();
            lefts.append(line);
            rights.append(line);
        } else {
            (line.kind == Kind::Gone ? lefts : rights).append(line);
        }
    }
    even();
    fillSide(m_left, lefts);
    fillSide(m_right, rights);
}

void TrySides::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const auto wanted =
        event->size().width() >= grid::scaled(kBesideFrom) ? Qt::Horizontal : Qt::Vertical;
    if (wanted == m_sides->orientation())
        return;
    m_sides->setOrientation(wanted);
    showTry();
}

void TrySides::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // The grounds of lines are those of the theme in which they were made.
    if (event->type() == QEvent::PaletteChange && m_right)
        showTry();
}

} // namespace gatehouse::ui
