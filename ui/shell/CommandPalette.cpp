// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/CommandPalette.h"

#include "widgets/FilterBox.h"
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

/// Icon, name, and the keys at the right end.
class Row final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, kRowHeight};
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
        painter->drawText(r.adjusted(36, 0, -90, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          action->text());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            paintKeyHint(painter, r.adjusted(0, 0, -12, 0), keys, option.widget);
    }
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
    column->setContentsMargins(1, 8, 1, 1);
    m_input->setPlaceholderText(tr("What do you want to do?"));
    m_input->setFrame(false);
    m_input->setTextMargins(10, 0, 10, 0);
    m_input->installEventFilter(this);
    m_list->setItemDelegate(new Row(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_input);
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
