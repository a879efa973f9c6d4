// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/TrafficRecord.h"

#include <QString>
#include <QStringList>

namespace gatehouse::ui {

/// What people type into the filter box: `status:5xx api:orders latency:>2s text:"refund"`. Words
/// without a key are text. `unknown` names what could not be understood.
struct TrafficQuery
{
    client::TrafficFilter filter;
    QStringList unknown;
};

[[nodiscard]] TrafficQuery parseTrafficQuery(const QString& text);
/// The text that reads back to the same filter; times are not part of it.
[[nodiscard]] QString trafficQueryText(const client::TrafficFilter& filter);
/// The keys, each with its colon, for completion.
[[nodiscard]] QStringList trafficQueryKeys();

} // namespace gatehouse::ui
