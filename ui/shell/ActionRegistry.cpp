// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/ActionRegistry.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace gatehouse::ui {
namespace {

void setWords(QAction* action, const QString& text)
{
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setText(text);
    action->setToolTip(keys.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, keys));
}

} // namespace

ActionRegistry::ActionRegistry(QWidget* window)
    : QObject(window)
    , m_window(window)
{
}

QAction* ActionRegistry::add(ActionSpec spec)
{
    Q_ASSERT(!find(spec.id));
    const bool taken = std::ranges::any_of(m_entries, [&](const Entry& entry) {
        return !spec.shortcut.isEmpty() && entry.action->shortcut() == spec.shortcut;
    });
    auto* action = new QAction(icon(spec.icon), {}, m_window);
    action->setObjectName(spec.id);
    if (!taken)
        action->setShortcut(spec.shortcut);
    setWords(action, spec.text());
    connect(action, &QAction::triggered, this, [run = spec.run] { run(); });
    m_window->addAction(action);
    m_entries.push_back({std::move(spec), action});
    return action;
}

QAction* ActionRegistry::find(const QString& id) const
{
    const auto at =
        std::ranges::find_if(m_entries, [&](const Entry& entry) { return entry.spec.id == id; });
    return at == m_entries.end() ? nullptr : at->action;
}

QList<QAction*> ActionRegistry::actions() const
{
    QList<QAction*> all;
    for (const Entry& entry : m_entries)
        all << entry.action;
    return all;
}

void ActionRegistry::retranslate()
{
    for (const Entry& entry : m_entries)
        setWords(entry.action, entry.spec.text());
}

} // namespace gatehouse::ui
