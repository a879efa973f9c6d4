// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/State.h"

#include <QList>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QTimer;

namespace gatehouse::ui {

class IconButton;
class TextLabel;

/// One sentence on the tint of its meaning, what can be done about it, and a cross. Hidden until
/// something is said. The offer to undo counts down and is the only message that goes by itself.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    struct Action
    {
        QString text;
        std::function<void()> run;
    };

    enum class Shape : std::uint8_t
    {
        Bar, ///< From edge to edge of a panel.
        Card ///< Rounded, with room around it.
    };

    explicit MessageBar(Shape shape = Shape::Bar, QWidget* parent = nullptr);

    /// `detail` is the technical part, in the tool tip. What waited for its undo is carried out.
    void say(State state, const QString& text, const QList<Action>& actions = {},
             const QString& detail = {});
    /// "Rule deleted. 9 s  [Undo]": `commit` runs when 10 s are over or another message comes,
    /// `undo` when the person takes it back.
    void offerUndo(const QString& text, std::function<void()> commit, std::function<void()> undo);
    /// Carries out what waits for its undo, at once.
    void settle();
    void dismiss();
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void countDown();

    Shape m_form;
    StateShape* m_shape;
    TextLabel* m_text;
    TextLabel* m_rest;
    QHBoxLayout* m_actions;
    IconButton* m_close;
    QTimer* m_timer;
    std::function<void()> m_commit;
    int m_secondsLeft = 0;
};

} // namespace gatehouse::ui
