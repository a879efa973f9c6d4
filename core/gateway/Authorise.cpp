// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Steps.h"

namespace gatehouse::gateway {

namespace {

std::string_view word(model::SubscriptionState state)
{
    switch (state) {
    case model::SubscriptionState::Pending:
        return "still waits for approval";
    case model::SubscriptionState::Active:
        return "is active";
    case model::SubscriptionState::Paused:
        return "is paused";
    case model::SubscriptionState::Refused:
        return "was refused";
    case model::SubscriptionState::Revoked:
        return "was revoked";
    case model::SubscriptionState::Expired:
        return "has expired";
    case model::SubscriptionState::Cancelled:
        return "was cancelled";
    }
    return "is not active";
}

} // namespace

Next authorise(Exchange& x)
{
    if (x.call != CallKind::Rest)
        return Next::Go;
    const auto& api = x.route.api->id;
    const auto& caller = *x.key->caller;
    const auto subscription = caller.subscriptions.find(api);
    // Its plan holds also where the API would let in callers without a subscription.
    if (subscription != caller.subscriptions.end() &&
        subscription->second.state == model::SubscriptionState::Active)
        x.record.plan = subscription->second.plan;
    if (x.route.api->access != model::Access::Subscription)
        return Next::Go;
    if (subscription == caller.subscriptions.end()) {
        x.fail(403, "no_subscription",
               "the application \"" + caller.application + "\" has no subscription to the API \"" +
                   api + "\"");
        return Next::Refuse;
    }
    if (subscription->second.state != model::SubscriptionState::Active) {
        x.fail(403, "subscription_inactive",
               "the subscription of the application \"" + caller.application + "\" to the API \"" +
                   api + "\" " + std::string(word(subscription->second.state)));
        return Next::Refuse;
    }
    return Next::Go;
}

Next authoriseModel(Exchange& x, const ModelMatch& model)
{
    const auto& allowed = x.key->caller->models;
    if (allowed.empty() || allowed.contains(x.facts.model))
        return Next::Go;
    // A model may be allowed by its full name and called by its bare one, and the other way round.
    if (const auto* provider = model.single.provider;
        provider != nullptr && (allowed.contains(provider->id + "/" + model.single.model) ||
                                allowed.contains(model.single.model)))
        return Next::Go;
    x.fail(403, "model_not_allowed",
           "the application \"" + x.key->caller->application + "\" may not call the model \"" +
               x.facts.model + "\"");
    return Next::Refuse;
}

} // namespace gatehouse::gateway
