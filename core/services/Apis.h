// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Lifecycle.h"
#include "services/Configuration.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::services {

struct ImportRequest
{
    std::string text;     ///< OpenAPI, Swagger, Postman, HAR, cURL.
    std::string source;   ///< Where it was read from; empty = pasted.
    std::string id;       ///< Of the API to make or to renew; empty = made from the title.
    std::string basePath; ///< Of a new one; empty = made from the id.
    bool dryRun = false;
    /// Places of conflicts of which theirs is taken (spec/Compare.h); ours stays otherwise.
    std::vector<std::string> take;
};

struct StepRequest
{
    model::LifeStep step = model::LifeStep::Publish;
    std::string reason;
    model::Deprecation deprecation; ///< Of Deprecate; `since` 0 = now.
};

/// Use cases of APIs beyond list and edit: bring them in from a description, lead them through
/// their life, compare and bring back revisions. The answers are JSON of core/admin/README.md.
/// Control thread only.
class Apis
{
public:
    explicit Apis(Configuration& configuration);

    /// A new API, or a changed document for one that is there: its parts are merged with what was
    /// changed here since the last import. Nothing is stored with `dryRun`.
    [[nodiscard]] Outcome<std::string> importText(const ImportRequest& request,
                                                  std::string_view actor);
    /// One step of its life; a Conflict when its state does not know the step.
    [[nodiscard]] Outcome<void> step(const std::string& id, const StepRequest& request,
                                     std::string_view actor);

    /// The stored document as JSON; NotFound when there is none.
    [[nodiscard]] Outcome<std::string> document(const std::string& id) const;
    /// Replaces it by a text in JSON or YAML and makes routes for operations that have none; an
    /// empty text takes it away. `ifMatch` as in Collections.
    [[nodiscard]] Outcome<std::string> setDocument(const std::string& id, std::string_view text,
                                                   std::string_view ifMatch,
                                                   std::string_view actor);
    /// For callers; HTML where `html`.
    [[nodiscard]] Outcome<std::string> exported(const std::string& id, bool html,
                                                const std::string& gatewayUrl) const;
    /// What is unwise in the stored document.
    [[nodiscard]] Outcome<std::string> lintJson(const std::string& id) const;

    [[nodiscard]] Outcome<std::string> revisionsJson(const std::string& id) const;
    /// Lines and, of documents, what breaks callers. 0 = as it is now.
    [[nodiscard]] Outcome<std::string> compareJson(const std::string& id, std::uint32_t from,
                                                   std::uint32_t to) const;
    /// Makes the API what it was; where it is served, that is a new revision.
    [[nodiscard]] Outcome<void> restore(const std::string& id, std::uint32_t number,
                                        std::string_view reason, std::string_view actor);
    /// What was done to it, newest first.
    [[nodiscard]] Outcome<std::string> historyJson(const std::string& id, std::size_t most) const;

private:
    [[nodiscard]] const model::Api* find(const std::string& id) const;
    [[nodiscard]] Outcome<model::Api> revision(const std::string& id, std::uint32_t number) const;
    [[nodiscard]] Outcome<std::vector<model::Change>>
    replace(const std::string& id, model::Api next, std::string_view action,
            std::string_view reason, std::string_view actor, bool dryRun);

    Configuration& m_configuration;
};

} // namespace gatehouse::services
