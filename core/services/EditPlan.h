// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Diff.h"
#include "services/Configuration.h"
#include "services/StoredState.h"
#include "store/ObjectRepository.h"

#include <unordered_set>

namespace gatehouse::services {

/// Everything that an edit means for the database and for memory; made without touching either.
/// Private to this folder.
struct EditPlan
{
    model::Workspace
        next; ///< Without values of secrets, with prefixes, hints and times of creation.
    std::vector<model::Change> changes;
    bool gatewayChanged = false;

    std::vector<store::StoredObject> puts;                    ///< Without revision.
    std::vector<std::pair<std::string, std::string>> removes; ///< collection, id
    std::vector<store::ProviderSecretRow> newProviderSecrets;
    std::vector<std::pair<std::string, std::string>> goneProviderSecrets;
    std::vector<store::ApplicationKeyRow> newApplicationKeys;
    std::vector<std::pair<std::string, std::string>>
        goneApplicationKeys; ///< Also of those that are replaced.
    std::vector<store::ApiRevision> newRevisions;
};

/// Validates the edit, takes over what is stored for keys that bring no secret, compares. Faults
/// name indices of `edit.next`.
[[nodiscard]] Outcome<EditPlan> planEdit(const Edit& edit, const StoredState& stored,
                                         const crypto::MasterKey& masterKey,
                                         const ai::Catalogue& catalogue, std::int64_t nowMillis);

} // namespace gatehouse::services
