// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gatehouse::admin {

/// A request to the admin port, taken apart. Owns its text: it may outlive the bytes on the wire.
struct Request
{
    std::string method;
    std::string path; ///< As written, without the query.
    /// Values of the `{...}` of the route, decoded, in the order of the route's path.
    std::vector<std::string> values;
    std::vector<std::pair<std::string, std::string>> query; ///< Decoded, in order.
    std::string ifMatch;
    std::string body;

    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
    /// A whole number within bounds; `otherwise` when the parameter is absent.
    [[nodiscard]] Result<std::int64_t> number(std::string_view name, std::int64_t otherwise,
                                              std::int64_t least, std::int64_t most) const;
};

/// Takes `a=1&b=x%20y+z` apart.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parseQuery(std::string_view query);

/// What goes back.
struct Reply
{
    unsigned status = 200;
    std::string body;
    std::string contentType = "application/json";
    std::string etag;
    std::vector<std::pair<std::string, std::string>> fields; ///< Further header fields.
};

/// A fault in the input, for `errors` of a problem.
struct InputFault
{
    int line = 0;
    std::string path;
    std::string message;
};

[[nodiscard]] Reply json(std::string body, unsigned status = 200);
[[nodiscard]] Reply noContent();
/// `application/problem+json`; `instance` is added by whoever sends it.
[[nodiscard]] Reply problem(const Error& error);
[[nodiscard]] Reply problem(unsigned status, std::string_view code, std::string_view detail,
                            const std::vector<InputFault>& faults = {});
/// 400, 401, 403, 404, 409, 413, 422, 500, 503, 504: what an error's code is over HTTP.
[[nodiscard]] unsigned statusOf(ErrorCode code);

} // namespace gatehouse::admin
