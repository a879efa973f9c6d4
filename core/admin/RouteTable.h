// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Message.h"
#include "http/Types.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::http {
class ServerExchange;
}

namespace gatehouse::admin {

/// A query parameter, as openapi.json tells it.
struct Parameter
{
    std::string_view name;
    std::string_view type; ///< `string` or `integer`
    std::string_view description;
};

/// Answers a request, in a coroutine on the admin loop; what may block goes to the control thread
/// (Calls::onControl).
using Action = std::function<http::Task<Reply>(const Request&)>;
/// Answers by itself, for as long as it likes: the live feed.
using StreamAction = std::function<http::Task<void>(const Request&, http::ServerExchange&)>;

/// One operation. The table of these is both what is dispatched and what openapi.json describes.
struct Route
{
    std::string method{};
    std::string path{}; ///< `/admin/v1/apis/{id}`; a `{...}` takes one segment
    std::string id{};   ///< operationId
    std::string summary{};
    std::vector<Parameter> query{};
    std::string_view body{};   ///< Schema of the request, empty = none.
    std::string_view answer{}; ///< Schema of the answer, empty = none.
    unsigned success = 200;
    std::string_view contentType = "application/json"; ///< Of the answer.
    Action action{};
    StreamAction stream{}; ///< Instead of `action`.
};

/// Every operation of the admin port. Filled once, before the server starts.
class RouteTable
{
public:
    void add(Route route);

    struct Match
    {
        const Route* route = nullptr;    ///< Nothing when path or method are unknown.
        std::vector<std::string> values; ///< Of the `{...}`, decoded.
        std::string allow;               ///< Methods of the path, when only the method is wrong.
    };
    [[nodiscard]] Match match(std::string_view method, std::string_view path) const;

    [[nodiscard]] std::span<const Route> routes() const { return m_routes; }

private:
    std::vector<Route> m_routes;
    std::vector<std::vector<std::string>> m_segments; ///< Of each route's path.
};

/// The routes as an OpenAPI 3.1 document.
[[nodiscard]] std::string openApiJson(const RouteTable& table, std::string_view version);

} // namespace gatehouse::admin
