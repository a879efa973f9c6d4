// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiLifeWords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ApiLife", text);
}

} // namespace

QString stepName(model::LifeStep step)
{
    switch (step) {
    case model::LifeStep::Start:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Start a draft"));
    case model::LifeStep::Submit:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Ask for review"));
    case model::LifeStep::Withdraw:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Withdraw"));
    case model::LifeStep::RequestChanges:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Request changes…"));
    case model::LifeStep::Approve:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Approve"));
    case model::LifeStep::Revise:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Back to draft"));
    case model::LifeStep::Publish:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Publish"));
    case model::LifeStep::Deprecate:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Deprecate…"));
    case model::LifeStep::Restore:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Publish again"));
    case model::LifeStep::Block:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Block…"));
    case model::LifeStep::Unblock:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Unblock"));
    case model::LifeStep::Retire:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Retire…"));
    case model::LifeStep::Discard:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "Discard…"));
    }
    return {};
}

QString stepMeaning(model::LifeStep step)
{
    switch (step) {
    case model::LifeStep::Deprecate:
        return tr(QT_TRANSLATE_NOOP(
            "ApiLife",
            "It goes on answering. Every answer tells callers the dates and where to go."));
    case model::LifeStep::Block:
        return tr(QT_TRANSLATE_NOOP("ApiLife",
                                    "Callers get 503 with this reason until it is unblocked."));
    case model::LifeStep::Retire:
        return tr(
            QT_TRANSLATE_NOOP("ApiLife", "Callers get 410 for good. This cannot be taken back."));
    case model::LifeStep::RequestChanges:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "The author reads what should be otherwise."));
    case model::LifeStep::Discard:
        return tr(QT_TRANSLATE_NOOP("ApiLife", "The draft is put away; it can be taken up again."));
    default:
        return {};
    }
}

QString mergeName(const QString& state)
{
    if (state == "changed_here"_L1)
        return tr(QT_TRANSLATE_NOOP("ApiLife", "changed here"));
    if (state == "changed_there"_L1)
        return tr(QT_TRANSLATE_NOOP("ApiLife", "changed there"));
    if (state == "conflict"_L1)
        return tr(QT_TRANSLATE_NOOP("ApiLife", "changed on both sides"));
    if (state == "added_here"_L1)
        return tr(QT_TRANSLATE_NOOP("ApiLife", "added here"));
    if (state == "added_there"_L1)
        return tr(QT_TRANSLATE_NOOP("ApiLife", "added there"));
    if (state == "removed_here"_L1)
        return tr(QT_TRANSLATE_NOOP("ApiLife", "removed here"));
    if (state == "removed_there"_L1)
        return tr(QT_TRANSLATE_NOOP("ApiLife", "removed there"));
    return tr(QT_TRANSLATE_NOOP("ApiLife", "in sync"));
}

} // namespace gatehouse::ui
