// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/Average.h"
#include "limits/Calendar.h"
#include "limits/Window.h"
#include "model/Limit.h"

#include <algorithm>
#include <variant>

namespace gatehouse::limits {

/// State: b = how many are in flight. Starts at 0 with every process.
class InFlight
{
public:
    explicit InFlight(Amount limit)
        : m_limit(std::clamp<Amount>(limit, 0, kMostAmount))
    {
    }
    [[nodiscard]] Amount limit() const { return m_limit; }

private:
    Amount m_limit;
};

/// What a rule promises, in the form that decides.
using Promise = std::variant<Average, Window, Calendar, InFlight>;

/// Limits in dollars become nano-dollars; unknown time zones are Invalid.
[[nodiscard]] Result<Promise> compilePromise(const model::Promise& promise, model::LimitUnit unit);

/// The same questions to every promise. `state` is the counter's own, locked by the caller.
[[nodiscard]] Reading read(const Promise& promise, State& state, Amount cost, const Now& now,
                           LogStore& store);
/// Fills in `moreAt` and `fullAt` of a reading of this state.
void foretell(const Promise& promise, const State& state, const Now& now, Reading& reading,
              LogStore& store);
[[nodiscard]] bool isIdle(const Promise& promise, State& state, const Now& now, LogStore& store);
/// The state that a changed rule finds: what was used stays used. Frees a log that is no longer
/// needed; a log that is needed begins with one entry.
void carryOver(const Promise& from, const Promise& to, State& state, const Now& now,
               LogStore& store);
/// Empties a counter.
void clear(const Promise& promise, State& state, LogStore& store);

/// What `used` of a full counter is: the burst, the limit.
[[nodiscard]] Amount capacity(const Promise& promise);
/// The number in the rule's sentence.
[[nodiscard]] Amount quota(const Promise& promise);

} // namespace gatehouse::limits
