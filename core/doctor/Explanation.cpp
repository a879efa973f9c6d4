// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/Explanation.h"

#include "doctor/Conduct.h"
#include "doctor/Cures.h"
#include "doctor/ExplanationJson.h"
#include "doctor/Simulation.h"

#include <algorithm>

namespace gatehouse::doctor {

namespace {

using namespace std::chrono_literals;

/// Since when charges may still be in the rule's counter.
Timestamp filledSince(const model::LimitRule& rule, Timestamp at)
{
    const auto back = [at](Duration by) {
        return at -
               std::chrono::duration_cast<std::chrono::microseconds>(std::min<Duration>(by, 24h));
    };
    const auto promise = limits::compilePromise(rule.promise, rule.unit);
    if (!promise)
        return back(1min);
    if (const auto* calendar = std::get_if<limits::Calendar>(&*promise))
        return std::max(back(24h), calendar->period({0, at}).start);
    return back(periodOf(rule));
}

} // namespace

Explanation::Explanation(telemetry::RequestRecord record, std::vector<model::LimitRule> rules)
    : m_record(std::move(record))
    , m_rules(std::move(rules))
    , m_finding(findCause(m_record, m_rules))
    , m_rule(m_finding.refusal != nullptr ? findRule(m_rules, m_finding.refusal->rule) : nullptr)
{
    chooseSpan();
    if (m_finding.refusal != nullptr)
        m_blame.emplace(*m_finding.refusal, m_from, m_to);
}

void Explanation::chooseSpan()
{
    const auto asked =
        m_record.phases.admitted != 0 && m_record.refusedBy == telemetry::RefusedBy::Nobody
            ? m_record.phases.admitted
            : m_record.phases.lastByte;
    m_at = m_record.start + std::chrono::microseconds(asked);
    const Duration per = m_rule != nullptr ? periodOf(*m_rule) : Duration(1min);
    const auto before = std::clamp<Duration>(10 * per, 10min, 1h);
    m_filledFrom =
        m_rule != nullptr ? filledSince(*m_rule, m_at) : m_at - std::chrono::microseconds(1min);
    m_from = std::min(m_filledFrom,
                      m_at - std::chrono::duration_cast<std::chrono::microseconds>(before));
    m_to = m_at + 2min;
}

bool Explanation::add(const telemetry::RequestRecord& record)
{
    if (m_log.add(record) == CallLog::Added::Full)
        return false;
    if (m_blame)
        m_blame->add(record);
    return true;
}

Result<std::string> Explanation::finish(Timestamp completeFrom, const std::stop_token& stop)
{
    m_log.finish();
    const auto conduct = conductOf(m_log);
    const Evidence evidence{.record = m_record,
                            .finding = m_finding,
                            .rule = m_rule,
                            .log = m_log,
                            .blame = m_blame ? &*m_blame : nullptr,
                            .conduct = conduct,
                            .from = std::max(m_from, completeFrom),
                            .to = m_to};
    const auto cures = curesOf(evidence, stop);
    if (!cures)
        return std::unexpected(cures.error());
    return explanationJson({.record = m_record,
                            .rules = m_rules,
                            .finding = m_finding,
                            .at = m_at,
                            .from = m_from,
                            .filledFrom = m_filledFrom,
                            .to = m_to,
                            .completeFrom = std::max(m_from, completeFrom),
                            .blame = evidence.blame,
                            .conduct = conduct,
                            .cures = *cures});
}

} // namespace gatehouse::doctor
