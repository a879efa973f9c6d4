// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Lifecycle.h"
#include "model/Workspace.h"

#include <optional>
#include <span>
#include <string_view>

/// The words for enumerations: the same in the file, in JSON, in the database and on the screen.
namespace gatehouse::model {

template <typename Enum>
struct Word
{
    std::string_view word;
    Enum value;
};

/// Every value of the enumeration, in its order.
template <typename Enum>
[[nodiscard]] std::span<const Word<Enum>> words();

#define GATEHOUSE_MODEL_WORDS(Enum)                                                                \
    template <>                                                                                    \
    std::span<const Word<Enum>> words<Enum>();
GATEHOUSE_MODEL_WORDS(ApiKind)
GATEHOUSE_MODEL_WORDS(ApiState)
GATEHOUSE_MODEL_WORDS(Visibility)
GATEHOUSE_MODEL_WORDS(LifeStep)
GATEHOUSE_MODEL_WORDS(Access)
GATEHOUSE_MODEL_WORDS(Balance)
GATEHOUSE_MODEL_WORDS(CachePartition)
GATEHOUSE_MODEL_WORDS(RouteStrategy)
GATEHOUSE_MODEL_WORDS(Role)
GATEHOUSE_MODEL_WORDS(SubscriptionState)
GATEHOUSE_MODEL_WORDS(LimitUnit)
GATEHOUSE_MODEL_WORDS(LimitAction)
GATEHOUSE_MODEL_WORDS(CalendarPeriod)
GATEHOUSE_MODEL_WORDS(MissingIdentity)
#undef GATEHOUSE_MODEL_WORDS

template <typename Enum>
[[nodiscard]] std::string_view toWord(Enum value)
{
    for (const auto& entry : words<Enum>()) {
        if (entry.value == value)
            return entry.word;
    }
    return {};
}

template <typename Enum>
[[nodiscard]] std::optional<Enum> fromWord(std::string_view word)
{
    for (const auto& entry : words<Enum>()) {
        if (entry.word == word)
            return entry.value;
    }
    return std::nullopt;
}

/// What `match` and `partition` of a limit may name.
[[nodiscard]] std::span<const std::string_view> limitDimensions();

/// Whether an API in this state answers calls.
[[nodiscard]] constexpr bool isServed(ApiState state)
{
    return state == ApiState::Published || state == ApiState::Deprecated;
}

} // namespace gatehouse::model
