// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/ChatStream.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace gatehouse::ui {

class ProofPane;
class ProviderChoice;
class StateShape;
class StatusBar;
class StepMark;

/// Shown instead of the console while the workspace has no provider, and from Help: choose who
/// answers, paste a key, send a test request, see the answer, take base URL, key and ready code
/// along. No account. Steps open in order; the sandbox skips the key. Owned by the main window; GUI
/// thread only.
class FirstSteps : public QWidget
{
    Q_OBJECT

public:
    FirstSteps(client::AdminClient& client, client::LiveFeed& feed, client::Connection& connection,
               QWidget* parent = nullptr);

    /// For pictures: the page as it is after a first answer, without asking anybody.
    void showExample();

Q_SIGNALS:
    void openConsole();
    /// The request just sent, to be seen in Traffic.
    void openRequest(const QString& requestId);
    void demoWanted();
    void languageChosen(const QString& locale);
    /// The person closed the window that this page is.
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    /// In another language or size of text, with all that was entered and answered.
    void rebuild();
    void showAnswer();
    void showKeyGood(int models);
    [[nodiscard]] QWidget* makeTop();
    [[nodiscard]] QWidget* makeSteps();
    /// Gateway state and figures, as at the foot of the main window.
    [[nodiscard]] QWidget* makeFoot();
    void loadCatalogue();
    void chosenChanged();
    /// The key changed: test it after a moment of rest.
    void testKey();
    void tested(const client::Answer<client::ProviderTest>& answer);
    void showKeyState(int state, const QString& text, const QString& detail = {});
    void send();
    /// Stores provider, then application, then its key, then sends; each step only where it is
    /// missing.
    void ensureProvider();
    void ensureApplication();
    void ensureKey();
    void ask();
    void stopped(const client::Problem& problem);
    void refreshSteps();
    [[nodiscard]] QByteArray providerJson() const;
    [[nodiscard]] bool isSandbox() const;
    void leave();

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    QList<client::CatalogueProvider> m_catalogue;
    QList<client::LocalServer> m_found; ///< Model servers on this computer.
    QWidget* m_content = nullptr;
    client::ChatStream m_chat;
    client::Ticket m_testTicket;
    QTimer m_rest;

    QComboBox* m_language = nullptr;
    ProviderChoice* m_choice = nullptr;
    QPushButton* m_all = nullptr;
    StepMark* m_marks[3] = {};
    QWidget* m_keyStep = nullptr;
    QLineEdit* m_key = nullptr;
    StateShape* m_keyShape = nullptr;
    QLabel* m_keyText = nullptr;
    QComboBox* m_model = nullptr;
    QLineEdit* m_prompt = nullptr;
    QPushButton* m_send = nullptr;
    ProofPane* m_proof = nullptr;

    bool m_keyGood = false;
    bool m_answered = false;
    QString m_storedProvider; ///< Id of the provider that was stored from here, with this choice
                              ///< and key.
    QString m_storedFor;      ///< Choice and key it was stored for.
    QString m_application;    ///< Id.
    QString m_secret;         ///< Of the application's key.
    QString m_requestId;
};

} // namespace gatehouse::ui
