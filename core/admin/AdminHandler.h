// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/Context.h"
#include "admin/RouteTable.h"
#include "http/Handler.h"

#include <string>

namespace gatehouse::admin {

/// Answers requests to the admin port: who calls, which route, its action.
class AdminHandler final : public http::Handler
{
public:
    AdminHandler(http::Loop& loop, const RouteTable& table, Context& context,
                 const std::string& token);
    ~AdminHandler() override;

    http::Task<void> serve(http::ServerExchange& exchange) override;

private:
    const RouteTable& m_table;
    Context& m_context;
    const std::string& m_token;
};

} // namespace gatehouse::admin
