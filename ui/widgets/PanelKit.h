// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QAbstractButton>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>

#include <functional>

class QTableView;
class QTimer;
class QTreeView;
class QSplitter;

/// The parts that every build panel is made of: bars, cells, small makers. GUI thread only.
namespace gatehouse::ui {

/// What a cell says beside its text; models answer these roles, CellDelegate draws them.
enum CellRole : int
{
    CellState = Qt::UserRole + 300, ///< int(State): a shape before the text.
    CellUnit,                       ///< Muted words after the text.
    CellSecond,                     ///< Muted code after the text.
    CellTag,                        ///< int(Role): the text is a tag in this colour.
    CellBar,                        ///< 0 to 1: a bar at the right of the cell.
    CellDot,                        ///< true: an accent disc after the text.
    CellBelow,                      ///< A second, muted line (rows of 44).
};

class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(int rowHeight, bool lines, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// What is elided is told whole.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    int m_rowHeight;
    bool m_lines;
};

/// A bar with ordinary widgets and a line below it.
class Bar : public QFrame
{
    Q_OBJECT

public:
    explicit Bar(int height, Role ground = Role::Surface, QWidget* parent = nullptr);
    [[nodiscard]] QHBoxLayout* row() const { return m_row; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* m_row;
    Role m_ground;
};

/// One sentence of the panel with its state, what can be done about it, and a cross. Hidden until
/// something is said.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    struct Action
    {
        QString text;
        std::function<void()> run;
    };

    explicit NoticeBar(QWidget* parent = nullptr);
    void say(State state, const QString& text, const QList<Action>& actions = {},
             const QString& detail = {});
    /// Says `text` with Undo for 10 s; `commit` runs when they are over, `undo` when the person
    /// takes it back.
    void offerUndo(const QString& text, std::function<void()> commit, std::function<void()> undo);
    /// Carries out what waits for its undo, at once.
    void settle();
    void dismiss();
    [[nodiscard]] QString text() const { return m_text->text(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StateShape* m_shape;
    QLabel* m_text;
    QHBoxLayout* m_actions;
    QTimer* m_undoTimer;
    std::function<void()> m_commit;
    State m_state = State::None;
};

[[nodiscard]] QLabel* makeLabel(const QString& text, TextSize size = TextSize::Body,
                                QFont::Weight weight = QFont::Normal);
[[nodiscard]] QLabel* makeMuted(const QString& text, TextSize size = TextSize::Secondary);
/// A word on a tint.
class Tag : public QLabel
{
    Q_OBJECT

public:
    explicit Tag(QWidget* parent = nullptr);
    void show(const QString& text, Role role);

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] QSize sizeHint() const override;

private:
    Role m_role = Role::Quiet;
};
[[nodiscard]] QFrame* makeLine();
/// A search field with a magnifier; `/` is drawn at its end.
[[nodiscard]] QLineEdit* makeFilter(const QString& placeholder, const QString& objectName);
[[nodiscard]] QToolButton* makeCross(const QString& what);
void setUpTable(QTableView* table, int rowHeight, bool lines);
/// Content at the left, `side` at the right, 344 wide and hidden until it is shown.
[[nodiscard]] QSplitter* makeInspectorSplitter(QWidget* content, QWidget* side);
/// A label that can be selected, in code font.
[[nodiscard]] QLabel* makeCode(const QString& text);

} // namespace gatehouse::ui
