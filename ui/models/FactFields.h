// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ModelOverride.h"

#include <QJsonObject>
#include <QWidget>

class QAbstractButton;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace gatehouse::ui {

class TextLabel;

/// What the workspace says of a model beside its price: name, kind, sizes, abilities, state. What
/// is left at the catalogue's value is no value of one's own. GUI thread only.
class FactFields : public QWidget
{
    Q_OBJECT

public:
    explicit FactFields(QWidget* parent = nullptr);

    /// `listed` is the catalogue's item, empty where it knows none.
    void setFacts(const QJsonObject& listed, const model::ModelOverride& own);
    void writeTo(model::ModelOverride& own) const;
    [[nodiscard]] QString fault() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    struct Choice
    {
        QString key; ///< Of the catalogue's JSON.
        std::optional<bool> model::ModelOverride::* value;
        QComboBox* box = nullptr;
    };
    void addChoice(QFormLayout* form, const QString& words, Choice choice);
    void showListed();
    void tell();

    QJsonObject m_listed;
    QLineEdit* m_name;
    QComboBox* m_kind;
    QLineEdit* m_context;
    QLineEdit* m_output;
    QList<Choice> m_choices;
    TextLabel* m_fault;
};

} // namespace gatehouse::ui
