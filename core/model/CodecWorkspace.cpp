// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Collections.h"
#include "model/Fields.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::model {

namespace {

/// The order of the file's sections.
template <typename WorkspaceType, typename Visit>
void forEachSection(WorkspaceType& workspace, Visit&& visit)
{
    visit("providers", workspace.providers);
    visit("model_routes", workspace.modelRoutes);
    visit("model_overrides", workspace.modelOverrides);
    visit("teams", workspace.teams);
    visit("applications", workspace.applications);
    visit("apis", workspace.apis);
    visit("plans", workspace.plans);
    visit("subscriptions", workspace.subscriptions);
    visit("limits", workspace.limits);
    visit("prompts", workspace.prompts);
}

void readVersion(FieldReader& fields)
{
    fields.require("gatehouse");
    const Node* const node = fields.take("gatehouse");
    if (!node)
        return;
    const auto* const scalar = node->scalar();
    if (!scalar || scalar->quoted || scalar->text != "1")
        fields.fault("gatehouse",
                     "must be 1, the version of the file format that this program reads");
}

} // namespace

template <>
Workspace read<Workspace>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Workspace out;
    FieldReader fields(node, path, faults);
    if (!fields.isMap())
        return out;
    readVersion(fields);
    if (const Node* const gateway = fields.take("gateway"))
        out.gateway = read<Gateway>(*gateway, fields.pathOf("gateway"), faults);
    forEachSection(out, [&fields](std::string_view key, auto& items) {
        using Item = typename std::remove_reference_t<decltype(items)>::value_type;
        fields.list(key, items, &read<Item>);
    });
    fields.finish();
    return out;
}

template <>
Node write<Workspace>(const Workspace& workspace)
{
    FieldWriter out;
    out.node("gatehouse", plainNode("1"));
    if (workspace.gateway) {
        // A section that holds nothing but defaults still says so: it sets what is stored back to
        // them.
        Node gateway = write(*workspace.gateway);
        if (gateway.map()->empty())
            gateway = FieldWriter{}.texts("listen", workspace.gateway->listen).done();
        out.node("gateway", std::move(gateway));
    }
    forEachSection(workspace, [&out](std::string_view key, const auto& items) {
        using Item = typename std::remove_cvref_t<decltype(items)>::value_type;
        out.node(key, writeList(items, &write<Item>));
    });
    return out.done();
}

void sortById(Workspace& workspace)
{
    forEachCollection(workspace, [](std::string_view, auto& items) {
        std::ranges::sort(items, [](const auto& a, const auto& b) { return idOf(a) < idOf(b); });
    });
}

} // namespace gatehouse::model
