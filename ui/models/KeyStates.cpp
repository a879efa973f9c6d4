// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyStates.h"

#include "models/ProviderTreeModel.h"

#include "widgets/StylePaint.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kBoxHeight = 44;
constexpr int kMostBox = 148;
constexpr int kArrow = 5;
/// Above and below the middle of the boxes: the way there and the way back.
constexpr int kWay = 10;

struct Box
{
    QString word; ///< Of the admin API.
    QString name;
    QString below;
    Role role;
    Role tint;
};

void drawWay(QPainter& painter, const QFontMetrics& metrics, double from, double to, double y,
             const QString& label, bool above)
{
    const double sign = to > from ? 1 : -1;
    painter.drawLine(QPointF(from, y), QPointF(to - sign * kArrow, y));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(painter.pen().color());
    painter.drawPolygon(QPolygonF{
        {to, y}, {to - sign * kArrow, y - kArrow / 2.0}, {to - sign * kArrow, y + kArrow / 2.0}});
    painter.restore();
    const double left = std::min(from, to);
    const double width = std::abs(to - from);
    const QRectF place(left, above ? y - metrics.height() - 1 : y + 1, width, metrics.height());
    painter.drawText(place, Qt::AlignCenter,
                     metrics.elidedText(label, Qt::ElideRight, static_cast<int>(width) - 4));
}

} // namespace

KeyStates::KeyStates(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("A key that answers 429 rests as long as its provider says. After five failures "
                  "in a row a provider is left out for 5 to 60 s, then one call tries it; a key "
                  "that is refused with 401, 402 or 403 stays out until its secret is changed."));
    setProviderState({});
}

void KeyStates::setProviderState(const QString& word)
{
    m_state = word == u"idle"_s ? u"healthy"_s : word;
    setAccessibleName(tr("States of the keys"));
    setAccessibleDescription(describeProviderState(word) + u". "_s + toolTip());
    update();
}

QSize KeyStates::sizeHint() const
{
    return {grid::scaled(600), grid::scaled(kBoxHeight) + 2 * grid::kSide};
}

QSize KeyStates::minimumSizeHint() const
{
    return {grid::scaled(320), sizeHint().height()};
}

void KeyStates::paintEvent(QPaintEvent*)
{
    const Box boxes[] = {
        {u"cooling"_s, tr("Cools down"), tr("others answer"), Role::Limit, Role::LimitTint},
        {u"healthy"_s, tr("Healthy"), tr("takes its share"), Role::Good, Role::GoodTint},
        {u"failed"_s, tr("Left out"), tr("5 to 60 s, then a probe"), Role::Bad, Role::BadTint},
    };
    QPainter painter(this);
    const Roles& c = roles(this);
    const QFont small = textFont(TextSize::Secondary);
    const QFontMetrics smallMetrics(small);
    const int inner = width() - 2 * grid::kSide;
    const int boxWidth = std::min(grid::scaled(kMostBox), inner / 4);
    const int gap = (inner - 3 * boxWidth) / 2;
    const int boxHeight = grid::scaled(kBoxHeight);
    const int top = (height() - boxHeight) / 2;
    QRect rects[3];
    for (int i = 0; i < 3; ++i) {
        rects[i] = QRect(grid::kSide + i * (boxWidth + gap), top, boxWidth, boxHeight);
        const Box& box = boxes[i];
        const bool lit = box.word == m_state;
        const bool alarm = lit && box.role != Role::Good; // what is normal is pale
        paint::box(&painter, rects[i], c(alarm ? box.tint : Role::Surface),
                   c(alarm ? box.role
                     : lit ? Role::Good
                           : Role::Edge),
                   grid::kRadius, lit ? 2 : 1);
        const QRect words = rects[i].adjusted(grid::kGapWide, 4, -grid::kGap, -4);
        const QFont bold = textFont(TextSize::Body, lit ? QFont::Bold : QFont::Normal);
        painter.setFont(bold);
        painter.setPen(c(alarm ? box.role : Role::Text));
        painter.drawText(words, Qt::AlignTop | Qt::AlignLeft,
                         QFontMetrics(bold).elidedText(box.name, Qt::ElideRight, words.width()));
        painter.setFont(small);
        painter.setPen(c(Role::Muted));
        painter.drawText(words, Qt::AlignBottom | Qt::AlignLeft,
                         smallMetrics.elidedText(box.below, Qt::ElideRight, words.width()));
    }
    painter.setFont(small);
    painter.setPen(c(Role::Muted));
    const double middle = top + boxHeight / 2.0;
    const double left = rects[0].right() + 5;
    const double centreLeft = rects[1].left() - 4;
    const double centreRight = rects[1].right() + 5;
    const double right = rects[2].left() - 4;
    drawWay(painter, smallMetrics, centreLeft, left, middle - kWay / 2.0, tr("429"), true);
    drawWay(painter, smallMetrics, left, centreLeft, middle + kWay / 2.0, tr("time is up"), false);
    drawWay(painter, smallMetrics, centreRight, right, middle - kWay / 2.0,
            tr("5 failures, 401 to 403"), true);
    drawWay(painter, smallMetrics, right, centreRight, middle + kWay / 2.0,
            tr("a probe, a new secret"), false);
}

} // namespace gatehouse::ui
