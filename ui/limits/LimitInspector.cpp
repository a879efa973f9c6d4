// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitInspector.h"

#include "limits/CounterTableModel.h"
#include "limits/CounterWatch.h"
#include "limits/LimitWords.h"
#include "limits/SaidWords.h"
#include "model/LimitText.h"
#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr int kWidths[] = {104, 96, 64, 64};
constexpr int kSteps[] = {100, 50, 25, 10, 0};
} // namespace

LimitInspector::LimitInspector(const client::Names& names, const CounterWatch& counters,
                               QWidget* parent)
    : QWidget(parent)
    , m_names(names)
    , m_counters(counters)
    , m_title(new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold))
    , m_sentence(new TextLabel)
    , m_worst(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_count(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_mode(new QComboBox)
    , m_alert(new QCheckBox(tr("Tell before it is full")))
    , m_model(new CounterTableModel(names, this))
    , m_table(new QTableView)
{
    setObjectName(u"limitInspector"_s);
    m_title->setObjectName(u"limitTitle"_s);
    m_title->setElided();
    m_sentence->setObjectName(u"limitSentence"_s);
    m_sentence->setWordWrap(true);
    m_worst->setObjectName(u"limitWorst"_s);
    m_worst->setWordWrap(true);
    m_count->setObjectName(u"limitCount"_s);
    m_mode->setObjectName(u"limitMode"_s);
    m_mode->setAccessibleName(tr("What it does with what is above the limit"));
    for (const int step : kSteps)
        m_mode->addItem(step == 100 ? tr("Enforced")
                        : step == 0 ? tr("Shadow: refuses nothing")
                                    : tr("Refuses in %1 % of the cases").arg(step),
                        step);
    connect(m_mode, &QComboBox::activated, this,
            [this] { Q_EMIT enforceAsked(m_id, m_mode->currentData().toInt()); });
    m_alert->setObjectName(u"limitAlert"_s);
    m_alert->setToolTip(
        tr("When the fullest counter is at 80 %, or will be full within 2 minutes"));
    connect(m_alert, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT alertAsked(m_id, on); });
    auto* edit = new QPushButton(icon(Icon::DocumentEdit), tr("Edit"));
    edit->setObjectName(u"editLimit"_s);
    auto* reset = new QPushButton(tr("Reset counters…"));
    reset->setObjectName(u"resetLimit"_s);
    auto* remove = new QPushButton(tr("Delete…"));
    remove->setObjectName(u"deleteLimit"_s);
    setButtonRole(remove, ButtonRole::Danger);
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editAsked(m_id); });
    connect(reset, &QPushButton::clicked, this, [this] { Q_EMIT resetAsked(m_id); });
    connect(remove, &QPushButton::clicked, this, [this] { Q_EMIT deleteAsked(m_id); });
    m_table->setObjectName(u"limitCounters"_s);
    m_table->setAccessibleName(tr("Counters, fullest first"));
    m_table->setModel(m_model);
    setUpTable(m_table, grid::kRowDense, false);
    connect(m_model, &CounterTableModel::moreWanted, this,
            [this](qint64 offset) { Q_EMIT countersAsked(m_id, offset); });
    for (int i = 0; i < CounterTableModel::ColumnCount; ++i)
        m_table->horizontalHeader()->resizeSection(i, grid::scaled(kWidths[i]));
    m_table->horizontalHeader()->setSectionResizeMode(CounterTableModel::Counter,
                                                      QHeaderView::Stretch);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(grid::kGap);
    buttons->addWidget(edit);
    buttons->addWidget(reset);
    buttons->addStretch(1);
    buttons->addWidget(remove);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    words->setSpacing(grid::kGap);
    words->addWidget(m_title);
    words->addWidget(m_sentence);
    words->addWidget(m_worst);
    words->addWidget(m_mode);
    words->addWidget(m_alert);
    words->addLayout(buttons);
    auto* countRow = new QHBoxLayout;
    countRow->setContentsMargins(grid::kSide, grid::kGap, grid::kSide, 4);
    countRow->addWidget(
        new TextLabel(tr("Counters now"), TextSize::Secondary, Role::Muted, QFont::Bold));
    countRow->addStretch(1);
    countRow->addWidget(m_count);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(words);
    column->addWidget(new Separator);
    column->addLayout(countRow);
    column->addWidget(m_table, 1);
}

void LimitInspector::showRule(const client::Stored<model::LimitRule>& rule)
{
    m_rule = rule;
    m_id = QString::fromStdString(rule.value.id);
    m_worst->setText(
        tr("At worst: %1").arg(worstWords(rule.value, model::worstCase(rule.value).amount)));
    const int enforced =
        modeOf(rule.value) == LimitMode::Shadow ? 0 : static_cast<int>(rule.value.enforce);
    // A ramp of another width is an entry of its own.
    while (m_mode->count() > int(std::size(kSteps)))
        m_mode->removeItem(m_mode->count() - 1);
    if (m_mode->findData(enforced) < 0)
        m_mode->addItem(tr("Refuses in %1 % of the cases").arg(enforced), enforced);
    m_mode->setCurrentIndex(m_mode->findData(enforced));
    refresh();
}

void LimitInspector::refresh()
{
    if (m_id.isEmpty())
        return;
    m_title->setText(displayName(m_rule.value));
    m_sentence->setText(plainText(sentenceRuns(m_rule.value, m_names)));
    const auto* counters = m_counters.countersOf(m_id);
    m_model->setCounters(m_rule.value, counters ? *counters : QList<client::LimitCounter>(),
                         m_counters.totalOf(m_id), m_counters.now());
    m_count->setText(!counters ? QString()
                               : tr("%1 in use").arg(wholeNumber(m_counters.totalOf(m_id))));
}

void LimitInspector::setAlert(bool on)
{
    m_alert->setChecked(on);
}

void LimitInspector::addCounters(const QString& rule, qint64 offset,
                                 const QList<client::LimitCounter>& counters)
{
    if (rule == m_id)
        m_model->addCounters(offset, counters);
}

} // namespace gatehouse::ui
