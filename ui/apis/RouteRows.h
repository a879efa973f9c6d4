// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace gatehouse::ui {

class FormField;

/// The routes of an API, one row each: methods, path, rewritten path, remove. What a route holds
/// beside (its header changes) is kept untouched. GUI thread only.
class RouteRows : public QWidget
{
    Q_OBJECT

public:
    explicit RouteRows(QWidget* parent = nullptr);
    void setRoutes(const std::vector<model::Route>& routes);
    [[nodiscard]] std::vector<model::Route> routes() const;
    [[nodiscard]] FormField* pathField(std::size_t i) const;
    [[nodiscard]] FormField* rewriteField(std::size_t i) const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget* widget;
        model::Route route; ///< Methods and everything without a field.
        QToolButton* methods;
        FormField* pathField;
        QLineEdit* path;
        FormField* rewriteField;
        QLineEdit* rewrite;
    };
    void add(const model::Route& route);
    void toggleMethod(QWidget* row, const std::string& method, bool on);
    [[nodiscard]] static QString methodsText(const std::vector<std::string>& methods);

    std::vector<Row> m_rows;
    QVBoxLayout* m_layout;
};

} // namespace gatehouse::ui
