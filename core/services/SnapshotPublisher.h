// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "gateway/Snapshot.h"

#include <memory>

namespace gatehouse::services {

/// How committed changes reach the data path; connected to the gateway by the program's
/// composition. Called on the control thread.
class SnapshotPublisher
{
public:
    virtual ~SnapshotPublisher() = default;
    /// Returns when every worker uses the snapshot.
    virtual void publish(std::shared_ptr<const gateway::Snapshot> snapshot) = 0;
    /// The `gateway` section is about to change: takes the new addresses and settings into use, or
    /// says why it cannot and goes on with the old ones; then the change is not stored.
    [[nodiscard]] virtual Result<void> reconfigure(const model::Gateway& settings) = 0;
};

/// For a workspace that nobody serves.
class NoPublisher final : public SnapshotPublisher
{
public:
    void publish(std::shared_ptr<const gateway::Snapshot>) override {}
    [[nodiscard]] Result<void> reconfigure(const model::Gateway&) override { return {}; }
};

} // namespace gatehouse::services
