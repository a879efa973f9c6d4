// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Words.h"

namespace gatehouse::model {

#define GATEHOUSE_MODEL_WORDS(Enum, ...)                                                           \
    template <>                                                                                    \
    std::span<const Word<Enum>> words<Enum>()                                                      \
    {                                                                                              \
        static constexpr Word<Enum> kWords[] = {__VA_ARGS__};                                      \
        return kWords;                                                                             \
    }

GATEHOUSE_MODEL_WORDS(ApiKind, {"rest", ApiKind::Rest}, {"ai", ApiKind::Ai},
                      {"prompt", ApiKind::Prompt})
GATEHOUSE_MODEL_WORDS(ApiState, {"design", ApiState::Design}, {"draft", ApiState::Draft},
                      {"in_review", ApiState::InReview},
                      {"changes_requested", ApiState::ChangesRequested},
                      {"approved", ApiState::Approved}, {"published", ApiState::Published},
                      {"deprecated", ApiState::Deprecated}, {"retired", ApiState::Retired},
                      {"blocked", ApiState::Blocked}, {"discarded", ApiState::Discarded})
GATEHOUSE_MODEL_WORDS(LifeStep, {"start", LifeStep::Start}, {"submit", LifeStep::Submit},
                      {"withdraw", LifeStep::Withdraw},
                      {"request_changes", LifeStep::RequestChanges}, {"approve", LifeStep::Approve},
                      {"revise", LifeStep::Revise}, {"publish", LifeStep::Publish},
                      {"deprecate", LifeStep::Deprecate}, {"restore", LifeStep::Restore},
                      {"block", LifeStep::Block}, {"unblock", LifeStep::Unblock},
                      {"retire", LifeStep::Retire}, {"discard", LifeStep::Discard})
GATEHOUSE_MODEL_WORDS(Visibility, {"private", Visibility::Private}, {"team", Visibility::Team},
                      {"workspace", Visibility::Workspace})
GATEHOUSE_MODEL_WORDS(Access, {"open", Access::Open}, {"key", Access::Key},
                      {"subscription", Access::Subscription})
GATEHOUSE_MODEL_WORDS(Balance, {"round_robin", Balance::RoundRobin},
                      {"least_requests", Balance::LeastRequests}, {"hash", Balance::Hash})
GATEHOUSE_MODEL_WORDS(CachePartition, {"application", CachePartition::Application},
                      {"team", CachePartition::Team}, {"key", CachePartition::Key},
                      {"shared", CachePartition::Shared})
GATEHOUSE_MODEL_WORDS(RouteStrategy, {"priority", RouteStrategy::Priority},
                      {"weighted", RouteStrategy::Weighted},
                      {"least_latency", RouteStrategy::LeastLatency},
                      {"lowest_cost", RouteStrategy::LowestCost})
GATEHOUSE_MODEL_WORDS(Role, {"workspace_owner", Role::WorkspaceOwner},
                      {"team_owner", Role::TeamOwner}, {"api_developer", Role::ApiDeveloper},
                      {"consumer_developer", Role::ConsumerDeveloper}, {"auditor", Role::Auditor},
                      {"viewer", Role::Viewer})
GATEHOUSE_MODEL_WORDS(SubscriptionState, {"pending", SubscriptionState::Pending},
                      {"active", SubscriptionState::Active}, {"paused", SubscriptionState::Paused},
                      {"refused", SubscriptionState::Refused},
                      {"revoked", SubscriptionState::Revoked},
                      {"expired", SubscriptionState::Expired},
                      {"cancelled", SubscriptionState::Cancelled})
GATEHOUSE_MODEL_WORDS(LimitUnit, {"requests", LimitUnit::Requests},
                      {"input_tokens", LimitUnit::InputTokens},
                      {"output_tokens", LimitUnit::OutputTokens}, {"tokens", LimitUnit::Tokens},
                      {"cost_usd", LimitUnit::CostUsd}, {"bytes", LimitUnit::Bytes},
                      {"in_flight", LimitUnit::InFlight})
GATEHOUSE_MODEL_WORDS(MissingIdentity, {"ip", MissingIdentity::Ip},
                      {"shared", MissingIdentity::Shared}, {"refuse", MissingIdentity::Refuse})
GATEHOUSE_MODEL_WORDS(LimitAction, {"refuse", LimitAction::Refuse}, {"queue", LimitAction::Queue},
                      {"shadow", LimitAction::Shadow}, {"warn", LimitAction::Warn})
GATEHOUSE_MODEL_WORDS(CalendarPeriod, {"minute", CalendarPeriod::Minute},
                      {"hour", CalendarPeriod::Hour}, {"day", CalendarPeriod::Day},
                      {"week", CalendarPeriod::Week}, {"month", CalendarPeriod::Month})
#undef GATEHOUSE_MODEL_WORDS

std::span<const std::string_view> limitDimensions()
{
    static constexpr std::string_view kDimensions[] = {
        "application", "team",     "member",       "key", "api",    "route", "revision",
        "model",       "provider", "provider_key", "ip",  "header", "plan"};
    return kDimensions;
}

} // namespace gatehouse::model
