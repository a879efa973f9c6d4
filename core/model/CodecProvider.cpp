// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

namespace gatehouse::model {

namespace {

constexpr std::uint32_t kMostRetries = 5;
constexpr std::uint32_t kWholePercent = 100;

ProviderKey readKey(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    ProviderKey out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.text("id", out.id);
    fields.secret("secret", out.secret);
    fields.whole("weight", out.weight, kMaxWeight);
    fields.finish();
    return out;
}

Node writeKey(const ProviderKey& key)
{
    return FieldWriter{}
        .text("id", key.id)
        .text("secret", key.secret.reference)
        .whole("weight", key.weight, 1)
        .done();
}

ModelTarget readTarget(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    ModelTarget out;
    FieldReader fields(node, path, faults);
    fields.require("provider");
    fields.require("model");
    fields.text("provider", out.provider);
    fields.text("model", out.model);
    fields.whole("weight", out.weight, kMaxWeight);
    fields.finish();
    return out;
}

Node writeTarget(const ModelTarget& target)
{
    return FieldWriter{}
        .text("provider", target.provider)
        .text("model", target.model)
        .whole("weight", target.weight, 1)
        .done();
}

} // namespace

template <>
Provider read<Provider>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Provider out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.require("kind");
    fields.text("id", out.id);
    out.name = out.id;
    fields.text("name", out.name);
    fields.text("kind", out.kind);
    fields.text("base_url", out.baseUrl);
    fields.textMap("settings", out.settings);
    fields.list("keys", out.keys, readKey);
    fields.text("proxy", out.proxy);
    fields.finish();
    return out;
}

template <>
Node write<Provider>(const Provider& provider)
{
    return FieldWriter{}
        .text("id", provider.id)
        .text("name", provider.name, provider.id)
        .text("kind", provider.kind)
        .text("base_url", provider.baseUrl)
        .textMap("settings", provider.settings)
        .node("keys", writeList(provider.keys, writeKey))
        .text("proxy", provider.proxy)
        .done();
}

template <>
ModelRoute read<ModelRoute>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    ModelRoute out;
    FieldReader fields(node, path, faults);
    fields.require("name");
    fields.require("targets");
    fields.text("name", out.name);
    fields.word("strategy", out.strategy);
    fields.list("targets", out.targets, readTarget);
    fields.whole("retries", out.retries, kMostRetries);
    fields.whole("retry_budget", out.retryBudget, kWholePercent);
    fields.duration("first_byte", out.firstByte);
    fields.duration("stream_gap", out.streamGap);
    fields.duration("hedge_after", out.hedgeAfter);
    fields.whole("hedge_budget", out.hedgeBudget, kWholePercent);
    fields.cache("cache", out.cache);
    fields.finish();
    return out;
}

template <>
Node write<ModelRoute>(const ModelRoute& route)
{
    const ModelRoute byDefault;
    return FieldWriter{}
        .text("name", route.name)
        .word("strategy", route.strategy, RouteStrategy::Priority)
        .node("targets", writeList(route.targets, writeTarget))
        .whole("retries", route.retries, byDefault.retries)
        .whole("retry_budget", route.retryBudget, byDefault.retryBudget)
        .duration("first_byte", route.firstByte, byDefault.firstByte)
        .duration("stream_gap", route.streamGap, byDefault.streamGap)
        .duration("hedge_after", route.hedgeAfter, byDefault.hedgeAfter)
        .whole("hedge_budget", route.hedgeBudget, byDefault.hedgeBudget)
        .cache("cache", route.cache)
        .done();
}

} // namespace gatehouse::model
