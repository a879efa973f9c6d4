// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/WorkspaceFiles.h"

#include "model/Collections.h"
#include "services/CatalogueCheck.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace gatehouse::services {

namespace {

/// Gives a key's reference its value. A reference that nobody resolved is a fault, unless the
/// stored key came from the same one: then what is stored stays.
void resolve(model::SecretRef& secret, const std::string& path,
             const std::map<std::string, std::string>& values, const std::string* storedReference,
             std::vector<model::Fault>& faults)
{
    if (secret.reference.empty() || !secret.value.empty())
        return;
    const auto found = values.find(secret.reference);
    if (found != values.end() && !found->second.empty())
        secret.value = found->second;
    else if (storedReference == nullptr || *storedReference != secret.reference)
        faults.push_back({0, path, fmt::format("\"{}\" has no value here", secret.reference)});
}

template <typename Owner>
void resolveKeys(std::vector<Owner>& owners, const std::vector<Owner>& stored,
                 std::string_view collection, const std::map<std::string, std::string>& values,
                 std::vector<model::Fault>& faults)
{
    std::unordered_map<std::string, const std::string*> references;
    for (const Owner& owner : stored) {
        for (const auto& key : owner.keys)
            references[owner.id + "/" + key.id] = &key.secret.reference;
    }
    for (std::size_t i = 0; i < owners.size(); ++i) {
        for (std::size_t j = 0; j < owners[i].keys.size(); ++j) {
            auto& key = owners[i].keys[j];
            const auto known = references.find(owners[i].id + "/" + key.id);
            resolve(key.secret, fmt::format("{}[{}].keys[{}].secret", collection, i, j), values,
                    known == references.end() ? nullptr : known->second, faults);
        }
    }
}

/// Keys that were made here, not by a file, stay although the file does not list them.
void keepOwnKeys(std::vector<model::Application>& given,
                 const std::vector<model::Application>& stored)
{
    std::unordered_map<std::string, const model::Application*> byId;
    for (const auto& application : stored)
        byId[application.id] = &application;
    for (auto& application : given) {
        const auto known = byId.find(application.id);
        if (known == byId.end())
            continue;
        for (const auto& key : known->second->keys) {
            if (key.secret.reference.empty() &&
                std::ranges::find(application.keys, key.id, &model::ApplicationKey::id) ==
                    application.keys.end())
                application.keys.push_back(key);
        }
    }
}

/// The stored workspace with the file's objects over it; or, to prune, the file's alone.
model::Workspace merge(const model::Workspace& stored, const model::Workspace& file, bool prune)
{
    model::Workspace next = stored;
    if (file.gateway)
        next.gateway = file.gateway;
    model::forEachCollection(file, [&](std::string_view collection, const auto& given) {
        model::withCollection(next, collection, [&](auto& items) {
            using List = std::remove_cvref_t<decltype(items)>;
            if constexpr (std::is_same_v<List, std::remove_cvref_t<decltype(given)>>) {
                if (prune) {
                    items = given;
                    return;
                }
                std::unordered_map<std::string, std::size_t> places;
                for (std::size_t i = 0; i < items.size(); ++i)
                    places.emplace(model::idOf(items[i]), i);
                for (const auto& object : given) {
                    const auto at = places.find(std::string(model::idOf(object)));
                    if (at != places.end())
                        items[at->second] = object;
                    else
                        items.push_back(object);
                }
            }
        });
    });
    return next;
}

/// Faults that name an index of the merged workspace name that of the file instead.
void renameToFile(std::vector<model::Fault>& faults, const model::Workspace& merged,
                  const model::Workspace& file)
{
    for (model::Fault& fault : faults) {
        const auto open = fault.path.find('[');
        const auto close = fault.path.find(']');
        if (open == std::string::npos || close == std::string::npos)
            continue;
        std::size_t index = 0;
        std::from_chars(fault.path.data() + open + 1, fault.path.data() + close, index);
        const std::string collection = fault.path.substr(0, open);
        std::string id;
        model::withCollection(merged, collection, [&](const auto& items) {
            if (index < items.size())
                id = model::idOf(items[index]);
        });
        model::withCollection(file, collection, [&](const auto& items) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                if (model::idOf(items[i]) == id)
                    fault.path =
                        fmt::format("{}[{}]{}", collection, i, fault.path.substr(close + 1));
            }
        });
    }
}

} // namespace

WorkspaceFiles::WorkspaceFiles(Configuration& configuration)
    : m_configuration(configuration)
{
}

Outcome<std::vector<model::Change>> WorkspaceFiles::apply(const ApplyRequest& request,
                                                          std::string_view actor)
{
    const model::Workspace& stored = m_configuration.workspace();
    auto file = model::readWorkspaceFile(request.text, request.file, request.inlineSecrets,
                                         request.prune ? nullptr : &stored);
    if (!file)
        return refuse(std::move(file.error()));
    std::vector<model::Fault> faults;
    resolveKeys(file->workspace.providers, stored.providers, "providers", request.secrets, faults);
    resolveKeys(file->workspace.applications, stored.applications, "applications", request.secrets,
                faults);
    if (!faults.empty()) {
        model::placeFaults(faults, file->tree);
        return refuse(std::move(faults));
    }
    if (!request.prune)
        keepOwnKeys(file->workspace.applications, stored.applications);
    Edit edit{merge(stored, file->workspace, request.prune), std::string(actor), "apply"};
    const model::Workspace merged = edit.next;
    auto done =
        request.dryRun ? m_configuration.preview(edit) : m_configuration.commit(std::move(edit));
    if (!done && !done.error().faults.empty()) {
        auto found = std::move(done.error().faults);
        renameToFile(found, merged, file->workspace);
        model::placeFaults(found, file->tree);
        return refuse(std::move(found));
    }
    return done;
}

std::string WorkspaceFiles::exportText() const
{
    return model::writeWorkspaceFile(m_configuration.workspace());
}

std::vector<model::Fault> WorkspaceFiles::check(std::string_view text, std::string_view file,
                                                model::InlineSecrets inlineSecrets,
                                                const ai::Catalogue& catalogue)
{
    auto read = model::readWorkspaceFile(text, file, inlineSecrets);
    if (!read)
        return std::move(read.error());
    std::vector<model::Fault> faults;
    checkAgainstCatalogue(read->workspace, catalogue, faults);
    model::placeFaults(faults, read->tree);
    return faults;
}

} // namespace gatehouse::services
