// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"

#include <optional>
#include <vector>

namespace gatehouse::gateway {

/// A key of a target that may be asked now.
struct Candidate
{
    const CompiledModelTarget* target = nullptr;
    const CompiledProviderKey* key = nullptr; ///< Null where the provider has none.
};

/// Whom an exchange asks, one after the other: the targets in their order, of each the keys in
/// turn. Who is left alone for a while, refused or without room is passed over; why is then the
/// exchange's `failure`, unless it has one.
class Candidates
{
public:
    Candidates(Exchange& x, std::vector<CompiledModelTarget> targets);

    /// The next one; what limits charged for it is in the exchange's `targetAdmission`.
    [[nodiscard]] std::optional<Candidate> next();
    /// The keys that are left of the last one's target are passed over.
    void leaveTarget() { m_keys.clear(); }
    /// From now on targets with a larger context only; false, and nothing changes, when there is
    /// none left.
    [[nodiscard]] bool needContextAbove(Tokens context);
    /// Somebody else might be asked after the last one.
    [[nodiscard]] bool mayHaveMore() const { return !m_keys.empty() || m_next < m_targets.size(); }
    /// From the beginning.
    void again();

private:
    [[nodiscard]] bool enter(const CompiledModelTarget& target);
    [[nodiscard]] std::vector<const CompiledProviderKey*> usable(const CompiledProvider& provider);

    Exchange& m_x;
    const std::vector<CompiledModelTarget> m_targets;
    std::size_t m_next = 0;
    const CompiledModelTarget* m_target = nullptr;
    std::vector<const CompiledProviderKey*> m_keys; ///< of m_target, the next one last
    Tokens m_contextAbove = 0;
    Tokens m_wanted = 0; ///< Of a key's room, by estimate.
};

} // namespace gatehouse::gateway
