// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QNetworkAccessManager;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace gatehouse::ui {

class FormField;
class MessageBar;
class TextLabel;

/// Makes an API of a description that is pasted, dropped, opened from a file or fetched, or renews
/// one; what would come of it is told while the text is there, and nothing is stored before
/// Import. GUI thread only.
class ApiImportPage : public QWidget
{
    Q_OBJECT

public:
    explicit ApiImportPage(client::AdminClient& client, QWidget* parent = nullptr);
    void startNew();
    /// Renews that API: its document is merged with the new one.
    void startAgain(const QString& id, const QString& name);
    [[nodiscard]] bool hasText() const;

Q_SIGNALS:
    void closeAsked();
    void imported(const QString& id, const QString& name);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeSource();
    [[nodiscard]] QWidget* makeResult();
    void reset();
    void openFile(const QString& path);
    void chooseFile();
    void fetch();
    void tryIt();
    void run();
    [[nodiscard]] QJsonObject body(bool dryRun) const;
    void showResult(const client::ApiImport& result);
    void showProblem(const client::Problem& problem);

    client::AdminClient& m_client;
    client::Ticket m_tryTicket;
    client::Ticket m_runTicket;
    QTimer m_pause; ///< Between the last key and the trial.
    QNetworkAccessManager* m_network;
    QString m_id;     ///< Of the API that is renewed; empty = a new one.
    QString m_source; ///< File or address.

    TextLabel* m_title = nullptr;
    QPushButton* m_import = nullptr;
    MessageBar* m_notice = nullptr;
    QLineEdit* m_url = nullptr;
    QPlainTextEdit* m_text = nullptr;
    FormField* m_basePathField = nullptr;
    QLineEdit* m_basePath = nullptr;
    TextLabel* m_summary = nullptr;
    QTreeWidget* m_list = nullptr;
};

} // namespace gatehouse::ui
