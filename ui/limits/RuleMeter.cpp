// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/RuleMeter.h"

#include "limits/LimitWords.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QGridLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

class RuleMeter::Track : public QWidget
{
public:
    Track() { setFixedHeight(6); }
    void set(double share, bool full)
    {
        m_share = share;
        m_full = full;
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const Roles& colors = roles(this);
        painter.setBrush(colors(Role::Series7, 0.2));
        painter.drawRoundedRect(rect(), 3, 3);
        if (m_share <= 0)
            return;
        QRectF fill = rect();
        fill.setWidth(std::max(3.0, fill.width() * std::min(1.0, m_share)));
        painter.setBrush(m_full ? colors(Role::Limit) : colors(Role::Series7));
        painter.drawRoundedRect(fill, 3, 3);
    }

private:
    double m_share = 0;
    bool m_full = false;
};

RuleMeter::RuleMeter(QWidget* parent)
    : QWidget(parent)
    , m_shape(new StateShape)
    , m_name(new TextLabel)
    , m_percent(new TextLabel)
    , m_track(new Track)
    , m_left(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_right(new TextLabel({}, TextSize::Secondary, Role::Muted))
{
    m_name->setElided();
    m_left->setElided();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, grid::kGap, 0, grid::kGap);
    grid->setHorizontalSpacing(grid::kGap);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_shape, 0, 0);
    auto* first = new QHBoxLayout;
    first->addWidget(m_name, 1);
    first->addWidget(m_percent);
    grid->addLayout(first, 0, 1, 1, 2);
    grid->addWidget(m_track, 1, 1, 1, 2);
    grid->addWidget(m_left, 2, 1);
    grid->addWidget(m_right, 2, 2, Qt::AlignRight);
}

void RuleMeter::setValues(const Values& values)
{
    m_shape->setState(useState(values.share, values.full));
    m_name->setText(values.name);
    m_percent->setText(tr("%1 %").arg(int(std::floor(values.share * 100))));
    m_percent->setRole(values.full ? Role::Limit : Role::Text);
    m_track->set(values.share, values.full);
    m_left->setText(values.left);
    m_right->setText(values.right);
    setAccessibleName(values.name);
    setAccessibleDescription(m_percent->text() + u", "_s + values.right);
}

} // namespace gatehouse::ui
