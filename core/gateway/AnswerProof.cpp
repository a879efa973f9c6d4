// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/AnswerProof.h"

#include "ai/Codec.h"
#include "ai/Fault.h"
#include "gateway/Hop.h"
#include "gateway/PeekedAnswer.h"
#include "gateway/Relay.h"

namespace gatehouse::gateway {

namespace {

/// A whole answer beyond this is believed.
constexpr std::size_t kWhole = 1u << 20;

void broke(Exchange& x)
{
    x.fail(502, "provider_broke",
           "the provider \"" + x.record.provider + "\" broke off in the middle of its answer");
}

void told(Exchange& x, unsigned status, const std::string& message)
{
    x.fail(faultStatus(status), "provider_failed",
           message.empty() ? "the provider \"" + x.record.provider + "\" told a failure" : message);
}

/// What the first bytes of a stream say.
bool begins(Exchange& x, std::string_view bytes, bool last)
{
    const bool openAi = x.hop == Hop::Same && x.dialect == Dialect::OpenAi;
    if (openAi) {
        ai::StreamReader reader(ai::StreamReader::UsageChunk::Relay);
        [[maybe_unused]] const auto out = reader.feed(bytes);
        if (last) [[maybe_unused]]
            const auto rest = reader.finish();
        if (reader.failed())
            told(x, 0, {});
        else if (last && !reader.ended() && callerDialect(x.endpoint).has_value())
            broke(x);
        else
            return true;
        return false;
    }
    const auto* codec = x.modelTarget.codec();
    if (codec == nullptr || !callerDialect(x.endpoint).has_value())
        return true;
    const auto decoder = codec->decoder();
    ai::StreamEvents events;
    decoder->feed(bytes, events);
    if (last)
        decoder->finish(events);
    for (const auto& event : events) {
        if (event.kind == ai::StreamEvent::Kind::Fault) {
            told(x, event.fault.status, event.fault.message);
            return false;
        }
    }
    if (last && !decoder->ended()) {
        broke(x);
        return false;
    }
    return true;
}

bool isWhole(Exchange& x, std::string_view bytes)
{
    ai::JsonDocument document;
    if (!document.parse(bytes) || !document.root().isObject()) {
        x.fail(502, "bad_answer",
               "the provider \"" + x.record.provider + "\" answered with what is no valid JSON");
        return false;
    }
    if (!ai::tellsFault(document.root()))
        return true;
    const auto fault = ai::readFault(bytes, 0);
    told(x, fault.status, fault.message);
    return false;
}

} // namespace

http::Task<bool> proveAnswer(Exchange& x)
{
    const auto& type = x.answer->contentType;
    if (!x.answer->contentEncoding.empty() || x.endpoint == AiEndpoint::Other)
        co_return true;
    const bool stream = isStreamType(type);
    if (!stream && !type.empty() && type.find("json") == std::string::npos)
        co_return true;
    std::string bytes;
    auto state = http::BodyState::More;
    while (state == http::BodyState::More && bytes.size() < kWhole) {
        const auto from = x.micros();
        const auto piece = co_await x.answer->read();
        x.waitedMicros += x.micros() - from;
        state = piece.state;
        bytes += piece.data;
        if (stream && !bytes.empty())
            break;
    }
    if (state != http::BodyState::More && state != http::BodyState::End) {
        broke(x);
        co_return false;
    }
    const bool last = state == http::BodyState::End;
    const bool good = stream ? begins(x, bytes, last) : !last || isWhole(x, bytes);
    x.answer = std::make_unique<PeekedAnswer>(std::move(x.answer), std::move(bytes), state);
    x.http.onGone([raw = x.answer.get()] { raw->cancel(); });
    co_return good;
}

} // namespace gatehouse::gateway
