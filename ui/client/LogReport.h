// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Explanation.h"

namespace gatehouse::client {

/// How far an opened access log is read.
struct LogProgress
{
    QString form; ///< `combined`, `haproxy`, `envoy`, `json`
    qint64 lines = 0;
    qint64 unread = 0; ///< Lines that are none of the form.
    qint64 calls = 0;
    bool full = false; ///< No more calls are taken.

    [[nodiscard]] static LogProgress fromJson(const QJsonObject& json);
};

/// What the access log of another gateway tells about its refusals.
struct LogReport
{
    LogProgress read;
    qint64 refused = 0;
    qint64 retries = 0;
    qint64 callers = 0;
    double stepMillis = 1000;
    int points = 0;
    QList<double> callsSeries;
    QList<double> refusedSeries;
    Explanation explained; ///< Its conduct, cures and span; there is no single request.

    [[nodiscard]] static LogReport fromJson(const QJsonObject& json);
};

} // namespace gatehouse::client
