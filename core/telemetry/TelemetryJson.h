// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/JsonWriter.h"
#include "telemetry/Telemetry.h"

#include <functional>
#include <string>
#include <string_view>

/// Records, ticks and series in the form of the admin port (core/admin/README.md: Record, Series,
/// Live feed).
namespace gatehouse::telemetry {

/// Appends `{"id": ..., ...}`; what is empty or 0 is left out. Heads and bodies are not part of it.
void appendRecord(std::string& out, const RequestRecord& record);

/// The same fields without the braces, for whoever adds some.
void appendRecordFields(JsonWriter& json, const RequestRecord& record);

/// Appends one captured message: `{"headers": [[name, value]...], "body", "encoding", "size",
/// "kept"}`.
void appendMessage(JsonWriter& json, const HeaderList& headers, const CapturedBody& body);

/// `{"time_ms", "now", "today", "gateway"}`, and `second` when one is given.
[[nodiscard]] std::string tickJson(const Tick& tick, std::string_view gatewayState,
                                   const FinishedSecond* second);

/// The word for a provider's state: what the gateway knows, with the figures of the last minute at
/// hand.
using ProviderState = std::function<std::string(const ProviderFigures& figures)>;

/// The answer of `GET /admin/v1/overview`.
[[nodiscard]] std::string overviewJson(const Overview& overview, const ProviderState& stateOf);

/// The answer of `GET /admin/v1/usage`.
[[nodiscard]] std::string usageJson(const Usage& usage);

/// `rest`, `ai` or `none`; `own_rule`, `provider`, `shed` or an empty word.
[[nodiscard]] std::string_view toWord(ExchangeKind kind);
[[nodiscard]] std::string_view toWord(RefusedBy by);

} // namespace gatehouse::telemetry
