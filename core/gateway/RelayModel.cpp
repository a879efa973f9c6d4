// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Codec.h"
#include "gateway/Capture.h"
#include "gateway/Recall.h"
#include "gateway/Relay.h"
#include "gateway/Steps.h"
#include "gateway/UnitCount.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::gateway {

namespace {

/// A whole answer up to this size waits for its end, so that its head can name the cost.
constexpr std::size_t kWhole = 1u << 20;
/// The same of pictures and vectors, whose usage stands behind them.
constexpr std::size_t kWholeLarge = 32u << 20;

/// How many events begin in these bytes; one that is cut in two may be missed.
std::size_t events(std::string_view bytes)
{
    std::size_t count = 0;
    for (auto at = bytes.find("data:"); at != std::string_view::npos;
         at = bytes.find("data:", at + 5))
        ++count;
    return count;
}

/// Whether success can only be a JSON object.
bool mustBeJson(const Exchange& x)
{
    return x.answer->status < 300 && x.answer->contentEncoding.empty() &&
           x.endpoint != AiEndpoint::Other && x.endpoint != AiEndpoint::Speech &&
           x.endpoint != AiEndpoint::Transcription; // which may be text, subtitles, sound
}

/// Usage and the like out of a whole answer; false when it is no JSON object.
bool readFacts(Exchange& x, std::string& whole)
{
    ai::JsonDocument document;
    if (!document.parse(whole) || !document.root().isObject())
        return false;
    const bool openAi = x.dialect == Dialect::OpenAi;
    if (openAi) {
        ai::readAnswer(whole, x.told);
        return true;
    }
    if (x.endpoint != AiEndpoint::Messages && x.endpoint != AiEndpoint::Generate)
        return true;
    if (const auto answer = x.modelTarget.codec()->readAnswer(document.root())) {
        x.told.usage = answer->usage;
        x.told.model = answer->model;
        if (!answer->choices.empty())
            x.told.finish = ai::toWord(answer->choices.front().finish);
    }
    return true;
}

/// Not a stream of events: kept whole where it is small, so that the head can tell the cost.
http::Task<void> relayWhole(Exchange& x)
{
    const auto& type = x.answer->contentType;
    const bool json = (type.empty() || type.find("json") != std::string::npos) &&
                      x.answer->contentEncoding.empty();
    std::string whole;
    bool complete = false;
    const auto most = x.endpoint == AiEndpoint::Images || x.endpoint == AiEndpoint::Embeddings
                          ? kWholeLarge
                          : kWhole;
    while (json && !complete && whole.size() <= most) {
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
    if (mustBeJson(x) && (!json || (complete && !readFacts(x, whole)))) {
        x.fail(502, "bad_answer",
               "the provider \"" + x.record.provider + "\" answered with what is no valid JSON");
        co_await answerFailure(x);
        co_return;
    }
    auto head = answerHead(x);
    if (complete) {
        if (!mustBeJson(x))
            ai::readAnswer(whole, x.told);
        countUnits(x, whole);
        x.answerBytes = whole.size();
        settle(x);
        if (x.told.usage.reported)
            head.fields.add("x-gatehouse-cost-usd", usd(x.record.cost));
        head.length = whole.size();
        captureAnswerHead(x, head);
        captureAnswer(x, whole);
        keepAnswer(x);
        [[maybe_unused]] const bool sent = co_await x.http.respond(std::move(head), whole);
        co_return;
    }
    countUnits(x, {});
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
            keepAnswer(x);
        }
        const bool sent = co_await x.http.send(piece.data, piece.last());
        if (!sent || piece.last())
            co_return;
    }
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
        keepAnswer(x);
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
    if (x.hop == Hop::Conversation || x.hop == Hop::Embedding)
        co_await relayTranslated(x);
    // Only what succeeded and streams can hold a usage chunk.
    else if (isStream && x.dialect != Dialect::OpenAi)
        co_await relayWatched(x);
    else if (isStream)
        co_await relayStream(x);
    else
        co_await relayWhole(x);
    if (x.answer->status >= 400 && x.record.error.empty())
        x.record.error = "refused_by_provider";
}

} // namespace gatehouse::gateway
