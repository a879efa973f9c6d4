// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace gatehouse::ui {

class RouteTableModel;

/// The routes as a table. The selected one stays selected when they are read again. GUI thread
/// only.
class RouteTable : public QTableView
{
    Q_OBJECT

public:
    explicit RouteTable(RouteTableModel* model, QWidget* parent = nullptr);

    /// Marks a route without telling anybody; a name that is not there clears the mark.
    void mark(const QString& name);
    [[nodiscard]] QString marked() const;
    /// Hides what has none of `words` in its name or targets.
    void filter(const QString& words);

Q_SIGNALS:
    /// The person chose a route.
    void chosen(const QString& name);

private:
    RouteTableModel* m_routes;
    QString m_marked;
};

} // namespace gatehouse::ui
