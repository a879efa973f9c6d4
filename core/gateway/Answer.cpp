// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Capture.h"
#include "gateway/LimitAnswer.h"
#include "gateway/ModelList.h"
#include "gateway/Steps.h"

namespace gatehouse::gateway {

http::Task<void> answerOwn(Exchange& x)
{
    http::AnswerHead head;
    std::string body;
    if (x.call == CallKind::Models) {
        auto found = modelList(x);
        if (!found) {
            x.fail(404, "model_not_found", "there is no model \"" + x.modelInPath + "\" here");
            co_await answerFailure(x);
            co_return;
        }
        body = std::move(*found);
        head.fields.add("Content-Type", "application/json");
    } else {
        body = x.call == CallKind::Health ? "{\"status\":\"ok\"}\n" : "{\"status\":\"ready\"}\n";
        head.fields.add("Content-Type", "application/json");
        head.fields.add("Cache-Control", "no-store");
    }
    head.fields.add("x-gatehouse-request-id", x.record.id);
    settle(x);
    addLimitFields(x, head.fields);
    head.length = body.size();
    captureAnswerHead(x, head);
    captureAnswer(x, body);
    [[maybe_unused]] const bool sent = co_await x.http.respond(std::move(head), body);
}

http::Task<void> answerFailure(Exchange& x)
{
    auto& failure = x.failure;
    http::AnswerHead head;
    head.status = failure.status;
    const auto body =
        x.verbatim.empty() ? errorBody(x.dialect, failure, x.record.id, x.path()) : x.verbatim;
    head.fields.add("Content-Type", contentTypeOf(x.dialect));
    head.fields.add("Cache-Control", "no-store");
    if (failure.status == 401)
        head.fields.add("WWW-Authenticate", "Bearer realm=\"gatehouse\"");
    if (!failure.allow.empty())
        head.fields.add("Allow", failure.allow);
    if (!failure.retryAfter.empty())
        head.fields.add("Retry-After", failure.retryAfter);
    settle(x);
    addLimitFields(x, head.fields);
    head.fields.add("x-gatehouse-request-id", x.record.id);
    if (x.call == CallKind::Model && !x.record.attempts.empty()) {
        head.fields.add("x-gatehouse-attempts", std::to_string(x.record.attempts.size()));
        if (!x.record.provider.empty())
            head.fields.add("x-gatehouse-provider", x.record.provider);
    }
    head.length = body.size();
    // A body that is wrong or too large is not read to its end: the connection cannot go on.
    head.close = failure.status == 413 || failure.status == 408 ||
                 (failure.status == 400 && failure.type == "bad_message");
    x.record.error = failure.type;
    captureAnswerHead(x, head);
    captureAnswer(x, body);
    [[maybe_unused]] const bool sent = co_await x.http.respond(std::move(head), body);
}

} // namespace gatehouse::gateway
