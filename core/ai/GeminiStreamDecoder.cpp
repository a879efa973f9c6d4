// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Fault.h"
#include "ai/GeminiCodec.h"
#include "ai/SseStreamDecoder.h"

namespace gatehouse::ai {

namespace {

using Kind = StreamEvent::Kind;

class Decoder final : public SseStreamDecoder
{
    void onEvent(std::string_view /*name*/, JsonView data, StreamEvents& out) override
    {
        if (data.isArray()) {
            for (const auto item : data)
                onEvent({}, item, out);
            return;
        }
        if (const auto error = data["error"]; error.present()) {
            auto what = readFault(error);
            if (what.status == 0)
                what.status = 502;
            fault(out, std::move(what));
            return;
        }
        if (!m_started) {
            m_started = true;
            m_id = data["responseId"].text();
            auto& start = add(out, Kind::Start);
            start.id = m_id;
            start.name = data["modelVersion"].text();
        }
        if (const auto usage = geminiUsage(data["usageMetadata"]); usage.reported)
            add(out, Kind::Usage).usage = usage;
        for (const auto candidate : data["candidates"])
            readCandidate(candidate, out);
        if (data["promptFeedback"]["blockReason"].isString() && !m_ended) {
            m_ended = true;
            add(out, Kind::Finish).finish = Finish::Filtered;
        }
    }
    void onDone(StreamEvents& /*out*/) override {}
    void onFinish(StreamEvents& /*out*/) override {}

    void readCandidate(JsonView candidate, StreamEvents& out)
    {
        const auto index = candidate["index"].integerOr(0);
        auto& calls = m_calls[index];
        for (const auto value : candidate["content"]["parts"]) {
            Part part;
            if (!readGeminiPart(value, m_id + std::to_string(m_parts++), part))
                continue;
            switch (part.kind) {
            case Part::Kind::ToolCall: {
                auto& start = add(out, Kind::ToolStart, index);
                start.tool = calls;
                start.id = part.id;
                start.name = part.name;
                start.text = part.signature;
                start.signer = part.signer;
                auto& arguments = add(out, Kind::ToolArguments, index);
                arguments.tool = calls++;
                arguments.text = part.arguments;
                break;
            }
            case Part::Kind::Image:
                add(out, Kind::Image, index).media = part.media;
                break;
            default:
                if (!part.text.empty())
                    add(out, part.kind == Part::Kind::Thinking ? Kind::Thinking : Kind::Text, index)
                        .text = part.text;
                if (!part.signature.empty()) {
                    auto& signature = add(out, Kind::Signature, index);
                    signature.text = part.signature;
                    signature.signer = Signer::Gemini;
                }
                break;
            }
        }
        const auto finish = geminiFinish(candidate["finishReason"].text());
        if (finish == Finish::Unknown)
            return;
        if (finish == Finish::Failed) {
            fault(out, {502, {}, {}, "the provider broke its answer off"});
            return;
        }
        m_ended = true;
        // The call may have come in an earlier chunk.
        add(out, Kind::Finish, index).finish =
            finish == Finish::Stop && calls > 0 ? Finish::ToolCalls : finish;
    }

    std::map<std::int64_t, std::size_t> m_calls; ///< How many a candidate made so far.
    std::string m_id;
    std::size_t m_parts = 0;
    bool m_started = false;
};

} // namespace

std::unique_ptr<StreamDecoder> GeminiProvider::decoder() const
{
    return std::make_unique<Decoder>();
}

} // namespace gatehouse::ai
