// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ServerTypes.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

namespace gatehouse::ui {

/// Every model that the catalogue knows: what it can do and what it costs. GUI thread only.
class CatalogueTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        Provider,
        Context,
        Sees,
        Tools,
        Thinks,
        PriceIn,
        PriceOut,
        ColumnCount
    };
    /// Raw values for sorting, and for the bar beside a price: 0 to 1.
    enum Role : int
    {
        SortRole = Qt::UserRole + 420,
        BarRole
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setModels(QList<client::CatalogueModel> models,
                   const QHash<QString, QString>& providerNames);
    /// `provider/model` of everything that a route sends calls to: marked with a disc.
    void setUsed(const QSet<QString>& used);
    [[nodiscard]] const client::CatalogueModel& at(int row) const { return m_models.at(row); }
    [[nodiscard]] const QList<client::CatalogueModel>& models() const { return m_models; }
    [[nodiscard]] QString providerName(const QString& id) const
    {
        return m_providerNames.value(id, id);
    }
    [[nodiscard]] bool isUsed(const client::CatalogueModel& model) const;
    /// Whether the workspace states this rate: `input`, `output`.
    [[nodiscard]] static bool isOwn(const client::CatalogueModel& model, const QString& rate);
    /// -1 = it is not there.
    [[nodiscard]] int rowOf(const QString& provider, const QString& id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QVariant text(const client::CatalogueModel& model, int column) const;

    QList<client::CatalogueModel> m_models;
    QHash<QString, QString> m_providerNames;
    QSet<QString> m_used;
    double m_fullIn = 1; ///< Price at which the bar is full: nine in ten models cost no more.
    double m_fullOut = 1;
};

} // namespace gatehouse::ui
