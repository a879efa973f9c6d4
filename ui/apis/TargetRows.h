// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace gatehouse::ui {

class FormField;

/// The upstream targets of an API, one row each: URL, weight, remove. GUI thread only.
class TargetRows : public QWidget
{
    Q_OBJECT

public:
    explicit TargetRows(QWidget* parent = nullptr);
    void setTargets(const std::vector<model::UpstreamTarget>& targets);
    [[nodiscard]] std::vector<model::UpstreamTarget> targets() const;
    /// The field of `upstream.targets[i].url`; null when there is no such row.
    [[nodiscard]] FormField* fieldAt(std::size_t i) const;

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget* widget;
        FormField* field;
        QLineEdit* url;
        QSpinBox* weight;
    };
    void add(const model::UpstreamTarget& target);

    std::vector<Row> m_rows;
    QVBoxLayout* m_layout;
};

} // namespace gatehouse::ui
