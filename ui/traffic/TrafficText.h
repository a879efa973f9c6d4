// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/TrafficRecord.h"
#include "widgets/Waterfall.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace gatehouse::ui {

/// `$0.000046`; what is less than a millionth of a dollar says so.
[[nodiscard]] QString costText(qint64 nanoUsd);
/// What stands in the column of the model when none answered: who refused, or the route.
[[nodiscard]] QString insteadOfModel(const client::TrafficRecord& record);
/// "Three tries, then OK", "Refused by an own rule": the exchange in a few words.
[[nodiscard]] QString headline(const client::TrafficRecord& record, const QString& provider);
/// One line an event of a captured stream: number, name, data.
[[nodiscard]] QStringList eventLines(const client::TrafficMessage& message);
/// A body for reading: JSON indented, other text as it is, bytes as a sentence.
[[nodiscard]] QString readableBody(const client::TrafficMessage& message, bool pretty);
/// One header a line.
[[nodiscard]] QString headerLines(const client::TrafficMessage& message);
/// The request as a command line for cURL; masked credentials stay masked.
[[nodiscard]] QString curlCommand(const client::TrafficDetail& detail, const QString& gateway);
/// The tries of an exchange, or its phases when there was one at most.
[[nodiscard]] QList<Waterfall::Row>
waterfallRows(const client::TrafficRecord& record,
              const std::function<QString(const QString&)>& providerName = {});
/// One line of CSV (RFC 4180), and the head line.
[[nodiscard]] QString csvLine(const client::TrafficRecord& record);
[[nodiscard]] QString csvHead();

} // namespace gatehouse::ui
