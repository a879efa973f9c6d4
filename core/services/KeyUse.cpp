// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/KeyUse.h"

#include "base/Clock.h"
#include "services/StoredState.h"

#include <algorithm>

namespace gatehouse::services {

void KeyUse::take(const telemetry::RecordBatch& batch)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto& record : batch)
        noteLocked(*record);
}

void KeyUse::note(const telemetry::RequestRecord& record)
{
    const std::scoped_lock lock(m_mutex);
    noteLocked(record);
}

void KeyUse::noteLocked(const telemetry::RequestRecord& record)
{
    if (record.key.empty())
        return;
    auto& last = m_last[keyName(record.application, record.key)];
    last = std::max(last, toUnixMillis(record.start));
}

std::int64_t KeyUse::lastUsedMillis(const std::string& application, const std::string& key) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_last.find(keyName(application, key));
    return found != m_last.end() ? found->second : 0;
}

} // namespace gatehouse::services
