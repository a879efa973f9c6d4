// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Fields.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace gatehouse::http {

/// The head of an answer to be sent. Framing, Connection and Date are written by the connection.
struct AnswerHead
{
    unsigned status = 200;
    FieldBlock fields;
    /// The body's length where it is known before it is sent. An answer to HEAD or a 304 announces
    /// it without sending a body. Absent = chunked, to HTTP/1.0 until close.
    std::optional<std::uint64_t> length;
    bool close = false; ///< End the connection after this answer.
};

/// The reason phrase of a status; `Unknown` for others.
[[nodiscard]] std::string_view reasonOf(unsigned status);

/// `Tue, 24 Nov 2026 08:52:06 GMT`, of now; made once a second and thread.
[[nodiscard]] std::string_view httpDate();

} // namespace gatehouse::http
