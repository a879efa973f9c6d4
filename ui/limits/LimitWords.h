// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/LimitFigures.h"
#include "client/Names.h"
#include "model/Limit.h"
#include "widgets/State.h"

#include <QString>

#include <vector>

/// The words of the screen for limit rules. GUI thread only.
namespace gatehouse::ui {

/// A piece of a sentence.
struct TextRun
{
    QString text;
    bool bold = false;
};

/// `*Data science* may call *Sentiment* at most *1,200* requests/min`, in pieces.
[[nodiscard]] std::vector<TextRun> sentenceRuns(const model::LimitRule& rule,
                                                const client::Names& names);
[[nodiscard]] QString plainText(const std::vector<TextRun>& runs);
/// `burst 200, refuse, 214 counters`; fewer than 0 counters = unknown.
[[nodiscard]] QString secondLine(const model::LimitRule& rule, qsizetype counters);

[[nodiscard]] QString unitName(model::LimitUnit unit);
[[nodiscard]] QString actionName(model::LimitAction action);
[[nodiscard]] QString periodName(model::CalendarPeriod period);
/// A dimension of match and partition; `header:NAME` too.
[[nodiscard]] QString dimensionName(const QString& dimension);
/// The value of a dimension as people call it.
[[nodiscard]] QString valueName(const QString& dimension, const QString& value,
                                const client::Names& names);
/// A counter's partition as people call it; `everybody` where the rule has one counter.
[[nodiscard]] QString partitionName(const model::LimitRule& rule, const QString& partition,
                                    const client::Names& names);
/// The name for people: the id where there is none.
[[nodiscard]] QString displayName(const model::LimitRule& rule);

/// The number that a rule promises, in its unit.
[[nodiscard]] double limitOf(const model::Promise& promise);
void setLimit(model::Promise& promise, double limit);
/// The period it is promised for; 0 = in flight.
[[nodiscard]] Duration periodOf(const model::Promise& promise);
/// `1,200`, `$2,500`, `60 k`.
[[nodiscard]] QString amountText(model::LimitUnit unit, double amount);
/// The same of what the server counts: nano-dollars of cost.
[[nodiscard]] QString countText(model::LimitUnit unit, double count);
/// `/min`, `/month`, ` in 90s`.
[[nodiscard]] QString perText(const model::Promise& promise);

/// How a counter stands: full, near (80 %), or fine.
[[nodiscard]] State useState(double share, bool full);
/// `in 12 s`, `29 Nov, 12:00`.
[[nodiscard]] QString whenText(qint64 thenMillis, qint64 nowMillis);

/// How much of what it would refuse a rule refuses.
enum class LimitMode : std::uint8_t
{
    Enforced,
    Ramp,  ///< In n % of the cases.
    Shadow ///< Counts, refuses nothing.
};
[[nodiscard]] LimitMode modeOf(const model::LimitRule& rule);

/// Whether a rule can ever count calls of this application of that team, and of that API where one
/// is named. What is not known of the call (its model, address, ...) counts as met.
[[nodiscard]] bool mayMatch(const model::LimitRule& rule, const std::string& application,
                            const std::string& team, const std::string& api);

} // namespace gatehouse::ui
