// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/CatalogueJson.h"

#include "ai/OwnModel.h"
#include "model/Codec.h"

#include <boost/json.hpp>

#include <unordered_map>

namespace gatehouse::services {

namespace json = boost::json;

namespace {

void putRates(json::object& out, const ai::Rates& rates)
{
    const auto put = [&out](const char* name, const std::optional<std::int64_t>& value) {
        if (value)
            out[name] = *value;
    };
    put("input_nano_usd_per_mtok", rates.input);
    put("output_nano_usd_per_mtok", rates.output);
    put("cached_input_nano_usd_per_mtok", rates.cachedInput);
    put("cache_write_nano_usd_per_mtok", rates.cacheWrite);
}

void putPrices(json::object& out, const ai::PriceTable& price)
{
    putRates(out, price.list);
    json::array tiers;
    for (const auto& tier : price.tiers) {
        json::object item{{"above", tier.threshold}};
        putRates(item, tier.rates);
        tiers.push_back(std::move(item));
    }
    json::array windows;
    for (const auto& window : price.windows) {
        json::object item;
        if (window.from != Timestamp{})
            item["from_ms"] = toUnixMillis(window.from);
        if (window.startMinute >= 0) {
            item["start_minute"] = window.startMinute;
            item["end_minute"] = window.endMinute;
        }
        putRates(item, window.rates);
        windows.push_back(std::move(item));
    }
    json::array units;
    for (const auto& unit : price.named)
        units.push_back(json::object{{"unit", unit.unit}, {"nano_usd", unit.price.value}});
    if (!tiers.empty())
        out["tiers"] = std::move(tiers);
    if (!windows.empty())
        out["windows"] = std::move(windows);
    if (!units.empty())
        out["units"] = std::move(units);
}

json::object itemOf(const ai::CatalogueModel& model, Timestamp now)
{
    json::object item;
    item["provider"] = model.provider;
    item["id"] = model.id;
    item["name"] = model.name;
    item["kind"] = std::string(ai::toWord(model.kind));
    item["context"] = model.context;
    item["max_output"] = model.maxOutput;
    const auto& price = model.price;
    putPrices(item, price.later && now >= price.laterFrom ? *price.later : price);
    item["vision"] = model.vision;
    item["tools"] = model.tools;
    item["json_schema"] = model.jsonSchema;
    item["reasoning"] = model.reasoning;
    item["streaming"] = model.streaming;
    item["deprecated"] = model.deprecated;
    item["released"] = model.released;
    return item;
}

json::object itemOf(const ai::CatalogueModel* listed, const model::ModelOverride& own,
                    Timestamp now)
{
    json::object item = itemOf(ai::withOwn(listed, own), now);
    item["own"] = json::parse(model::toJson(own));
    if (listed != nullptr)
        item["listed"] = itemOf(*listed, now);
    return item;
}

} // namespace

std::string catalogueProvidersJson(const ai::Catalogue& catalogue)
{
    json::array items;
    for (const auto& provider : catalogue.providers()) {
        json::object item;
        item["id"] = provider.id;
        item["name"] = provider.name;
        item["wire"] = provider.wireWord;
        item["base_url"] = provider.baseUrl;
        item["auth"] = provider.auth;
        json::array settings;
        for (const auto& name : provider.settings)
            settings.emplace_back(name);
        item["settings"] = std::move(settings);
        item["models"] = provider.models;
        item["callable"] = provider.callable();
        item["local"] = provider.local();
        items.push_back(std::move(item));
    }
    return json::serialize(json::object{{"items", std::move(items)}});
}

std::string catalogueModelsJson(const ai::Catalogue& catalogue, const model::Workspace& workspace,
                                std::string_view provider, Timestamp now)
{
    std::unordered_map<std::string, const model::ModelOverride*> own;
    for (const auto& said : workspace.modelOverrides)
        own.emplace(said.provider + "/" + said.model, &said);
    json::array items;
    for (const auto& model : catalogue.models()) {
        const auto said = own.find(model.provider + "/" + model.id);
        const bool wanted = provider.empty() || model.provider == provider;
        if (wanted)
            items.push_back(said == own.end() ? itemOf(model, now)
                                              : itemOf(&model, *said->second, now));
        if (said != own.end())
            own.erase(said);
    }
    for (const auto& said : workspace.modelOverrides) {
        if (!own.contains(said.provider + "/" + said.model) ||
            (!provider.empty() && said.provider != provider))
            continue;
        // Of one provider among several of its kind: the catalogue knows it by the kind.
        const ai::CatalogueModel* listed = nullptr;
        for (const auto& configured : workspace.providers) {
            if (configured.id == said.provider)
                listed = catalogue.model(configured.kind, said.model);
        }
        json::object item = itemOf(listed, said, now);
        item["provider"] = said.provider;
        items.push_back(std::move(item));
    }
    return json::serialize(json::object{{"items", std::move(items)}, {"day", catalogue.day()}});
}

} // namespace gatehouse::services
