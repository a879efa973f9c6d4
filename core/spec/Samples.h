// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"

#include <string>
#include <utility>
#include <vector>

namespace gatehouse::spec {

/// One call as somebody wrote it down or recorded it: a request of a Postman collection, an entry
/// of a HAR file, a cURL line.
struct Sample
{
    std::string name;   ///< For people; may be empty.
    std::string method; ///< Upper case.
    std::string url;    ///< Absolute, or only a path when the origin is not known.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string bodyType; ///< Media type; empty = no body.
    std::string body;
    std::string folder; ///< Becomes a tag.
    int status = 0;     ///< Of the answer seen; 0 = none.
    std::string answerType;
    std::string answer;
    int line = 0;
};

/// An OpenAPI 3.1 document of the calls: one path for all that differ in values only (`:id`,
/// `{{id}}`, numbers, UUIDs become parameters), values as examples, the origins as servers. Header
/// fields that carry credentials become security schemes; their values are left out.
[[nodiscard]] model::Node documentOf(const std::vector<Sample>& samples, std::string_view title,
                                     std::vector<model::Fault>& remarks);

/// Postman collection 2.0 and 2.1 (schema.getpostman.com).
[[nodiscard]] std::vector<Sample> readPostman(const model::Node& collection,
                                              std::vector<model::Fault>& remarks);
/// HTTP Archive 1.2 (w3c.github.io/web-performance/specs/HAR).
[[nodiscard]] std::vector<Sample> readHar(const model::Node& archive,
                                          std::vector<model::Fault>& remarks);
/// One cURL command as copied from a browser or a manual: POSIX quoting, `$'...'`, lines joined by
/// a backslash.
[[nodiscard]] std::expected<Sample, std::string> readCurl(std::string_view command);

} // namespace gatehouse::spec
