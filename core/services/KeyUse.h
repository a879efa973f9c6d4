// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "telemetry/RecordSink.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace gatehouse::services {

/// When each application key was last shown, out of the records that pass by. One entry a key that
/// was used, so it grows no larger than the configuration. Any thread.
class KeyUse final : public telemetry::RecordSink
{
public:
    void take(const telemetry::RecordBatch& batch) override;
    /// A record of the past as well: only a later one counts.
    void note(const telemetry::RequestRecord& record);
    /// Unix milliseconds; 0 = not known to have been used.
    [[nodiscard]] std::int64_t lastUsedMillis(const std::string& application,
                                              const std::string& key) const;

private:
    void noteLocked(const telemetry::RequestRecord& record);

    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::int64_t> m_last; ///< by keyName()
};

} // namespace gatehouse::services
