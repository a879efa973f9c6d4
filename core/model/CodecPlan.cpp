// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

namespace gatehouse::model {

template <>
Plan read<Plan>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Plan out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.text("id", out.id);
    out.name = out.id;
    fields.text("name", out.name);
    fields.text("description", out.description);
    fields.list("limits", out.limits, &read<LimitRule>);
    fields.finish();
    return out;
}

template <>
Node write<Plan>(const Plan& plan)
{
    return FieldWriter{}
        .text("id", plan.id)
        .text("name", plan.name, plan.id)
        .text("description", plan.description)
        .node("limits", writeList(plan.limits, &write<LimitRule>))
        .done();
}

} // namespace gatehouse::model
