// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/CatalogueCheck.h"

namespace gatehouse::services {

void checkAgainstCatalogue(const std::vector<model::Provider>& providers,
                           const ai::Catalogue& catalogue, std::vector<model::Fault>& faults)
{
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
