// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Validate.h"

#include "model/Checks.h"
#include "model/Collections.h"
#include "model/Words.h"

#include <spdlog/fmt/fmt.h>

#include <unordered_map>
#include <unordered_set>

namespace gatehouse::model {

namespace {

using Ids = std::unordered_set<std::string>;

/// Everything that may be referred to, and what must be there only once.
class WorkspaceCheck
{
public:
    WorkspaceCheck(const Workspace& workspace, const Workspace* beside)
        : m_workspace(workspace)
        , m_beside(beside)
    {
    }

    std::vector<Fault> run()
    {
        if (m_workspace.gateway)
            validateValue(*m_workspace.gateway, "gateway", m_faults);
        forEachCollection(m_workspace, [this](std::string_view name, const auto& items) {
            collect(name, items);
        });
        if (m_beside) {
            forEachCollection(*m_beside, [this](std::string_view name, const auto& items) {
                for (const auto& item : items)
                    m_ids[name].insert(idOf(item));
            });
        }
        references();
        basePaths();
        applicationSecrets();
        return std::move(m_faults);
    }

private:
    template <typename T>
    void collect(std::string_view name, const std::vector<T>& items)
    {
        Ids& ids = m_ids[name];
        ids.reserve(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string path = at({}, name, i);
            validateValue(items[i], path, m_faults);
            if (!ids.insert(idOf(items[i])).second) {
                const bool named = name == "model_routes";
                m_faults.push_back(
                    {0,
                     below(path, name == "subscriptions" || name == "model_overrides" ? ""
                                 : named                                              ? "name"
                                                                                      : "id"),
                     fmt::format("\"{}\" stands here twice", idOf(items[i]))});
            }
        }
        if (name == std::string_view("apis") || name == std::string_view("applications"))
            m_own[name] = ids;
    }

    void refer(std::string_view collection, const std::string& id, const std::string& path,
               std::string_view key)
    {
        if (id.empty() || m_ids[collection].contains(id))
            return;
        m_faults.push_back(
            {0, below(path, key), fmt::format("there is no {} \"{}\"", singular(collection), id)});
    }

    static std::string_view singular(std::string_view collection)
    {
        return collection == "apis" ? "API" : collection.substr(0, collection.size() - 1);
    }

    void references()
    {
        const Workspace& w = m_workspace;
        for (std::size_t i = 0; i < w.teams.size(); ++i)
            refer("teams", w.teams[i].parent.value_or(""), at({}, "teams", i), "parent");
        teamCycles();
        for (std::size_t i = 0; i < w.modelRoutes.size(); ++i) {
            for (std::size_t t = 0; t < w.modelRoutes[i].targets.size(); ++t)
                refer("providers", w.modelRoutes[i].targets[t].provider,
                      at(at({}, "model_routes", i), "targets", t), "provider");
        }
        for (std::size_t i = 0; i < w.applications.size(); ++i)
            refer("teams", w.applications[i].team, at({}, "applications", i), "team");
        for (std::size_t i = 0; i < w.apis.size(); ++i)
            refer("teams", w.apis[i].team, at({}, "apis", i), "team");
        for (std::size_t i = 0; i < w.subscriptions.size(); ++i) {
            refer("applications", w.subscriptions[i].application, at({}, "subscriptions", i),
                  "application");
            refer("apis", w.subscriptions[i].api, at({}, "subscriptions", i), "api");
            refer("plans", w.subscriptions[i].plan, at({}, "subscriptions", i), "plan");
        }
        for (std::size_t i = 0; i < w.limits.size(); ++i)
            ruleReferences(w.limits[i], at({}, "limits", i), {});
        for (std::size_t i = 0; i < w.plans.size(); ++i) {
            for (std::size_t l = 0; l < w.plans[i].limits.size(); ++l)
                ruleReferences(w.plans[i].limits[l], at(at({}, "plans", i), "limits", l),
                               w.plans[i].limits);
        }
    }

    /// `neighbours`: rules of the same plan, which may be named as well.
    void ruleReferences(const LimitRule& rule, const std::string& path,
                        const std::vector<LimitRule>& neighbours)
    {
        for (const std::string& other : rule.replaces) {
            if (std::ranges::find(neighbours, other, &LimitRule::id) == neighbours.end())
                refer("limits", other, path, "replaces");
        }
        for (const auto& [dimension, values] : rule.match) {
            const std::string_view collection = dimension == "application" ? "applications"
                                                : dimension == "team"      ? "teams"
                                                : dimension == "api"       ? "apis"
                                                : dimension == "provider"  ? "providers"
                                                : dimension == "plan"      ? "plans"
                                                                           : "";
            for (const std::string& value : values) {
                if (!collection.empty())
                    refer(collection, value, below(path, "match"), dimension);
            }
        }
    }

    void teamCycles()
    {
        std::unordered_map<std::string, std::string> parents;
        if (m_beside) {
            for (const Team& team : m_beside->teams)
                parents[team.id] = team.parent.value_or("");
        }
        for (const Team& team : m_workspace.teams)
            parents[team.id] = team.parent.value_or("");
        for (std::size_t i = 0; i < m_workspace.teams.size(); ++i) {
            constexpr int deepest = 32;
            std::string above = m_workspace.teams[i].parent.value_or("");
            int depth = 0;
            while (!above.empty() && ++depth <= deepest)
                above = parents.contains(above) ? parents[above] : "";
            if (depth > deepest)
                m_faults.push_back(
                    {0, below(at({}, "teams", i), "parent"),
                     fmt::format("leads round in a circle, or more than {} teams up", deepest)});
        }
    }

    void basePaths()
    {
        std::unordered_map<std::string, std::string> served;
        if (m_beside) {
            for (const Api& api : m_beside->apis) {
                if (isServed(api.state) && !m_own["apis"].contains(api.id))
                    served.emplace(api.basePath, api.id);
            }
        }
        for (std::size_t i = 0; i < m_workspace.apis.size(); ++i) {
            const Api& api = m_workspace.apis[i];
            if (!isServed(api.state))
                continue;
            const auto [found, isNew] = served.emplace(api.basePath, api.id);
            if (!isNew && found->second != api.id)
                m_faults.push_back({0, below(at({}, "apis", i), "base_path"),
                                    fmt::format("\"{}\" is served by the API \"{}\" already",
                                                api.basePath, found->second)});
        }
    }

    void applicationSecrets()
    {
        // By reference or by inline value; secrets behind different references are compared where
        // they are known.
        std::unordered_map<std::string, std::string> seen;
        const auto note = [&](const Application& application, const ApplicationKey& key,
                              const std::string* path) {
            const SecretRef& secret = key.secret;
            if (secret.empty())
                return;
            const std::string name = application.id + "/" + key.id;
            const auto [found, isNew] = seen.emplace(
                secret.value.empty() ? "r" + secret.reference : "v" + secret.value, name);
            if (!isNew && path)
                m_faults.push_back(
                    {0, below(*path, "secret"),
                     fmt::format("is the secret of the key \"{}\" too", found->second)});
        };
        if (m_beside) {
            for (const Application& application : m_beside->applications) {
                if (m_own["applications"].contains(application.id))
                    continue;
                for (const ApplicationKey& key : application.keys)
                    note(application, key, nullptr);
            }
        }
        for (std::size_t i = 0; i < m_workspace.applications.size(); ++i) {
            const Application& application = m_workspace.applications[i];
            for (std::size_t k = 0; k < application.keys.size(); ++k) {
                const std::string path = at(at({}, "applications", i), "keys", k);
                note(application, application.keys[k], &path);
            }
        }
    }

    const Workspace& m_workspace;
    const Workspace* m_beside;
    std::vector<Fault> m_faults;
    std::unordered_map<std::string_view, Ids> m_ids;
    std::unordered_map<std::string_view, Ids>
        m_own; ///< Ids of the workspace itself, without what is beside it.
};

} // namespace

std::vector<Fault> validate(const Workspace& workspace, const Workspace* beside)
{
    return WorkspaceCheck(workspace, beside).run();
}

std::vector<std::string> referencesTo(const Workspace& workspace, std::string_view collection,
                                      std::string_view id)
{
    std::vector<std::string> out;
    const auto add = [&out](std::string_view where, std::string_view what) {
        out.push_back(fmt::format("{}/{}", where, what));
    };
    const auto matches = [&](const LimitRule& rule, std::string_view dimension) {
        const auto found = rule.match.find(std::string(dimension));
        return found != rule.match.end() &&
               std::ranges::find(found->second, id) != found->second.end();
    };
    if (collection == "teams") {
        for (const Team& team : workspace.teams) {
            if (team.parent == id)
                add("teams", team.id);
        }
        for (const Application& application : workspace.applications) {
            if (application.team == id)
                add("applications", application.id);
        }
        for (const Api& api : workspace.apis) {
            if (api.team == id)
                add("apis", api.id);
        }
    }
    if (collection == "providers") {
        for (const ModelRoute& route : workspace.modelRoutes) {
            if (std::ranges::any_of(route.targets, [&](const ModelTarget& target) {
                    return target.provider == id;
                }))
                add("model_routes", route.name);
        }
    }
    for (const Subscription& subscription : workspace.subscriptions) {
        if ((collection == "applications" && subscription.application == id) ||
            (collection == "apis" && subscription.api == id) ||
            (collection == "plans" && subscription.plan == id))
            add("subscriptions", idOf(subscription));
    }
    const std::string_view dimension =
        collection.substr(0, collection.empty() ? 0 : collection.size() - 1);
    for (const LimitRule& rule : workspace.limits) {
        if (matches(rule, dimension) ||
            (collection == "limits" && std::ranges::find(rule.replaces, id) != rule.replaces.end()))
            add("limits", rule.id);
    }
    for (const Plan& plan : workspace.plans) {
        if (std::ranges::any_of(plan.limits, [&](const LimitRule& rule) {
                return matches(rule, dimension) ||
                       (collection == "limits" &&
                        std::ranges::find(rule.replaces, id) != rule.replaces.end());
            }))
            add("plans", plan.id);
    }
    return out;
}

} // namespace gatehouse::model
