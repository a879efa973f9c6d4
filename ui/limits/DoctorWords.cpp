// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/DoctorWords.h"

#include "limits/DoctorPane.h"
#include "model/Words.h"

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

QString causeName(const QString& cause)
{
    if (cause == "own_rule"_L1)
        return DoctorPane::tr("Own rule");
    if (cause == "own_queue"_L1)
        return DoctorPane::tr("Own queue");
    if (cause == "own_shedding"_L1)
        return DoctorPane::tr("Own shedding");
    if (cause == "provider_key_limit"_L1)
        return DoctorPane::tr("Provider limit");
    if (cause == "provider_overload"_L1)
        return DoctorPane::tr("Provider busy");
    return DoctorPane::tr("Inside a 200 stream");
}

QString verdictOf(const client::Explanation& explanation)
{
    const QString& cause = explanation.cause;
    if (cause == "own_rule"_L1)
        return DoctorPane::tr("Refused by your own rule.");
    if (cause == "own_queue"_L1)
        return DoctorPane::tr("Waited in your own queue in vain.");
    if (cause == "own_shedding"_L1)
        return DoctorPane::tr("The gateway itself had too many connections.");
    if (cause == "provider_key_limit"_L1)
        return DoctorPane::tr("Refused by the provider: its key has a limit.");
    if (cause == "provider_overload"_L1)
        return DoctorPane::tr("The provider was overloaded.");
    if (cause == "refused_in_stream"_L1)
        return DoctorPane::tr("Refused inside a stream that began with 200.");
    return DoctorPane::tr("This request was not refused.");
}

QString labelName(const QString& label)
{
    if (label == "ignores_retry_after"_L1)
        return DoctorPane::tr("ignores Retry-After");
    if (label == "wakes_together"_L1)
        return DoctorPane::tr("wakes all at once");
    if (label == "polite"_L1)
        return DoctorPane::tr("polite");
    return DoctorPane::tr("too few calls to tell");
}

model::LimitUnit unitOf(const client::ExplainedRule& rule)
{
    return model::fromWord<model::LimitUnit>(rule.unit.toStdString())
        .value_or(model::LimitUnit::Requests);
}

} // namespace gatehouse::ui
