// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/Providers.h"

#include <string>
#include <vector>

/// Model servers that run on this machine (Ollama, vLLM, LM Studio, llama.cpp, ...), found at the
/// addresses where they usually listen, so that they can be offered without typing.
namespace gatehouse::services {

/// Where one may be.
struct LocalServer
{
    std::vector<std::string>
        kinds;        ///< Providers of the catalogue that listen there, likeliest first.
    std::string name; ///< Of the likeliest.
    std::string baseUrl;
    std::string modelsUrl;
    bool configured = false; ///< A provider of the workspace calls this address already.
};

/// The catalogue's addresses on loopback, each once. Control thread.
[[nodiscard]] std::vector<LocalServer> localServers(const Configuration& configuration);

/// Asks each for its models, two seconds at most, one after the other, and tells those that answer:
/// `{"items": [...]}` of core/admin/README.md. On the pool's loop; never fails.
[[nodiscard]] http::Task<std::string> findLocalServers(std::vector<LocalServer> servers,
                                                       http::UpstreamPool& pool);

} // namespace gatehouse::services
