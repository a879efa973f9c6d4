// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <type_traits>

namespace gatehouse::store {

/// Turns SQLite's exceptions into errors: they end here. Private to this folder.
template <typename Body>
auto guard(Body&& body)
    -> std::conditional_t<std::is_void_v<decltype(body())>, Result<void>, Result<decltype(body())>>
{
    try {
        if constexpr (std::is_void_v<decltype(body())>) {
            body();
            return {};
        } else {
            return body();
        }
    } catch (const std::exception& error) {
        return fail(ErrorCode::Unavailable,
                    std::string("the database cannot be used: ") + error.what());
    }
}

} // namespace gatehouse::store
