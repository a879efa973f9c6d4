// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Waterfall.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {
constexpr int kNames = 112; ///< Room of the names at the left.
constexpr int kBar = 9;
constexpr int kLine = 16;
constexpr int kGapBelow = 10;

/// 12/16, and more where the font needs it.
int lineHeight()
{
    const QFontMetrics metrics(textFont(TextSize::Secondary));
    return std::max(grid::scaled(kLine), metrics.ascent() + metrics.descent() - 1);
}

/// The largest step of 1, 2 or 5 that fits twice.
double axisStep(double total)
{
    const double step = std::pow(10, std::floor(std::log10(total)));
    for (const double part : {5.0, 2.0, 1.0, 0.5, 0.2}) {
        if (part * step * 2 <= total)
            return part * step;
    }
    return total;
}

QString tickText(double millis, double total)
{
    constexpr double kSecond = 1000;
    return total >= kSecond ? QLocale().toString(millis / kSecond, 'g', 3) + u" s"_s
                            : QLocale().toString(millis, 'g', 3) + u" ms"_s;
}

} // namespace

Waterfall::Waterfall(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Course of the exchange"));
}

int Waterfall::rowHeight() const
{
    return 2 * lineHeight() + kGapBelow;
}

QSize Waterfall::sizeHint() const
{
    const int axis = QFontMetrics(textFont(TextSize::Secondary)).height() + 8;
    return {312, int(m_rows.size()) * rowHeight() + axis};
}

QSize Waterfall::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void Waterfall::setRows(QList<Row> rows, double totalMs)
{
    m_rows = std::move(rows);
    m_total = totalMs;
    QStringList parts;
    for (const Row& row : m_rows)
        parts << (row.detail.isEmpty() ? row.name : row.name + u", "_s + row.detail) + u": "_s +
                     row.words;
    setAccessibleDescription(parts.join(u"; "_s));
    updateGeometry();
    update();
}

void Waterfall::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Roles& colors = roles(this);
    painter.setFont(textFont(TextSize::Secondary));
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = lineHeight();
    const int names = grid::scaled(kNames);
    const double wide = width() - names;
    if (m_total <= 0 || wide <= 0)
        return;
    const auto x = [&](double ms) { return names + wide * std::clamp(ms / m_total, 0.0, 1.0); };
    int top = 0;
    for (const Row& row : m_rows) {
        painter.setPen(colors(Role::Text));
        painter.drawText(QRect(0, top, names - 8, line), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.name, Qt::ElideRight, names - 8));
        painter.setPen(colors(Role::Muted));
        painter.drawText(QRect(0, top + line, names - 8, line), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.detail, Qt::ElideRight, names - 8));
        const int bar = top + (line - kBar) / 2 + 1;
        painter.setPen(colors(Role::Line));
        painter.drawLine(names, bar + kBar, width(), bar + kBar);
        for (const Piece& piece : row.pieces) {
            const double from = x(piece.fromMs);
            painter.fillRect(QRectF(from, bar, std::max(2.0, x(piece.toMs) - from), kBar),
                             colors(piece.role, piece.opacity));
        }
        painter.setPen(colors(row.wordsRole));
        painter.drawText(QRect(names, top + line, int(wide), line),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(row.words, Qt::ElideRight, int(wide)));
        top += rowHeight();
    }
    painter.setPen(colors(Role::Line));
    painter.drawLine(names, top, width(), top);
    // Whole steps only: the axis ends where the exchange ended, not at a round number.
    const double step = axisStep(m_total);
    painter.setPen(colors(Role::Muted));
    for (double tick = 0; tick <= m_total * 1.001; tick += step) {
        const double at = x(tick);
        painter.drawLine(QPointF(at, top), QPointF(at, top + 3));
        const QString text = tick == 0 ? u"0"_s : tickText(tick, m_total);
        const int size = metrics.horizontalAdvance(text);
        const double left = std::clamp(at - size / 2.0, double(names), double(width() - size));
        painter.drawText(QPointF(left, top + 4 + metrics.ascent()), text);
        if (step <= 0)
            break;
    }
}

} // namespace gatehouse::ui
