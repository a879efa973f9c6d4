// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitDelegate.h"

#include "limits/LimitTableModel.h"
#include "limits/LimitWords.h"
#include "widgets/CellDelegate.h"
#include "widgets/State.h"
#include "widgets/Theme.h"
#include "widgets/UseStrip.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kShape = 12;
constexpr int kShapeStep = 28;
constexpr int kTag = 18;
constexpr int kStripWidth = 120;
constexpr int kStripHeight = 14;
constexpr int kCountersHeight = 8;
constexpr int kBarHeight = 4;
constexpr qsizetype kMostBars = 4; ///< More are ranked columns.

/// Runs of plain and bold text in one line, cut where there is no room.
void drawRuns(QPainter& painter, const QRect& rect, const std::vector<TextRun>& runs,
              const QFont& font)
{
    QFont strong = font;
    strong.setBold(true);
    int x = rect.left();
    for (const TextRun& run : runs) {
        painter.setFont(run.bold ? strong : font);
        const QFontMetrics metrics(painter.font());
        const int room = rect.right() + 1 - x;
        const QString shown = metrics.elidedText(run.text, Qt::ElideRight, room);
        painter.drawText(QRect(x, rect.top(), room, rect.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, shown);
        x += metrics.horizontalAdvance(shown);
        if (shown != run.text)
            return;
    }
}

void paintCounters(QPainter& painter, const QRect& strip, const QList<double>& use,
                   const Roles& colors)
{
    if (use.size() > kMostBars) {
        paintUseStrip(painter, strip, use, colors);
        return;
    }
    const auto count = std::max<qsizetype>(1, use.size());
    const int width = (strip.width() - int(count - 1) * kBarHeight) / int(count);
    for (qsizetype i = 0; i < count; ++i) {
        const QRect track(strip.left() + int(i) * (width + kBarHeight),
                          strip.center().y() - kBarHeight / 2, width, kBarHeight);
        painter.fillRect(track, colors(Role::Series7, 0.16));
        const double share = i < use.size() ? std::clamp(use.at(i), 0.0, 1.0) : 0;
        if (share <= 0)
            continue;
        QRect fill = track;
        fill.setWidth(std::max(1, int(std::lround(share * width))));
        painter.fillRect(fill, share >= 1     ? colors(Role::Limit)
                               : share >= 0.8 ? colors(Role::Notice, 0.6)
                                              : colors(Role::Series7, 0.75));
    }
}

struct TagText
{
    QString text;
    Role role = Role::Quiet;
};

TagText tagOf(const model::LimitRule& rule)
{
    switch (modeOf(rule)) {
    case LimitMode::Shadow:
        return {LimitDelegate::tr("shadow"), Role::Quiet};
    case LimitMode::Ramp:
        return {LimitDelegate::tr("ramp %1 %").arg(rule.enforce), Role::Notice};
    case LimitMode::Enforced:
        break;
    }
    return {LimitDelegate::tr("enforced"), Role::Accent};
}

} // namespace

LimitDelegate::LimitDelegate(const LimitTableModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

QSize LimitDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(grid::scaled(grid::kRowTwoLines));
    return size;
}

void LimitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const Roles& colors = roles(option.palette);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colors(Role::AccentTint));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colors(Role::Hover));
    painter->setPen(colors(Role::Line));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    QRect rect = option.rect;
    if (table)
        rect = rect.marginsRemoved(cellPadding(*table->horizontalHeader(), index.column()));
    if (index.column() == LimitTableModel::Rule) {
        paintRule(*painter, rect, option, index);
    } else {
        const int wide = std::min(rect.width(), grid::scaled(kStripWidth));
        const QRect hour(rect.left(), rect.center().y() - kStripHeight + 2, wide, kStripHeight);
        paintUseStrip(*painter, hour, index.data(LimitTableModel::HourRole).value<QList<double>>(),
                      colors);
        const QRect counters(rect.left(), hour.bottom() + 4, wide, kCountersHeight);
        paintCounters(*painter, counters,
                      index.data(LimitTableModel::UseRole).value<QList<double>>(), colors);
    }
    painter->restore();
}

void LimitDelegate::paintRule(QPainter& painter, QRect rect, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    const Roles& colors = roles(option.palette);
    const auto state = static_cast<State>(index.data(CellState).toInt());
    const QRect upper(rect.left() + kShapeStep, rect.top() + 4, rect.width() - kShapeStep,
                      rect.height() / 2 - 3);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintState(&painter, QRectF(rect.left(), upper.center().y() - kShape / 2.0 + 1, kShape, kShape),
               state, colors(roleOf(state)));
    painter.restore();
    const model::LimitRule& rule =
        m_model.rules().at(index.data(LimitTableModel::RunsRole).toInt()).value;
    painter.setPen(colors(Role::Text));
    drawRuns(painter, upper, sentenceRuns(rule, m_model.names()), option.font);
    const QFont small = textFont(TextSize::Secondary);
    const QFontMetrics metrics(small);
    std::vector<TagText> tags{tagOf(rule)};
    if (const QString pending = index.data(LimitTableModel::PendingRole).toString();
        !pending.isEmpty())
        tags.insert(tags.begin(), {pending, Role::Notice});
    const auto widthOf = [&metrics](const TagText& tag) {
        return metrics.horizontalAdvance(tag.text) + 12;
    };
    int room = 0;
    for (const TagText& tag : tags)
        room += widthOf(tag) + grid::kGap;
    const QRect lower(upper.left(), upper.bottom(), upper.width(), upper.height());
    const QString second = metrics.elidedText(index.data(CellBelow).toString(), Qt::ElideRight,
                                              std::max(0, lower.width() - room));
    painter.setFont(small);
    painter.setPen(colors(Role::Muted));
    painter.drawText(lower, Qt::AlignVCenter | Qt::AlignLeft, second);
    painter.setRenderHint(QPainter::Antialiasing);
    const int tall = std::max(kTag - 2, metrics.height() - 2);
    int x = lower.left() + metrics.horizontalAdvance(second) + grid::kGap;
    for (const TagText& tag : tags) {
        const QRect box(x, lower.center().y() - tall / 2 + 1, widthOf(tag), tall);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors(tintOf(tag.role)));
        painter.drawRoundedRect(box, grid::kRadiusSmall, grid::kRadiusSmall);
        painter.setPen(colors(tag.role));
        painter.drawText(box, Qt::AlignCenter, tag.text);
        x += box.width() + grid::kGap;
    }
}

} // namespace gatehouse::ui
