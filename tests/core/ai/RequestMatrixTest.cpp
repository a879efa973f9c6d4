// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "CodecTesting.h"

using namespace gatehouse::ai;
using gatehouse::test::at;
using gatehouse::test::readAs;
using gatehouse::test::translate;

namespace {

constexpr CallerDialect kCallers[]{CallerDialect::OpenAiChat, CallerDialect::Anthropic,
                                   CallerDialect::Gemini};
constexpr const char* kCallerNames[]{"openai", "anthropic", "gemini"};

struct Target
{
    const char* name;
    Wire wire;
    const char* model;
};
constexpr Target kTargets[]{{"openai", Wire::OpenAi, "gpt-4o-mini"},
                            {"anthropic", Wire::Anthropic, "claude-sonnet-4-5"},
                            {"gemini", Wire::Gemini, "gemini-3-flash"}};

const std::string kPng = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk";
const std::string kSchema =
    R"({"type":"object","properties":{"zeta":{"type":"integer"},"alpha":{"type":"string"}},"required":["zeta","alpha"]})";

/// The same wish in every caller's words.
std::string request(CallerDialect caller, std::string_view feature)
{
    const bool openAi = caller == CallerDialect::OpenAiChat;
    const bool anthropic = caller == CallerDialect::Anthropic;
    if (feature == "plain") {
        if (openAi)
            return R"({"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"developer","content":"Be kind."},{"role":"user","content":"Hi \u00fc \ud83d\ude00"}],"temperature":0.70,"stop":["END"],"max_tokens":100})";
        if (anthropic)
            return R"({"model":"m","max_tokens":100,"system":[{"type":"text","text":"Be brief."},{"type":"text","text":"Be kind."}],"messages":[{"role":"user","content":"Hi ü 😀"}],"temperature":0.70,"stop_sequences":["END"]})";
        return R"({"systemInstruction":{"parts":[{"text":"Be brief."},{"text":"Be kind."}]},"contents":[{"role":"user","parts":[{"text":"Hi ü 😀"}]}],"generationConfig":{"temperature":0.70,"stopSequences":["END"],"maxOutputTokens":100}})";
    }
    if (feature == "tools") {
        if (openAi)
            return R"({"model":"m","messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":"Let me look.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\",\"big\":12345678901234567890}"}},{"id":"call_2","type":"function","function":{"name":"get_time","arguments":""}}]},{"role":"tool","tool_call_id":"call_1","content":"18 C"},{"role":"tool","tool_call_id":"call_2","content":"noon"},{"role":"user","content":"And?"}],"tools":[{"type":"function","function":{"name":"get_weather","description":"Tells it","parameters":)" +
                   kSchema +
                   R"(}},{"type":"function","function":{"name":"get_time"}}],"tool_choice":{"type":"function","function":{"name":"get_weather"}},"parallel_tool_calls":false})";
        if (anthropic)
            return R"({"model":"m","max_tokens":100,"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":[{"type":"text","text":"Let me look."},{"type":"tool_use","id":"call_1","name":"get_weather","input":{"city": "Paris", "big": 12345678901234567890}},{"type":"tool_use","id":"call_2","name":"get_time","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"18 C"},{"type":"tool_result","tool_use_id":"call_2","content":[{"type":"text","text":"noon"}]},{"type":"text","text":"And?"}]}],"tools":[{"name":"get_weather","description":"Tells it","input_schema":)" +
                   kSchema +
                   R"(},{"name":"get_time","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"get_weather","disable_parallel_tool_use":true}})";
        return R"({"contents":[{"role":"user","parts":[{"text":"Weather?"}]},{"role":"model","parts":[{"text":"Let me look."},{"functionCall":{"name":"get_weather","args":{"city":"Paris","big":12345678901234567890}}},{"functionCall":{"name":"get_time","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{"output":"18 C"}}},{"functionResponse":{"name":"get_time","response":{"output":"noon"}}},{"text":"And?"}]}],"tools":[{"functionDeclarations":[{"name":"get_weather","description":"Tells it","parameters":{"type":"OBJECT","properties":{"zeta":{"type":"INTEGER"},"alpha":{"type":"STRING"}},"required":["zeta","alpha"]}},{"name":"get_time"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["get_weather"]}}})";
    }
    if (feature == "image") {
        if (openAi)
            return R"({"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,)" +
                   kPng + "\"}}]}]}";
        if (anthropic)
            return R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":")" +
                   kPng + "\"}}]}]}";
        return R"({"contents":[{"parts":[{"text":"What is it?"},{"inlineData":{"mimeType":"image/png","data":")" +
               kPng + "\"}}]}]}";
    }
    if (feature == "schema") {
        if (openAi)
            return R"({"model":"m","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema","json_schema":{"name":"thing","strict":true,"schema":)" +
                   kSchema + "}}}";
        if (anthropic)
            return R"({"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"output_config":{"format":{"type":"json_schema","schema":)" +
                   kSchema + "}}}";
        return R"({"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"responseMimeType":"application/json","responseJsonSchema":)" +
               kSchema + "}}";
    }
    // thinking
    if (openAi)
        return R"({"model":"m","messages":[{"role":"user","content":"x"}],"max_completion_tokens":3000,"reasoning_effort":"high"})";
    if (anthropic)
        return R"({"model":"m","max_tokens":30000,"messages":[{"role":"user","content":"x"}],"thinking":{"type":"enabled","budget_tokens":20000}})";
    return R"({"contents":[{"role":"user","parts":[{"text":"x"}]}],"generationConfig":{"thinkingConfig":{"thinkingBudget":20000,"includeThoughts":true}}})";
}

} // namespace

/// Every caller's request in every provider's words: the same wish must come out.
class RequestMatrixTest : public QObject
{
    Q_OBJECT

private:
    /// A row for every pair.
    static void pairs()
    {
        QTest::addColumn<int>("caller");
        QTest::addColumn<int>("target");
        for (int caller = 0; caller < 3; ++caller) {
            for (int target = 0; target < 3; ++target)
                QTest::addRow("%s to %s", kCallerNames[caller], kTargets[target].name)
                    << caller << target;
        }
    }
    static gatehouse::test::Written written(std::string_view feature, const char* model = nullptr)
    {
        QFETCH(int, caller);
        QFETCH(int, target);
        return translate(kCallers[caller], kTargets[target].wire,
                         request(kCallers[caller], feature),
                         model != nullptr ? model : kTargets[target].model);
    }

private Q_SLOTS:
    void plain_data() { pairs(); }
    void plain()
    {
        QFETCH(int, target);
        const auto out = written("plain");
        QCOMPARE(out.error, std::string());
        QCOMPARE(out.lost, std::string());
        const auto& body = out.body;
        if (target == 0) {
            const auto system = at(body, "messages.0.content");
            QVERIFY2(system.find("Be brief.") != std::string::npos, body.c_str());
            QVERIFY(body.find("Be brief.") < body.find("Be kind."));
            QVERIFY(body.find("\"role\":\"developer\"") == std::string::npos);
            QVERIFY2(body.find(R"({"role":"user","content":"Hi ü 😀"})") != std::string::npos,
                     body.c_str());
            IS(body, "temperature", "0.70");
            IS(body, "stop.0", "END");
            IS(body, "max_completion_tokens", "100");
        } else if (target == 1) {
            IS(body, "system.0.text", "Be brief.");
            IS(body, "system.1.text", "Be kind.");
            IS(body, "messages.0.content.0.text", "Hi ü 😀");
            IS(body, "messages.1", "");
            IS(body, "temperature", "0.70");
            IS(body, "stop_sequences.0", "END");
            IS(body, "max_tokens", "100");
        } else {
            IS(body, "systemInstruction.parts.0.text", "Be brief.");
            IS(body, "systemInstruction.parts.1.text", "Be kind.");
            IS(body, "contents.0.parts.0.text", "Hi ü 😀");
            IS(body, "generationConfig.temperature", "0.70");
            IS(body, "generationConfig.stopSequences.0", "END");
            IS(body, "generationConfig.maxOutputTokens", "100");
        }
    }

    void tools_data() { pairs(); }
    void tools()
    {
        QFETCH(int, target);
        const auto out = written("tools");
        QCOMPARE(out.error, std::string());
        const auto& body = out.body;
        if (target == 0) {
            IS(body, "messages.0.content", "Weather?");
            IS(body, "messages.1.content", "Let me look.");
            IS(body, "messages.1.tool_calls.0.function.name", "get_weather");
            IS(body, "messages.1.tool_calls.0.function.arguments",
               R"({"city":"Paris","big":12345678901234567890})");
            IS(body, "messages.1.tool_calls.1.function.arguments", "{}");
            IS(body, "messages.2.role", "tool");
            IS(body, "messages.2.tool_call_id", at(body, "messages.1.tool_calls.0.id"));
            IS(body, "messages.2.content", "18 C");
            IS(body, "messages.3.tool_call_id", at(body, "messages.1.tool_calls.1.id"));
            IS(body, "messages.3.content", "noon");
            IS(body, "messages.4.content", "And?");
            IS(body, "tools.0.function.parameters", kSchema);
            IS(body, "tools.1.function.parameters.type", "object");
            IS(body, "tool_choice.function.name", "get_weather");
        } else if (target == 1) {
            IS(body, "messages.1.content.0.text", "Let me look.");
            IS(body, "messages.1.content.1.type", "tool_use");
            IS(body, "messages.1.content.1.input",
               R"({"city":"Paris","big":12345678901234567890})");
            IS(body, "messages.1.content.2.input", "{}");
            IS(body, "messages.2.role", "user");
            IS(body, "messages.2.content.0.tool_use_id", at(body, "messages.1.content.1.id"));
            IS(body, "messages.2.content.0.content", "18 C");
            IS(body, "messages.2.content.1.content", "noon");
            IS(body, "messages.2.content.2.text", "And?");
            IS(body, "messages.3", "");
            IS(body, "tools.0.input_schema", kSchema);
            IS(body, "tools.1.input_schema.type", "object");
            IS(body, "tool_choice.type", "tool");
            IS(body, "tool_choice.name", "get_weather");
        } else {
            IS(body, "contents.1.role", "model");
            IS(body, "contents.1.parts.0.text", "Let me look.");
            IS(body, "contents.1.parts.1.functionCall.args",
               R"({"city":"Paris","big":12345678901234567890})");
            IS(body, "contents.1.parts.2.functionCall.args", "{}");
            IS(body, "contents.2.parts.0.functionResponse.name", "get_weather");
            IS(body, "contents.2.parts.0.functionResponse.id",
               at(body, "contents.1.parts.1.functionCall.id"));
            IS(body, "contents.2.parts.0.functionResponse.response.output", "18 C");
            IS(body, "contents.2.parts.1.functionResponse.name", "get_time");
            IS(body, "contents.2.parts.2.text", "And?");
            IS(body, "contents.3", "");
            IS(body, "tools.0.functionDeclarations.0.parametersJsonSchema", kSchema);
            IS(body, "toolConfig.functionCallingConfig.mode", "ANY");
            IS(body, "toolConfig.functionCallingConfig.allowedFunctionNames.0", "get_weather");
        }
        // "One at a time" has a field in two of the dialects only.
        QFETCH(int, caller);
        if (caller != 2 && target == 0)
            IS(body, "parallel_tool_calls", "false");
        if (caller != 2 && target == 1)
            IS(body, "tool_choice.disable_parallel_tool_use", "true");
        if (caller != 2 && target == 2)
            QCOMPARE(out.lost, std::string("parallel_tools"));
    }

    void images_data() { pairs(); }
    void images()
    {
        QFETCH(int, target);
        const auto out = written("image");
        QCOMPARE(out.error, std::string());
        const auto& body = out.body;
        if (target == 0) {
            IS(body, "messages.0.content.0.text", "What is it?");
            IS(body, "messages.0.content.1.image_url.url", "data:image/png;base64," + kPng);
        } else if (target == 1) {
            IS(body, "messages.0.content.1.source.media_type", "image/png");
            IS(body, "messages.0.content.1.source.data", kPng);
        } else {
            IS(body, "contents.0.parts.1.inlineData.mimeType", "image/png");
            IS(body, "contents.0.parts.1.inlineData.data", kPng);
        }
    }

    void schemas_data() { pairs(); }
    void schemas()
    {
        QFETCH(int, target);
        const auto out = written("schema");
        QCOMPARE(out.error, std::string());
        const auto& body = out.body;
        if (target == 0) {
            IS(body, "response_format.type", "json_schema");
            IS(body, "response_format.json_schema.schema", kSchema);
        } else if (target == 1) {
            // Closed, as the provider wants it; the order of the caller stays.
            IS(body, "output_config.format.schema",
               kSchema.substr(0, kSchema.size() - 1) + R"(,"additionalProperties":false})");
        } else {
            IS(body, "generationConfig.responseMimeType", "application/json");
            IS(body, "generationConfig.responseJsonSchema", kSchema);
        }
    }

    void thinking_data() { pairs(); }
    void thinking()
    {
        QFETCH(int, caller);
        QFETCH(int, target);
        const auto out = written("thinking");
        QCOMPARE(out.error, std::string());
        if (target == 0) {
            IS(out.body, "reasoning_effort", "high");
        } else if (target == 1) {
            IS(out.body, "thinking.type", "enabled");
            IS(out.body, "thinking.budget_tokens", caller == 0 ? "16384" : "20000");
            QVERIFY(std::stoll(at(out.body, "max_tokens")) >
                    std::stoll(at(out.body, "thinking.budget_tokens")));
            // The newest models take an effort only.
            const auto adaptive = written("thinking", "claude-opus-4-7").body;
            IS(adaptive, "thinking.type", "adaptive");
            IS(adaptive, "output_config.effort", "high");
        } else {
            IS(out.body, "generationConfig.thinkingConfig.thinkingLevel", "HIGH");
            IS(out.body, "generationConfig.thinkingConfig.thinkingBudget", "");
            const auto older = written("thinking", "gemini-2.5-pro").body;
            IS(older, "generationConfig.thinkingConfig.thinkingBudget",
               caller == 0 ? "24576" : "20000");
            IS(older, "generationConfig.thinkingConfig.thinkingLevel", "");
        }
    }

    /// A conversation that goes into a dialect and is read again is the same conversation.
    void survivesTheWayThere_data()
    {
        QTest::addColumn<int>("caller");
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("feature");
        for (const char* const feature : {"plain", "tools", "image", "schema"}) {
            for (int caller = 0; caller < 3; ++caller) {
                for (int target = 0; target < 3; ++target)
                    QTest::addRow("%s %s %s", feature, kCallerNames[caller], kTargets[target].name)
                        << caller << target << QString(feature);
            }
        }
    }
    void survivesTheWayThere()
    {
        QFETCH(int, caller);
        QFETCH(int, target);
        QFETCH(QString, feature);
        const auto from =
            readAs(kCallers[caller], request(kCallers[caller], feature.toStdString()));
        const auto back = readAs(kCallers[target], written(feature.toStdString()).body);
        QVERIFY(from && back);
        const auto flat = [](const Conversation& conversation) {
            std::string out;
            for (const auto& message : conversation.messages) {
                for (const auto& part : message.parts) {
                    out += std::to_string(static_cast<int>(message.role)) + ":" + part.text +
                           part.name + part.arguments + part.media.data;
                    for (const auto& inner : part.content)
                        out += inner.text;
                    out += "|";
                }
            }
            for (const auto& tool : conversation.tools)
                out += tool.name + tool.description + "|";
            out += conversation.format.schema.substr(0, 60) + conversation.sampling.temperature;
            for (const auto& stop : conversation.stop)
                out += stop;
            return out;
        };
        const auto expected = flat(*from);
        const auto got = flat(*back);
        // No arguments and the empty object are the same.
        const auto same = [](std::string text) {
            for (auto i = text.find("get_time{}"); i != std::string::npos;
                 i = text.find("get_time{}"))
                text.replace(i, 10, "get_time");
            return text;
        };
        QCOMPARE(same(got), same(expected));
    }
};

QTEST_GUILESS_MAIN(RequestMatrixTest)
#include "RequestMatrixTest.moc"
