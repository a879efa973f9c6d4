// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Recall.h"

#include "base/Text.h"

namespace gatehouse::gateway {

Recall::~Recall()
{
    leaveFlight();
}

bool Recall::lead(bool mayJoin)
{
    // What nobody may read along or find again need not be collected.
    const bool keeps = rules.mayKeep && policy.ttl > Duration::zero();
    if (!keeps && !(policy.coalesce && mayJoin)) {
        flight = nullptr;
        leads = false;
        return true;
    }
    if (policy.coalesce && mayJoin) {
        auto joined = m_cache.flights().join(question);
        flight = std::move(joined.flight);
        leads = joined.leads;
        open = leads;
        if (flight != nullptr)
            return leads;
    }
    leads = true;
    flight = m_cache.flights().alone();
    return true;
}

void Recall::leaveFlight()
{
    if (flight == nullptr || !leads)
        return;
    closeFlight();
    flight->fail();
}

void Recall::closeFlight()
{
    if (std::exchange(open, false))
        m_cache.flights().leave(question, *flight);
}

std::string fieldValue(const Exchange& x, std::string_view name)
{
    std::string out;
    for (const auto& field : x.http.request().fields) {
        if (text::equalsIgnoreCase(field.name, name))
            out.append(out.empty() ? "" : ", ").append(field.value);
    }
    return out;
}

std::string sharers(const Exchange& x, model::CachePartition partition)
{
    const auto& record = x.record;
    switch (partition) {
    case model::CachePartition::Shared:
        return "everybody";
    case model::CachePartition::Team:
        if (!record.team.empty())
            return "team/" + record.team;
        break; // who is in no team shares with himself
    case model::CachePartition::Key:
        return "key/" + record.application + "/" + record.key;
    case model::CachePartition::Application:
        break;
    }
    return "application/" + record.application;
}

void addCacheField(const Exchange& x, http::FieldBlock& fields)
{
    if (x.recall == nullptr || x.recall->unsafe)
        return;
    switch (x.recall->use) {
    case telemetry::CacheUse::Hit:
        fields.add("x-gatehouse-cache", "hit");
        break;
    case telemetry::CacheUse::Coalesced:
        fields.add("x-gatehouse-cache", "coalesced");
        break;
    default:
        fields.add("x-gatehouse-cache", "miss");
        break;
    }
}

cache::Key variantKey(const Exchange& x, const Recall& recall,
                      const std::vector<std::string>& names)
{
    std::vector<std::string> values;
    for (const auto& name : names)
        values.push_back(fieldValue(x, name));
    std::vector<std::string_view> texts{
        {reinterpret_cast<const char*>(recall.key.id.data()), recall.key.id.size()}};
    for (std::size_t i = 0; i < names.size(); ++i) {
        texts.push_back(names[i]);
        texts.push_back(values[i]);
    }
    return {recall.cache().digest(texts), recall.key.place};
}

void keepAnswer(Exchange& x)
{
    auto* const recall = x.recall.get();
    if (recall != nullptr)
        recall->closeFlight();
    if (recall == nullptr || recall->unsafe || recall->flight == nullptr || x.broke ||
        !x.record.error.empty() || recall->policy.ttl <= Duration::zero() ||
        !recall->rules.mayKeep || !recall->flight->takeKeeping())
        return;
    const auto answer = recall->flight->answer();
    if (answer->stale <= x.around.clock.now())
        return;
    auto& store = recall->cache().store();
    auto key = recall->key;
    if (!answer->vary.empty()) {
        auto note = std::make_shared<cache::Answer>();
        note->marker = true;
        note->vary = answer->vary;
        note->stale = answer->stale;
        key = variantKey(x, *recall, answer->vary);
        static_cast<void>(store.keep(recall->key, recall->owner, std::move(note)));
    }
    recall->kept = store.keep(key, recall->owner, answer);
}

void endRecall(Exchange& x)
{
    auto* const recall = x.recall.get();
    if (recall == nullptr)
        return;
    if (recall->unsafe) {
        if (x.http.status() != 0 && x.http.status() < 400)
            recall->cache().store().forget(recall->key.place);
        return;
    }
    cache::Figures figures;
    figures.kept = recall->kept ? 1 : 0;
    switch (recall->use) {
    case telemetry::CacheUse::Hit:
        ++figures.hits;
        break;
    case telemetry::CacheUse::Coalesced:
        ++figures.coalesced;
        break;
    default:
        figures.misses = x.record.attempts.empty() ? 0 : 1;
        break;
    }
    if (recall->isFree() && !recall->handedOver) {
        figures.saved = {x.record.savedInputTokens, x.record.savedOutputTokens, x.record.savedCost};
        figures.savedBytes = x.http.sentBytes();
    }
    recall->cache().count(recall->owner, figures);
}

} // namespace gatehouse::gateway
