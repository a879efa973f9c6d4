// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace gatehouse::ui {

class FormField;
class MessageBar;

/// Makes an application or changes its name, team and the models that it may call. Keys are left as
/// they are. GUI thread only.
class ApplicationDialog : public QDialog
{
    Q_OBJECT

public:
    ApplicationDialog(client::AdminClient& client, const QList<model::Team>& teams,
                      const QStringList& modelNames, QWidget* parent);

    /// Edits a stored application instead of making one; reads it anew for its ETag.
    void edit(const client::Stored<model::Application>& application);
    /// Lists what came to be known since it was opened; what is ticked stays so.
    void offerModels(const QStringList& names);

Q_SIGNALS:
    void saved(const QString& id);

private:
    void load(const client::Stored<model::Application>& application);
    void readAgain();
    void addModel(const QString& name, bool checked);
    [[nodiscard]] model::Application value() const;
    void save();
    void showProblem(const client::Problem& problem);

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    model::Application m_base;
    QByteArray m_etag;
    bool m_isNew = true;

    MessageBar* m_notice;
    QLineEdit* m_name;
    QLineEdit* m_id;
    QComboBox* m_team;
    QCheckBox* m_onlyThese;
    QListWidget* m_models;
    FormField* m_nameField;
    FormField* m_idField;
    FormField* m_teamField;
    FormField* m_modelsField;
    QPushButton* m_save;
};

} // namespace gatehouse::ui
