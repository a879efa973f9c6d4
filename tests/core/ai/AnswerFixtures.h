// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ai/Codec.h"
#include "ai/EventFrames.h"

#include <string>

/// Answers as vendors shape them, written for the tests: the same reasoning, words and two calls in
/// every dialect.
namespace gatehouse::test {

using ai::Wire;

/// What every answer below amounts to; dialects that lose something have their own line.
inline const std::string kToolSummary =
    R"([Let me think.]Sure: ü 😀{get_weather {"city":"Paris"}}{get_time {}} tool_calls in=120 cached=20 out=50)";

inline std::string toolAnswer(Wire wire)
{
    switch (wire) {
    case Wire::OpenAi:
        return R"({"id":"chatcmpl-1","object":"chat.completion","created":1700000001,"model":"gpt-x","choices":[{"index":0,"message":{"role":"assistant","content":"Sure: \u00fc \ud83d\ude00","refusal":null,"reasoning_content":"Let me think.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}},{"id":"call_2","type":"function","function":{"name":"get_time","arguments":""}}]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":120,"completion_tokens":50,"total_tokens":170,"prompt_tokens_details":{"cached_tokens":20},"completion_tokens_details":{"reasoning_tokens":10}}})";
    case Wire::Anthropic:
        return R"({"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"thinking","thinking":"Let me think.","signature":"SIG=="},{"type":"text","text":"Sure: ü 😀"},{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{"city": "Paris"}},{"type":"tool_use","id":"toolu_2","name":"get_time","input":{}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":100,"cache_creation_input_tokens":0,"cache_read_input_tokens":20,"output_tokens":50}})";
    case Wire::Gemini:
        return R"({"candidates":[{"content":{"parts":[{"text":"Let me think.","thought":true},{"text":"Sure: ü 😀"},{"functionCall":{"name":"get_weather","args":{"city":"Paris"}},"thoughtSignature":"GSIG"},{"functionCall":{"name":"get_time","args":{}}}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":120,"candidatesTokenCount":40,"thoughtsTokenCount":10,"cachedContentTokenCount":20,"totalTokenCount":170},"modelVersion":"gemini-x","responseId":"g1"})";
    case Wire::Bedrock:
        return R"({"output":{"message":{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"Let me think.","signature":"SIG=="}}},{"text":"Sure: ü 😀"},{"toolUse":{"toolUseId":"tooluse_1","name":"get_weather","input":{"city":"Paris"}}},{"toolUse":{"toolUseId":"tooluse_2","name":"get_time","input":{}}}]}},"stopReason":"tool_use","usage":{"inputTokens":100,"outputTokens":50,"totalTokens":150,"cacheReadInputTokens":20,"cacheWriteInputTokens":0},"metrics":{"latencyMs":12}})";
    case Wire::Cohere:
        return R"({"id":"c1","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"Let me think.","content":[{"type":"text","text":"Sure: ü 😀"}],"tool_calls":[{"id":"get_weather_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}},{"id":"get_time_1","type":"function","function":{"name":"get_time","arguments":"{}"}}]},"usage":{"billed_units":{"input_tokens":120,"output_tokens":50},"tokens":{"input_tokens":999,"output_tokens":60},"cached_tokens":20}})";
    case Wire::Ollama:
        return R"({"model":"llama3","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Sure: ü 😀","thinking":"Let me think.","tool_calls":[{"function":{"name":"get_weather","arguments":{"city":"Paris"}}},{"function":{"name":"get_time","arguments":{}}}]},"done":true,"done_reason":"stop","total_duration":5,"prompt_eval_count":120,"eval_count":50})";
    default:
        return {};
    }
}

inline std::string toolStream(Wire wire)
{
    switch (wire) {
    case Wire::OpenAi:
        return "\xEF\xBB\xBF: queued\n\n"
               R"(data: {"id":"","object":"","created":0,"model":"","choices":[],"prompt_filter_results":[]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-x","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}],"usage":null})"
               "\r\n\r\n"
               R"(data:{"id":"chatcmpl-1","choices":[{"index":0,"delta":{"reasoning_content":"Let me "}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"reasoning":"think."}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"Sure: ü \ud83d"}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"\ude00"}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":""}}]}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"get_time","arguments":""}}]}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Paris\"}"}}]}}]})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}})"
               "\n\n"
               R"(data: {"id":"chatcmpl-1","choices":[],"usage":{"prompt_tokens":120,"completion_tokens":50,"total_tokens":170,"prompt_tokens_details":{"cached_tokens":20}}})"
               "\n\ndata: [DONE]\n\n";
    case Wire::Anthropic:
        return "event: message_start\n"
               R"(data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"usage":{"input_tokens":100,"cache_read_input_tokens":20,"cache_creation_input_tokens":0,"output_tokens":1}}})"
               "\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"
               "event: content_block_start\n"
               R"(data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}})"
               "\n\nevent: content_block_delta\n"
               R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me think."}})"
               "\n\nevent: content_block_delta\n"
               R"(data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"SIG=="}})"
               "\n\nevent: content_block_stop\ndata: "
               "{\"type\":\"content_block_stop\",\"index\":0}\n\n"
               "event: content_block_start\n"
               R"(data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}})"
               "\n\nevent: content_block_delta\n"
               R"(data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Sure: ü 😀"}})"
               "\n\nevent: content_block_stop\ndata: "
               "{\"type\":\"content_block_stop\",\"index\":1}\n\n"
               "event: content_block_start\n"
               R"(data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{}}})"
               "\n\nevent: content_block_delta\n"
               R"(data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}})"
               "\n\nevent: content_block_delta\n"
               R"(data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"city\":\"Pa"}})"
               "\n\nevent: content_block_delta\n"
               R"(data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"ris\"}"}})"
               "\n\nevent: content_block_stop\ndata: "
               "{\"type\":\"content_block_stop\",\"index\":2}\n\n"
               "event: content_block_start\n"
               R"(data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_2","name":"get_time","input":{}}})"
               "\n\nevent: content_block_stop\ndata: "
               "{\"type\":\"content_block_stop\",\"index\":3}\n\n"
               "event: message_delta\n"
               R"(data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":50,"cache_read_input_tokens":null}})"
               "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    case Wire::Gemini:
        return R"(data: {"candidates":[{"content":{"parts":[{"text":"Let me think.","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":120},"modelVersion":"gemini-x","responseId":"g1"})"
               "\r\n\r\n"
               R"(data: {"candidates":[{"content":{"parts":[{"text":"Sure: "}],"role":"model"},"index":0}],"modelVersion":"gemini-x","responseId":"g1"})"
               "\r\n\r\n"
               R"(data: {"candidates":[{"content":{"parts":[{"text":"ü 😀"},{"functionCall":{"name":"get_weather","args":{"city":"Paris"}},"thoughtSignature":"GSIG"},{"functionCall":{"name":"get_time","args":{}}}],"role":"model"},"index":0}],"modelVersion":"gemini-x","responseId":"g1"})"
               "\r\n\r\n"
               R"(data: {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":120,"candidatesTokenCount":40,"thoughtsTokenCount":10,"cachedContentTokenCount":20,"totalTokenCount":170},"modelVersion":"gemini-x","responseId":"g1"})"
               "\r\n\r\n";
    case Wire::Bedrock: {
        const auto event = [](std::string_view type, std::string_view payload) {
            return ai::eventFrame("event", type, payload);
        };
        return event("messageStart", R"({"p":"ab","role":"assistant"})") +
               event(
                   "contentBlockDelta",
                   R"({"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Let me think."}}})") +
               event(
                   "contentBlockDelta",
                   R"({"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"SIG=="}}})") +
               event("contentBlockStop", R"({"contentBlockIndex":0})") +
               event("contentBlockDelta", R"({"contentBlockIndex":1,"delta":{"text":"Sure: "}})") +
               event("contentBlockDelta",
                     R"({"contentBlockIndex":1,"delta":{"text":"ü \ud83d"}})") +
               event("contentBlockDelta", R"({"contentBlockIndex":1,"delta":{"text":"\ude00"}})") +
               event("contentBlockStop", R"({"contentBlockIndex":1})") +
               event(
                   "contentBlockStart",
                   R"({"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"tooluse_1","name":"get_weather"}}})") +
               event("contentBlockDelta",
                     R"({"contentBlockIndex":2,"delta":{"toolUse":{"input":"{\"city\":"}}})") +
               event("contentBlockDelta",
                     R"({"contentBlockIndex":2,"delta":{"toolUse":{"input":"\"Paris\"}"}}})") +
               event("contentBlockStop", R"({"contentBlockIndex":2})") +
               event(
                   "contentBlockStart",
                   R"({"contentBlockIndex":3,"start":{"toolUse":{"toolUseId":"tooluse_2","name":"get_time"}}})") +
               event("contentBlockStop", R"({"contentBlockIndex":3})") +
               event("messageStop", R"({"stopReason":"tool_use"})") +
               event(
                   "metadata",
                   R"({"usage":{"inputTokens":100,"outputTokens":50,"totalTokens":150,"cacheReadInputTokens":20},"metrics":{"latencyMs":3}})");
    }
    case Wire::Cohere:
        return "event: message-start\n"
               R"(data: {"type":"message-start","id":"c1","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}})"
               "\n\nevent: tool-plan-delta\n"
               R"(data: {"type":"tool-plan-delta","delta":{"message":{"tool_plan":"Let me think."}}})"
               "\n\nevent: content-start\n"
               R"(data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}})"
               "\n\nevent: content-delta\n"
               R"(data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"Sure: ü 😀"}}}})"
               "\n\nevent: content-end\ndata: {\"type\":\"content-end\",\"index\":0}\n\n"
               "event: tool-call-start\n"
               R"(data: {"type":"tool-call-start","index":3,"delta":{"message":{"tool_calls":{"id":"get_weather_1","type":"function","function":{"name":"get_weather","arguments":""}}}}})"
               "\n\nevent: tool-call-delta\n"
               R"(data: {"type":"tool-call-delta","index":3,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\"city\":"}}}}})"
               "\n\nevent: tool-call-delta\n"
               R"(data: {"type":"tool-call-delta","index":3,"delta":{"message":{"tool_calls":{"function":{"arguments":"\"Paris\"}"}}}}})"
               "\n\nevent: tool-call-end\ndata: {\"type\":\"tool-call-end\",\"index\":3}\n\n"
               "event: tool-call-start\n"
               R"(data: {"type":"tool-call-start","index":4,"delta":{"message":{"tool_calls":{"id":"get_time_1","type":"function","function":{"name":"get_time","arguments":"{}"}}}}})"
               "\n\nevent: tool-call-end\ndata: {\"type\":\"tool-call-end\",\"index\":4}\n\n"
               "event: message-end\n"
               R"(data: {"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"billed_units":{"input_tokens":120,"output_tokens":50},"tokens":{"input_tokens":999,"output_tokens":60},"cached_tokens":20}}})"
               "\n\ndata: [DONE]\n\n";
    case Wire::Ollama:
        return R"({"model":"llama3","created_at":"x","message":{"role":"assistant","content":"","thinking":"Let me think."},"done":false})"
               "\n"
               R"({"model":"llama3","message":{"role":"assistant","content":"Sure: ü 😀"},"done":false})"
               "\r\n"
               R"({"model":"llama3","message":{"role":"assistant","content":"","tool_calls":[{"function":{"index":0,"name":"get_weather","arguments":{"city":"Paris"}}}]},"done":false})"
               "\n"
               R"({"model":"llama3","message":{"role":"assistant","content":"","tool_calls":[{"function":{"index":1,"name":"get_time","arguments":{}}}]},"done":false})"
               "\n"
               R"({"model":"llama3","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":120,"eval_count":50})"
               "\n";
    default:
        return {};
    }
}

/// A stream that begins well, and then tells a failure as its vendor does.
inline std::string faultStream(Wire wire)
{
    const auto whole = toolStream(wire);
    const auto first = [&](std::string_view end) {
        return whole.substr(0, whole.find(end) + end.size());
    };
    switch (wire) {
    case Wire::OpenAi:
        return first("\r\n\r\n") +
               R"(data: {"error":{"message":"the engine is on fire","type":"server_error","code":null}})"
               "\n\n";
    case Wire::Anthropic:
        return first("\n\n") +
               "event: error\n"
               R"(data: {"type":"error","error":{"type":"overloaded_error","message":"the engine is on fire"}})"
               "\n\n";
    case Wire::Gemini:
        return first("\r\n\r\n") +
               R"(data: {"error":{"code":503,"message":"the engine is on fire","status":"UNAVAILABLE"}})"
               "\r\n\r\n";
    case Wire::Bedrock:
        return ai::eventFrame("event", "messageStart", R"({"role":"assistant"})") +
               ai::eventFrame("exception", "modelStreamErrorException",
                              R"({"message":"the engine is on fire"})");
    case Wire::Cohere:
        return first("\n\n") +
               "event: message-end\n"
               R"(data: {"type":"message-end","delta":{"finish_reason":"ERROR","error":"the engine is on fire"}})"
               "\n\n";
    case Wire::Ollama:
        return first("\n") + R"({"error":"the engine is on fire"})" + "\n";
    default:
        return {};
    }
}

} // namespace gatehouse::test
