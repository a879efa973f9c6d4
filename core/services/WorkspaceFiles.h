// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/WorkspaceFile.h"
#include "services/Configuration.h"

namespace gatehouse::services {

struct ApplyRequest
{
    std::string text;
    std::string file; ///< Name for messages; one that ends with `.json` is read as JSON.
    bool dryRun = false;
    bool prune = false; ///< Deletes what the file does not hold.
    model::InlineSecrets inlineSecrets = model::InlineSecrets::Refuse;
    /// `env:NAME` and the like, resolved by whoever applies, in its own environment.
    std::map<std::string, std::string> secrets;
};

/// The workspace file: check, apply, export. Control thread only; check() from any thread.
class WorkspaceFiles
{
public:
    explicit WorkspaceFiles(Configuration& configuration);

    /// What would change, or did. Faults carry their lines; a reference that `secrets` lacks is a
    /// fault unless its key is stored already under the same reference.
    [[nodiscard]] Outcome<std::vector<model::Change>> apply(const ApplyRequest& request,
                                                            std::string_view actor);
    [[nodiscard]] std::string exportText() const;

    /// Everything that can be known from the file alone. Empty = nothing is wrong.
    [[nodiscard]] static std::vector<model::Fault> check(std::string_view text,
                                                         std::string_view file,
                                                         model::InlineSecrets inlineSecrets,
                                                         const ai::Catalogue& catalogue);

private:
    Configuration& m_configuration;
};

} // namespace gatehouse::services
