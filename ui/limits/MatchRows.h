// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <map>
#include <string>
#include <vector>

class QComboBox;
class QVBoxLayout;

namespace gatehouse::ui {

class FormField;

/// Which calls a rule counts: a dimension and its values, one row each. Several values stand in one
/// row with commas between. GUI thread only.
class MatchRows : public QWidget
{
    Q_OBJECT

public:
    using Match = std::map<std::string, std::vector<std::string>>;

    explicit MatchRows(QWidget* parent = nullptr);
    void setMatch(const Match& match);
    [[nodiscard]] Match match() const;
    /// The ids that are offered for a dimension.
    void setChoices(const QString& dimension, const QStringList& ids);
    /// The field of a fault's path (`match.api`); null when there is no such row.
    [[nodiscard]] FormField* fieldAt(const QString& path) const;
    void clearErrors();

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget* widget;
        QComboBox* dimension;
        QComboBox* values;
        FormField* field;
    };
    void add(const QString& dimension, const QString& values);
    void offer(const Row& row) const;

    std::vector<Row> m_rows;
    QHash<QString, QStringList> m_choices;
    QVBoxLayout* m_layout;
};

} // namespace gatehouse::ui
