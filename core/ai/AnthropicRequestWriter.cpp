// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/AnthropicCodec.h"
#include "ai/JsonWriter.h"
#include "ai/Media.h"
#include "ai/Turns.h"
#include "base/Text.h"

#include <algorithm>
#include <memory>

namespace gatehouse::ai {

namespace {

using Kind = Part::Kind;

constexpr Tokens kLeastBudget = 1024;

class Writer
{
public:
    Writer(const Conversation& conversation, const ProviderModel& to, LossSet& lost)
        : m_in(conversation)
        , m_to(to)
        , m_traits(claudeTraits(to.model))
        , m_lost(lost)
        , m_json(m_out)
    {
    }

    Result<std::string> run()
    {
        m_turns = turnsOf(m_in, m_made);
        decideThinking();
        if (m_in.choices && *m_in.choices > 1)
            m_lost.add(Loss::Choices);
        m_json.beginObject().text("model", m_to.model);
        m_json.number("max_tokens", m_maxTokens);
        writeSystem();
        m_json.array("messages");
        if (m_turns.empty() || m_turns.front().role != Role::User) {
            m_json.beginObject().text("role", "user").text("content", "(start)").endObject();
        }
        for (const auto& turn : m_turns) {
            if (auto written = writeTurn(turn); !written)
                return std::unexpected(std::move(written.error()));
        }
        m_json.endArray();
        writeTools();
        writeSampling();
        writeThinking();
        writeRest();
        if (m_in.stream)
            m_json.boolean("stream", true);
        m_json.endObject();
        return std::move(m_out);
    }

private:
    [[nodiscard]] bool forced() const
    {
        using Choice = ToolChoice::Kind;
        const auto& choice = m_in.toolChoice;
        return !m_in.tools.empty() &&
               (choice.kind == Choice::Required || choice.kind == Choice::Named ||
                (choice.kind == Choice::Allowed && choice.required));
    }

    /// A tool loop whose thoughts are lost: models that take a budget refuse to go on thinking.
    [[nodiscard]] bool loopWithoutThoughts() const
    {
        for (std::size_t i = m_turns.size(); i-- > 0;) {
            const auto& turn = m_turns[i];
            if (turn.role != Role::Assistant)
                continue;
            const auto calls = std::ranges::any_of(
                turn.parts, [](const Part* part) { return part->kind == Kind::ToolCall; });
            const auto thoughts = std::ranges::any_of(
                turn.parts, [](const Part* part) { return part->signer == Signer::Anthropic; });
            return calls && !thoughts;
        }
        return false;
    }

    void decideThinking()
    {
        const Tokens most = m_to.facts != nullptr ? m_to.facts->maxOutput : 0;
        m_maxTokens = m_in.maxTokens.value_or(most > 0 ? std::min<Tokens>(most, 8192) : 4096);
        if (most > 0)
            m_maxTokens = std::min(m_maxTokens, most);
        const auto& wish = m_in.reasoning;
        if (!wish.set())
            return;
        if (wish.off()) {
            if (m_traits.alwaysThinks) {
                m_lost.add(Loss::Reasoning);
                m_effort = "low";
            } else {
                m_disabled = m_traits.adaptiveOnly;
            }
            return;
        }
        if (!m_traits.thinks || (forced() && !m_traits.alwaysThinks) ||
            (!m_traits.adaptive && loopWithoutThoughts())) {
            m_lost.add(Loss::Reasoning);
            return;
        }
        m_thinks = true;
        if (m_traits.adaptive) {
            if (wish.effort || wish.budget)
                m_effort = toWord(std::max(wish.asEffort(), Effort::Low));
            return;
        }
        m_budget = std::max(wish.asBudget(), kLeastBudget);
        if (m_budget >= m_maxTokens) {
            // The limit of the caller is meant for what he sees.
            m_maxTokens += m_budget;
            if (most > 0)
                m_maxTokens = std::min(m_maxTokens, most);
            m_budget = std::min(m_budget, m_maxTokens - 1);
        }
        if (m_budget < kLeastBudget) {
            m_thinks = false;
            m_lost.add(Loss::Reasoning);
        }
    }

    void mark(const std::optional<std::string>& cacheMark)
    {
        // Four are the most that the provider takes.
        if (!cacheMark || m_marks >= 4)
            return;
        ++m_marks;
        m_json.object("cache_control").text("type", "ephemeral");
        if (*cacheMark == "5m" || *cacheMark == "1h")
            m_json.text("ttl", *cacheMark);
        m_json.endObject();
    }

    void textBlock(std::string_view words, const std::optional<std::string>& cacheMark = {})
    {
        m_json.beginObject().text("type", "text").text("text", words);
        mark(cacheMark);
        m_json.endObject();
    }

    void writeSystem()
    {
        const auto parts = systemParts(m_in);
        const bool words = m_in.format.kind == ResponseFormat::Kind::Json ||
                           (m_in.format.kind == ResponseFormat::Kind::Schema && !takesSchema());
        m_movesPrefill =
            !m_turns.empty() && m_turns.back().role == Role::Assistant && m_traits.adaptiveOnly;
        if (parts.empty() && !words && !m_movesPrefill)
            return;
        m_json.array("system");
        for (const auto* part : parts)
            textBlock(part->text, part->cacheMark);
        if (words) {
            textBlock(formatInWords(m_in.format));
            m_lost.add(Loss::ResponseFormat);
        }
        if (m_movesPrefill) {
            std::string begun;
            for (const auto* part : m_turns.back().parts)
                begun += part->text;
            textBlock("Continue this answer of yours, without repeating it: " + begun);
            m_turns.pop_back();
            m_lost.add(Loss::Prefill);
        }
        m_json.endArray();
    }

    [[nodiscard]] bool takesSchema() const
    {
        return m_traits.schema || (m_to.facts != nullptr && m_to.facts->jsonSchema);
    }

    Result<void> writeTurn(const Turn& turn)
    {
        const bool last = &turn == &m_turns.back();
        std::vector<const Part*> parts;
        for (const auto* part : turn.parts) {
            const bool thought =
                part->kind == Kind::Thinking || part->kind == Kind::RedactedThinking;
            if (thought && part->signer != Signer::Anthropic) {
                m_lost.add(Loss::ReasoningHistory);
                continue;
            }
            parts.push_back(part);
        }
        if (parts.empty())
            return {};
        if (turn.role == Role::Assistant)
            parts = thoughtsFirst(parts);
        m_json.beginObject();
        m_json.text("role", turn.role == Role::User ? "user" : "assistant").array("content");
        for (const auto* part : parts) {
            // The last words of a begun answer must not end with white space.
            const bool trims = last && turn.role == Role::Assistant && part == parts.back();
            if (auto written = writePart(*part, trims); !written)
                return written;
        }
        m_json.endArray().endObject();
        return {};
    }

    Result<void> writeMedia(const Part& part)
    {
        const auto& media = part.media;
        if (!media.fileId.empty())
            return fail(ErrorCode::Invalid,
                        "lies at another provider; send its bytes in the request", nameOf(media));
        if (part.kind == Kind::Image && !media.detail.empty())
            m_lost.add(Loss::ImageDetail);
        m_json.object("source");
        if (!media.url.empty()) {
            m_json.text("type", "url").text("url", media.url).endObject();
            return {};
        }
        if (part.kind == Kind::Image && media.type != "image/jpeg" && media.type != "image/png" &&
            media.type != "image/gif" && media.type != "image/webp")
            return fail(ErrorCode::Invalid,
                        "images of type \"" + media.type +
                            "\" are not taken by the provider; use jpeg, png, gif or webp");
        if (part.kind == Kind::Document && media.type.starts_with("text/")) {
            const auto words = text::fromBase64(media.data);
            m_json.text("type", "text").text("media_type", "text/plain");
            m_json.text("data", words ? std::string_view(*words) : std::string_view{});
        } else {
            m_json.text("type", "base64").text("media_type", media.type).text("data", media.data);
        }
        m_json.endObject();
        return {};
    }

    Result<void> writePart(const Part& part, bool trims = false)
    {
        switch (part.kind) {
        case Kind::Text:
        case Kind::Refusal: {
            std::string_view words = part.text;
            while (trims && !words.empty() && static_cast<unsigned char>(words.back()) <= ' ')
                words.remove_suffix(1);
            textBlock(words, part.cacheMark);
            return {};
        }
        case Kind::Image:
            m_json.beginObject().text("type", "image");
            break;
        case Kind::Audio:
            return fail(ErrorCode::Invalid, "this model's provider takes no sound");
        case Kind::Document:
            m_json.beginObject().text("type", "document");
            if (!part.name.empty())
                m_json.text("title", part.name);
            if (!part.text.empty()) {
                m_json.object("source").text("type", "text").text("media_type", "text/plain");
                m_json.text("data", part.text).endObject();
                mark(part.cacheMark);
                m_json.endObject();
                return {};
            }
            break;
        case Kind::Thinking:
            m_json.beginObject().text("type", "thinking").text("thinking", part.text);
            m_json.text("signature", part.signature).endObject();
            return {};
        case Kind::RedactedThinking:
            m_json.beginObject().text("type", "redacted_thinking").text("data", part.data);
            m_json.endObject();
            return {};
        case Kind::ToolCall:
            m_json.beginObject().text("type", "tool_use").text("id", anthropicCallId(part.id));
            m_json.text("name", part.name).raw("input", argumentsObject(part));
            mark(part.cacheMark);
            m_json.endObject();
            return {};
        case Kind::ToolResult:
            return writeResult(part);
        }
        if (auto written = writeMedia(part); !written)
            return written;
        mark(part.cacheMark);
        m_json.endObject();
        return {};
    }

    Result<void> writeResult(const Part& part)
    {
        m_json.beginObject().text("type", "tool_result");
        m_json.text("tool_use_id", anthropicCallId(part.id));
        if (part.content.size() == 1 && part.content.front().kind == Kind::Text) {
            m_json.text("content", part.content.front().text);
        } else if (!part.content.empty()) {
            m_json.array("content");
            for (const auto& inner : part.content) {
                // A result that is an error may hold words only.
                if (inner.kind == Kind::Text ? inner.text.empty() : part.isError)
                    continue;
                if (auto written = writePart(inner); !written)
                    return written;
            }
            m_json.endArray();
        }
        if (part.isError)
            m_json.boolean("is_error", true);
        mark(part.cacheMark);
        m_json.endObject();
        return {};
    }

    void writeTools()
    {
        using Choice = ToolChoice::Kind;
        const auto tools = allowedTools(m_in);
        if (tools.empty())
            return;
        m_json.array("tools");
        for (const auto* tool : tools) {
            if (tool->freeText)
                m_lost.add(Loss::CustomTool);
            m_json.beginObject().text("name", tool->name);
            if (!tool->description.empty())
                m_json.text("description", tool->description);
            m_json.raw("input_schema", schemaOrEmpty(*tool));
            if (tool->strict == true && takesSchema())
                m_json.boolean("strict", true);
            mark(tool->cacheMark);
            m_json.endObject();
        }
        m_json.endArray();
        const auto& choice = m_in.toolChoice;
        const bool serial = m_in.parallelTools == false;
        std::string_view type;
        if (choice.kind == Choice::None)
            type = "none";
        else if (forced() && m_thinks) {
            type = "auto"; // Models that always think take no other.
            m_lost.add(Loss::ToolChoice);
        } else if (choice.kind == Choice::Named)
            type = "tool";
        else if (forced())
            type = "any";
        else if (choice.kind != Choice::Unset || serial)
            type = "auto";
        if (type.empty())
            return;
        m_json.object("tool_choice").text("type", type);
        if (type == "tool")
            m_json.text("name", choice.names.front());
        if (serial && type != "none")
            m_json.boolean("disable_parallel_tool_use", true);
        m_json.endObject();
    }

    void writeSampling()
    {
        const auto& sampling = m_in.sampling;
        if (!sampling.presencePenalty.empty() || !sampling.frequencyPenalty.empty())
            m_lost.add(Loss::Penalties);
        if (!sampling.seed.empty())
            m_lost.add(Loss::Seed);
        if (m_in.logprobs || !m_in.topLogprobs.empty())
            m_lost.add(Loss::Logprobs);
        if (m_traits.adaptiveOnly || m_thinks) {
            if (!sampling.temperature.empty() || !sampling.topP.empty() || !sampling.topK.empty())
                m_lost.add(Loss::Sampling);
            return;
        }
        bool cut = false;
        if (!sampling.temperature.empty())
            m_json.raw("temperature", clamped(sampling.temperature, 0, 1, cut));
        if (cut)
            m_lost.add(Loss::Temperature);
        if (!sampling.topP.empty()) {
            if (m_traits.oneSampling && !sampling.temperature.empty())
                m_lost.add(Loss::TopP);
            else
                m_json.raw("top_p", sampling.topP);
        }
        if (!sampling.topK.empty())
            m_json.raw("top_k", sampling.topK);
    }

    void writeThinking()
    {
        if (m_disabled) {
            m_json.object("thinking").text("type", "disabled").endObject();
        } else if (m_thinks) {
            m_json.object("thinking").text("type", m_traits.adaptive ? "adaptive" : "enabled");
            if (!m_traits.adaptive)
                m_json.number("budget_tokens", m_budget);
            else if (m_traits.adaptiveOnly && m_in.reasoning.showThoughts)
                m_json.text("display", "summarized");
            m_json.endObject();
        }
        const bool schema = m_in.format.kind == ResponseFormat::Kind::Schema && takesSchema();
        if (m_effort.empty() && !schema)
            return;
        m_json.object("output_config");
        if (!m_effort.empty())
            m_json.text("effort", m_effort);
        if (schema) {
            m_json.object("format").text("type", "json_schema");
            m_json.raw("schema", closedSchema(m_in.format.schema)).endObject();
        }
        m_json.endObject();
    }

    void writeRest()
    {
        bool first = true;
        for (const auto& stop : m_in.stop) {
            if (stop.find_first_not_of(" \t\r\n") == std::string::npos) {
                m_lost.add(Loss::Stop);
                continue;
            }
            if (first)
                m_json.array("stop_sequences");
            first = false;
            m_json.string(stop);
        }
        if (!first)
            m_json.endArray();
        if (!m_in.user.empty())
            m_json.object("metadata").text("user_id", m_in.user).endObject();
        if (m_in.serviceTier == "auto" || m_in.serviceTier == "default")
            m_json.text("service_tier", m_in.serviceTier == "auto" ? "auto" : "standard_only");
        else if (!m_in.serviceTier.empty())
            m_lost.add(Loss::ServiceTier);
        if (!m_in.verbosity.empty())
            m_lost.add(Loss::Verbosity);
        for (const auto& message : m_in.messages) {
            if (!message.name.empty())
                m_lost.add(Loss::SpeakerName);
        }
    }

    const Conversation& m_in;
    const ProviderModel& m_to;
    const ClaudeTraits m_traits;
    LossSet& m_lost;
    std::string m_out;
    JsonWriter m_json;
    std::vector<std::unique_ptr<Part>> m_made;
    std::vector<Turn> m_turns;
    Tokens m_maxTokens = 0;
    Tokens m_budget = 0;
    std::string m_effort;
    int m_marks = 0;
    bool m_thinks = false;
    bool m_disabled = false;
    bool m_movesPrefill = false;
};

} // namespace

Result<std::string> AnthropicProvider::writeRequest(const Conversation& conversation,
                                                    const ProviderModel& to, LossSet& lost) const
{
    return Writer(conversation, to, lost).run();
}

} // namespace gatehouse::ai
