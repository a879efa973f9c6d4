// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

/// The Responses dialect as OpenAI streams it. Apart from the test: moc stumbles over such strings.
namespace gatehouse::test {

inline const std::string kResponsesStream =
    "event: response.created\n"
    R"(data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"gpt-5-pro","output":[]}})"
    "\n\n"
    R"(data: {"type":"response.in_progress","sequence_number":1,"response":{"id":"resp_1"}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[]}})"
    "\n\n"
    R"(data: {"type":"response.reasoning_summary_text.delta","output_index":0,"delta":"Let me think."})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Let me think."}]}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":1,"item":{"type":"message","id":"msg_1","content":[]}})"
    "\n\n"
    R"(data: {"type":"response.output_text.delta","output_index":1,"delta":"Sure: ü \ud83d"})"
    "\n\n"
    R"(data: {"type":"response.output_text.delta","output_index":1,"delta":"\ude00"})"
    "\n\n"
    R"(data: {"type":"response.output_text.done","output_index":1,"text":"Sure: ü 😀"})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":1,"item":{"type":"message","content":[{"type":"output_text","text":"Sure: ü 😀"}]}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":2,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"get_weather","arguments":""}})"
    "\n\n"
    R"(data: {"type":"response.output_item.added","output_index":3,"item":{"type":"function_call","id":"fc_2","call_id":"call_2","name":"get_time","arguments":""}})"
    "\n\n"
    R"(data: {"type":"response.function_call_arguments.delta","output_index":2,"delta":"{\"city\":"})"
    "\n\n"
    R"(data: {"type":"response.function_call_arguments.delta","output_index":2,"delta":"\"Paris\"}"})"
    "\n\n"
    R"(data: {"type":"response.function_call_arguments.done","output_index":2,"arguments":"{\"city\":\"Paris\"}"})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":2,"item":{"type":"function_call","call_id":"call_1","name":"get_weather","arguments":"{\"city\":\"Paris\"}"}})"
    "\n\n"
    R"(data: {"type":"response.output_item.done","output_index":3,"item":{"type":"function_call","call_id":"call_2","name":"get_time","arguments":""}})"
    "\n\n";
inline const std::string kResponsesEnd =
    R"(data: {"type":"response.completed","response":{"id":"resp_1","status":"completed","usage":{"input_tokens":120,"input_tokens_details":{"cached_tokens":20},"output_tokens":50,"output_tokens_details":{"reasoning_tokens":10},"total_tokens":170}}})"
    "\n\n";

/// A chat that asks for all that the dialect has a word for, and for some that it lacks.
inline const std::string kRichChat =
    R"({"model":"x","stream":true,"temperature":0.5,"stop":"END","max_tokens":5,"reasoning_effort":"high",)"
    R"("response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},)"
    R"("tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}],)"
    R"("tool_choice":{"type":"function","function":{"name":"f"}},"messages":[)"
    R"({"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Hi"},)"
    R"({"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},)"
    R"({"role":"assistant","content":"Wait.","tool_calls":[{"id":"call_9","type":"function",)"
    R"("function":{"name":"f","arguments":"{\"a\":1}"}}]},)"
    R"({"role":"tool","tool_call_id":"call_9","content":"42"}]})";

} // namespace gatehouse::test
