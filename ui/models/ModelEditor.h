// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace gatehouse::ui {

class FactFields;
class MessageBar;
class PriceFields;
class Tag;
class TextLabel;

/// What is known of one model, the catalogue's values beside those of the workspace, which are
/// changed here and go back one by one or all at once; or a model that the catalogue does not know.
/// Lives in the inspector of the Models panel. GUI thread only.
class ModelEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ModelEditor(client::AdminClient& client, QWidget* parent = nullptr);

    /// `callName` is how a caller asks for it; empty = its provider is not in the workspace.
    void showModel(const client::CatalogueModel& model, const QString& provider,
                   const QString& callName, bool isUsed);
    /// A model of one's own at one of these providers: id and name.
    void startAdding(const QList<std::pair<QString, QString>>& providers);
    [[nodiscard]] bool hasEdits() const;

Q_SIGNALS:
    void closeAsked();
    void tryAsked(const QString& name);
    /// What the workspace says of a model is another thing now.
    void saved();

private:
    [[nodiscard]] QWidget* makeHead();
    void makeFacts(QVBoxLayout* column);
    void makePrices(QVBoxLayout* column);
    void makeButtons(QVBoxLayout* column);
    QLabel* addFact(QGridLayout* facts, const QString& title, const QString& objectName);
    void fill(const client::CatalogueModel& model);
    void showTags(bool isUsed);
    void load(model::ModelOverride own);
    [[nodiscard]] model::ModelOverride value() const;
    [[nodiscard]] QString id() const;
    void showSaving();
    void save();
    void removeOwn();
    void done(const client::Problem* problem);

    client::AdminClient& m_client;
    client::Ticket m_readTicket;
    client::Ticket m_saveTicket;
    client::CatalogueModel m_model;
    model::ModelOverride m_own; ///< As stored; without values where nothing is.
    bool m_isStored = false;
    bool m_isNew = false;
    QByteArray m_etag;
    QString m_name;

    TextLabel* m_title;
    TextLabel* m_below;
    Tag* m_used;
    Tag* m_yours;
    MessageBar* m_notice;
    QWidget* m_place = nullptr; ///< Of a new one: provider and id.
    QComboBox* m_provider = nullptr;
    QLineEdit* m_id = nullptr;
    QWidget* m_known = nullptr; ///< The facts as text.
    QLabel* m_context = nullptr;
    QLabel* m_answer = nullptr;
    QLabel* m_abilities = nullptr;
    QLabel* m_state = nullptr;
    QPushButton* m_change = nullptr;
    FactFields* m_facts = nullptr;
    PriceFields* m_prices = nullptr;
    TextLabel* m_further = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_try = nullptr;
};

} // namespace gatehouse::ui
