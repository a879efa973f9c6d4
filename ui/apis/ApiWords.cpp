// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiWords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
struct ApiWords
{
    Q_DECLARE_TR_FUNCTIONS(ApiWords)
};
} // namespace

QString stateName(model::ApiState state)
{
    switch (state) {
    case model::ApiState::Design:
        return ApiWords::tr("Design");
    case model::ApiState::Draft:
        return ApiWords::tr("Draft");
    case model::ApiState::InReview:
        return ApiWords::tr("In review");
    case model::ApiState::ChangesRequested:
        return ApiWords::tr("Changes asked");
    case model::ApiState::Approved:
        return ApiWords::tr("Approved");
    case model::ApiState::Published:
        return ApiWords::tr("Published");
    case model::ApiState::Deprecated:
        return ApiWords::tr("Deprecated");
    case model::ApiState::Retired:
        return ApiWords::tr("Retired");
    case model::ApiState::Blocked:
        return ApiWords::tr("Blocked");
    case model::ApiState::Discarded:
        return ApiWords::tr("Discarded");
    }
    return {};
}

State stateShape(model::ApiState state)
{
    switch (state) {
    case model::ApiState::Published:
        return State::Good;
    case model::ApiState::Deprecated:
    case model::ApiState::ChangesRequested:
        return State::Near;
    case model::ApiState::Blocked:
        return State::Failed;
    default:
        return State::Idle;
    }
}

Role stateRole(model::ApiState state)
{
    switch (state) {
    case model::ApiState::Published:
    case model::ApiState::Approved:
        return Role::Good;
    case model::ApiState::Deprecated:
    case model::ApiState::ChangesRequested:
        return Role::Notice;
    case model::ApiState::InReview:
        return Role::Accent;
    case model::ApiState::Blocked:
        return Role::Bad;
    default:
        return Role::Quiet;
    }
}

int stateOrder(model::ApiState state)
{
    using enum model::ApiState;
    constexpr model::ApiState kOrder[] = {Published, Blocked,          Deprecated, Approved,
                                          InReview,  ChangesRequested, Draft,      Design,
                                          Retired,   Discarded};
    return static_cast<int>(std::ranges::find(kOrder, state) - std::begin(kOrder));
}

bool isServed(model::ApiState state)
{
    return state == model::ApiState::Published || state == model::ApiState::Deprecated;
}

QString kindName(model::ApiKind kind)
{
    switch (kind) {
    case model::ApiKind::Rest:
        return ApiWords::tr("REST");
    case model::ApiKind::Ai:
        return ApiWords::tr("AI");
    case model::ApiKind::Prompt:
        return ApiWords::tr("Prompt");
    }
    return {};
}

QString accessName(model::Access access)
{
    switch (access) {
    case model::Access::Open:
        return ApiWords::tr("open, no key");
    case model::Access::Key:
        return ApiWords::tr("any valid key");
    case model::Access::Subscription:
        return ApiWords::tr("subscription");
    }
    return {};
}

Trouble troubleOf(const std::optional<client::UsageItem>& figures)
{
    constexpr double kFailedPercent = 1;
    constexpr double kRefusedShare = 0.05;
    constexpr double kLeastRefused = 0.05;
    constexpr double kFewFailures = 3;
    if (!figures)
        return Trouble::None;
    const double percent = figures->failedPercent();
    if (percent >= kFailedPercent &&
        percent / 100 * figures->callsOfTheHour() >= kFewFailures - 0.5)
        return Trouble::Failed;
    if (figures->refusedPerSecond >= kLeastRefused &&
        figures->refusedPerSecond >= kRefusedShare * figures->perSecond)
        return Trouble::Refused;
    return Trouble::None;
}

QString displayName(const model::Api& api)
{
    return QString::fromStdString(api.name.empty() ? api.id : api.name);
}

QString examplePath(const model::Api& api)
{
    QString base = QString::fromStdString(api.basePath);
    if (base == u"/"_s)
        base.clear();
    QString path = api.routes.empty() ? u"/"_s : QString::fromStdString(api.routes.front().path);
    if (path.endsWith(u"/*"_s))
        path.chop(1);
    return base + (path == u"/"_s && !base.isEmpty() ? QString() : path);
}

QString exampleMethod(const model::Api& api)
{
    if (api.routes.empty() || api.routes.front().methods.empty())
        return u"GET"_s;
    return QString::fromStdString(api.routes.front().methods.front());
}

} // namespace gatehouse::ui
