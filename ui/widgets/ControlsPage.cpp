// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ControlsPage.h"

#include "widgets/BusyBar.h"
#include "widgets/Card.h"
#include "widgets/CellDelegate.h"
#include "widgets/ChartGroup.h"
#include "widgets/EmptyState.h"
#include "widgets/FilterBox.h"
#include "widgets/FormField.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/SegmentedControl.h"
#include "widgets/State.h"
#include "widgets/Switch.h"
#include "widgets/TableSetup.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/TimeChart.h"
#include "widgets/UseStrip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFocusFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kFieldWidth = 264;
constexpr int kPlotWidth = 316;
constexpr int kHoveredRow = 1;
constexpr int kSelectedRow = 2;
constexpr int kCurrentRow = 3;
constexpr qint64 kMoment = 1795527120000; ///< The drawings' hour begins here.

void addCaption(QVBoxLayout* column, const QString& text)
{
    if (column->count() > 0)
        column->addSpacing(grid::kGapWide);
    column->addWidget(new TextLabel(text, TextSize::Secondary, Role::Muted, QFont::Bold));
}

/// Controls side by side, each with the name of its state below.
void addStatesOf(QVBoxLayout* column, const QList<QPair<QWidget*, QString>>& parts)
{
    auto* cells = new QGridLayout;
    cells->setHorizontalSpacing(grid::kGapWide);
    cells->setVerticalSpacing(2);
    int at = 0;
    for (const auto& [widget, name] : parts) {
        cells->addWidget(widget, 0, at, Qt::AlignLeft);
        cells->addWidget(new TextLabel(name, TextSize::Secondary, Role::Muted), 1, at++);
    }
    cells->setColumnStretch(at, 1);
    column->addLayout(cells);
}

QPushButton* button(const QString& text, ButtonRole role = ButtonRole::Normal,
                    Pretence pretence = Pretence::None)
{
    auto* made = new QPushButton(text);
    setButtonRole(made, role);
    setPretence(made, pretence);
    return made;
}

QLineEdit* field(const QString& text, Pretence pretence = Pretence::None)
{
    auto* made = new QLineEdit(text);
    made->setPlaceholderText(u"Name"_s);
    setPretence(made, pretence);
    return made;
}

/// Rows of which one seems to be under the pointer and one to be the current one.
class PretendingRows final : public CellDelegate
{
public:
    explicit PretendingRows(QObject* parent)
        : CellDelegate(grid::kRow, true, parent)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        QStyleOptionViewItem cell = option;
        cell.state.setFlag(QStyle::State_MouseOver, index.row() == kHoveredRow);
        CellDelegate::paint(painter, cell, index);
        if (index.row() == kCurrentRow && index.column() == 0)
            painter->fillRect(QRect(0, option.rect.top(), 2, option.rect.height()),
                              roles(option.palette)(Role::Accent));
    }
};

} // namespace

ControlsPage::ControlsPage(QWidget* parent)
    : QWidget(parent)
{
    setGround(this, Role::Surface);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, grid::kGapSection, 32, grid::kGapSection);
    row->setSpacing(32);
    const auto column = [row](int width) {
        auto* box = new QWidget;
        box->setFixedWidth(grid::scaled(width));
        auto* made = new QVBoxLayout(box);
        made->setContentsMargins(0, 0, 0, 0);
        made->setSpacing(grid::kGap);
        row->addWidget(box);
        return made;
    };
    QVBoxLayout* left = column(312);
    addButtons(left);
    addFields(left);
    addChoices(left);
    left->addStretch(1);
    QVBoxLayout* middle = column(400);
    addMessages(middle);
    addRows(middle);
    addEmptyAndBusy(middle);
    middle->addStretch(1);
    m_right = column(320);
    addStates(m_right);
    addCharts(m_right);
    m_right->addStretch(1);
    row->addStretch(1);
    const QList<QPushButton*> buttons = findChildren<QPushButton*>();
    for (QPushButton* each : buttons) {
        if (pretence(each) == Pretence::Focus)
            (new QFocusFrame(each))->setWidget(each);
    }
}

void ControlsPage::addPart(const QString& caption, QWidget* part)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(grid::kGap);
    column->addWidget(new TextLabel(caption, TextSize::Secondary, Role::Muted, QFont::Bold));
    column->addWidget(part);
    m_right->insertSpacing(m_right->count() - 1, grid::kGapWide);
    m_right->insertLayout(m_right->count() - 1, column);
}

void ControlsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // The read-out needs a pointer over the chart.
    QTimer::singleShot(0, this, [this] {
        auto* chart = findChild<TimeChart*>();
        const QPointF over(chart->width() * 0.59, chart->height() * 0.3);
        QMouseEvent move(QEvent::MouseMove, over, chart->mapToGlobal(over), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(chart, &move);
    });
}

void ControlsPage::addButtons(QVBoxLayout* column)
{
    addCaption(column, u"Buttons, height 28, padding 12"_s);
    QPushButton* off = button(u"Apply"_s, ButtonRole::Main);
    off->setEnabled(false);
    addStatesOf(column, {{button(u"Apply"_s, ButtonRole::Main), u"main"_s},
                         {button(u"Apply"_s, ButtonRole::Main, Pretence::Hover), u"hover"_s},
                         {button(u"Apply"_s, ButtonRole::Main, Pretence::Focus), u"focus"_s},
                         {off, u"disabled"_s}});
    addStatesOf(column, {{button(u"Test"_s), u"normal"_s},
                         {button(u"Test"_s, ButtonRole::Normal, Pretence::Hover), u"hover"_s},
                         {button(u"Test"_s, ButtonRole::Normal, Pretence::Pressed), u"pressed"_s},
                         {button(u"Test"_s, ButtonRole::Normal, Pretence::Focus), u"focus"_s}});
    QPushButton* menu = button(u"Columns"_s);
    menu->setMenu(new QMenu(menu));
    auto* framed = new QToolButton;
    framed->setIcon(icon(Icon::EditCopy));
    framed->setToolTip(u"Copy"_s);
    addStatesOf(column, {{button(u"Retire Orders v3"_s, ButtonRole::Danger), u"names the thing"_s},
                         {menu, u"menu"_s},
                         {framed, u"icon"_s},
                         {new IconButton(Icon::EditUndo, u"Undo"_s), u"flat"_s}});
}

void ControlsPage::addFields(QVBoxLayout* column)
{
    addCaption(column, u"Fields"_s);
    const auto add = [column](QWidget* widget) {
        widget->setFixedWidth(grid::scaled(kFieldWidth));
        column->addWidget(widget);
    };
    add(field(u"Web shop"_s));
    add(field({}));
    add(field(u"Web shop"_s, Pretence::Focus));
    auto* wrong = new FormField({}, field(u"12 hundred"_s));
    wrong->setError(u"A whole number, for example 1,200"_s);
    add(wrong);
    auto* row = new QHBoxLayout;
    auto* combo = new QComboBox;
    combo->addItem(u"average with burst"_s);
    auto* spin = new QSpinBox;
    spin->setRange(0, 100000);
    spin->setGroupSeparatorShown(true);
    spin->setValue(1800);
    combo->setFixedWidth(grid::scaled(164));
    spin->setFixedWidth(grid::scaled(92));
    row->addWidget(combo);
    row->addWidget(spin);
    row->addStretch(1);
    column->addLayout(row);
    add(new FilterBox(u"Filter rules"_s));
}

void ControlsPage::addChoices(QVBoxLayout* column)
{
    addCaption(column, u"Choice"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGapWide);
    auto* checked = new QCheckBox(u"Checked"_s);
    checked->setChecked(true);
    auto* one = new QRadioButton(u"One"_s);
    one->setChecked(true);
    for (QWidget* choice : std::initializer_list<QWidget*>{checked, new QCheckBox(u"Off"_s), one,
                                                           new QRadioButton(u"Other"_s)})
        row->addWidget(choice);
    row->addStretch(1);
    column->addLayout(row);
    auto* on = new Switch(u"takes effect at once"_s);
    on->setChecked(true);
    column->addWidget(on);
    column->addWidget(new SegmentedControl({u"Priority"_s, u"Weighted"_s, u"Fastest"_s}));
}

void ControlsPage::addMessages(QVBoxLayout* column)
{
    addCaption(column, u"Message bars"_s);
    const auto bar = [column](State state, const QString& text, const QString& action) {
        auto* made = new MessageBar(MessageBar::Shape::Card);
        column->addWidget(made);
        made->say(state, text,
                  action.isEmpty() ? QList<MessageBar::Action>{}
                                   : QList<MessageBar::Action>{{action, [] {}}});
    };
    bar(State::Full, u"Review miner has filled its limit."_s, u"Explain"_s);
    bar(State::Near, u"The key of Mistral expires in 6 days."_s, u"Replace"_s);
    bar(State::Failed, u"Disk full: records stop, traffic goes on."_s, u"Free space"_s);
    bar(State::Good, u"r13 published, 0 requests failed."_s, {});
    auto* undo = new MessageBar(MessageBar::Shape::Card);
    column->addWidget(undo);
    undo->offerUndo(u"Rule deleted."_s, [] {}, [] {});
}

void ControlsPage::addRows(QVBoxLayout* column)
{
    addCaption(column, u"Rows: 28, dense 24, two lines 44"_s);
    struct Line
    {
        QString name;
        QString calls;
        QString seen;
    };
    const QList<Line> lines{{u"Storefront"_s, u"4,104"_s, u"12 s ago"_s},
                            {u"Checkout"_s, u"2,064"_s, u"hover"_s},
                            {u"iOS app"_s, u"1,872"_s, u"selected"_s},
                            {u"Ops bot"_s, u"84"_s, u"current"_s}};
    const int count = int(lines.size());
    auto* table = new QTableWidget(count, 3);
    setUpTable(table, grid::kRow, true);
    table->setItemDelegate(new PretendingRows(table));
    table->setSelectionMode(QAbstractItemView::MultiSelection);
    table->setHorizontalHeaderLabels({u"Application"_s, u"Calls"_s, u"Seen"_s});
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (int at = 0; at < 3; ++at) {
        const Qt::Alignment side = (at == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
        table->horizontalHeaderItem(at)->setTextAlignment(side);
        for (int row = 0; row < count; ++row) {
            const Line& line = lines[row];
            auto* item = new QTableWidgetItem(at == 0   ? line.name
                                              : at == 1 ? line.calls
                                                        : line.seen);
            item->setTextAlignment(side);
            if (at == 1)
                item->setData(CellUnit, u"/min"_s);
            if (at == 2)
                item->setData(Qt::ForegroundRole, int(Role::Muted));
            table->setItem(row, at, item);
        }
    }
    table->setFixedHeight(grid::scaled(grid::kRowHeader) + count * grid::scaled(grid::kRow));
    table->selectRow(kSelectedRow);
    table->selectRow(kCurrentRow);
    auto* frame = new Card;
    frame->body()->setContentsMargins(1, 1, 1, 1);
    frame->body()->addWidget(table);
    column->addWidget(frame);
}

void ControlsPage::addEmptyAndBusy(QVBoxLayout* column)
{
    addCaption(column, u"Empty, busy"_s);
    auto* card = new Card;
    auto* empty = new EmptyState(Icon::Speedometer,
                                 u"Rules keep one caller from using up what others need."_s);
    empty->setAction(u"New rule"_s);
    empty->setLink(u"How limits work"_s);
    card->body()->setContentsMargins(grid::kSide, 4, grid::kSide, 4);
    card->body()->addWidget(empty);
    column->addWidget(card);
    auto* task = new Card;
    task->body()->setContentsMargins(1, 0, 1, grid::kGapSection);
    task->body()->setSpacing(0);
    auto* busy = new BusyBar;
    busy->setPosition(0.62);
    task->body()->addWidget(busy);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(u"Export of 31,984 records"_s));
    words->addWidget(
        new TextLabel(u"12,400 done, about 4 s left"_s, TextSize::Secondary, Role::Muted));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, 0);
    row->addLayout(words, 1);
    auto* cancel = new QPushButton(u"Cancel"_s);
    setControlSize(cancel, ControlSize::Small);
    row->addWidget(cancel, 0, Qt::AlignTop);
    task->body()->addLayout(row);
    column->addWidget(task);
}

void ControlsPage::addStates(QVBoxLayout* column)
{
    addCaption(column, u"States: a shape, a word, a colour"_s);
    const QList<QPair<State, QString>> states{
        {State::Good, u"200, healthy"_s},  {State::Near, u"near a limit"_s},
        {State::Full, u"429, full"_s},     {State::Cooling, u"cools down"_s},
        {State::HalfOpen, u"half-open"_s}, {State::Failed, u"5xx, failed"_s},
        {State::Idle, u"draft, idle"_s}};
    auto* cells = new QGridLayout;
    for (qsizetype i = 0; i < states.size(); ++i) {
        const int row = int(i / 2);
        const int at = int(i % 2) * 2;
        cells->addWidget(new StateShape(states[i].first), row, at);
        cells->addWidget(new TextLabel(states[i].second, TextSize::Body, roleOf(states[i].first)),
                         row, at + 1);
    }
    cells->setHorizontalSpacing(grid::kGap);
    cells->setVerticalSpacing(6);
    cells->setColumnMinimumWidth(1, grid::scaled(106));
    cells->setColumnStretch(3, 1);
    column->addLayout(cells);
    const QList<QPair<QString, Role>> words{
        {u"Draft"_s, Role::Quiet},    {u"In review"_s, Role::Accent},
        {u"Published"_s, Role::Good}, {u"Deprecated"_s, Role::Notice},
        {u"Blocked"_s, Role::Bad},    {u"Retired"_s, Role::Quiet}};
    constexpr int kTagsInRow = 4;
    QHBoxLayout* tags = nullptr;
    for (int i = 0; i < int(words.size()); ++i) {
        if (i % kTagsInRow == 0) {
            tags = new QHBoxLayout;
            column->addLayout(tags);
        }
        auto* tag = new Tag;
        tag->show(words[i].first, words[i].second);
        tags->addWidget(tag);
        if (i % kTagsInRow == kTagsInRow - 1 || i == int(words.size()) - 1)
            tags->addStretch(1);
    }
}

void ControlsPage::addCharts(QVBoxLayout* column)
{
    addCaption(column, u"Chart: hover line on all charts of a panel"_s);
    auto* group = new ChartGroup;
    auto* chart = new TimeChart(*group, ChartUnit::Millis);
    group->setParent(chart);
    constexpr int kPoints = 120;
    QList<ChartLayer> layers;
    struct Line
    {
        QString name;
        Role role;
        double middle;
    };
    const QList<Line> lines{
        {u"p50"_s, Role::P50, 18}, {u"p95"_s, Role::P95, 84}, {u"p99"_s, Role::P99, 193}};
    for (const auto& [name, role, middle] : lines) {
        ChartLayer layer;
        layer.id = QString::number(middle);
        layer.name = name;
        layer.role = role;
        for (int i = 0; i < kPoints; ++i)
            layer.values.append(middle * (1 + 0.1 * std::sin(i * 1.7) * std::cos(i * 0.3)));
        layers.append(layer);
    }
    chart->setTime(kMoment, 30000, kPoints);
    chart->setLayers(layers);
    chart->setFixedSize(grid::scaled(kPlotWidth), 134);
    column->addWidget(chart);
    addCaption(column, u"Use of a counter: height, then colour"_s);
    auto* strip = new UseStrip;
    QList<double> use;
    constexpr int kSteps = 160;
    for (int i = 1; i <= kSteps; ++i)
        use.append(double(i) / kSteps);
    strip->setUse(use);
    strip->setFixedSize(grid::scaled(kPlotWidth), 20);
    column->addWidget(strip);
    auto* scale = new QHBoxLayout;
    const QList<QPair<QString, int>> ticks{{u"0"_s, 48}, {u"50"_s, 30}, {u"80"_s, 20}};
    for (const auto& [word, share] : ticks)
        scale->addWidget(new TextLabel(word, TextSize::Secondary, Role::Muted), share);
    scale->addWidget(new TextLabel(u"full"_s, TextSize::Secondary, Role::Muted));
    auto* held = new QWidget;
    held->setFixedWidth(grid::scaled(kPlotWidth));
    held->setLayout(scale);
    scale->setContentsMargins(0, 0, 0, 0);
    column->addWidget(held);
}

} // namespace gatehouse::ui
