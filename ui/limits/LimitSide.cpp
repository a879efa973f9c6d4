// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitSide.h"

#include "limits/EffectivePane.h"
#include "limits/LimitInspector.h"
#include "widgets/Bar.h"
#include "widgets/IconButton.h"
#include "widgets/SegmentedControl.h"
#include "widgets/Theme.h"

#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
enum Page
{
    RulePage,
    ApplicationPage
};
} // namespace

LimitSide::LimitSide(const client::Names& names, const CounterWatch& counters, QWidget* parent)
    : QWidget(parent)
    , m_inspector(new LimitInspector(names, counters))
    , m_effective(new EffectivePane(names, counters))
    , m_choice(new SegmentedControl({tr("This rule"), tr("One application")}))
    , m_pages(new QStackedWidget)
{
    setGround(this, Role::Surface);
    m_choice->setObjectName(u"limitsSide"_s);
    m_choice->setAccessibleName(tr("What is shown here"));
    m_pages->addWidget(m_inspector);
    m_pages->addWidget(m_effective);
    auto* close = new IconButton(Icon::Cross, tr("Close"));
    auto* head = new Bar(grid::kToolbar);
    head->row()->addWidget(m_choice);
    head->row()->addStretch(1);
    head->row()->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_pages, 1);
    auto* escape =
        new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &LimitSide::closeAsked);
    connect(close, &QToolButton::clicked, this, &LimitSide::closeAsked);
    connect(m_choice, &SegmentedControl::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

void LimitSide::choose(int page)
{
    m_choice->setCurrentIndex(page);
    m_pages->setCurrentIndex(page);
}

void LimitSide::showRulePage()
{
    choose(RulePage);
}

void LimitSide::showApplicationPage()
{
    choose(ApplicationPage);
}

} // namespace gatehouse::ui
