// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"
#include "model/Document.h"

#include <string>

namespace gatehouse::spec {

/// Where callers find the API, and how.
struct ExportOptions
{
    std::string gatewayUrl; ///< `https://api.example.com`; empty = servers are relative.
    std::uint32_t revision = 0;
};

/// The API's document as callers should see it: its stored document with today's name, routes,
/// address, credentials and state; operations without a route are left out, routes without an
/// operation get a bare one. Without a stored document one is made of the routes.
[[nodiscard]] model::Node exportDocument(const model::Api& api, const ExportOptions& options);

/// The same as one HTML page for people; nothing outside of it is loaded, no script runs.
[[nodiscard]] std::string exportHtml(const model::Api& api, const ExportOptions& options);

} // namespace gatehouse::spec
