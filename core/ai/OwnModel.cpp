// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/OwnModel.h"

#include "model/Money.h"

namespace gatehouse::ai {

namespace {

Rates ratesOf(const model::OwnRates& own)
{
    return {.input = own.input,
            .output = own.output,
            .cachedInput = own.cachedInput,
            .cacheWrite = own.cacheWrite};
}

/// `under` where `own` says nothing.
void lay(std::optional<std::int64_t>& under, const std::optional<std::int64_t>& own)
{
    if (own)
        under = own;
}

void lay(Rates& under, const model::OwnRates& own)
{
    lay(under.input, own.input);
    lay(under.output, own.output);
    lay(under.cachedInput, own.cachedInput);
    lay(under.cacheWrite, own.cacheWrite);
}

/// What is stated by `own` does not change by day or hour any more.
void drop(Rates& rates, const model::OwnRates& own)
{
    if (own.input)
        rates.input.reset();
    if (own.output)
        rates.output.reset();
    if (own.cachedInput)
        rates.cachedInput.reset();
    if (own.cacheWrite)
        rates.cacheWrite.reset();
}

PriceWindow windowOf(const model::OwnWindow& own)
{
    PriceWindow window;
    if (!own.from.empty())
        window.from = Timestamp(std::chrono::days(model::dayNumber(own.from)));
    window.startMinute = model::minuteOfDay(own.start).value_or(-1);
    window.endMinute = model::minuteOfDay(own.end).value_or(-1);
    window.rates = ratesOf(own.rates);
    return window;
}

PriceTable priceWith(PriceTable table, const model::ModelOverride& own)
{
    lay(table.list, own.price);
    for (auto& window : table.windows)
        drop(window.rates, own.price);
    if (own.tiers) {
        table.tiers.clear();
        for (const auto& tier : *own.tiers)
            table.tiers.push_back({tier.above, ratesOf(tier.rates)});
    }
    if (own.windows) {
        table.windows.clear();
        for (const auto& window : *own.windows)
            table.windows.push_back(windowOf(window));
    }
    if (own.units) {
        table.named.clear();
        table.units = {};
        for (const auto& unit : *own.units)
            table.setUnit({unit.unit, NanoUsd{unit.nanoUsd}});
    }
    return table;
}

template <typename T, typename Own>
void lay(T& under, const std::optional<Own>& own)
{
    if (own)
        under = *own;
}

} // namespace

CatalogueModel withOwn(const CatalogueModel* listed, const model::ModelOverride& own)
{
    CatalogueModel out;
    if (listed != nullptr)
        out = *listed;
    else
        out.provider = own.provider;
    out.id = own.model;
    if (!own.name.empty())
        out.name = own.name;
    else if (out.name.empty())
        out.name = own.model;
    // An unknown word has been refused before.
    static_cast<void>(fromWord(own.kind, out.kind));
    lay(out.context, own.context);
    lay(out.maxOutput, own.maxOutput);
    lay(out.vision, own.vision);
    lay(out.tools, own.tools);
    lay(out.jsonSchema, own.jsonSchema);
    lay(out.reasoning, own.reasoning);
    lay(out.streaming, own.streaming);
    lay(out.deprecated, own.deprecated);
    if (own.priceFrom.empty()) {
        out.price = priceWith(std::move(out.price), own);
    } else {
        out.price.later = std::make_shared<const PriceTable>(priceWith(out.price, own));
        out.price.laterFrom = Timestamp(std::chrono::days(model::dayNumber(own.priceFrom)));
    }
    return out;
}

} // namespace gatehouse::ai
