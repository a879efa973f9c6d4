// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Snapshot.h"
#include "model/Workspace.h"
#include "store/HistoryRepository.h"
#include "store/SecretRepository.h"

#include <string>
#include <unordered_map>

namespace gatehouse::services {

/// Name of a key among all keys: `OWNER/KEY`. Ids hold no slash.
[[nodiscard]] inline std::string keyName(const std::string& owner, const std::string& key)
{
    return owner + "/" + key;
}

/// The configuration as it is stored, in memory. Private to this folder.
struct StoredState
{
    model::Workspace workspace;
    std::unordered_map<std::string, std::string> providerSecrets; ///< by keyName()
    std::unordered_map<std::string, store::ApplicationKeyRow> applicationKeys;
    std::unordered_map<std::string, store::ApiRevision> revisions; ///< latest, by API
    std::unordered_map<std::string, std::int64_t> etags;           ///< by `COLLECTION/ID`
    std::unordered_map<std::string, std::int64_t> collectionEtags;
    std::int64_t revision = 0; ///< The counter that etags are taken from.
};

} // namespace gatehouse::services
