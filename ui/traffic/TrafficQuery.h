// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/TrafficRecord.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace gatehouse::ui {

/// What people type into the filter box: `status:5xx api:orders latency:>2s last:10m
/// text:"refund"`. Words without a key are text. `unknown` names what could not be understood.
struct TrafficQuery
{
    client::TrafficFilter filter;
    std::chrono::seconds last{0}; ///< Only the last while; 0 = any time.
    QStringList unknown;
};

[[nodiscard]] TrafficQuery parseTrafficQuery(const QString& text);
/// The text that reads back to the same filter; times are not part of it.
[[nodiscard]] QString trafficQueryText(const client::TrafficFilter& filter);
/// The words of a query, a key with its quoted value in one piece.
[[nodiscard]] QStringList trafficQueryWords(const QString& text);
/// The key of a word; empty when it has none.
[[nodiscard]] QString trafficQueryKey(const QString& word);
/// What may follow the word written so far: keys first, then values of its key. `valuesOf` gives
/// those that only the workspace knows (names of applications, APIs, providers, models).
[[nodiscard]] QStringList
trafficCompletions(const QString& word, const std::function<QStringList(const QString&)>& valuesOf);

} // namespace gatehouse::ui
