// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/PanelKit.h"

#include "widgets/Icon.h"
#include "widgets/Variants.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QToolTip>
#include <QTreeView>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

/// What a cell keeps free at its sides: the outer padding at the edges of the view, else the gap.
QMargins paddingOf(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QHeaderView* header = nullptr;
    bool isTree = false;
    if (const auto* table = qobject_cast<const QTableView*>(option.widget)) {
        header = table->horizontalHeader();
    } else if (const auto* tree = qobject_cast<const QTreeView*>(option.widget)) {
        header = tree->header();
        isTree = true;
    }
    const int at = header ? header->visualIndex(index.column()) : 0;
    const bool isLast = !header || at == header->count() - header->hiddenSectionCount() - 1;
    int left = at == 0 ? grid::kSide : grid::kGap;
    if (isTree && index.column() == 0) // the indentation is free already
        left = index.parent().isValid() ? 0 : grid::kGap;
    return {left, 0, isLast ? grid::kSide : grid::kGap, 0};
}

constexpr int kShape = 12;
constexpr int kShapeStep = 20;
constexpr int kCurrentMark = 2;

} // namespace

CellDelegate::CellDelegate(int rowHeight, bool lines, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_rowHeight(rowHeight)
    , m_lines(lines)
{
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(grid::scaled(m_rowHeight));
    return size;
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    painter->save();
    const Roles& colors = roles(option.palette);
    QRect rect = option.rect.marginsRemoved(paddingOf(option, index));
    if (const auto* tree = qobject_cast<const QTreeView*>(option.widget);
        !tree || index.column() != 0)
        painter->setClipRect(option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, colors(Role::AccentTint));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colors(Role::Hover));
    if (m_lines) {
        painter->setPen(colors(Role::Line));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    if (selected && !m_lines && option.rect.left() == 0)
        painter->fillRect(QRect(0, option.rect.top(), kCurrentMark, option.rect.height()),
                          colors(Role::Accent));
    if (const QVariant state = index.data(CellState); state.isValid()) {
        const auto value = static_cast<State>(state.toInt());
        const bool hangs = qobject_cast<const QTreeView*>(option.widget);
        paintState(painter,
                   QRectF(hangs ? rect.left() - kShapeStep : rect.left(),
                          QRectF(rect).center().y() - kShape / 2.0, kShape, kShape),
                   value, colors(roleOf(value)));
        if (!hangs)
            rect.setLeft(rect.left() + kShapeStep);
    }
    QFont font = option.font;
    if (const QVariant own = index.data(Qt::FontRole); own.isValid())
        font = own.value<QFont>();
    QColor color = colors(Role::Text);
    if (const QVariant own = index.data(Qt::ForegroundRole); own.isValid())
        color = colors(static_cast<Role>(own.toInt()));
    if (const QVariant bar = index.data(CellBar); bar.isValid()) {
        const QRect track(rect.right() - 31, rect.top() + (rect.height() - 8) / 2, 32, 8);
        painter->fillRect(track, colors(Role::Hover));
        QRectF fill = track;
        fill.setWidth(track.width() * std::clamp(bar.toDouble(), 0.0, 1.0));
        painter->fillRect(fill,
                          colors(index.column() % 2 == 0 ? Role::Series1 : Role::Series2, 0.6));
        rect.setRight(rect.right() - 44);
    }
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString unit = index.data(CellUnit).toString();
    const QString second = index.data(CellSecond).toString();
    const QString below = index.data(CellBelow).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).toInt();
    const QFontMetrics metrics(font);
    if (const QVariant tag = index.data(CellTag); tag.isValid()) {
        const auto role = static_cast<Role>(tag.toInt());
        const QRect box(rect.left(), rect.top() + (rect.height() - 18) / 2,
                        metrics.horizontalAdvance(text) + 14, 18);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors(tintOf(role)));
        painter->drawRoundedRect(box, grid::kRadiusSmall, grid::kRadiusSmall);
        painter->setPen(colors(role));
        painter->setFont(font);
        painter->drawText(box, Qt::AlignCenter, text);
        painter->restore();
        return;
    }
    if (!below.isEmpty()) {
        const QRect upper(rect.left(), rect.top() + 4, rect.width(), rect.height() / 2 - 3);
        const QRect lower(rect.left(), upper.bottom(), rect.width(), rect.height() / 2 - 3);
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(
            upper, Qt::AlignVCenter | (alignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft),
            metrics.elidedText(text, Qt::ElideRight, upper.width()));
        painter->setFont(textFont(TextSize::Secondary));
        painter->setPen(colors(Role::Muted));
        painter->drawText(
            lower, Qt::AlignVCenter | (alignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft),
            QFontMetrics(painter->font()).elidedText(below, Qt::ElideRight, lower.width()));
        painter->restore();
        return;
    }
    const QFont secondFont = textFont(TextSize::Code);
    const int unitWidth = unit.isEmpty() ? 0 : metrics.horizontalAdvance(unit) + 3;
    const int gap = text.isEmpty() ? 0 : grid::kGap;
    const int secondWidth =
        second.isEmpty() ? 0 : QFontMetrics(secondFont).horizontalAdvance(second) + gap;
    const int dotWidth = index.data(CellDot).toBool() ? 16 : 0;
    const QString shown = metrics.elidedText(
        text, Qt::ElideRight, std::max(0, rect.width() - unitWidth - secondWidth - dotWidth));
    const int textWidth = metrics.horizontalAdvance(shown);
    int x = rect.left();
    if (alignment & Qt::AlignRight)
        x = std::max(rect.left(),
                     rect.right() + 1 - textWidth - unitWidth - secondWidth - dotWidth);
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - textWidth / 2;
    const auto draw = [&](const QString& what, const QFont& with, const QColor& ink, int at) {
        painter->setFont(with);
        painter->setPen(ink);
        painter->drawText(QRect(at, rect.top(), rect.right() + 2 - at, rect.height()),
                          Qt::AlignVCenter | Qt::AlignLeft, what);
    };
    draw(shown, font, color, x);
    if (!unit.isEmpty())
        draw(unit, option.font, colors(Role::Muted), x + textWidth + 3);
    if (!second.isEmpty())
        draw(QFontMetrics(secondFont)
                 .elidedText(second, Qt::ElideRight, rect.right() + 1 - x - textWidth - gap),
             secondFont, colors(Role::Muted), x + textWidth + gap);
    if (dotWidth > 0) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors(Role::Accent));
        painter->drawEllipse(QRectF(x + textWidth + 8, QRectF(rect).center().y() - 4, 8, 8));
    }
    painter->restore();
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QVariant own = index.data(Qt::FontRole);
    const QFontMetrics metrics(own.isValid() ? own.value<QFont>() : option.font);
    const QMargins padding = paddingOf(option, index);
    int room = option.rect.width() - padding.left() - padding.right();
    if (index.data(CellState).isValid() && !qobject_cast<QTreeView*>(view))
        room -= kShapeStep;
    QStringList hidden;
    const QString text = index.data(Qt::DisplayRole).toString();
    const QString second = index.data(CellSecond).toString();
    const QString below = index.data(CellBelow).toString();
    if (metrics.horizontalAdvance(text + index.data(CellUnit).toString() + second) > room)
        hidden << text << second;
    if (QFontMetrics(textFont(TextSize::Secondary)).horizontalAdvance(below) > room)
        hidden << below;
    hidden.removeAll(QString());
    QToolTip::showText(event->globalPos(), hidden.join(u'\n'), view, option.rect);
    return true;
}

Bar::Bar(int height, Role ground, QWidget* parent)
    : QFrame(parent)
    , m_row(new QHBoxLayout(this))
    , m_ground(ground)
{
    setFixedHeight(grid::scaled(height));
    m_row->setContentsMargins(grid::kSide, 0, grid::kSide, 1);
    m_row->setSpacing(grid::kGap);
}

void Bar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), roles(this)(m_ground));
    painter.setPen(roles(this)(Role::Line));
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_shape(new StateShape)
    , m_text(new QLabel)
    , m_actions(new QHBoxLayout)
    , m_undoTimer(new QTimer(this))
{
    setObjectName(u"noticeBar"_s);
    setMinimumHeight(grid::scaled(grid::kBar));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(grid::kSide, 6, grid::kSide, 6);
    row->setSpacing(grid::kGap);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QToolButton* cross = makeCross(tr("Close this message"));
    row->addWidget(m_shape);
    row->addWidget(m_text, 1);
    row->addLayout(m_actions);
    row->addWidget(cross);
    connect(cross, &QToolButton::clicked, this, &NoticeBar::dismiss);
    m_undoTimer->setSingleShot(true);
    m_undoTimer->setInterval(std::chrono::seconds(10));
    connect(m_undoTimer, &QTimer::timeout, this, &NoticeBar::dismiss);
    hide();
}

void NoticeBar::say(State state, const QString& text, const QList<Action>& actions,
                    const QString& detail)
{
    settle();
    while (QLayoutItem* item = m_actions->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_state = state;
    m_shape->setState(state);
    m_text->setText(text);
    m_text->setToolTip(detail);
    for (const Action& action : actions) {
        auto* button = new QPushButton(action.text);
        setControlSize(button, ControlSize::Small);
        m_actions->addWidget(button);
        connect(button, &QPushButton::clicked, this, action.run);
    }
    setAccessibleName(text);
    QFrame::show();
}

void NoticeBar::offerUndo(const QString& text, std::function<void()> commit,
                          std::function<void()> undo)
{
    say(State::None, text, {{tr("Undo"), [this, undo = std::move(undo)] {
                                 m_commit = nullptr;
                                 dismiss();
                                 undo();
                             }}});
    m_commit = std::move(commit);
    m_undoTimer->start();
}

void NoticeBar::settle()
{
    m_undoTimer->stop();
    if (const auto commit = std::exchange(m_commit, nullptr))
        commit();
}

void NoticeBar::dismiss()
{
    hide();
    settle();
}

void NoticeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Role role = m_state == State::None ? Role::Quiet : roleOf(m_state);
    painter.fillRect(rect(), roles(this)(tintOf(role)));
}

QLabel* makeLabel(const QString& text, TextSize size, QFont::Weight weight)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(textFont(size, weight));
    return label;
}

QLabel* makeMuted(const QString& text, TextSize size)
{
    QLabel* label = makeLabel(text, size);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel* makeCode(const QString& text)
{
    QLabel* label = makeLabel(text, TextSize::Code);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

Tag::Tag(QWidget* parent)
    : QLabel(parent)
{
    setFont(textFont(TextSize::Secondary));
    setAlignment(Qt::AlignCenter);
}

void Tag::show(const QString& text, Role role)
{
    m_role = role;
    setText(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 14, grid::scaled(18)};
}

void Tag::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(roles(this)(tintOf(m_role)));
    const QRectF box(0, (height() - grid::scaled(18)) / 2.0, width(), grid::scaled(18));
    painter.drawRoundedRect(box, grid::kRadiusSmall, grid::kRadiusSmall);
    painter.setPen(roles(this)(m_role));
    painter.drawText(box, Qt::AlignCenter, text());
}

QFrame* makeLine()
{
    auto* line = new QFrame;
    line->setFixedHeight(1);
    setGround(line, Role::Line);
    return line;
}

QLineEdit* makeFilter(const QString& placeholder, const QString& objectName)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(objectName);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(placeholder);
    edit->setClearButtonEnabled(true);
    edit->addAction(icon(Icon::Search, Role::Muted), QLineEdit::LeadingPosition);
    return edit;
}

QToolButton* makeCross(const QString& what)
{
    auto* cross = new QToolButton;
    cross->setIcon(icon(Icon::Cross));
    cross->setAutoRaise(true);
    cross->setToolTip(what);
    cross->setAccessibleName(what);
    setButtonRole(cross, ButtonRole::Flat);
    return cross;
}

void setUpTable(QTableView* table, int rowHeight, bool lines)
{
    table->setItemDelegate(new CellDelegate(rowHeight, lines, table));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setMouseTracking(true);
    table->setWordWrap(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(16);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(grid::scaled(rowHeight));
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setFixedHeight(grid::scaled(grid::kRowHeader));
    table->horizontalHeader()->setMinimumSectionSize(24);
}

QSplitter* makeInspectorSplitter(QWidget* content, QWidget* side)
{
    auto* splitter = new QSplitter(Qt::Horizontal);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(content);
    splitter->addWidget(side);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    side->setMinimumWidth(grid::scaled(grid::kInspectorLeast));
    splitter->setSizes({2000, grid::scaled(grid::kInspector)});
    side->hide();
    return splitter;
}

} // namespace gatehouse::ui
