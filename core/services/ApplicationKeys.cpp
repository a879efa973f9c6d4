// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/ApplicationKeys.h"

#include <algorithm>

namespace gatehouse::services {

namespace {

constexpr std::string_view kPlayground = "playground";
constexpr std::int64_t kHourMillis = 3'600'000;
constexpr std::size_t kPrefix = 8;

model::Application* find(model::Workspace& workspace, const std::string& id)
{
    const auto at = std::ranges::find(workspace.applications, id, &model::Application::id);
    return at == workspace.applications.end() ? nullptr : &*at;
}

std::unexpected<Refusal> noApplication(const std::string& id)
{
    return refuse(ErrorCode::NotFound, fmt::format("there is no application \"{}\"", id),
                  "applications/" + id);
}

} // namespace

ApplicationKeys::ApplicationKeys(Configuration& configuration)
    : m_configuration(configuration)
{
}

Outcome<NewKey> ApplicationKeys::create(const std::string& application, std::string id,
                                        Duration lifetime, std::string_view actor)
{
    Edit edit{m_configuration.workspace(), std::string(actor), "create key"};
    model::Application* const owner = find(edit.next, application);
    if (owner == nullptr)
        return noApplication(application);
    const auto taken = [&](const std::string& name) {
        return std::ranges::find(owner->keys, name, &model::ApplicationKey::id) !=
               owner->keys.end();
    };
    for (int n = 1; id.empty(); ++n) {
        if (std::string next = fmt::format("k{}", n); !taken(next))
            id = std::move(next);
    }
    if (taken(id))
        return refuse(ErrorCode::Conflict, fmt::format("the key \"{}\" exists already", id),
                      fmt::format("applications/{}/keys/{}", application, id));
    const std::int64_t now = toUnixMillis(m_configuration.clock().wall());
    model::ApplicationKey key;
    key.id = id;
    key.secret.value = crypto::makeApplicationKey();
    key.createdMillis = now;
    if (lifetime > Duration::zero())
        key.expiresMillis =
            now + std::chrono::duration_cast<std::chrono::milliseconds>(lifetime).count();
    NewKey made{id, key.secret.value, key.secret.value.substr(0, kPrefix), application,
                key.expiresMillis};
    owner->keys.push_back(std::move(key));
    if (auto done = m_configuration.commit(std::move(edit)); !done)
        return std::unexpected(std::move(done.error()));
    // The prefix that lists will show.
    for (const auto& stored : m_configuration.workspace().applications) {
        if (stored.id != application)
            continue;
        const auto at = std::ranges::find(stored.keys, id, &model::ApplicationKey::id);
        if (at != stored.keys.end() && !at->prefix.empty())
            made.prefix = at->prefix;
    }
    return made;
}

Outcome<void> ApplicationKeys::revoke(const std::string& application, const std::string& key,
                                      std::string_view actor)
{
    Edit edit{m_configuration.workspace(), std::string(actor), "revoke key"};
    model::Application* const owner = find(edit.next, application);
    if (owner == nullptr)
        return noApplication(application);
    const auto at = std::ranges::find(owner->keys, key, &model::ApplicationKey::id);
    if (at == owner->keys.end())
        return refuse(ErrorCode::NotFound, fmt::format("there is no key \"{}\"", key),
                      fmt::format("applications/{}/keys/{}", application, key));
    at->revoked = true;
    if (auto done = m_configuration.commit(std::move(edit)); !done)
        return std::unexpected(std::move(done.error()));
    return {};
}

Outcome<NewKey> ApplicationKeys::playground(std::string application, std::string_view actor)
{
    if (application.empty())
        application = kPlayground;
    Edit edit{m_configuration.workspace(), std::string(actor), "create"};
    if (find(edit.next, application) == nullptr) {
        if (application != kPlayground)
            return noApplication(application);
        model::Application made;
        made.id = kPlayground;
        made.name = "Playground";
        edit.next.applications.push_back(std::move(made));
        if (auto done = m_configuration.commit(std::move(edit)); !done)
            return std::unexpected(std::move(done.error()));
    }
    const std::int64_t expires = toUnixMillis(m_configuration.clock().wall()) + kHourMillis;
    std::string secret = crypto::makeApplicationKey();
    m_configuration.addMemoryKey(application, secret, expires);
    std::string prefix = secret.substr(0, kPrefix);
    return NewKey{"temporary", std::move(secret), std::move(prefix), std::move(application),
                  expires};
}

} // namespace gatehouse::services
