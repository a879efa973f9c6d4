// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnswerText.h"

#include "doctor/Verdict.h"

#include "base/Text.h"
#include "base/Units.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>

namespace gatehouse::app {

namespace {

const model::Node* nodeAt(const model::Node& root, std::string_view path)
{
    const model::Node* node = &root;
    for (const auto key : text::split(path, '.')) {
        node = node->find(key);
        if (node == nullptr)
            return nullptr;
    }
    return node;
}

std::string timeAt(const model::Node& root, std::string_view path)
{
    return formatTimestamp(fromUnixMillis(static_cast<std::int64_t>(numberAt(root, path))));
}

std::string percent(double share)
{
    return fmt::format("{:.0f} %", share * 100);
}

std::string countAt(const model::Node& root, std::string_view path)
{
    return fmt::format("{:.0f}", numberAt(root, path));
}

void addRule(std::string& out, const model::Node& rule)
{
    const auto unit = textAt(rule, "unit");
    const auto amount = [&](std::string_view key) {
        return doctor::amountText(static_cast<std::int64_t>(numberAt(rule, key)), unit);
    };
    out += fmt::format("  {:<24} {} of {} used, {} left{}\n", textAt(rule, "id"), amount("used"),
                       amount("limit"), amount("remaining"),
                       textAt(rule, "mode") == "enforced" ? "" : " (" + textAt(rule, "mode") + ")");
}

void addBlame(std::string& out, const model::Node& root)
{
    const auto& by = listAt(root, "blame.by");
    if (by.empty())
        return;
    const auto unit = textAt(root, "blame.unit");
    out += fmt::format("\nWho filled the counter, from {} on:\n", timeAt(root, "blame.from_ms"));
    for (const auto& one : by) {
        auto name = textAt(one, "application");
        if (const auto key = textAt(one, "key"); !key.empty())
            name += " (key " + key + ")";
        out += fmt::format(
            "  {:<24} {:>5}  {}, refused {} times\n", name, percent(numberAt(one, "share")),
            doctor::amountText(static_cast<std::int64_t>(numberAt(one, "used")), unit),
            countAt(one, "refused"));
    }
}

void addConduct(std::string& out, const model::Node& root)
{
    out += "\nHow callers behave:\n";
    for (const auto& one : listAt(root, "conduct")) {
        out += fmt::format("  {:<24} {} calls, {} refused, {} retries ({} of the calls)",
                           textAt(one, "application"), countAt(one, "requests"),
                           countAt(one, "refused"), countAt(one, "retries"),
                           percent(numberAt(one, "retry_share")));
        if (!textAt(one, "early_share").empty())
            out += fmt::format(", {} of them too early", percent(numberAt(one, "early_share")));
        if (!textAt(one, "wake_index").empty())
            out += fmt::format(", {} of them all at once", percent(numberAt(one, "wake_index")));
        auto label = textAt(one, "label");
        std::ranges::replace(label, '_', ' ');
        out += ": " + label + "\n";
    }
}

void addSide(std::string& out, std::string_view name, const model::Node& side)
{
    out += fmt::format("{:<8} {:>10} {:>10} {:>10} {:>12}\n", name, countAt(side, "admitted"),
                       countAt(side, "refused"), countAt(side, "queued"),
                       countAt(side, "would_refuse"));
}

const model::Node* findById(const model::Node::List& list, const std::string& id)
{
    for (const auto& item : list) {
        if (textAt(item, "id") == id)
            return &item;
    }
    return nullptr;
}

/// Refusals of each application or rule, before and after.
void addDifference(std::string& out, const model::Node& root, std::string_view what)
{
    const auto& before = listAt(root, fmt::format("before.{}", what));
    const auto& after = listAt(root, fmt::format("after.{}", what));
    out += fmt::format("\n{:<28} {:>14} {:>14}\n", what, "refused before", "after");
    const auto line = [&out](const std::string& id, const std::string& was,
                             const std::string& becomes) {
        out += fmt::format("  {:<26} {:>14} {:>14}\n", id.empty() ? "(nobody)" : id, was, becomes);
    };
    for (const auto& item : after) {
        const auto* const was = findById(before, textAt(item, "id"));
        line(textAt(item, "id"), was != nullptr ? countAt(*was, "refused") : "-",
             countAt(item, "refused"));
    }
    for (const auto& item : before) {
        if (findById(after, textAt(item, "id")) == nullptr)
            line(textAt(item, "id"), countAt(item, "refused"), "-");
    }
}

Result<model::Node> parsed(std::string_view json)
{
    auto root = model::parseJson(json);
    if (!root)
        return fail(ErrorCode::Unavailable, "the answer is unreadable");
    return std::move(*root);
}

} // namespace

std::string textAt(const model::Node& root, std::string_view path)
{
    const auto* const node = nodeAt(root, path);
    return node != nullptr && node->scalar() != nullptr ? node->scalar()->text : std::string();
}

double numberAt(const model::Node& root, std::string_view path)
{
    const auto text = textAt(root, path);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

const model::Node::List& listAt(const model::Node& root, std::string_view path)
{
    static const model::Node::List none;
    const auto* const node = nodeAt(root, path);
    return node != nullptr && node->list() != nullptr ? *node->list() : none;
}

Result<std::string> explanationText(std::string_view json)
{
    const auto root = parsed(json);
    if (!root)
        return std::unexpected(root.error());
    auto out = fmt::format("{}\n{} {} {} at {}, answered with {}\n",
                           textAt(*root, "verdict.sentence"), textAt(*root, "record.application"),
                           textAt(*root, "record.method"), textAt(*root, "record.path"),
                           timeAt(*root, "record.time_ms"), textAt(*root, "record.status"));
    out += "\nCause:\n";
    for (const auto& cause : listAt(*root, "verdict.causes")) {
        auto name = textAt(cause, "cause");
        std::ranges::replace(name, '_', ' ');
        out += fmt::format("  {} {:<22} {}\n", textAt(cause, "applies") == "true" ? "*" : " ", name,
                           textAt(cause, "detail"));
    }
    if (const auto* const rule = root->find("rule"); rule != nullptr && rule->map() != nullptr) {
        out += "\nRule:\n  " + textAt(*rule, "sentence") + "\n";
        addRule(out, *rule);
        if (!textAt(*rule, "clears_at_ms").empty())
            out += fmt::format("  room again at {}\n", timeAt(*rule, "clears_at_ms"));
    }
    if (const auto& others = listAt(*root, "others"); !others.empty()) {
        out += "\nRoom in the other rules:\n";
        for (const auto& rule : others)
            addRule(out, rule);
    }
    addBlame(out, *root);
    addConduct(out, *root);
    out += fmt::format("\nWhat helps, by the traffic from {} to {}:\n",
                       timeAt(*root, "period.complete_from_ms"), timeAt(*root, "period.to_ms"));
    int number = 1;
    for (const auto& cure : listAt(*root, "cures")) {
        auto name = textAt(cure, "cure");
        std::ranges::replace(name, '_', ' ');
        out += fmt::format("  {}. {}: {}", number++, name, textAt(cure, "sentence"));
        if (const auto why = textAt(cure, "why"); !why.empty())
            out += fmt::format(" (No figure: {}.)", why);
        out += "\n";
    }
    return out;
}

Result<std::string> simulationText(std::string_view json)
{
    const auto root = parsed(json);
    if (!root)
        return std::unexpected(root.error());
    auto out = fmt::format("{} calls from {} to {}, {}\n", countAt(*root, "calls"),
                           timeAt(*root, "complete_from_ms"), timeAt(*root, "to_ms"),
                           textAt(*root, "as") == "recorded" ? "as recorded" : "without retries");
    out += fmt::format("{} of all calls repeat a refused one; {} never met a limit; limits refused "
                       "{} in truth\n\n",
                       countAt(*root, "retries"), countAt(*root, "left_out"),
                       countAt(*root, "recorded_refused"));
    out += fmt::format("{:<8} {:>10} {:>10} {:>10} {:>12}\n", "", "admitted", "refused", "queued",
                       "would refuse");
    addSide(out, "before", *root->find("before"));
    addSide(out, "after", *root->find("after"));
    addDifference(out, *root, "applications");
    addDifference(out, *root, "rules");
    if (const auto* const smallest = root->find("smallest");
        smallest != nullptr && smallest->map() != nullptr) {
        const auto limit = textAt(*smallest, "limit");
        out += fmt::format("\nSmallest limit of {} that refuses at most {:g} %: {}\n",
                           textAt(*smallest, "rule"), numberAt(*smallest, "share") * 100,
                           limit.empty() ? textAt(*smallest, "why")
                                         : fmt::format("{:g}", numberAt(*smallest, "limit")));
    }
    out += "\nTaken for granted:\n";
    for (const auto& sentence : listAt(*root, "assumptions"))
        out += fmt::format("  {}\n", sentence.scalar() ? sentence.scalar()->text : "");
    return out;
}

} // namespace gatehouse::app
