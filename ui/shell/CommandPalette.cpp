// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/CommandPalette.h"

#include "widgets/FilterBox.h"
#include "widgets/Icon.h"
#include "widgets/Separator.h"
#include "widgets/StylePaint.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui {
namespace {

constexpr int kRowHeight = 32;
constexpr int kRowsShown = 10;
constexpr int kActionRole = Qt::UserRole;

/// Icon, name with what was typed in bold, and the keys at the right end.
class Row final : public QStyledItemDelegate
{
public:
    Row(const QLineEdit* input, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_input(input)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, grid::scaled(kRowHeight)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Roles& c = roles(option.palette);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, c(Role::AccentTint));
        const auto* action = index.data(kActionRole).value<QAction*>();
        const QRect r = option.rect;
        action->icon().paint(painter, QRect(r.left() + 12, r.top() + 8, grid::kIcon, grid::kIcon));
        painter->setPen(c(Role::Text));
        paintName(painter, r.adjusted(36, 0, -90, 0), action->text());
        const bool chosen = option.state & QStyle::State_Selected;
        const QString keys = chosen ? CommandPalette::tr("Enter")
                                    : action->shortcut().toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            paintKeyHint(painter, r.adjusted(0, 0, -12, 0), keys, option.widget);
    }

private:
    void paintName(QPainter* painter, QRect room, const QString& name) const
    {
        const QString typed = m_input->text();
        const qsizetype at = typed.isEmpty() ? -1 : name.indexOf(typed, 0, Qt::CaseInsensitive);
        const auto draw = [&](const QString& part, QFont::Weight weight) {
            painter->setFont(textFont(TextSize::Body, weight));
            const QString shown =
                painter->fontMetrics().elidedText(part, Qt::ElideRight, room.width());
            painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft, shown);
            room.setLeft(room.left() + painter->fontMetrics().horizontalAdvance(shown));
        };
        if (at < 0)
            return draw(name, QFont::Normal);
        draw(name.left(at), QFont::Normal);
        draw(name.mid(at, typed.size()), QFont::Bold);
        draw(name.mid(at + typed.size()), QFont::Normal);
    }

    const QLineEdit* m_input;
};

} // namespace

CommandPalette::CommandPalette(QList<QAction*> actions, QWidget* window)
    : QDialog(window, Qt::Popup)
    , m_actions(std::move(actions))
    , m_input(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Search everything"));
    setGround(this, Role::Raised);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 6, 1, 1);
    column->setSpacing(0);
    m_input->addAction(icon(Icon::Search), QLineEdit::LeadingPosition);
    m_input->setPlaceholderText(tr("What do you want to do?"));
    m_input->setFrame(false);
    m_input->setTextMargins(4, 0, 10, 0);
    m_input->setFixedHeight(grid::scaled(grid::kControl));
    m_input->installEventFilter(this);
    m_list->setItemDelegate(new Row(m_input, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_input);
    column->addSpacing(6);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_list);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_input, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    fill({});
    resize(480, 44 + kRowHeight * std::min(kRowsShown, std::max(1, int(m_actions.size()))));
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 80)));
    m_input->setFocus();
}

void CommandPalette::fill(const QString& text)
{
    m_list->clear();
    for (QAction* action : std::as_const(m_actions)) {
        if (!action->isEnabled() || !action->text().contains(text, Qt::CaseInsensitive))
            continue;
        auto* item = new QListWidgetItem(action->text(), m_list);
        item->setData(kActionRole, QVariant::fromValue(action));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    auto* action = item->data(kActionRole).value<QAction*>();
    close();
    action->trigger();
}

void CommandPalette::paintEvent(QPaintEvent* event)
{
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(roles(this)(Role::Edge));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow(
                std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace gatehouse::ui
