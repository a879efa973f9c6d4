// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gatehouse::ui {

class FormField;

/// Makes a key of an application and shows it, once. It does not close before the key was copied,
/// unless the person says that this is meant. GUI thread only.
class NewKeyDialog : public QDialog
{
    Q_OBJECT

public:
    NewKeyDialog(client::AdminClient& client, const QString& applicationId, const QString& name,
                 QWidget* parent);
    void reject() override;

Q_SIGNALS:
    /// The key exists; its secret stays in the dialog.
    void created(const QString& keyId);

private:
    void create();
    void showKey(const client::NewKey& key);
    void copy();

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    QString m_application;
    bool m_isShown = false;
    bool m_isCopied = false;

    QWidget* m_form;
    QLineEdit* m_id;
    FormField* m_idField;
    QComboBox* m_ends;
    QPushButton* m_create;
    QWidget* m_result;
    QLineEdit* m_secret;
    QLabel* m_warning;
    QPushButton* m_discard;
    QPushButton* m_done;
};

} // namespace gatehouse::ui
