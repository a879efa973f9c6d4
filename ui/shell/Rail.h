// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/Panel.h"

#include <QHash>

class QAbstractButton;
class QToolButton;
class QVBoxLayout;

namespace gatehouse::ui {

/// The list of panels at the left: groups, icons with words, badges; collapsed it shows the icons
/// alone.
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    /// Entries of one group stand together, in the order given; those of Foot at the bottom.
    void setEntries(const QList<PanelEntry>& entries);
    void setCurrent(const QString& id);
    void setBadge(const QString& id, int count);
    void setWorkspace(const QString& name);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }
    [[nodiscard]] QToolButton* menuButton() const { return m_menu; }

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();

    QList<PanelEntry> m_entries;
    QHash<QString, QAbstractButton*> m_buttons;
    QString m_current;
    QString m_workspace;
    QVBoxLayout* m_column;
    QWidget* m_content = nullptr;
    QToolButton* m_menu;
    QHash<QString, int> m_badges;
    bool m_collapsed = false;
};

} // namespace gatehouse::ui
