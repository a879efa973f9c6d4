// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LimitEdits.h"

#include "model/Codec.h"
#include "model/Validate.h"
#include "services/BodyReader.h"

namespace gatehouse::services {

namespace {

constexpr std::size_t kMostChanges = 1000;
constexpr std::int64_t kLongest = 7 * 86'400; ///< Seconds.

std::chrono::seconds seconds(BodyReader& body, const model::Node& in, std::string_view key,
                             const std::string& path, std::int64_t least, std::int64_t otherwise)
{
    return std::chrono::seconds(
        body.number<std::int64_t>(in, key, path + "." + std::string(key), least, kLongest)
            .value_or(otherwise));
}

LimitEdit readEdit(BodyReader& body, const model::Node& node, const std::string& path)
{
    LimitEdit out;
    body.unknownKeys(node, path, {"id", "if_match", "rule", "raise_after_s", "roll_back"});
    out.id = body.text(node, "id", path + ".id").value_or("");
    out.ifMatch = body.text(node, "if_match", path + ".if_match").value_or("");
    out.raiseAfter = seconds(body, node, "raise_after_s", path, 0, 0);
    if (const auto* bound = node.find("roll_back"); bound != nullptr && !bound->isNull()) {
        const auto at = path + ".roll_back";
        body.unknownKeys(*bound, at, {"share", "within_s", "watch_s"});
        const RollBackBound usual;
        out.bound.emplace();
        out.bound->share =
            body.number<double>(*bound, "share", at + ".share", 0, 1).value_or(usual.share);
        out.bound->within = seconds(body, *bound, "within_s", at, 10, usual.within.count());
        out.bound->watched = seconds(body, *bound, "watch_s", at, 10, usual.watched.count());
    }
    const auto* rule = node.find("rule");
    if (rule == nullptr || rule->isNull()) {
        if (out.id.empty())
            body.fault(path + ".id", "is missing");
        return out;
    }
    model::Node written = *rule;
    model::dropServerFields<model::LimitRule>(written);
    const auto before = body.faults.size();
    out.rule = model::read<model::LimitRule>(written, path + ".rule", body.faults);
    if (body.faults.size() == before)
        model::validateValue(*out.rule, path + ".rule", body.faults);
    if (out.id.empty())
        out.id = out.rule->id;
    else if (out.id != out.rule->id)
        body.fault(path + ".rule.id", "must be the id of the change");
    return out;
}

} // namespace

Outcome<LimitEdits> readLimitEdits(std::string_view json)
{
    const auto root = model::parseJson(json);
    if (!root)
        return refuse(root.error());
    BodyReader body(*root);
    LimitEdits out;
    body.unknownKeys(*root, {}, {"changes", "dry_run"});
    out.dryRun = body.text(*root, "dry_run", "dry_run").value_or("false") == "true";
    const auto& changes = body.list("changes");
    if (changes.empty() && body.faults.empty())
        body.fault("changes", "is empty");
    if (changes.size() > kMostChanges)
        body.fault("changes", "are more than 1000");
    for (std::size_t i = 0; i < changes.size() && i < kMostChanges; ++i) {
        auto edit = readEdit(body, changes[i], "changes[" + std::to_string(i) + "]");
        if (std::ranges::find(out.changes, edit.id, &LimitEdit::id) != out.changes.end())
            body.fault("changes[" + std::to_string(i) + "].id", "is there twice");
        out.changes.push_back(std::move(edit));
    }
    if (!body.faults.empty())
        return refuse(std::move(body.faults));
    return out;
}

} // namespace gatehouse::services
