// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace gatehouse::demo {

/// The workspace Acme (resources/demo/acme.yaml) and the values of the secrets that it refers to,
/// ready for the one use case that applies workspace files.
struct DemoWorkspace
{
    std::string yaml;
    std::map<std::string, std::string> secrets; ///< `env:NAME` -> value
};

/// With the addresses that such a company would have; nobody answers there. For pictures.
[[nodiscard]] DemoWorkspace drawnWorkspace();

/// With every upstream and provider at a DemoUpstream on this port of 127.0.0.1.
[[nodiscard]] DemoWorkspace liveWorkspace(std::uint16_t upstreamPort);

/// The key of an application of the demo, as the secrets above have it.
[[nodiscard]] std::string applicationKey(const std::string& application);

} // namespace gatehouse::demo
