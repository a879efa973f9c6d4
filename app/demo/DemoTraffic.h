// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/DemoWorkspace.h"

#include "base/Result.h"

#include <memory>
#include <string>

namespace gatehouse::demo {

/// The life of `gatehouse --demo`: upstreams and model providers on a free port of 127.0.0.1, and
/// eight applications that call them through the gateway, about 40 requests a second, with a thread
/// of its own.
///
/// Owned by the composition: open(), apply workspace() to the gateway, start() with the gateway's
/// address. All functions are called from one thread; none blocks but the destructor, which ends
/// the thread.
class DemoTraffic
{
public:
    /// Opens the upstreams; fails where no loopback port can be had.
    [[nodiscard]] static Result<std::unique_ptr<DemoTraffic>> open();
    ~DemoTraffic();
    DemoTraffic(const DemoTraffic&) = delete;
    DemoTraffic& operator=(const DemoTraffic&) = delete;

    [[nodiscard]] DemoWorkspace workspace() const;
    /// `http://127.0.0.1:8480`. The applications keep calling while the gateway is away, and are
    /// answered when it is back.
    void start(const std::string& gatewayUrl);

private:
    struct Private;
    explicit DemoTraffic(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

} // namespace gatehouse::demo
