// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/IpAddress.h"
#include "limits/Facts.h"
#include "limits/Promise.h"

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace gatehouse::limits {

/// When a rule can be decided: one that names providers, only where the target is known.
enum class Stage : std::uint8_t
{
    Exchange,
    Target
};

/// One dimension of a partition.
struct PartitionPart
{
    Dimension dimension = Dimension::Application;
    std::string header; ///< Lower case, with Dimension::Header.
};

/// One dimension of a match: any of these.
struct Condition
{
    struct HeaderValue
    {
        std::string name; ///< Lower case.
        std::string value;
        bool anyValue = false;
    };
    Dimension dimension = Dimension::Application;
    std::vector<std::string> values;
    std::vector<IpNetwork> networks;
    std::vector<HeaderValue> headers;

    [[nodiscard]] bool accepts(const Facts& facts) const;
};

/// A rule in the form that decides. Immutable; owned by its RuleSet.
struct Rule
{
    model::LimitRule source;
    Promise promise;
    Stage stage = Stage::Exchange;
    std::vector<Condition> match;
    std::vector<PartitionPart> partition;
    std::vector<std::uint32_t> replaces; ///< Indexes in the set.

    /// What its counter is called under these facts, for keys and for people: the values of the
    /// partition, joined. False when one is missing and the rule refuses such calls.
    [[nodiscard]] bool partitionOf(const Facts& facts, std::string& out) const;
};

/// All limit rules of a workspace, compiled. Immutable, so any thread.
class RuleSet
{
public:
    /// Invalid: an unknown time zone, more than 4,000 rules; the place names the rule.
    [[nodiscard]] static Result<std::shared_ptr<const RuleSet>>
    compile(std::span<const model::LimitRule> rules);

    [[nodiscard]] const std::vector<Rule>& rules() const { return m_rules; }
    /// Indexes of the rules that apply, in their order, without those that others replace.
    void matching(const Facts& facts, Stage stage, std::vector<std::uint32_t>& out) const;
    /// Whether any rule has to wait for a target.
    [[nodiscard]] bool hasStage(Stage stage) const;
    /// Whether any rule lets callers wait.
    [[nodiscard]] bool mayQueue() const { return m_hasQueue; }
    /// Whether any rule lowers output limits.
    [[nodiscard]] bool clamps() const { return m_hasClamp; }

private:
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view s) const
        {
            return std::hash<std::string_view>{}(s);
        }
    };
    using Lists =
        std::unordered_map<std::string, std::vector<std::uint32_t>, TextHash, std::equal_to<>>;

    /// Puts a rule that names values of the dimension under each of them.
    [[nodiscard]] static bool file(const Rule& rule, Dimension dimension, std::uint32_t index,
                                   Lists& lists);

    std::vector<Rule> m_rules;
    Lists m_byApplication;                ///< Rules that match single applications.
    Lists m_byPlan;                       ///< Of the others, those that match single plans.
    std::vector<std::uint32_t> m_general; ///< All others.
    bool m_hasTargetRules = false;
    bool m_hasReplacing = false;
    bool m_hasQueue = false;
    bool m_hasClamp = false;
};

} // namespace gatehouse::limits
