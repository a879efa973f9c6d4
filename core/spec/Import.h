// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Api.h"
#include "model/Document.h"

#include <expected>
#include <string>
#include <vector>

namespace gatehouse::spec {

struct ImportOptions
{
    /// Where the text was read from, for relative servers; a URL, a path or empty.
    std::string source;
    std::string id;       ///< Empty = made from the title.
    std::string basePath; ///< Empty = `/` and the id.
};

/// What became of a description. Nothing is stored.
struct Imported
{
    model::Api api;   ///< State draft, with the document, one route an operation.
    std::string form; ///< For people: `OpenAPI 3.0.3`, `Swagger 2.0`, `Postman collection`, ...
    std::size_t operations = 0;
    std::vector<model::Fault> remarks; ///< What was not understood or not kept, and where.
};

/// Reads OpenAPI 2.0, 3.0, 3.1 (JSON or YAML), a Postman collection, a HAR file or a cURL line;
/// which of them, the text itself says. Bad input is faults with line and path, and nothing else.
/// Whatever was read, the API carries an OpenAPI 3 document.
[[nodiscard]] std::expected<Imported, std::vector<model::Fault>>
importApi(std::string_view text, const ImportOptions& options);

/// The routes that a document asks for, as importApi() makes them.
[[nodiscard]] std::vector<model::Route> routesOf(const struct Outline& outline,
                                                 std::vector<model::Fault>& remarks);

/// The path of a route for a path template of OpenAPI: a segment that is not wholly literal or
/// wholly one parameter becomes one parameter.
[[nodiscard]] std::string routePath(std::string_view path);

} // namespace gatehouse::spec
