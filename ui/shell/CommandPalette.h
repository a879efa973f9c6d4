// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QLineEdit;
class QListWidget;

namespace gatehouse::ui {

/// Ctrl+K: type a part of a name, Enter does it. Lists every action of the registry.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(QList<QAction*> actions, QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fill(const QString& text);
    void runCurrent();

    QList<QAction*> m_actions;
    QLineEdit* m_input;
    QListWidget* m_list;
};

} // namespace gatehouse::ui
