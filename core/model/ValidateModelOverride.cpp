// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Checks.h"
#include "model/Money.h"
#include "model/Validate.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>

namespace gatehouse::model {

namespace {

constexpr std::array<std::string_view, 7> kKinds{"chat",      "embedding",  "image", "audio_stt",
                                                 "audio_tts", "moderation", "rerank"};
/// More would make every price of the model slow to find.
constexpr std::size_t kMost = 64;

void checkRates(const OwnRates& rates, const std::string& path, std::vector<Fault>& faults)
{
    if (rates.empty())
        faults.push_back({0, path, "states no price"});
}

void checkTiers(const std::vector<OwnTier>& tiers, const std::string& path,
                std::vector<Fault>& faults)
{
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const std::string where = at(path, "tiers", i);
        if (tiers[i].above == 0)
            faults.push_back({0, below(where, "above"), "must be at least 1 token"});
        if (i > 0 && tiers[i].above <= tiers[i - 1].above)
            faults.push_back({0, below(where, "above"), "must be more than in the tier before"});
        checkRates(tiers[i].rates, where, faults);
    }
}

void checkWindows(const std::vector<OwnWindow>& windows, const std::string& path,
                  std::vector<Fault>& faults)
{
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const std::string where = at(path, "windows", i);
        const OwnWindow& window = windows[i];
        if (!window.from.empty() && !isDay(window.from))
            faults.push_back({0, below(where, "from"), "must be a day like 2026-12-01"});
        for (const auto& [key, text] :
             {std::pair{"start", &window.start}, std::pair{"end", &window.end}}) {
            if (!text->empty() && !minuteOfDay(*text))
                faults.push_back({0, below(where, key), "must be a time of day like 01:30"});
        }
        if (window.start.empty() != window.end.empty())
            faults.push_back({0, below(where, window.start.empty() ? "start" : "end"),
                              "is required where the other one is given"});
        if (!window.start.empty() && window.start == window.end)
            faults.push_back({0, below(where, "end"), "is the same time as start"});
        if (window.from.empty() && window.start.empty())
            faults.push_back({0, where, "needs a day (from) or hours (start and end)"});
        checkRates(window.rates, where, faults);
    }
}

void checkUnits(const std::vector<OwnUnitPrice>& units, const std::string& path,
                std::vector<Fault>& faults)
{
    for (std::size_t i = 0; i < units.size(); ++i) {
        note(faults, at(path, "units", i), "unit", wrongId(units[i].unit));
        const auto same = [&](const OwnUnitPrice& other) { return other.unit == units[i].unit; };
        if (std::any_of(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(i), same))
            faults.push_back({0, below(at(path, "units", i), "unit"),
                              fmt::format("\"{}\" stands here twice", units[i].unit)});
    }
}

} // namespace

void validateValue(const ModelOverride& own, const std::string& path, std::vector<Fault>& faults)
{
    note(faults, path, "provider", wrongId(own.provider));
    note(faults, path, "model", wrongModelName(own.model));
    if (!own.name.empty())
        note(faults, path, "name", wrongName(own.name));
    if (!own.kind.empty() && std::ranges::find(kKinds, own.kind) == kKinds.end())
        faults.push_back({0, below(path, "kind"),
                          fmt::format("\"{}\" is none of: {}", own.kind, fmt::join(kKinds, ", "))});
    if (!own.priceFrom.empty()) {
        if (!isDay(own.priceFrom))
            faults.push_back(
                {0, below(below(path, "price"), "from"), "must be a day like 2026-12-01"});
        if (own.price.empty() && !own.tiers && !own.windows && !own.units)
            faults.push_back(
                {0, below(path, "price"), "has a day from which it holds, but states no price"});
    }
    const auto few = [&](std::string_view key, const auto& list) {
        if (list && list->size() > kMost)
            faults.push_back(
                {0, below(path, key), fmt::format("may hold at most {} entries", kMost)});
        return list && list->size() <= kMost;
    };
    if (few("tiers", own.tiers))
        checkTiers(*own.tiers, path, faults);
    if (few("windows", own.windows))
        checkWindows(*own.windows, path, faults);
    if (few("units", own.units))
        checkUnits(*own.units, path, faults);
}

} // namespace gatehouse::model
