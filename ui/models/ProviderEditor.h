// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace gatehouse::ui {

class FilterBox;
class FormField;
class KeyRows;
class LocalServerRows;
class MessageBar;
class StateShape;

/// Adds a provider (chosen from the catalogue, the local servers or the sandbox) or edits one:
/// address, settings, keys, a test in words. Lives in the inspector of the Models panel. GUI thread
/// only.
class ProviderEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ProviderEditor(client::AdminClient& client, QWidget* parent = nullptr);

    void setCatalogue(const QList<client::CatalogueProvider>& catalogue);
    void setExistingIds(const QStringList& ids);
    void startAdding();
    void edit(const client::Stored<model::Provider>& provider, const QString& name);
    /// Tests what is stored, or what is typed where that differs.
    void test();
    [[nodiscard]] bool isAdding() const { return m_isNew; }
    [[nodiscard]] bool hasEdits() const;

Q_SIGNALS:
    void saved(const QString& id);
    void deleteAsked(const QString& id);
    void closeAsked();

private:
    void buildChoice(QVBoxLayout* layout);
    void buildFields(QVBoxLayout* layout);
    void fillChoice();
    void choose(const QString& kind);
    /// With one click where it wants no key, else into the fields.
    void addLocal(const client::LocalServer& server);
    /// The catalogue's id, or the next one that is free.
    [[nodiscard]] QString freeId(const QString& wanted) const;
    void showSettings(const QStringList& names, const std::map<std::string, std::string>& values);
    [[nodiscard]] model::Provider value() const;
    [[nodiscard]] bool check();
    void save();
    void showTest(const client::Answer<client::ProviderTest>& answer);
    void onSaved(const client::Answer<client::Stored<model::Provider>>& answer);
    void load(const client::Stored<model::Provider>& provider);

    client::AdminClient& m_client;
    client::Ticket m_readTicket;
    client::Ticket m_testTicket;
    client::Ticket m_saveTicket;
    QList<client::CatalogueProvider> m_catalogue;
    QStringList m_existing;
    model::Provider m_base;
    model::Provider m_loaded; ///< What the fields said before anybody typed.
    QByteArray m_etag;
    bool m_isNew = true;

    QLabel* m_title;
    MessageBar* m_notice;
    QWidget* m_choice;
    LocalServerRows* m_local;
    QTimer m_rest; ///< After the last key stroke in a new secret: then it is tested.
    FilterBox* m_search;
    QListWidget* m_list;
    QWidget* m_fields;
    QLineEdit* m_id;
    QLineEdit* m_baseUrl;
    FormField* m_idField;
    FormField* m_baseUrlField;
    QVBoxLayout* m_settingsLayout;
    QHash<QString, FormField*> m_settings;
    KeyRows* m_keys;
    FormField* m_keysField;
    StateShape* m_testShape;
    QLabel* m_testText;
    QLabel* m_testDetail;
    QPushButton* m_testButton;
    QPushButton* m_save;
    QPushButton* m_delete;
};

} // namespace gatehouse::ui
