// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/PriceList.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr double kNano = 1e-9;
constexpr double kMillion = 1e6;
} // namespace

void PriceList::setCatalogue(const QList<client::CatalogueModel>& models)
{
    m_byProvider.clear();
    m_byModel.clear();
    for (const client::CatalogueModel& model : models) {
        const Price price{double(model.inputNanoUsdPerMtok) * kNano / kMillion,
                          double(model.outputNanoUsdPerMtok) * kNano / kMillion};
        m_byProvider.insert(model.provider + u'/' + model.id, price);
        m_byModel.insert(model.id, price);
    }
}

void PriceList::setCallable(const QList<client::CallableModel>& models)
{
    m_callable.clear();
    for (const client::CallableModel& model : models)
        m_callable.insert(model.name, model);
}

void PriceList::setRoutes(const QList<client::Stored<model::ModelRoute>>& routes)
{
    m_routes.clear();
    for (const auto& route : routes)
        m_routes.insert(QString::fromStdString(route.value.name), route.value);
}

std::optional<PriceList::Price> PriceList::ofModel(const QString& provider,
                                                   const QString& model) const
{
    if (provider == u"sandbox"_s)
        return Price{};
    if (const auto known = m_byProvider.constFind(provider + u'/' + model);
        known != m_byProvider.constEnd())
        return *known;
    const auto known = m_byModel.constFind(model);
    return known == m_byModel.constEnd() ? std::nullopt : std::optional(*known);
}

std::optional<PriceList::Price> PriceList::of(const QString& name) const
{
    if (const auto route = m_routes.constFind(name); route != m_routes.constEnd()) {
        Price dearest;
        for (const model::ModelTarget& target : route->targets) {
            const auto price = ofModel(QString::fromStdString(target.provider),
                                       QString::fromStdString(target.model));
            if (!price)
                return std::nullopt;
            dearest.usdIn = std::max(dearest.usdIn, price->usdIn);
            dearest.usdOut = std::max(dearest.usdOut, price->usdOut);
        }
        return dearest;
    }
    if (const auto callable = m_callable.constFind(name);
        callable != m_callable.constEnd() && !callable->model.isEmpty())
        return ofModel(callable->provider, callable->model);
    const auto slash = name.indexOf(u'/');
    return slash > 0 ? ofModel(name.left(slash), name.mid(slash + 1)) : ofModel({}, name);
}

} // namespace gatehouse::ui
