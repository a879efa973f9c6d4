// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/GatewayDraft.h"

#include "client/Answer.h"
#include "shell/Panel.h"

#include <vector>

class QListWidget;
class QStackedWidget;

namespace gatehouse::client {
class AdminClient;
class Connection;
class LiveFeed;
} // namespace gatehouse::client

namespace gatehouse::ui {

class AddressPage;
class Appearance;
class FilterBox;
class GatewayPage;
class MessageBar;
class PanelHeader;
class PendingBar;
class SavePreview;
class SettingsPage;

/// The settings: pages at the left. Those of the gateway are written together by "Save and switch
/// over", which tells beforehand what it does; those of the window act at once.
class SettingsPanel : public Panel
{
    Q_OBJECT

public:
    SettingsPanel(client::AdminClient& client, client::LiveFeed& feed,
                  client::Connection& connection, Appearance& appearance,
                  QWidget* parent = nullptr);
    ~SettingsPanel() override;

    void activate() override;
    void deactivate() override;
    /// `gatehouse://settings/PAGE`: address, threads, times, appearance, language, folder,
    /// shortcuts, about.
    bool open(const Link& link) override;
    void focusFilter() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray& state) override;
    [[nodiscard]] bool hasUnsavedEdits() const override;

private:
    struct Entry
    {
        QString id;
        QString title;
        SettingsPage* page;
        GatewayPage* gateway; ///< The same, when it is a page of the gateway section.
        int row;              ///< In the list.
    };

    void makePages(Appearance& appearance);
    void addCaption(const QString& text);
    void addPage(const QString& id, const QString& title, SettingsPage* page);
    void addGatewayPage(const QString& id, const QString& title, GatewayPage* page);
    void showPage(int row);
    void reveal(QWidget* part);
    void applyFilter(const QString& text);
    void load();
    void loadOpenApis();
    void showValues();
    /// After an edit: marks, errors, bar, preview.
    void refresh();
    void showFaults(const QList<client::FieldFault>& faults);
    void save();
    void saved(const client::Answer<client::Stored<model::Gateway>>& answer);
    void mergeWithTheirs();

    client::AdminClient& m_client;
    client::LiveFeed& m_feed;
    client::Connection& m_connection;
    GatewayDraft m_draft;
    client::Ticket m_loading;
    client::Ticket m_saving;
    client::Ticket m_apis;
    PanelHeader* m_header;
    FilterBox* m_filter;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    MessageBar* m_message;
    PendingBar* m_pending;
    SavePreview* m_preview;
    AddressPage* m_address = nullptr;
    std::vector<Entry> m_entries;
    QHash<QString, QWidget*> m_parts; ///< Of the first page, by the names that links use.
    bool m_active = false;
};

} // namespace gatehouse::ui
