// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Answer.h"
#include "http/Types.h"

#include <string>
#include <string_view>

namespace gatehouse::http {

class ServerExchange;

/// A request that core/http itself turns down, before or instead of the handler's own answer.
struct Refusal
{
    unsigned status = 400;   ///< 400, 408, 413, 414, 417, 431, 500, 501, 503, 504, 505
    std::string_view what;   ///< One sentence for a person, without secrets.
    std::string_view method; ///< Empty where the head could not be read.
    std::string_view target; ///< As written; empty where the head could not be read.
    std::string_view peer;   ///< Address of the client.
    Timestamp start;         ///< First byte of the request.
    /// The exchange, where the handler has been given it (a body that turned out bad); else none.
    ServerExchange* exchange = nullptr;
};

/// What a server does with requests: one object a worker, made and used on the worker's thread
/// only.
class Handler
{
public:
    virtual ~Handler() = default;

    /// Answers one request. The exchange lives until the coroutine ends. Where it ends without an
    /// answer, http refuses with what went wrong (bad or late body, exchange too long), else 500;
    /// where it ends inside an answer, that is aborted.
    virtual Task<void> serve(ServerExchange& exchange) = 0;

    /// Writes fields and body of a refusal (head.status is set); called once for each, also for
    /// recording it. The default is plain problem+json.
    virtual void refuse(const Refusal& refusal, AnswerHead& head, std::string& body);
};

} // namespace gatehouse::http
