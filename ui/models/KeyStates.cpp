// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyStates.h"

#include "widgets/StylePaint.h"

#include <QDateTime>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

using client::Circuit;

constexpr int kBoxHeight = 44;
constexpr int kMostBox = 138;
constexpr int kArrow = 6;
/// Below the upper boxes: the way back, and the way to the lower one.
constexpr int kBack = 20;
constexpr int kBetween = 40;

/// A line of right angles with an arrow at its end; `label` stands above the part that it names.
void drawWay(QPainter& painter, const QPolygonF& points, const QRectF& label, const QString& text)
{
    painter.drawPolyline(points);
    const QPointF end = points.back();
    const QPointF before = points.at(points.size() - 2);
    const QPointF along = end - before;
    const double length = std::max(1.0, std::abs(along.x()) + std::abs(along.y()));
    const QPointF unit = along / length;
    const QPointF side(unit.y(), -unit.x());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(painter.pen().color());
    painter.drawPolygon(QPolygonF{end, end - unit * kArrow + side * (kArrow / 2.0),
                                  end - unit * kArrow - side * (kArrow / 2.0)});
    painter.restore();
    painter.drawText(label, Qt::AlignHCenter | Qt::AlignBottom,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight,
                                                      static_cast<int>(label.width()) - 4));
}

} // namespace

QString restText(qint64 untilMillis, qint64 nowMillis)
{
    constexpr qint64 kSecond = 1000;
    constexpr qint64 kMinute = 60;
    const qint64 seconds = std::max<qint64>(0, untilMillis - nowMillis + kSecond - 1) / kSecond;
    return seconds < 2 * kMinute ? KeyStates::tr("%1 s").arg(seconds)
                                 : KeyStates::tr("%1 min").arg((seconds + kMinute - 1) / kMinute);
}

KeyStates::KeyStates(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("A key that answers 429 rests as long as its provider says. After five failures "
                  "in a row a provider is left out for 5 to 60 s, then one call tries it. A key "
                  "that is refused with 401 or 402 stays out until its secret is changed, or until "
                  "you reset it."));
    setAccessibleName(tr("States of the key"));
    tell();
}

void KeyStates::setCircuit(Circuit circuit, qint64 untilMillis, qint64 nowMillis)
{
    m_known = true;
    m_circuit = circuit;
    m_until = untilMillis;
    m_now = nowMillis;
    tell();
}

void KeyStates::setUnknown()
{
    m_known = false;
    tell();
}

void KeyStates::tell()
{
    QString told = tr("not known");
    for (const Box& box : boxes()) {
        if (m_known && box.circuit == m_circuit)
            told = box.name + u", "_s + box.below;
    }
    setAccessibleDescription(told + u". "_s + toolTip());
    update();
}

QSize KeyStates::sizeHint() const
{
    return {grid::scaled(680), 2 * grid::scaled(kBoxHeight) + grid::scaled(kBetween) + grid::kSide};
}

QSize KeyStates::minimumSizeHint() const
{
    return {grid::scaled(360), sizeHint().height()};
}

QList<KeyStates::Box> KeyStates::boxes() const
{
    const int inner = width() - 2 * grid::kSide;
    const int boxWidth = std::min(grid::scaled(kMostBox), inner / 4);
    const int height = grid::scaled(kBoxHeight);
    const int gap = (inner - 3 * boxWidth) / 2;
    const auto at = [&](int column, int row) {
        return QRect(grid::kSide + column * (boxWidth + gap),
                     1 + row * (height + grid::scaled(kBetween)), boxWidth, height);
    };
    QString rests = tr("others answer");
    if (m_known && m_circuit == Circuit::Open && m_until > 0)
        rests = tr("until %1, %2")
                    .arg(QDateTime::fromMSecsSinceEpoch(m_until).toString(u"HH:mm:ss"_s),
                         restText(m_until, m_now));
    return {{Circuit::Closed, tr("Healthy"), tr("takes its share"), at(0, 0)},
            {Circuit::Open, tr("Cools down"), rests, at(1, 0)},
            {Circuit::HalfOpen, tr("Half-open"), tr("1 probe at a time"), at(2, 0)},
            {Circuit::Retired, tr("Retired"), tr("by hand only"), at(1, 1)}};
}

void KeyStates::paintBox(QPainter& painter, const Box& box) const
{
    const Roles& c = roles(this);
    const bool lit = m_known && box.circuit == m_circuit;
    const bool alarm = lit && box.circuit != Circuit::Closed; // what is normal is pale
    const auto [role, tint] = box.circuit == Circuit::Open ? std::pair(Role::Limit, Role::LimitTint)
                              : box.circuit == Circuit::HalfOpen
                                  ? std::pair(Role::Notice, Role::NoticeTint)
                                  : std::pair(Role::Quiet, Role::QuietTint);
    paint::box(&painter, box.place, c(alarm ? tint : Role::Surface),
               c(alarm ? role
                 : lit ? Role::Good
                       : Role::Edge),
               grid::kRadius, lit ? 2 : 1);
    const QRect words = box.place.adjusted(grid::kGapWide, 4, -grid::kGap, -4);
    const QFont name = textFont(TextSize::Body, lit ? QFont::Bold : QFont::Normal);
    painter.setFont(name);
    painter.setPen(c(alarm ? role : Role::Text));
    painter.drawText(words, Qt::AlignTop | Qt::AlignLeft,
                     QFontMetrics(name).elidedText(box.name, Qt::ElideRight, words.width()));
    painter.setFont(textFont(TextSize::Secondary));
    painter.setPen(c(Role::Muted));
    painter.drawText(words, Qt::AlignBottom | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(box.below, Qt::ElideRight, words.width()));
}

void KeyStates::paintWays(QPainter& painter, const QList<Box>& all) const
{
    const Roles& c = roles(this);
    painter.setFont(textFont(TextSize::Secondary));
    const int text = painter.fontMetrics().height();
    const QRectF healthy = all[0].place;
    const QRectF rests = all[1].place;
    const QRectF probes = all[2].place;
    const QRectF retired = all[3].place;
    const auto above = [text](double left, double right, double y) {
        return QRectF(left, y - text - 1, right - left, text);
    };
    const auto pen = [&](bool taken) { painter.setPen(c(taken ? Role::Limit : Role::Muted)); };
    constexpr double kOff = 4;
    const double middle = healthy.center().y();
    pen(m_known && m_circuit == Circuit::Open);
    drawWay(painter, {{healthy.right() + kOff, middle}, {rests.left() - kOff, middle}},
            above(healthy.right(), rests.left(), middle), tr("429, or 5 faults"));
    pen(false);
    drawWay(painter, {{rests.right() + kOff, middle}, {probes.left() - kOff, middle}},
            above(rests.right(), probes.left(), middle), tr("time is up"));
    const double back = probes.bottom() + grid::scaled(kBack);
    const double home = healthy.center().x();
    drawWay(painter,
            {{probes.center().x(), probes.bottom() + kOff},
             {probes.center().x(), back},
             {home, back},
             {home, healthy.bottom() + kOff}},
            above(rests.right(), probes.center().x(), back), tr("the probe is good"));
    const double down = healthy.left() + grid::scaled(30);
    const double low = retired.center().y();
    pen(false);
    drawWay(painter, {{down, healthy.bottom() + kOff}, {down, low}, {retired.left() - kOff, low}},
            above(down, retired.left(), low), tr("401, 402: bad or unpaid key"));
}

void KeyStates::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QList<Box> all = boxes();
    for (const Box& box : all)
        paintBox(painter, box);
    paintWays(painter, all);
}

} // namespace gatehouse::ui
