// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PendingBar.h"

#include "widgets/Icon.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

PendingBar::PendingBar(const QString& save, QWidget* parent)
    : QWidget(parent)
    , m_count(new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold))
    , m_names(new TextLabel)
    , m_discard(new QPushButton(tr("Discard")))
    , m_save(new QPushButton(save))
{
    setObjectName(u"pendingBar"_s);
    m_discard->setObjectName(u"discard"_s);
    m_save->setObjectName(u"save"_s);
    m_names->setElided();
    m_names->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setButtonRole(m_save, ButtonRole::Main);
    setFixedHeight(grid::scaled(grid::kBar));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(grid::kSide + 28, 0, grid::kSide, 0);
    row->setSpacing(grid::kGapWide);
    row->addWidget(m_count);
    row->addWidget(m_names, 1);
    row->addWidget(m_discard);
    row->addWidget(m_save);
    connect(m_discard, &QPushButton::clicked, this, &PendingBar::discardWanted);
    connect(m_save, &QPushButton::clicked, this, &PendingBar::saveWanted);
    setVisible(false);
}

void PendingBar::show(const QStringList& names, const QString& words)
{
    m_count->setText(tr("%n change(s)", nullptr, int(names.size())));
    m_names->setText(words.arg(names.join(u", "_s)));
    m_names->setToolTip(names.join(u", "_s));
    setVisible(!names.isEmpty());
}

void PendingBar::setBusy(bool busy)
{
    m_discard->setEnabled(!busy);
    m_save->setEnabled(!busy);
}

void PendingBar::paintEvent(QPaintEvent*)
{
    const Roles& c = roles(this);
    QPainter painter(this);
    painter.fillRect(rect(), c(Role::NoticeTint));
    painter.fillRect(QRect(0, 0, width(), 1), c(Role::Line));
    paintIcon(&painter, QRect(grid::kSide, (height() - 16) / 2, 16, 16), Icon::VcsDiff,
              c(Role::Notice));
}

} // namespace gatehouse::ui
