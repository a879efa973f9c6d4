// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "ai/AnswerReader.h"
#include "base/Text.h"
#include "gateway/Sandbox.h"

#include <boost/json.hpp>

/// The sandbox provider: any body gets an answer of bounded size that is valid JSON, or a stream of
/// events with valid JSON that ends.
/// Input: the model's name and a line feed, then the body.

using namespace gatehouse;
using namespace gatehouse::fuzz;

namespace {

using gateway::AiEndpoint;

constexpr AiEndpoint kEndpoints[]{AiEndpoint::Chat, AiEndpoint::Completions, AiEndpoint::Responses,
                                  AiEndpoint::Embeddings, AiEndpoint::Moderations};
/// A caller must not make the gateway work without bound: this is generous.
constexpr std::size_t kMost = 16u << 20;

void checkJson(std::string_view text)
{
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 600;
    static_cast<void>(boost::json::parse(text, error, {}, options));
    check(!error, "an answer is no JSON: " + std::string(text));
}

void answer(AiEndpoint endpoint, std::string_view model, std::string_view body)
{
    const auto reply = gateway::sandboxReply(endpoint, model, body, {}, 1'700'000'000);
    check(reply.status >= 200 && reply.status <= 599, "the status");
    std::string whole;
    for (const auto& piece : reply.pieces) {
        whole += piece.bytes;
        check(piece.delay >= Duration{}, "a delay");
    }
    check(whole.size() <= kMost, "an answer without bound");
    if (!reply.contentType.starts_with("text/event-stream")) {
        if (!reply.breaksOff)
            checkJson(whole);
        return;
    }
    ai::SseSplitter splitter;
    splitter.feed(whole, [](const ai::SseSplitter::Event& event) {
        if (!event.data.empty() && event.data != "[DONE]")
            checkJson(event.data);
    });
    ai::StreamReader reader(ai::StreamReader::UsageChunk::Relay);
    static_cast<void>(reader.feed(whole));
    static_cast<void>(reader.finish());
    check(reader.ended() || reader.failed() || reply.breaksOff, "a stream without an end");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 8192)
        return 0;
    const auto bytes = textOf(data, size);
    const auto line = std::min(bytes.find('\n'), size);
    // Whoever reads the request refuses other names.
    if (!text::isUtf8(bytes.substr(0, line)) || line > 256)
        return 0;
    for (const auto endpoint : kEndpoints)
        answer(endpoint, bytes.substr(0, line), bytes.substr(std::min(line + 1, size)));
    return 0;
}
