// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/ApplyBox.h"

#include "limits/LimitWords.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kUsualRamp = 25;
constexpr int kIndent = 28; ///< As far as the words of a check box.
constexpr int kMinutes[] = {5, 30, 120, 1440, 0};

QHBoxLayout* rowOf(std::initializer_list<QWidget*> parts)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGap);
    for (QWidget* part : parts)
        row->addWidget(part);
    row->addStretch(1);
    return row;
}

} // namespace

ApplyBox::ApplyBox(QWidget* parent)
    : QWidget(parent)
    , m_shadow(new QRadioButton(tr("Shadow")))
    , m_ramp(new QRadioButton(tr("Ramp")))
    , m_atOnce(new QRadioButton(tr("At once")))
    , m_percent(new QSpinBox)
    , m_after(new QComboBox)
    , m_rollBack(new QCheckBox(tr("Roll back when fine callers get 429 for")))
    , m_bound(new QDoubleSpinBox)
    , m_add(new QPushButton(tr("Add to pending changes")))
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setObjectName(u"applyBox"_s);
    setGround(this, Role::Surface);
    m_shadow->setObjectName(u"applyShadow"_s);
    m_ramp->setObjectName(u"applyRamp"_s);
    m_atOnce->setObjectName(u"applyAtOnce"_s);
    m_percent->setObjectName(u"applyPercent"_s);
    m_percent->setAccessibleName(tr("Refuses in so many of the cases"));
    m_percent->setRange(1, 99);
    m_percent->setValue(kUsualRamp);
    m_percent->setSuffix(tr(" %"));
    m_after->setObjectName(u"applyAfter"_s);
    m_after->setAccessibleName(tr("When it refuses in all cases"));
    for (const int minutes : kMinutes)
        m_after->addItem(minutes == 0     ? tr("I say so")
                         : minutes < 60   ? tr("%1 min").arg(minutes)
                         : minutes < 1440 ? tr("%1 h").arg(minutes / 60)
                                          : tr("1 day"),
                         minutes);
    m_after->setCurrentIndex(1);
    m_rollBack->setObjectName(u"applyRollBack"_s);
    m_rollBack->setChecked(true);
    m_rollBack->setToolTip(tr("The gateway watches the calls of callers of whom nearly nothing was "
                              "refused before, also while this window is closed, and puts the rule "
                              "back as it was. The audit notes it."));
    m_bound->setObjectName(u"applyBound"_s);
    m_bound->setAccessibleName(tr("Share of refused calls"));
    m_bound->setRange(0.1, 100);
    m_bound->setDecimals(1);
    m_bound->setValue(1);
    m_bound->setSuffix(tr(" %"));
    m_add->setObjectName(u"saveLimit"_s);
    setButtonRole(m_add, ButtonRole::Main);
    m_cancel->setObjectName(u"cancelLimit"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    column->addWidget(new TextLabel(tr("Apply as"), TextSize::Secondary, Role::Muted, QFont::Bold));
    column->addLayout(rowOf({m_shadow, new TextLabel(tr("counts, refuses nothing"),
                                                     TextSize::Secondary, Role::Muted)}));
    column->addLayout(
        rowOf({m_ramp, m_percent,
               new TextLabel(tr("then all after"), TextSize::Secondary, Role::Muted), m_after}));
    column->addLayout(rowOf({m_atOnce}));
    column->addWidget(m_rollBack);
    auto* bound =
        rowOf({m_bound, new TextLabel(tr("of their calls"), TextSize::Secondary, Role::Muted)});
    bound->setContentsMargins(kIndent, 0, 0, 0);
    column->addLayout(bound);
    column->addLayout(rowOf({m_add, m_cancel}));
    for (QRadioButton* choice : {m_shadow, m_ramp, m_atOnce})
        connect(choice, &QRadioButton::clicked, this, &ApplyBox::choose);
    connect(m_percent, &QSpinBox::valueChanged, this, &ApplyBox::choose);
    connect(m_rollBack, &QCheckBox::toggled, this, &ApplyBox::showWhatApplies);
    m_atOnce->setChecked(true);
    showWhatApplies();
}

void ApplyBox::setRule(const model::LimitRule& rule)
{
    m_filling = true;
    switch (modeOf(rule)) {
    case LimitMode::Shadow:
        m_shadow->setChecked(true);
        break;
    case LimitMode::Ramp:
        m_ramp->setChecked(true);
        m_percent->setValue(static_cast<int>(rule.enforce));
        break;
    case LimitMode::Enforced:
        m_atOnce->setChecked(true);
        break;
    }
    m_filling = false;
    showWhatApplies();
}

void ApplyBox::setHow(const HowToApply& how)
{
    const int at = m_after->findData(static_cast<int>(how.raiseAfter.count()));
    m_after->setCurrentIndex(at < 0 ? 1 : at);
    m_rollBack->setChecked(how.bound.has_value());
    if (how.bound)
        m_bound->setValue(*how.bound * 100);
}

HowToApply ApplyBox::how() const
{
    HowToApply how;
    if (m_ramp->isChecked())
        how.raiseAfter = std::chrono::minutes(m_after->currentData().toInt());
    // Shadow refuses nobody, so there is nothing to go back from.
    how.bound = m_rollBack->isChecked() && !m_shadow->isChecked()
                    ? std::optional(m_bound->value() / 100)
                    : std::nullopt;
    return how;
}

void ApplyBox::choose()
{
    showWhatApplies();
    if (!m_filling)
        Q_EMIT enforceChosen(m_shadow->isChecked() ? 0
                             : m_ramp->isChecked() ? m_percent->value()
                                                   : 100);
}

void ApplyBox::showWhatApplies()
{
    m_percent->setEnabled(m_ramp->isChecked());
    m_after->setEnabled(m_ramp->isChecked());
    m_rollBack->setEnabled(!m_shadow->isChecked());
    m_bound->setEnabled(m_rollBack->isEnabled() && m_rollBack->isChecked());
}

} // namespace gatehouse::ui
