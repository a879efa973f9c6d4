// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Relay.h"

#include "gateway/Capture.h"
#include "gateway/LimitAnswer.h"
#include "gateway/Recall.h"
#include "gateway/Steps.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::gateway {

std::string usd(NanoUsd amount)
{
    auto text = fmt::format("{}.{:09}", amount.value / 1'000'000'000, amount.value % 1'000'000'000);
    while (text.ends_with('0') && !text.ends_with(".0"))
        text.pop_back();
    return text;
}

http::AnswerHead answerHead(Exchange& x)
{
    http::AnswerHead head;
    head.status = x.answer->status;
    if (!x.answer->contentType.empty())
        head.fields.add("Content-Type", x.answer->contentType);
    if (!x.answer->contentEncoding.empty())
        head.fields.add("Content-Encoding", x.answer->contentEncoding);
    if (!x.answer->requestId.empty())
        head.fields.add(x.dialect == Dialect::Anthropic ? "request-id" : "x-request-id",
                        x.answer->requestId);
    head.fields.add("x-gatehouse-request-id", x.record.id);
    head.fields.add("x-gatehouse-provider", x.record.provider);
    head.fields.add("x-gatehouse-model", x.record.modelUsed);
    head.fields.add("x-gatehouse-attempts", std::to_string(x.record.attempts.size()));
    addCacheField(x, head.fields);
    addLimitFields(x, head.fields);
    const auto spent = x.micros();
    const auto own = spent > x.waitedMicros ? spent - x.waitedMicros : 0;
    head.fields.add("x-gatehouse-overhead-ms", fmt::format("{}.{:03}", own / 1000, own % 1000));
    if (x.outputLimit > 0)
        head.fields.add("x-gatehouse-output-limit", std::to_string(x.outputLimit));
    if (!x.lost.empty())
        head.fields.add("x-gatehouse-lost", x.lost.text());
    return head;
}

http::Task<void> failBeforeHead(Exchange& x)
{
    if (x.http.isGone())
        co_return;
    x.fail(502, "provider_broke",
           "the provider \"" + x.record.provider + "\" broke off in the middle of its answer");
    co_await answerFailure(x);
}

http::Task<void> breakStream(Exchange& x, bool betweenEvents, std::string_view why)
{
    x.broke = true;
    x.record.error = why;
    Failure failure;
    failure.status = why == "provider_timeout" ? 504 : 502;
    failure.type = why;
    failure.message =
        "the provider \"" + x.record.provider + "\" broke off in the middle of its answer";
    auto text = streamError(x.dialect, failure, x.endpoint == AiEndpoint::Responses);
    if (!betweenEvents)
        text.insert(0, "\n\n");
    captureAnswer(x, text);
    const bool sent = co_await x.http.send(text);
    if (sent)
        x.http.abort();
}

namespace {

/// Whether it is about a token of the answer, where nothing tells better.
bool bringsOutput(ai::StreamEvent::Kind kind)
{
    using Kind = ai::StreamEvent::Kind;
    return kind == Kind::Text || kind == Kind::Refusal || kind == Kind::Thinking ||
           kind == Kind::ToolStart || kind == Kind::ToolArguments;
}

} // namespace

void note(Exchange& x, const ai::StreamEvent& event)
{
    using Kind = ai::StreamEvent::Kind;
    switch (event.kind) {
    case Kind::Start:
        if (!event.name.empty())
            x.told.model = event.name;
        break;
    case Kind::Usage:
        x.told.usage = event.usage;
        break;
    case Kind::Finish:
        x.told.finish = ai::toWord(event.finish);
        break;
    case Kind::Text:
    case Kind::Thinking:
    case Kind::ToolStart:
        if (x.record.phases.firstToken == 0)
            x.record.phases.firstToken = x.micros();
        break;
    default:
        break;
    }
    if (bringsOutput(event.kind))
        ++x.streamedEvents;
}

bool isStreamType(std::string_view contentType)
{
    return contentType.starts_with("text/event-stream") ||
           contentType.starts_with("application/x-ndjson") ||
           contentType.starts_with("application/vnd.amazon.eventstream");
}

unsigned faultStatus(unsigned told)
{
    return told == 0 || told == 401 || told == 402 || told == 403 ? 502 : told;
}

} // namespace gatehouse::gateway
