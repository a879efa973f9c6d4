// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitList.h"

#include "limits/CounterWatch.h"
#include "limits/LimitDelegate.h"
#include "limits/LimitFilter.h"
#include "limits/LimitTableModel.h"
#include "limits/LimitWords.h"
#include "widgets/Bar.h"
#include "widgets/ChoiceChip.h"
#include "widgets/EmptyState.h"
#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/ListTable.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr int kWidths[] = {360, 152, 76, 126};
} // namespace

LimitList::LimitList(const client::Names& names, const CounterWatch& counters,
                     const StagedLimits& staged, QWidget* parent)
    : QWidget(parent)
    , m_counters(counters)
    , m_model(new LimitTableModel(names, counters, staged, this))
    , m_filtered(new LimitFilter(this))
    , m_lists(new QStackedWidget)
{
    makeHeader();
    makeTable();
    auto* empty = new EmptyState(
        Icon::Speedometer, tr("Rules keep one caller from using up what others need: so many "
                              "calls, tokens or dollars, for each application, team or address."));
    empty->setObjectName(u"limitsEmpty"_s);
    connect(empty->setAction(tr("New rule")), &QPushButton::clicked, this, &LimitList::newAsked);
    connect(empty->setLink(tr("See who calls how often")), &QPushButton::clicked, this,
            &LimitList::callersAsked);
    m_lists->addWidget(m_table);
    m_lists->addWidget(empty);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeFilterBar());
    column->addWidget(m_lists, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &LimitList::applyFilter);
    for (ChoiceChip* box : {m_state, m_mode})
        connect(box, &QComboBox::currentIndexChanged, this, &LimitList::applyFilter);
    showCount();
}

QWidget* LimitList::header() const
{
    return m_header;
}

void LimitList::makeHeader()
{
    m_header = new PanelHeader(tr("Rate limits"));
    m_filter = m_header->addFilter(tr("Filter rules"));
    m_filter->setObjectName(u"limitsFilter"_s);
    auto* doctor = new QPushButton(icon(Icon::HelpContents), tr("Doctor"));
    doctor->setObjectName(u"openDoctor"_s);
    doctor->setToolTip(tr("Why was the last refused request refused?"));
    m_header->addAction(doctor);
    auto* add = new QPushButton(icon(Icon::ListAdd, Role::OnAccent), tr("New rule"));
    add->setObjectName(u"newLimit"_s);
    setButtonRole(add, ButtonRole::Main);
    m_header->addAction(add);
    connect(add, &QPushButton::clicked, this, &LimitList::newAsked);
    connect(doctor, &QPushButton::clicked, this, &LimitList::doctorAsked);
}

QWidget* LimitList::makeFilterBar()
{
    auto* bar = new Bar(grid::kToolbar);
    m_state = new ChoiceChip(tr("Use"));
    m_state->setObjectName(u"limitsState"_s);
    m_state->addItem(tr("use: any"));
    m_state->addItem(tr("use: full"), static_cast<int>(State::Full));
    m_state->addItem(tr("use: from 80 %"), static_cast<int>(State::Near));
    m_state->addItem(tr("use: room"), static_cast<int>(State::Good));
    m_mode = new ChoiceChip(tr("State"));
    m_mode->setObjectName(u"limitsMode"_s);
    m_mode->addItem(tr("state: any"));
    m_mode->addItem(tr("state: enforced"), static_cast<int>(LimitMode::Enforced));
    m_mode->addItem(tr("state: ramp"), static_cast<int>(LimitMode::Ramp));
    m_mode->addItem(tr("state: shadow"), static_cast<int>(LimitMode::Shadow));
    m_count = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_count->setObjectName(u"limitsCount"_s);
    bar->row()->addWidget(m_state);
    bar->row()->addWidget(m_mode);
    bar->row()->addStretch(1);
    bar->row()->addWidget(m_count);
    return bar;
}

void LimitList::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(LimitTableModel::SortRole);
    m_table = new ListTable(*m_filtered, LimitTableModel::IdRole);
    m_table->setObjectName(u"limitsTable"_s);
    m_table->setAccessibleName(tr("Rate limits"));
    setUpTable(m_table, grid::kRowTwoLines, true);
    auto* own = new LimitDelegate(*m_model, m_table);
    m_table->setItemDelegateForColumn(LimitTableModel::Rule, own);
    m_table->setItemDelegateForColumn(LimitTableModel::Counters, own);
    m_table->setColumns({kWidths, LimitTableModel::Rule, LimitTableModel::Used});
    connect(new QShortcut(Qt::Key_D, m_table, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this, &LimitList::doctorAsked);
}

void LimitList::setRules(const QList<client::Stored<model::LimitRule>>& rules)
{
    m_table->keepPlace([&] { m_model->setRules(rules); });
    showCount();
}

const client::Stored<model::LimitRule>* LimitList::find(const QString& id) const
{
    const int row = m_model->rowOf(id);
    return row < 0 ? nullptr : &m_model->rules().at(row);
}

void LimitList::refresh(const QString& id)
{
    m_model->refresh(id);
}

void LimitList::onRoundDone()
{
    if (!std::exchange(m_wasSorted, true))
        m_table->sortNow(); // once by use; later nothing jumps
    showCount();
}

void LimitList::selectFirst()
{
    if (m_wasSorted)
        m_table->selectFirst();
}

void LimitList::clearFilters()
{
    m_filter->clear();
    for (ChoiceChip* box : {m_state, m_mode})
        box->setCurrentIndex(0);
}

QString LimitList::filter() const
{
    return m_filter->text();
}

void LimitList::setFilter(const QString& words)
{
    m_filter->setText(words);
}

void LimitList::applyFilter()
{
    static_cast<LimitFilter*>(m_filtered)
        ->choose({m_filter->text().split(u' ', Qt::SkipEmptyParts), m_state->currentData(),
                  m_mode->currentData()});
    showCount();
}

void LimitList::showCount()
{
    const int all = m_model->rowCount();
    QStringList parts{all == 1 ? tr("1 rule") : tr("%1 rules").arg(wholeNumber(all))};
    if (m_filtered->rowCount() != all)
        parts.prepend(tr("%1 shown").arg(wholeNumber(m_filtered->rowCount())));
    if (const int full = m_counters.fullRules(); full > 0)
        parts.append(tr("%1 full").arg(full));
    const auto shadows = std::ranges::count_if(
        m_model->rules(), [](const auto& rule) { return modeOf(rule.value) == LimitMode::Shadow; });
    if (shadows > 0)
        parts.append(tr("%1 in shadow").arg(shadows));
    m_count->setText(parts.join(u" \u00b7 "_s));
    m_lists->setCurrentIndex(all == 0 ? 1 : 0);
    if (all == 0)
        Q_EMIT emptied();
}

void LimitList::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

} // namespace gatehouse::ui
