// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "SecretReader.h"
#include "WorkspaceAccess.h"

#include "model/Codec.h"
#include "services/WorkspaceFiles.h"

#include <boost/json.hpp>

#include <cstdio>

namespace gatehouse::app {

namespace {

using Applied = std::expected<std::vector<model::Change>, Problem>;

Applied applyHere(OwnWorkspace& workspace, const services::ApplyRequest& request)
{
    auto done = services::WorkspaceFiles(workspace.configuration()).apply(request, kActor);
    if (!done)
        return std::unexpected(
            Problem{std::move(done.error().error), std::move(done.error().faults)});
    return std::move(*done);
}

Applied applyThere(const AdminClient& server, const services::ApplyRequest& request)
{
    boost::json::object secrets;
    for (const auto& [reference, value] : request.secrets)
        secrets[reference] = value;
    const boost::json::object body{
        {"yaml", request.text},
        {"file", request.file},
        {"dry_run", request.dryRun},
        {"prune", request.prune},
        {"allow_inline_secrets", request.inlineSecrets == model::InlineSecrets::Allow},
        {"secrets", std::move(secrets)}};
    const auto answer =
        server.call("POST", "/admin/v1/workspace/apply", boost::json::serialize(body));
    if (!answer)
        return std::unexpected(Problem{answer.error(), {}});
    if (answer->status != 200)
        return std::unexpected(readProblem(*answer));
    const auto document = model::parseJson(answer->body);
    const auto* const changes = document ? document->find("changes") : nullptr;
    if (!changes || !changes->list())
        return std::unexpected(
            Problem{{ErrorCode::Unavailable, "the admin port's answer is unreadable", {}}, {}});
    const auto textOf = [](const model::Node* node) {
        return node && node->scalar() ? node->scalar()->text : std::string();
    };
    std::vector<model::Change> out;
    for (const model::Node& entry : *changes->list()) {
        model::Change change;
        const std::string action = textOf(entry.find("action"));
        change.action = action == "create"   ? model::ChangeAction::Create
                        : action == "delete" ? model::ChangeAction::Delete
                                             : model::ChangeAction::Change;
        change.path = textOf(entry.find("path"));
        if (const auto* const lines = entry.find("lines"); lines && lines->list()) {
            for (const model::Node& line : *lines->list())
                change.lines.push_back(textOf(&line));
        }
        out.push_back(std::move(change));
    }
    return out;
}

void print(const std::vector<model::Change>& changes)
{
    for (const model::Change& change : changes) {
        std::printf("%s %s\n", std::string(model::toWord(change.action)).c_str(),
                    change.path.c_str());
        for (const std::string& line : change.lines)
            std::printf("%s\n", line.c_str());
    }
    if (changes.empty())
        std::printf("nothing to change\n");
}

} // namespace

int applyFile(const ApplyOptions& options)
{
    auto text = readFile(options.file);
    if (!text)
        return failed(text.error());
    auto access = openWorkspace(options.workspace, IfMissing::Make);
    if (!access)
        return failed(access.error());
    FileSecrets secrets = readSecrets(*text, options.file);
    services::ApplyRequest request{.text = std::move(*text),
                                   .file = options.file,
                                   // With a secret missing nothing is applied, but everything else
                                   // that is wrong is told with it.
                                   .dryRun = options.dryRun || !secrets.faults.empty(),
                                   .prune = options.prune,
                                   .inlineSecrets = options.inlineSecrets
                                                        ? model::InlineSecrets::Allow
                                                        : model::InlineSecrets::Refuse,
                                   .secrets = std::move(secrets.values)};
    auto* const own = std::get_if<std::unique_ptr<OwnWorkspace>>(&*access);
    Applied applied =
        own ? applyHere(**own, request) : applyThere(std::get<AdminClient>(*access), request);
    std::vector<model::Fault> faults = std::move(secrets.faults);
    if (!applied) {
        for (model::Fault& fault : applied.error().faults) {
            const bool told = std::ranges::any_of(
                faults, [&](const model::Fault& known) { return known.path == fault.path; });
            if (!told)
                faults.push_back(std::move(fault));
        }
        if (faults.empty())
            return failed(applied.error().error);
    }
    if (!faults.empty()) {
        std::ranges::stable_sort(faults, {}, &model::Fault::line);
        return failed(options.file, faults);
    }
    print(*applied);
    return 0;
}

} // namespace gatehouse::app
