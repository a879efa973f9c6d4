// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Icon.h"

#include <QKeySequence>
#include <QObject>

#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace gatehouse::ui {

/// One thing that the window can do, told once.
struct ActionSpec
{
    QString id;                    ///< `go.overview`
    std::function<QString()> text; ///< In the language of now.
    QKeySequence shortcut = {};
    Icon icon = Icon::Configure;
    std::function<void()> run;
};

/// The one list of actions: menu, shortcuts, command palette and tool tips are made from it. Owned
/// by the main window, whose children the actions are.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    explicit ActionRegistry(QWidget* window);

    /// An id is added once; a shortcut that another action has already is refused and the action
    /// left without.
    QAction* add(ActionSpec spec);
    [[nodiscard]] QAction* find(const QString& id) const;
    [[nodiscard]] QList<QAction*> actions() const;
    /// Words and tool tips in the language of now.
    void retranslate();

private:
    struct Entry
    {
        ActionSpec spec;
        QAction* action;
    };

    QWidget* m_window;
    std::vector<Entry> m_entries;
};

} // namespace gatehouse::ui
