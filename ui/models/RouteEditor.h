// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace gatehouse::ui {

class FormField;
class MessageBar;
class SegmentedControl;

/// Adds a model route or edits one: how a target is chosen, the targets in order with their
/// weights. Lives in the inspector of the Models panel. GUI thread only.
class RouteEditor : public QWidget
{
    Q_OBJECT

public:
    /// A provider of the workspace, with the models that it is known to have.
    struct Choice
    {
        QString id;
        QString name;
        QStringList models;
        friend bool operator==(const Choice&, const Choice&) = default;
    };

    explicit RouteEditor(client::AdminClient& client, QWidget* parent = nullptr);

    void setChoices(const QList<Choice>& choices);
    void setExistingNames(const QStringList& names) { m_existing = names; }
    void startAdding();
    void edit(const client::Stored<model::ModelRoute>& route);
    [[nodiscard]] model::ModelRoute value() const;
    [[nodiscard]] bool hasEdits() const;

Q_SIGNALS:
    void saved(const QString& name);
    void deleteAsked(const QString& name);
    void tryAsked(const QString& name);
    void closeAsked();

private:
    struct Row
    {
        QWidget* widget;
        QLabel* number;
        QComboBox* provider;
        QComboBox* model;
        QSpinBox* weight;
        QToolButton* up;
        QToolButton* down;
    };

    void load(const client::Stored<model::ModelRoute>& route);
    void readAgain();
    void addTarget(const model::ModelTarget& target);
    void removeTarget(QWidget* widget);
    void moveTarget(QWidget* widget, int by);
    void fillModels(const Row& row, const QString& current) const;
    void updateRows();
    [[nodiscard]] bool check();
    void save();
    void onSaved(const client::Answer<client::Stored<model::ModelRoute>>& answer);

    client::AdminClient& m_client;
    client::Ticket m_readTicket;
    client::Ticket m_saveTicket;
    QList<Choice> m_choices;
    QStringList m_existing;
    model::ModelRoute m_base;
    QByteArray m_etag;
    QList<Row> m_rows;
    bool m_isNew = true;

    QLabel* m_title;
    MessageBar* m_notice;
    QLineEdit* m_name;
    FormField* m_nameField;
    SegmentedControl* m_strategy;
    QLabel* m_strategyHint;
    QVBoxLayout* m_targets;
    QLabel* m_targetsFault;
    QPushButton* m_save;
    QPushButton* m_try;
    QPushButton* m_delete;
};

} // namespace gatehouse::ui
