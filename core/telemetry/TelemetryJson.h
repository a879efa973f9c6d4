// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/Telemetry.h"

#include <functional>
#include <string>
#include <string_view>

/// Records, ticks and series in the form of the admin port (core/admin/README.md: Record, Series,
/// Live feed).
namespace gatehouse::telemetry {

/// Appends `{"id": ..., ...}`; what is empty or 0 is left out. Heads and bodies are not part of it.
void appendRecord(std::string& out, const RequestRecord& record);

/// Appends one captured message: `{"headers": [[name, value]...], "body", "encoding", "size",
/// "kept"}`.
void appendMessage(std::string& out, const HeaderList& headers, const CapturedBody& body);

/// `{"time_ms", "now", "today", "gateway"}`, and `second` when one is given.
[[nodiscard]] std::string tickJson(const Tick& tick, std::string_view gatewayState,
                                   const FinishedSecond* second);

/// State of a provider by its id; what the gateway knows beside the figures.
using ProviderState = std::function<std::string(std::string_view id)>;

/// The answer of `GET /admin/v1/overview`.
[[nodiscard]] std::string overviewJson(const Overview& overview, const ProviderState& stateOf);

/// `rest`, `ai` or `none`; `own_rule`, `provider`, `shed` or an empty word.
[[nodiscard]] std::string_view toWord(ExchangeKind kind);
[[nodiscard]] std::string_view toWord(RefusedBy by);

} // namespace gatehouse::telemetry
