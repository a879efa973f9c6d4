// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiLifeWords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

struct ApiLife
{
    Q_DECLARE_TR_FUNCTIONS(ApiLife)
};

} // namespace

QString stepName(model::LifeStep step)
{
    switch (step) {
    case model::LifeStep::Start:
        return ApiLife::tr("Start a draft");
    case model::LifeStep::Submit:
        return ApiLife::tr("Ask for review");
    case model::LifeStep::Withdraw:
        return ApiLife::tr("Withdraw");
    case model::LifeStep::RequestChanges:
        return ApiLife::tr("Request changes…");
    case model::LifeStep::Approve:
        return ApiLife::tr("Approve");
    case model::LifeStep::Revise:
        return ApiLife::tr("Back to draft");
    case model::LifeStep::Publish:
        return ApiLife::tr("Publish");
    case model::LifeStep::Deprecate:
        return ApiLife::tr("Deprecate…");
    case model::LifeStep::Restore:
        return ApiLife::tr("Publish again");
    case model::LifeStep::Block:
        return ApiLife::tr("Block…");
    case model::LifeStep::Unblock:
        return ApiLife::tr("Unblock");
    case model::LifeStep::Retire:
        return ApiLife::tr("Retire…");
    case model::LifeStep::Discard:
        return ApiLife::tr("Discard…");
    }
    return {};
}

QString stepMeaning(model::LifeStep step)
{
    switch (step) {
    case model::LifeStep::Deprecate:
        return ApiLife::tr(
            "It goes on answering. Every answer tells callers the dates and where to go.");
    case model::LifeStep::Block:
        return ApiLife::tr("Callers get 503 with this reason until it is unblocked.");
    case model::LifeStep::Retire:
        return ApiLife::tr("Callers get 410 for good. This cannot be taken back.");
    case model::LifeStep::RequestChanges:
        return ApiLife::tr("The author reads what should be otherwise.");
    case model::LifeStep::Discard:
        return ApiLife::tr("The draft is put away; it can be taken up again.");
    default:
        return {};
    }
}

QString mergeName(const QString& state)
{
    if (state == "changed_here"_L1)
        return ApiLife::tr("changed here");
    if (state == "changed_there"_L1)
        return ApiLife::tr("changed there");
    if (state == "conflict"_L1)
        return ApiLife::tr("changed on both sides");
    if (state == "added_here"_L1)
        return ApiLife::tr("added here");
    if (state == "added_there"_L1)
        return ApiLife::tr("added there");
    if (state == "removed_here"_L1)
        return ApiLife::tr("removed here");
    if (state == "removed_there"_L1)
        return ApiLife::tr("removed there");
    return ApiLife::tr("in sync");
}

} // namespace gatehouse::ui
