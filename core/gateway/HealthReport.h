// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// How providers and their keys are, and the same set by hand: for people who look, and for those
/// who want to see what happens when something fails. Values; any thread.
namespace gatehouse::gateway {

struct View;

enum class ProviderState : std::uint8_t
{
    Idle,
    Healthy,
    Cooling,
    Failed
};

/// `idle`, `healthy`, `cooling`, `failed`.
[[nodiscard]] std::string_view toWord(ProviderState state);

/// The machine that takes something out of use and lets it try again.
enum class Circuit : std::uint8_t
{
    Closed,   ///< In use.
    Open,     ///< Left alone until a time.
    HalfOpen, ///< The time is up: one exchange tries it.
    Retired   ///< Of a key: refused for good, until its secret changes or somebody resets it.
};
[[nodiscard]] std::string_view toWord(Circuit circuit);

struct CircuitReport
{
    Circuit circuit = Circuit::Closed;
    Duration openFor{};         ///< What is left of it, with Circuit::Open.
    std::uint32_t failures = 0; ///< In a row; counted for a provider only.
};

struct KeyReport
{
    std::string id;
    CircuitReport health;
};

struct ProviderReport
{
    std::string id;
    ProviderState state = ProviderState::Idle; ///< Idle = not called yet
    CircuitReport health;
    std::vector<KeyReport> keys;
    std::string problem; ///< Why it cannot be called; empty = it can.
};

[[nodiscard]] std::vector<ProviderReport> healthReport(const View& view, Instant now);

/// What somebody does to the health of a provider by hand.
struct Intervention
{
    enum class Kind : std::uint8_t
    {
        Fail,  ///< As if it had failed: its breaker opens.
        Pause, ///< As if it had answered 429: the key, or every one, pauses.
        Reset  ///< All of it is forgotten, retirement included.
    } kind = Kind::Reset;
    std::string provider;
    std::string key; ///< Empty = the provider and all of its keys.
    Duration time{}; ///< Of Fail and Pause.
};

/// False when there is no such provider or key, or none of whose keys could pause.
[[nodiscard]] bool intervene(const View& view, const Intervention& what, Instant now);

} // namespace gatehouse::gateway
