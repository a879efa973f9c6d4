// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/Figures.h"
#include "client/ProviderStates.h"
#include "client/ServerTypes.h"
#include "widgets/State.h"

#include <QAbstractItemModel>
#include <QElapsedTimer>
#include <QHash>

#include <optional>
#include <vector>

namespace gatehouse::ui {

/// The providers of the workspace, each with its keys below it. GUI thread only. Figures are
/// refreshed in place, so that selection and scroll position stay.
class ProviderTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Condition,
        FirstToken,
        Now,
        Models,
        ColumnCount
    };
    enum Role : int
    {
        ProviderIdRole = Qt::UserRole + 400,
        KeyIdRole
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setProviders(QList<client::Stored<model::Provider>> providers);
    void setCatalogue(const QList<client::CatalogueProvider>& catalogue);
    /// States, first tokens and calls a second.
    void setFigures(const QList<client::ProviderHealth>& health);
    /// The last hour of the providers; of one provider's keys.
    void setHours(const client::UsageFigures& providers);
    void setKeyHours(const QString& provider, const client::UsageFigures& keys);
    /// How providers and keys are; what rests counts down with tick().
    void setHealth(const client::ProviderHealthList& health);
    void tick();
    /// Null where nothing is known of it.
    [[nodiscard]] const client::ProviderCircuit* health(const QString& id) const
    {
        return m_health.find(id);
    }
    /// The server's clock, carried on from the last answer.
    [[nodiscard]] qint64 now() const;
    /// `healthy`, `cooling`, `failed`, `idle`, or a word of our own for what cannot be called.
    [[nodiscard]] QString stateOf(const QString& id) const;

    [[nodiscard]] const client::Stored<model::Provider>* provider(const QString& id) const;
    [[nodiscard]] const QList<client::Stored<model::Provider>>& providers() const
    {
        return m_providers;
    }
    /// The name for people: its own, else that of the catalogue, else the id.
    [[nodiscard]] QString displayName(const QString& id) const;
    /// Its state in words for people.
    [[nodiscard]] QString describe(const QString& id) const;
    /// The same of a key, with what is left of its rest.
    [[nodiscard]] QString describeKey(const QString& id, const QString& key) const;
    /// Whether this build speaks the provider's wire.
    [[nodiscard]] bool isCallable(const QString& id) const;
    [[nodiscard]] QModelIndex indexOf(const QString& providerId, const QString& keyId = {}) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Figures
    {
        QString state;
        std::optional<double> firstTokenMs;
        std::optional<double> perSecond;
    };

    [[nodiscard]] QVariant providerData(int row, int column, int role) const;
    [[nodiscard]] QVariant keyData(int providerRow, int row, int column, int role) const;
    /// The one row below a provider without keys.
    [[nodiscard]] QVariant keylessData(int providerRow, int column, int role) const;
    [[nodiscard]] QVariant stateData(const QString& word, const QString& words, int role) const;
    [[nodiscard]] bool isResting() const;
    /// Text, unit and line of a cell of Now.
    [[nodiscard]] static QVariant hourData(const client::UsageItem* hour,
                                           std::optional<double> calls, int role);
    [[nodiscard]] const client::UsageItem* keyHour(const QString& provider,
                                                   const QString& key) const;
    void tellFigures();
    [[nodiscard]] std::optional<double> callsOf(const QString& id) const;
    [[nodiscard]] QString stateWord(const client::Stored<model::Provider>& provider) const;
    /// State of one key: its own where the server tells it, else its provider's.
    [[nodiscard]] QString keyStateWord(int providerRow, int row) const;
    [[nodiscard]] QString host(const model::Provider& provider, const QJsonObject& json) const;

    QList<client::Stored<model::Provider>> m_providers;
    QHash<QString, client::CatalogueProvider> m_catalogue;
    QHash<QString, Figures> m_figures;
    client::UsageFigures m_hours;
    QHash<QString, client::UsageFigures> m_keyHours;
    bool m_hasFigures = false;
    client::ProviderHealthList m_health;
    QElapsedTimer m_sinceHealth;
};

/// The words of the admin API for a provider's state, as shape and in words for people.
[[nodiscard]] State stateOfProvider(const QString& word);
[[nodiscard]] QString describeProviderState(const QString& word);

} // namespace gatehouse::ui
