// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Capture.h"
#include "gateway/LimitAnswer.h"
#include "gateway/Steps.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::gateway {

namespace {

/// A whole answer up to this size waits for its end, so that its head can name the cost.
constexpr std::size_t kWhole = 1u << 20;

/// How many events begin in these bytes; one that is cut in two may be missed.
std::size_t events(std::string_view bytes)
{
    std::size_t count = 0;
    for (auto at = bytes.find("data:"); at != std::string_view::npos;
         at = bytes.find("data:", at + 5))
        ++count;
    return count;
}

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
        head.fields.add("x-request-id", x.answer->requestId);
    head.fields.add("x-gatehouse-request-id", x.record.id);
    head.fields.add("x-gatehouse-provider", x.record.provider);
    head.fields.add("x-gatehouse-model", x.record.modelUsed);
    head.fields.add("x-gatehouse-attempts", std::to_string(x.record.attempts.size()));
    addLimitFields(x, head.fields);
    const auto spent = x.micros();
    const auto own = spent > x.waitedMicros ? spent - x.waitedMicros : 0;
    head.fields.add("x-gatehouse-overhead-ms", fmt::format("{}.{:03}", own / 1000, own % 1000));
    return head;
}

/// The provider broke off before the head was sent: it can still be told in full.
http::Task<void> failBeforeHead(Exchange& x)
{
    if (x.http.isGone())
        co_return;
    x.fail(502, "provider_broke",
           "the provider \"" + x.record.provider + "\" broke off in the middle of its answer");
    co_await answerFailure(x);
}

/// Not a stream of events: kept whole where it is small, so that the head can tell the cost.
http::Task<void> relayWhole(Exchange& x)
{
    const bool json = x.answer->contentType.find("json") != std::string::npos &&
                      x.answer->contentEncoding.empty();
    std::string whole;
    bool complete = false;
    while (json && !complete && whole.size() <= kWhole) {
        const auto from = x.micros();
        const auto piece = co_await x.answer->read();
        x.waitedMicros += x.micros() - from;
        if (!piece.ok()) {
            co_await failBeforeHead(x);
            co_return;
        }
        whole += piece.data;
        complete = piece.last();
    }
    auto head = answerHead(x);
    if (complete) {
        ai::readAnswer(whole, x.told);
        x.answerBytes = whole.size();
        settle(x);
        if (x.told.usage.reported)
            head.fields.add("x-gatehouse-cost-usd", usd(x.record.cost));
        head.length = whole.size();
        captureAnswerHead(x, head);
        captureAnswer(x, whole);
        [[maybe_unused]] const bool sent = co_await x.http.respond(std::move(head), whole);
        co_return;
    }
    captureAnswerHead(x, head);
    x.http.begin(std::move(head));
    captureAnswer(x, whole);
    if (!whole.empty()) {
        const bool sent = co_await x.http.send(whole);
        if (!sent)
            co_return;
    }
    for (;;) {
        const auto piece = co_await x.answer->read();
        if (!piece.ok()) {
            if (!x.http.isGone()) {
                x.broke = true;
                x.record.error = "provider_broke";
                x.http.abort();
            }
            co_return;
        }
        captureAnswer(x, piece.data);
        if (piece.last()) {
            x.answerBytes = x.http.sentBytes() + piece.data.size();
            settle(x);
        }
        const bool sent = co_await x.http.send(piece.data, piece.last());
        if (!sent || piece.last())
            co_return;
    }
}

/// Tells the caller in the stream that it broke, and cuts: nothing that a client could take for an
/// end.
http::Task<void> breakStream(Exchange& x, bool betweenEvents, std::string_view why)
{
    x.broke = true;
    x.record.error = why;
    Failure failure;
    failure.status = why == "provider_timeout" ? 504 : 502;
    failure.type = why;
    failure.message =
        "the provider \"" + x.record.provider + "\" broke off in the middle of its answer";
    auto text = streamError(failure, x.endpoint == AiEndpoint::Responses);
    if (!betweenEvents)
        text.insert(0, "\n\n");
    captureAnswer(x, text);
    const bool sent = co_await x.http.send(text);
    if (sent)
        x.http.abort();
}

http::Task<void> relayStream(Exchange& x)
{
    ai::StreamReader reader(x.hidesUsage ? ai::StreamReader::UsageChunk::LeaveOut
                                         : ai::StreamReader::UsageChunk::Relay);
    auto head = answerHead(x);
    head.fields.set("Cache-Control", "no-cache");
    head.fields.set("X-Accel-Buffering", "no");
    captureAnswerHead(x, head);
    x.http.begin(std::move(head));
    const bool mustEnd = x.endpoint == AiEndpoint::Chat || x.endpoint == AiEndpoint::Completions ||
                         x.endpoint == AiEndpoint::Responses;
    for (;;) {
        if (!x.answer->hasBuffered()) {
            const bool flushed = co_await x.http.flush();
            if (!flushed)
                break;
        }
        const auto piece = co_await x.answer->read();
        if (x.http.isGone())
            break;
        if (!piece.ok()) {
            const bool between = x.hidesUsage || reader.betweenEvents();
            co_await breakStream(x, between,
                                 piece.state == http::BodyState::TimedOut ? "provider_timeout"
                                                                          : "provider_broke");
            break;
        }
        const bool before = reader.sawContent();
        const auto out = reader.feed(piece.data);
        if (!before && reader.sawContent())
            x.record.phases.firstToken = x.micros();
        captureAnswer(x, out);
        x.streamedEvents += events(out);
        if (!piece.last()) {
            if (!out.empty()) {
                const bool sent = co_await x.http.send(out);
                if (!sent)
                    break;
            }
            continue;
        }
        if (!out.empty()) {
            const bool sent = co_await x.http.send(out);
            if (!sent)
                break;
        }
        const bool between = x.hidesUsage || reader.betweenEvents();
        const auto rest = reader.finish();
        x.told = reader.facts();
        x.answerBytes = x.http.sentBytes() + rest.size();
        settle(x);
        captureAnswer(x, rest);
        if (mustEnd && !reader.ended() && !reader.failed()) {
            co_await breakStream(x, between, "provider_broke");
            break;
        }
        if (reader.failed() && !reader.ended()) {
            // The provider has told the failure itself; its stream has no normal end, so ours has
            // none.
            x.broke = true;
            x.record.error = "provider_failed";
            if (!rest.empty()) {
                [[maybe_unused]] const bool sent = co_await x.http.send(rest);
            }
            x.http.abort();
            break;
        }
        [[maybe_unused]] const bool sent = co_await x.http.send(rest, true);
        break;
    }
    x.told = reader.facts();
}

} // namespace

http::Task<void> relayModel(Exchange& x)
{
    x.record.phases.firstByte = x.micros();
    const bool isStream =
        x.answer->contentType.starts_with("text/event-stream") && x.answer->contentEncoding.empty();
    // Only what succeeded and streams can hold a usage chunk.
    if (isStream)
        co_await relayStream(x);
    else
        co_await relayWhole(x);
    if (x.answer->status >= 400 && x.record.error.empty())
        x.record.error = "refused_by_provider";
}

} // namespace gatehouse::gateway
