// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DrawnCounters.h"

#include "model/Words.h"
#include "model/WorkspaceFile.h"

#include <algorithm>

namespace gatehouse::demo {

using limits::Dimension;

namespace {

telemetry::LimitVerdict told(const limits::Decision& decision)
{
    static constexpr std::string_view kModes[] = {"enforced", "shadow", "ramp"};
    static constexpr std::string_view kVerdicts[] = {"within", "queued", "would_refuse", "refused"};
    const bool never = decision.retryAfter == Duration::max();
    return {.rule = decision.rule->source.id,
            .partition = decision.partition,
            .unit = std::string(model::toWord(decision.rule->source.unit)),
            .mode = std::string(kModes[static_cast<std::size_t>(decision.mode)]),
            .verdict = std::string(kVerdicts[static_cast<std::size_t>(decision.verdict)]),
            .cost = decision.cost,
            .used = decision.used,
            .limit = decision.limit,
            .remaining = decision.remaining,
            .retryMillis =
                never ? -1
                      : std::chrono::ceil<std::chrono::milliseconds>(decision.retryAfter).count()};
}

/// The drawing says who was refused; the counters may still have had a place at that moment.
void refuseByTheFullest(std::vector<telemetry::LimitVerdict>& verdicts)
{
    const auto share = [](const telemetry::LimitVerdict& v) {
        return v.limit > 0 ? static_cast<double>(v.used) / static_cast<double>(v.limit) : 0;
    };
    const auto fullest = std::ranges::max_element(verdicts, {}, share);
    if (fullest == verdicts.end())
        return;
    fullest->mode = "enforced";
    fullest->verdict = "refused";
    fullest->used = fullest->limit;
    fullest->remaining = 0;
    fullest->retryMillis = 1000;
}

} // namespace

Result<DrawnCounters> DrawnCounters::open(limits::Counters& counters, const std::string& yaml,
                                          Timestamp end)
{
    const auto file = model::readWorkspaceFile(yaml, "acme.yaml", model::InlineSecrets::Refuse);
    if (!file)
        return fail(ErrorCode::Invalid, file.error().front().message, file.error().front().path);
    auto rules = limits::RuleSet::compile(file->workspace.limits);
    if (!rules)
        return std::unexpected(std::move(rules.error()));
    return DrawnCounters(counters, counters.adopt(std::move(*rules)), end);
}

DrawnCounters::DrawnCounters(limits::Counters& counters,
                             std::shared_ptr<const limits::BoundRules> rules, Timestamp end)
    : m_counters(counters)
    , m_rules(std::move(rules))
    , m_end(counters.now())
    , m_endTime(end)
{
}

bool DrawnCounters::charge(telemetry::RequestRecord& record)
{
    limits::Facts facts;
    facts.set(Dimension::Application, record.application);
    facts.set(Dimension::Team, record.team);
    facts.set(Dimension::Key, record.key);
    facts.set(Dimension::Api, record.api);
    facts.set(Dimension::Route, record.route);
    facts.set(Dimension::Model, record.modelAsked);
    facts.set(Dimension::Ip, record.clientAddress);
    facts.set(Dimension::Provider, record.provider);
    facts.set(Dimension::ProviderKey, record.providerKey);
    limits::Now now = m_end;
    const Duration before = m_endTime - record.start;
    now.ledger -= before.count();
    now.wall = record.start;
    const limits::Measure used{.requests = 1,
                               .inputTokens = record.inputTokens,
                               .outputTokens = record.outputTokens,
                               .costNanoUsd = record.cost.value,
                               .bytes =
                                   static_cast<limits::Amount>(record.bytesIn + record.bytesOut)};
    for (const limits::Stage stage : {limits::Stage::Exchange, limits::Stage::Target}) {
        if (stage == limits::Stage::Target && record.provider.empty())
            break;
        limits::Admission owed;
        const auto outcome = m_counters.decide(*m_rules, stage, facts, used, now, owed);
        for (const limits::Decision& decision : owed.decisions)
            record.limits.push_back(told(decision));
        if (outcome == limits::Outcome::Refused)
            return true;
        m_counters.settle(owed, used, now);
    }
    if (record.refusedBy == telemetry::RefusedBy::OwnRule)
        refuseByTheFullest(record.limits);
    return false;
}

} // namespace gatehouse::demo
