// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RequestRecord.h"

#include <memory>
#include <vector>

namespace gatehouse::telemetry {

/// A finished record, shared by everybody behind the rings; never changed any more.
using RecordPtr = std::shared_ptr<const RequestRecord>;
using RecordBatch = std::vector<RecordPtr>;

/// Who takes finished records out of Telemetry: the history's writer, the live feed.
class RecordSink
{
public:
    virtual ~RecordSink() = default;
    /// On Telemetry's thread, in the order in which the exchanges ended (a worker's; workers are
    /// not ordered among each other). Must not block: whoever is slower keeps a bounded queue and
    /// counts what it drops.
    virtual void take(const RecordBatch& batch) = 0;
};

} // namespace gatehouse::telemetry
