// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/ServerTypes.h"
#include "model/Provider.h"

#include <QHash>

#include <optional>

namespace gatehouse::ui {

/// What a token costs by the name that a caller uses, from the catalogue's prices. A route costs
/// what its dearest target does. No widgets, no calls.
class PriceList
{
public:
    struct Price
    {
        double usdIn = 0; ///< A token
        double usdOut = 0;
    };

    void setCatalogue(const QList<client::CatalogueModel>& models);
    void setCallable(const QList<client::CallableModel>& models);
    void setRoutes(const QList<client::Stored<model::ModelRoute>>& routes);

    /// Nothing = not every price is known.
    [[nodiscard]] std::optional<Price> of(const QString& name) const;

private:
    [[nodiscard]] std::optional<Price> ofModel(const QString& provider, const QString& model) const;

    QHash<QString, Price> m_byProvider; ///< `provider/model`
    QHash<QString, Price> m_byModel;    ///< Where a provider has another id than in the catalogue.
    QHash<QString, client::CallableModel> m_callable;
    QHash<QString, model::ModelRoute> m_routes;
};

} // namespace gatehouse::ui
