// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/EmbeddingCalls.h"

#include "ai/Fault.h"
#include "gateway/ProviderCall.h"
#include "gateway/Relay.h"

#include <algorithm>

namespace gatehouse::gateway {

namespace {

constexpr std::size_t kMostAnswer = std::size_t{64} << 20;

const CompiledProviderKey* keyOf(const Exchange& x)
{
    const auto& keys = x.modelTarget.provider->keys;
    const auto it = std::ranges::find(keys, x.record.providerKey, &CompiledProviderKey::id);
    return it == keys.end() ? nullptr : &*it;
}

/// The whole body of the exchange's answer; false when it broke off.
http::Task<bool> readWhole(Exchange& x, std::string& body)
{
    for (;;) {
        const auto piece = co_await x.answer->read();
        if (!piece.ok() || body.size() > kMostAnswer)
            co_return false;
        body += piece.data;
        if (piece.last())
            co_return true;
    }
}

void failed(Exchange& x, unsigned status, std::string message)
{
    auto retryAfter = x.answer ? x.answer->retryAfter : std::string{};
    x.fail(faultStatus(status), "provider_failed", std::move(message));
    if (status == 429)
        x.failure.retryAfter = std::move(retryAfter);
}

} // namespace

http::Task<bool> embedRest(Exchange& x, ai::EmbeddingAnswer& answer)
{
    const auto target = x.modelTarget;
    const auto* const key = keyOf(x);
    const auto most = ai::mostEmbeddingInputs(target.provider->wire, target.model);
    const auto& inputs = x.embedding->inputs;
    while (answer.vectors.size() < inputs.size()) {
        x.embedded = answer.vectors.size();
        ProviderCall call(x, target, key, nullptr);
        if (!call.prepare())
            co_return false;
        call.charge(std::exchange(x.targetAdmission, {}));
        x.http.onGone([&call] { call.cancel(); });
        const auto from = x.micros();
        co_await call.run();
        call.commit();
        call.attempt().endMicros = x.micros();
        call.attempt().status = static_cast<std::uint16_t>(x.answer ? x.answer->status : 0);
        if (!x.answer) {
            x.http.onGone(nullptr);
            failed(x, 502,
                   "the provider \"" + target.provider->id +
                       "\" could not be reached or broke off: " + call.detail());
            co_return false;
        }
        std::string body;
        const bool whole = co_await readWhole(x, body);
        x.waitedMicros += x.micros() - from;
        if (!whole) {
            failed(x, 502, "the provider broke off in the middle of its answer");
            co_return false;
        }
        if (x.answer->status >= 300) {
            failed(x, x.answer->status, ai::readFault(body, x.answer->status).message);
            co_return false;
        }
        ai::JsonDocument document;
        auto more =
            document.parse(body)
                ? ai::readEmbeddingAnswer(target.provider->wire, document.root(),
                                          std::min(most, inputs.size() - answer.vectors.size()))
                : fail(ErrorCode::Unavailable, "the provider's answer is no valid JSON");
        if (!more) {
            failed(x, 502, more.error().message);
            co_return false;
        }
        answer.append(std::move(*more));
    }
    co_return true;
}

} // namespace gatehouse::gateway
