// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/ColumnRun.h"
#include "playground/Conversation.h"
#include "playground/PriceList.h"

#include "client/AdminClient.h"
#include "shell/Panel.h"

#include <QTimer>

#include <functional>

class QComboBox;
class QHBoxLayout;
class QPushButton;

namespace gatehouse::client {
class Connection;
class LiveFeed;
} // namespace gatehouse::client

namespace gatehouse::ui {

class MessageBar;
class PlaygroundColumn;
class PromptPane;

/// One conversation asked of one to four models side by side, through the gateway port like any
/// application's call. What was written is kept over restarts; answers are not. GUI thread only.
class PlaygroundPanel : public Panel
{
    Q_OBJECT

public:
    PlaygroundPanel(client::AdminClient& client, client::LiveFeed& feed,
                    client::Connection& connection, QWidget* parent = nullptr);
    ~PlaygroundPanel() override;

    void activate() override;
    void deactivate() override;
    /// `playground?model=...&application=...` chooses them.
    bool open(const Link& link) override;
    void focusFilter() override;
    /// A conversation with three finished answers, without asking anybody: for pictures. It is not
    /// kept as the draft.
    void showExample();
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;

private:
    [[nodiscard]] QWidget* makeHeader();
    void makeShortcuts();
    void setConversation(const Conversation& conversation);
    [[nodiscard]] Conversation conversation() const;
    PlaygroundColumn* addColumn(const QString& model);
    void removeColumn(PlaygroundColumn* column);
    void updateColumns();
    void showHints();
    void load();
    void send();
    void stopAll();
    void clearAll();
    /// Calls `run` with a key that is good for a while; asks for one where there is none.
    void withAccess(std::function<void(const ChatAccess&)> run);
    void loadPrices();
    void showPrices();
    void scheduleDraft();
    void saveDraft() const;

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    client::Ticket m_modelsTicket;
    client::Ticket m_applicationsTicket;
    client::Ticket m_keyTicket;
    client::Ticket m_catalogueTicket;
    client::Ticket m_routesTicket;
    PriceList m_prices;
    bool m_hasCatalogue = false;
    client::PlaygroundKey m_key;
    QString m_keyFor; ///< The application that m_key was asked for.
    QTimer m_draft;
    QStringList m_models;
    QList<PlaygroundColumn*> m_columns;
    bool m_active = false;
    bool m_isExample = false;
    bool m_modelsKnown = false;

    QComboBox* m_application = nullptr;
    QPushButton* m_addColumn = nullptr;
    QPushButton* m_send = nullptr;
    MessageBar* m_notice = nullptr;
    PromptPane* m_prompt = nullptr;
    QHBoxLayout* m_columnsLayout = nullptr;
};

} // namespace gatehouse::ui
