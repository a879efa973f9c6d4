// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Figures.h"
#include "model/Api.h"
#include "widgets/State.h"

#include <QString>

#include <array>
#include <cstdint>
#include <optional>

/// The words and shapes that the screen uses for the values of an API.
namespace gatehouse::ui {

inline constexpr std::array kApiStates{
    model::ApiState::Design,           model::ApiState::Draft,    model::ApiState::InReview,
    model::ApiState::ChangesRequested, model::ApiState::Approved, model::ApiState::Published,
    model::ApiState::Deprecated,       model::ApiState::Retired,  model::ApiState::Blocked,
    model::ApiState::Discarded};

/// `Published`, as in a tag.
[[nodiscard]] QString stateName(model::ApiState state);
[[nodiscard]] State stateShape(model::ApiState state);
/// The colour of its tag.
[[nodiscard]] Role stateRole(model::ApiState state);
/// Where a state stands in a list: what is served first, what is over last.
[[nodiscard]] int stateOrder(model::ApiState state);
/// Whether callers reach it.
[[nodiscard]] bool isServed(model::ApiState state);
[[nodiscard]] QString kindName(model::ApiKind kind);
[[nodiscard]] QString accessName(model::Access access);

/// What is out of the ordinary in an API's last hour.
enum class Trouble : std::uint8_t
{
    None,
    Refused, ///< One call in twenty is refused now.
    Failed,  ///< One answer in a hundred of the hour is 5xx, and more than two.
};
[[nodiscard]] Trouble troubleOf(const std::optional<client::UsageItem>& figures);

/// The name for people: the id where there is none.
[[nodiscard]] QString displayName(const model::Api& api);
/// A path that a caller could try: the base path with the first route, its `{parameters}` kept.
[[nodiscard]] QString examplePath(const model::Api& api);
/// The first method of the first route; GET when it answers every method.
[[nodiscard]] QString exampleMethod(const model::Api& api);

} // namespace gatehouse::ui
