// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ControlsPage.h"

#include "widgets/BusyBar.h"
#include "widgets/Card.h"
#include "widgets/ChartGroup.h"
#include "widgets/EmptyState.h"
#include "widgets/FilterBox.h"
#include "widgets/FormField.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/SegmentedControl.h"
#include "widgets/SparkLine.h"
#include "widgets/State.h"
#include "widgets/Switch.h"
#include "widgets/TableSetup.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/TimeChart.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

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

} // namespace

ControlsPage::ControlsPage(QWidget* parent)
    : QWidget(parent)
{
    setGround(this, Role::Surface);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(32, grid::kGapSection, 32, grid::kGapSection);
    row->setSpacing(32);
    const auto column = [row](int stretch) {
        auto* made = new QVBoxLayout;
        made->setSpacing(grid::kGap);
        row->addLayout(made, stretch);
        return made;
    };
    QVBoxLayout* left = column(3);
    addButtons(left);
    addFields(left);
    addChoices(left);
    left->addStretch(1);
    QVBoxLayout* middle = column(4);
    addMessages(middle);
    addRows(middle);
    addEmptyAndBusy(middle);
    middle->addStretch(1);
    QVBoxLayout* right = column(3);
    addStates(right);
    addCharts(right);
    right->addStretch(1);
}

void ControlsPage::addButtons(QVBoxLayout* column)
{
    addCaption(column, u"Buttons"_s);
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
    addStatesOf(column, {{button(u"Retire Orders v3"_s, ButtonRole::Danger), u"names the thing"_s},
                         {menu, u"menu"_s},
                         {new IconButton(Icon::EditUndo, u"Undo"_s), u"flat"_s},
                         {button(u"How it works"_s, ButtonRole::Link), u"link"_s}});
}

void ControlsPage::addFields(QVBoxLayout* column)
{
    addCaption(column, u"Fields"_s);
    column->addWidget(field(u"Web shop"_s));
    column->addWidget(field({}));
    column->addWidget(field(u"Web shop"_s, Pretence::Focus));
    auto* wrong = new FormField({}, field(u"12 hundred"_s));
    wrong->setError(u"A whole number, for example 1,200"_s);
    column->addWidget(wrong);
    QLineEdit* off = field(u"Fixed"_s);
    off->setEnabled(false);
    column->addWidget(off);
    auto* row = new QHBoxLayout;
    auto* combo = new QComboBox;
    combo->addItem(u"average with burst"_s);
    auto* spin = new QSpinBox;
    spin->setRange(0, 100000);
    spin->setGroupSeparatorShown(true);
    spin->setValue(1800);
    row->addWidget(combo);
    row->addWidget(spin);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(new FilterBox(u"Filter rules"_s));
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
    addCaption(column, u"Rows"_s);
    const QStringList cells[] = {{u"Storefront"_s, u"4,104 /min"_s, u"12 s ago"_s},
                                 {u"Checkout"_s, u"2,064 /min"_s, u"14 s ago"_s},
                                 {u"iOS app"_s, u"1,872 /min"_s, u"selected"_s}};
    auto* table = new QTableWidget(3, 3);
    setUpTable(table, grid::kRow, true);
    table->setHorizontalHeaderLabels({u"Application"_s, u"Calls"_s, u"Seen"_s});
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (int row = 0; row < 3; ++row) {
        for (int at = 0; at < 3; ++at) {
            auto* item = new QTableWidgetItem(cells[row].at(at));
            item->setTextAlignment((at == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            table->setItem(row, at, item);
        }
    }
    table->setFixedHeight(grid::scaled(grid::kRowHeader) + 3 * grid::scaled(grid::kRow) + 2);
    table->selectRow(2);
    column->addWidget(table);
}

void ControlsPage::addEmptyAndBusy(QVBoxLayout* column)
{
    addCaption(column, u"Empty, busy"_s);
    auto* card = new Card;
    auto* empty = new EmptyState(Icon::Speedometer,
                                 u"Rules keep one caller from using up what others need."_s);
    empty->setAction(u"New rule"_s);
    empty->setLink(u"How limits work"_s);
    card->body()->addWidget(empty);
    column->addWidget(card);
    auto* busy = new BusyBar;
    busy->setPosition(0.4);
    column->addWidget(busy);
    column->addWidget(new TextLabel(u"Export of 31,984 records"_s));
    column->addWidget(
        new TextLabel(u"12,400 done, about 4 s left"_s, TextSize::Secondary, Role::Muted));
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
    cells->setColumnStretch(3, 1);
    column->addLayout(cells);
    auto* tags = new QHBoxLayout;
    const QList<QPair<QString, Role>> words{{u"Draft"_s, Role::Quiet},
                                            {u"In review"_s, Role::Accent},
                                            {u"Published"_s, Role::Good},
                                            {u"Deprecated"_s, Role::Notice},
                                            {u"Blocked"_s, Role::Bad}};
    for (const auto& [word, role] : words) {
        auto* tag = new Tag;
        tag->show(word, role);
        tags->addWidget(tag);
    }
    tags->addStretch(1);
    column->addLayout(tags);
}

void ControlsPage::addCharts(QVBoxLayout* column)
{
    addCaption(column, u"Charts"_s);
    auto* group = new ChartGroup;
    auto* chart = new TimeChart(*group, ChartUnit::Millis);
    group->setParent(chart);
    constexpr int kPoints = 120;
    QList<ChartLayer> layers;
    const QList<std::pair<Role, double>> lines{{Role::P50, 18}, {Role::P95, 84}, {Role::P99, 193}};
    for (const auto& [role, middle] : lines) {
        ChartLayer layer;
        layer.id = QString::number(middle);
        layer.name = layer.id;
        layer.role = role;
        for (int i = 0; i < kPoints; ++i)
            layer.values.append(middle * (1 + 0.1 * std::sin(i * 1.7) * std::cos(i * 0.3)));
        layers.append(layer);
    }
    chart->setTime(kMoment, 30000, kPoints);
    chart->setLayers(layers);
    chart->setFixedHeight(150);
    column->addWidget(chart);
    auto* spark = new SparkLine;
    spark->setValues(layers.last().values);
    spark->setFixedHeight(24);
    column->addWidget(spark);
}

} // namespace gatehouse::ui
