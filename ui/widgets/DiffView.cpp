// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/DiffView.h"

#include "widgets/StylePaint.h"

#include <QPainter>
#include <QPainterPath>

namespace gatehouse::ui {
namespace {

constexpr int kLine = 20;
constexpr int kMarkWidth = 24;

Role tintOfLine(const QString& line)
{
    return line.startsWith(QLatin1Char('-'))   ? Role::BadTint
           : line.startsWith(QLatin1Char('+')) ? Role::GoodTint
                                               : Role::CodeGround;
}

} // namespace

DiffView::DiffView(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFont(textFont(TextSize::Code));
}

void DiffView::setLines(const QStringList& lines)
{
    m_lines = lines;
    setToolTip(lines.join(QLatin1Char('\n')));
    setAccessibleName(tr("Difference"));
    setAccessibleDescription(toolTip());
    updateGeometry();
    update();
}

QSize DiffView::sizeHint() const
{
    return {240, std::max(1, int(m_lines.size())) * grid::scaled(kLine) + 2};
}

void DiffView::paintEvent(QPaintEvent*)
{
    const Roles& c = roles(this);
    QPainter painter(this);
    QPainterPath frame;
    frame.addRoundedRect(rect(), grid::kRadius, grid::kRadius);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setClipPath(frame);
    painter.fillRect(rect(), c(Role::CodeGround));
    QRect row(1, 1, width() - 2, grid::scaled(kLine));
    for (const QString& line : m_lines) {
        const Role tint = tintOfLine(line);
        painter.fillRect(row, c(tint));
        const bool marked = tint != Role::CodeGround;
        if (marked) {
            painter.setPen(c(tint == Role::BadTint ? Role::Bad : Role::Good));
            painter.drawText(row.adjusted(8, 0, 0, 0), Qt::AlignVCenter, line.left(1));
        }
        painter.setPen(c(Role::Text));
        const QRect words = row.adjusted(kMarkWidth, 0, -8, 0);
        painter.drawText(
            words, Qt::AlignVCenter,
            fontMetrics().elidedText(marked ? line.mid(2) : line, Qt::ElideRight, words.width()));
        row.translate(0, row.height());
    }
    painter.restore();
    paint::box(&painter, rect(), Qt::transparent, c(Role::Line), grid::kRadius);
}

} // namespace gatehouse::ui
