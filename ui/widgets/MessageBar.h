// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/State.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;
class QToolButton;

namespace gatehouse::ui {

/// One sentence on the tint of its meaning, with what can be done about it. Hidden until something
/// is said. Undo counts down and is the only bar that goes by itself.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    void show(State state, const QString& text);
    void show(State state, const QString& text, const QString& action, std::function<void()> run);
    /// "Rule deleted. 9 s  [Undo]"; `commit` runs when the time is over or another message comes.
    void showUndo(const QString& text, std::function<void()> undo,
                  std::function<void()> commit = {});
    void dismiss();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fill(State state, const QString& text, const QString& action);
    void countDown();

    StateShape* m_shape;
    QLabel* m_text;
    QLabel* m_rest;
    QPushButton* m_action;
    QToolButton* m_close;
    QTimer* m_timer;
    std::function<void()> m_run;
    std::function<void()> m_commit;
    int m_secondsLeft = 0;
};

} // namespace gatehouse::ui
