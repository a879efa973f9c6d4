// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Conversation.h"

#include <algorithm>
#include <array>

namespace gatehouse::ai {

namespace {

constexpr std::array<std::string_view, 7> kEfforts{"none", "minimal", "low", "medium",
                                                   "high", "xhigh",   "max"};

} // namespace

std::string_view toWord(Effort effort)
{
    return kEfforts[static_cast<std::size_t>(effort)];
}

std::optional<Effort> effortFromWord(std::string_view word)
{
    const auto* const it = std::ranges::find(kEfforts, word);
    if (it == kEfforts.end())
        return std::nullopt;
    return static_cast<Effort>(it - kEfforts.begin());
}

Effort Reasoning::asEffort() const
{
    if (effort)
        return *effort;
    if (!budget || *budget < 0)
        return Effort::Medium;
    if (*budget == 0)
        return Effort::None;
    return *budget < 4096 ? Effort::Low : *budget < 16384 ? Effort::Medium : Effort::High;
}

Tokens Reasoning::asBudget() const
{
    if (budget && *budget >= 0)
        return *budget;
    switch (asEffort()) {
    case Effort::None:
        return 0;
    case Effort::Minimal:
    case Effort::Low:
        return 2048;
    case Effort::Medium:
        return 8192;
    default:
        return 16384;
    }
}

} // namespace gatehouse::ai
