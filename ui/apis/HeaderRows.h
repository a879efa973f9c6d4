// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"

#include <QString>
#include <QWidget>

#include <vector>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace gatehouse::ui {

class FormField;

/// Changes to header fields, one row each: what is done, the name, the value, remove. GUI thread
/// only.
class HeaderRows : public QWidget
{
    Q_OBJECT

public:
    explicit HeaderRows(QWidget* parent = nullptr);
    void setChanges(const model::HeaderChanges& changes);
    [[nodiscard]] model::HeaderChanges changes() const;
    /// The field of a fault path below this one: `set[0]`, `add[1]`, `remove[0]`; null when there
    /// is no such row.
    [[nodiscard]] FormField* fieldAt(const QString& path) const;
    void clearErrors();

Q_SIGNALS:
    void changed();

private:
    enum Action
    {
        Set,
        Add,
        Remove
    };
    struct Row
    {
        QWidget* widget;
        QComboBox* action;
        FormField* field;
        QLineEdit* name;
        QLineEdit* value;
    };
    void add(Action action, const std::string& name, const std::string& value);

    std::vector<Row> m_rows;
    QVBoxLayout* m_layout;
};

} // namespace gatehouse::ui
