// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/CatalogueCheck.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

void checkOverrides(const model::Workspace& workspace, const ai::Catalogue& catalogue,
                    std::vector<model::Fault>& faults)
{
    for (std::size_t i = 0; i < workspace.modelOverrides.size(); ++i) {
        const std::string& provider = workspace.modelOverrides[i].provider;
        if (provider.empty() || catalogue.provider(provider) != nullptr ||
            std::ranges::find(workspace.providers, provider, &model::Provider::id) !=
                workspace.providers.end())
            continue;
        faults.push_back(
            {0, fmt::format("model_overrides[{}].provider", i),
             fmt::format("there is no provider \"{}\", here or in the catalogue", provider)});
    }
}

} // namespace

void checkAgainstCatalogue(const model::Workspace& workspace, const ai::Catalogue& catalogue,
                           std::vector<model::Fault>& faults)
{
    checkOverrides(workspace, catalogue, faults);
    const auto& providers = workspace.providers;
    for (std::size_t i = 0; i < providers.size(); ++i) {
        const model::Provider& provider = providers[i];
        if (provider.kind.empty() || provider.kind == "sandbox")
            continue;
        const std::string path = fmt::format("providers[{}]", i);
        if (const ai::CatalogueProvider* const known = catalogue.provider(provider.kind)) {
            for (const std::string& setting : known->settings) {
                if (provider.baseUrl.empty() && !provider.settings.contains(setting))
                    faults.push_back(
                        {0, path + ".settings",
                         fmt::format("needs \"{}\" for the address {}", setting, known->baseUrl)});
            }
            continue;
        }
        ai::Wire wire{};
        if (!ai::fromWord(provider.kind, wire))
            faults.push_back(
                {0, path + ".kind",
                 fmt::format(
                     "\"{}\" is neither a provider of the catalogue, nor a wire kind, nor sandbox",
                     provider.kind)});
        else if (provider.baseUrl.empty())
            faults.push_back(
                {0, path + ".base_url", "is required for a provider that is not in the catalogue"});
    }
}

} // namespace gatehouse::services
