// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Codec.h"
#include "ai/Fault.h"
#include "ai/TokenEstimate.h"
#include "gateway/Capture.h"
#include "gateway/EmbeddingCalls.h"
#include "gateway/Hop.h"
#include "gateway/Recall.h"
#include "gateway/Relay.h"
#include "gateway/Steps.h"

namespace gatehouse::gateway {

namespace {

/// Of an answer that must be read whole before it can be written anew.
constexpr std::size_t kMostWhole = std::size_t{64} << 20;

ai::CallerContext contextOf(const Exchange& x)
{
    ai::CallerContext context;
    context.model = x.record.modelUsed;
    context.id = x.record.id;
    context.created = toUnixMillis(x.record.start) / 1000;
    if (x.conversation) {
        context.wantsUsage = x.conversation->wantsUsage;
        if (x.dialect == Dialect::Anthropic && x.facts.stream)
            context.estimatedInput = ai::estimateInput(*x.conversation);
    }
    if (x.endpoint == AiEndpoint::Responses)
        context.request = x.body;
    if (x.dialect == Dialect::Gemini)
        context.eventStream =
            x.http.request().target.query.find("alt=sse") != std::string_view::npos;
    return context;
}

std::string_view streamType(const Exchange& x, const ai::CallerContext& context)
{
    return x.dialect == Dialect::Gemini && !context.eventStream
               ? "application/json"
               : "text/event-stream; charset=utf-8";
}

http::AnswerHead translatedHead(Exchange& x, std::string_view contentType)
{
    auto head = answerHead(x);
    head.status = 200;
    head.fields.set("Content-Type", contentType);
    head.fields.remove("Content-Encoding");
    return head;
}

void streamFields(http::AnswerHead& head)
{
    head.fields.set("Cache-Control", "no-cache");
    head.fields.set("X-Accel-Buffering", "no");
}

http::Task<void> answerFault(Exchange& x, unsigned status, std::string_view type,
                             std::string_view message)
{
    auto retryAfter = x.answer->retryAfter;
    x.fail(status, type, std::string(message));
    if (status == 429)
        x.failure.retryAfter = std::move(retryAfter);
    co_await answerFailure(x);
}

http::Task<void> answerWhole(Exchange& x, std::string_view body)
{
    x.answerBytes = body.size();
    settle(x);
    auto head = translatedHead(x, "application/json");
    if (x.told.usage.reported)
        head.fields.add("x-gatehouse-cost-usd", usd(x.record.cost));
    head.length = body.size();
    captureAnswerHead(x, head);
    captureAnswer(x, body);
    keepAnswer(x);
    [[maybe_unused]] const bool sent = co_await x.http.respond(std::move(head), body);
}

/// A whole answer to a caller who wants a stream: its events, all at once.
http::Task<void> answerAsStream(Exchange& x, const ai::ModelAnswer& answer)
{
    const auto context = contextOf(x);
    const auto encoder = ai::callerCodec(*callerDialect(x.endpoint)).encoder(context);
    std::string out;
    for (const auto& event : ai::eventsOf(answer))
        encoder->write(event, out);
    encoder->end(out);
    x.answerBytes = out.size();
    settle(x);
    auto head = translatedHead(x, streamType(x, context));
    streamFields(head);
    captureAnswerHead(x, head);
    captureAnswer(x, out);
    keepAnswer(x);
    x.http.begin(std::move(head));
    [[maybe_unused]] const bool sent = co_await x.http.send(out, true);
}

http::Task<void> answerConversation(Exchange& x, const ai::ModelAnswer& answer)
{
    x.told.usage = answer.usage;
    x.told.model = answer.model;
    if (!answer.choices.empty())
        x.told.finish = ai::toWord(answer.choices.front().finish);
    if (x.facts.stream) {
        co_await answerAsStream(x, answer);
    } else {
        const auto context = contextOf(x);
        const auto body = ai::callerCodec(*callerDialect(x.endpoint)).writeAnswer(answer, context);
        co_await answerWhole(x, body);
    }
}

http::Task<void> answerEmbedding(Exchange& x, const ai::JsonDocument& document)
{
    const auto most = ai::mostEmbeddingInputs(x.modelTarget.provider->wire, x.modelTarget.model);
    auto answer = ai::readEmbeddingAnswer(x.modelTarget.provider->wire, document.root(),
                                          std::min(most, x.embedding->inputs.size()));
    if (answer && answer->vectors.size() < x.embedding->inputs.size()) {
        const bool whole = co_await embedRest(x, *answer);
        if (!whole) {
            if (!x.http.isGone())
                co_await answerFailure(x);
            co_return;
        }
    }
    if (!answer) {
        co_await answerFault(x, 502, "bad_answer", answer.error().message);
        co_return;
    }
    if (!answer->usage.reported) {
        for (const auto& input : x.embedding->inputs)
            answer->usage.inputUncached += ai::estimateTokens(input);
    }
    x.told.usage = answer->usage;
    const auto body = ai::writeEmbeddingAnswer(*answer, *x.embedding, x.record.modelUsed);
    co_await answerWhole(x, body);
}

http::Task<void> relayWhole(Exchange& x)
{
    std::string whole;
    for (bool last = false; !last;) {
        const auto from = x.micros();
        const auto piece = co_await x.answer->read();
        x.waitedMicros += x.micros() - from;
        if (!piece.ok()) {
            co_await failBeforeHead(x);
            co_return;
        }
        whole += piece.data;
        last = piece.last();
        if (whole.size() > kMostWhole) {
            co_await answerFault(x, 502, "bad_answer", "the provider's answer is too large");
            co_return;
        }
    }
    const auto status = x.answer->status;
    if (status >= 400) {
        const auto fault = ai::readFault(whole, status);
        co_await answerFault(x, status, "refused_by_provider", fault.message);
        co_return;
    }
    ai::JsonDocument document;
    const bool good = x.answer->contentEncoding.empty() && document.parse(whole);
    if (!good) {
        co_await answerFault(x, 502, "bad_answer", "the provider's answer is no valid JSON");
        co_return;
    }
    if (x.hop == Hop::Embedding) {
        co_await answerEmbedding(x, document);
        co_return;
    }
    const auto answer = x.modelTarget.codec()->readAnswer(document.root());
    if (!answer) {
        const auto told =
            ai::tellsFault(document.root()) ? ai::readFault(document.root()["error"]).status : 0U;
        co_await answerFault(x, faultStatus(told), "bad_answer", answer.error().message);
        co_return;
    }
    co_await answerConversation(x, *answer);
}

/// A stream to a caller who wants a whole answer.
http::Task<void> relayAssembled(Exchange& x)
{
    const auto decoder = x.modelTarget.codec()->decoder();
    ai::AnswerAssembler assembler;
    ai::StreamEvents events;
    for (bool last = false; !last;) {
        const auto piece = co_await x.answer->read();
        if (!piece.ok()) {
            co_await failBeforeHead(x);
            co_return;
        }
        last = piece.last();
        events.clear();
        decoder->feed(piece.data, events);
        if (last)
            decoder->finish(events);
        for (const auto& event : events) {
            note(x, event);
            assembler.add(event);
        }
    }
    if (assembler.failed()) {
        co_await answerFault(x, faultStatus(assembler.fault().status), "provider_failed",
                             assembler.fault().message);
    } else if (!decoder->ended()) {
        co_await failBeforeHead(x);
    } else {
        const auto& answer = assembler.answer();
        co_await answerConversation(x, answer);
    }
}

/// Events of one dialect into events of the other, as they come.
class StreamRelay
{
public:
    explicit StreamRelay(Exchange& x)
        : m_x(x)
        , m_context(contextOf(x))
        , m_decoder(x.modelTarget.codec()->decoder())
        , m_encoder(ai::callerCodec(*callerDialect(x.endpoint)).encoder(m_context))
    {
    }

    http::Task<void> run()
    {
        auto head = translatedHead(m_x, streamType(m_x, m_context));
        streamFields(head);
        captureAnswerHead(m_x, head);
        m_x.http.begin(std::move(head));
        for (;;) {
            if (!m_x.answer->hasBuffered()) {
                const bool flushed = co_await m_x.http.flush();
                if (!flushed)
                    co_return;
            }
            const auto piece = co_await m_x.answer->read();
            if (m_x.http.isGone())
                co_return;
            m_out.clear();
            if (!piece.ok()) {
                co_await cut(piece.state == http::BodyState::TimedOut ? "provider_timeout"
                                                                      : "provider_broke");
                co_return;
            }
            const bool failed = translate(piece.data, piece.last());
            if (failed || (piece.last() && !m_decoder->ended())) {
                co_await cut(failed ? "provider_failed" : "provider_broke");
                co_return;
            }
            if (piece.last()) {
                m_encoder->end(m_out);
                m_x.answerBytes = m_x.http.sentBytes() + m_out.size();
                settle(m_x);
                keepAnswer(m_x);
            }
            captureAnswer(m_x, m_out);
            if (m_out.empty() && !piece.last())
                continue;
            const bool sent = co_await m_x.http.send(m_out, piece.last());
            if (!sent || piece.last())
                co_return;
        }
    }

private:
    /// True when the provider told a failure.
    bool translate(std::string_view bytes, bool last)
    {
        m_events.clear();
        m_decoder->feed(bytes, m_events);
        // What only the end makes a failure of is a cut event: that the provider did not tell.
        const auto told = m_events.size();
        if (last)
            m_decoder->finish(m_events);
        for (std::size_t i = 0; i < m_events.size(); ++i) {
            const auto& event = m_events[i];
            if (event.kind == ai::StreamEvent::Kind::Fault) {
                if (i >= told)
                    continue;
                m_fault = event.fault;
                m_fault.status = faultStatus(m_fault.status);
                return true;
            }
            note(m_x, event);
            m_encoder->write(event, m_out);
        }
        return false;
    }

    http::Task<void> cut(std::string_view why)
    {
        m_x.broke = true;
        m_x.record.error = why;
        if (m_fault.status == 0) {
            m_fault.status = why == "provider_timeout" ? 504 : 502;
            m_fault.message = "the provider \"" + m_x.record.provider +
                              "\" broke off in the middle of its answer";
        }
        if (m_fault.code.empty())
            m_fault.code = why;
        m_encoder->fail(m_fault, m_out);
        m_x.answerBytes = m_x.http.sentBytes() + m_out.size();
        settle(m_x);
        captureAnswer(m_x, m_out);
        const bool sent = co_await m_x.http.send(m_out);
        if (sent)
            m_x.http.abort();
    }

    Exchange& m_x;
    const ai::CallerContext m_context;
    const std::unique_ptr<ai::StreamDecoder> m_decoder;
    const std::unique_ptr<ai::StreamEncoder> m_encoder;
    ai::StreamEvents m_events;
    ai::ProviderFault m_fault;
    std::string m_out;
};

} // namespace

http::Task<void> relayTranslated(Exchange& x)
{
    const bool stream = x.answer->status < 400 && x.hop == Hop::Conversation &&
                        x.answer->contentEncoding.empty() && isStreamType(x.answer->contentType);
    if (!stream) {
        co_await relayWhole(x);
    } else if (x.facts.stream) {
        StreamRelay relay(x);
        co_await relay.run();
    } else {
        co_await relayAssembled(x);
    }
}

} // namespace gatehouse::gateway
