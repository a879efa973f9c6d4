// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/SavePreview.h"

#include "widgets/Bar.h"
#include "widgets/DiffView.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

SavePreview::SavePreview(QWidget* parent)
    : QWidget(parent)
    , m_nothing(new TextLabel(tr("Nothing is changed. What you change here is written together, "
                                 "when you save."),
                              TextSize::Secondary, Role::Muted))
    , m_diff(new DiffView)
    , m_order(new QWidget)
    , m_steps(new QVBoxLayout)
{
    setGround(this, Role::Surface);
    m_nothing->setWordWrap(true);
    auto* head = new Bar(grid::kHeader);
    head->row()->addWidget(
        new TextLabel(tr("What saving does"), TextSize::Body, Role::Text, QFont::Bold));
    auto* upper = new QVBoxLayout;
    upper->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    upper->addWidget(m_nothing);
    upper->addWidget(m_diff);
    auto* order = new QVBoxLayout(m_order);
    order->setContentsMargins(0, 0, 0, 0);
    order->setSpacing(0);
    order->addWidget(new Separator);
    m_steps->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    m_steps->setSpacing(grid::kGap);
    order->addLayout(m_steps);
    order->addWidget(new Separator);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(upper);
    column->addWidget(m_order);
    column->addStretch(1);
}

void SavePreview::show(const GatewayDraft& draft)
{
    const auto changes = draft.changes();
    m_nothing->setVisible(changes.isEmpty());
    m_diff->setVisible(!changes.isEmpty());
    m_order->setVisible(!changes.isEmpty());
    m_diff->setLines(QStringList{u"gateway:"_s} + draft.lines());
    while (QLayoutItem* item = m_steps->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    if (changes.isEmpty())
        return;
    const auto has = [&](const QString& beginning) {
        return std::ranges::any_of(changes, [&](const GatewayDraft::Change& change) {
            return change.path.startsWith(beginning);
        });
    };
    m_steps->addWidget(
        new TextLabel(tr("In this order"), TextSize::Secondary, Role::Muted, QFont::Bold));
    if (has(u"tls"_s) && draft.wanted().tls)
        addStep(tr("Reads the certificate and its key"), tr("if they do not fit, nothing changes"));
    if (has(u"listen"_s)) {
        addStep(tr("Opens the new address"), tr("if that fails, nothing changes"));
        addStep(tr("New connections go there"), tr("exchanges in flight end where they are"));
        addStep(tr("Closes the old address"), tr("callers need the new one from then on"));
    } else {
        addStep(tr("New connections get the new settings"),
                tr("exchanges in flight keep the old ones"));
    }
    if (has(u"admin"_s))
        addStep(tr("The administration moves at the next start"),
                tr("this window stays where it is until then"));
}

void SavePreview::addStep(const QString& what, const QString& detail)
{
    auto* step = new QWidget;
    auto* cells = new QGridLayout(step);
    cells->setContentsMargins(0, 0, 0, 0);
    cells->setHorizontalSpacing(grid::kGap);
    cells->setVerticalSpacing(0);
    cells->setColumnStretch(1, 1);
    auto* words = new TextLabel(what);
    words->setWordWrap(true);
    auto* below = new TextLabel(detail, TextSize::Secondary, Role::Muted);
    below->setWordWrap(true);
    cells->addWidget(new StateShape(State::Idle), 0, 0);
    cells->addWidget(words, 0, 1);
    cells->addWidget(below, 1, 1);
    m_steps->addWidget(step);
}

} // namespace gatehouse::ui
