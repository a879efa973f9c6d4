// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/StepMark.h"

#include "widgets/Icon.h"
#include "widgets/Theme.h"

#include <QPainter>

namespace gatehouse::ui {

StepMark::StepMark(int number, bool last, QWidget* parent)
    : QWidget(parent)
    , m_number(number)
    , m_last(last)
{
    setFixedWidth(24);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setStage(Stage::Later);
}

void StepMark::setStage(Stage stage)
{
    m_stage = stage;
    setAccessibleName(stage == Stage::Done ? tr("Step %1, done").arg(m_number)
                                           : tr("Step %1").arg(m_number));
    update();
}

void StepMark::setNumber(int number)
{
    m_number = number;
    setStage(m_stage);
}

void StepMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& role = roles(this);
    if (!m_last)
        painter.fillRect(QRect(11, 28, 1, height() - 32), role(Role::Line));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const bool done = m_stage == Stage::Done;
    painter.setBrush(role(done                    ? Role::GoodTint
                          : m_stage == Stage::Now ? Role::AccentTint
                                                  : Role::QuietTint));
    const QRect disc(0, 0, 24, 24);
    painter.drawEllipse(disc);
    if (done) {
        paintIcon(&painter, disc.adjusted(4, 4, -4, -4), Icon::Checkmark, role(Role::Good));
        return;
    }
    painter.setFont(textFont(TextSize::Body, QFont::Bold));
    painter.setPen(role(m_stage == Stage::Now ? Role::Accent : Role::Quiet));
    painter.drawText(disc, Qt::AlignCenter, locale().toString(m_number));
}

} // namespace gatehouse::ui
