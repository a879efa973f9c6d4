// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../ai/AnswerFixtures.h"
#include "../ai/CodecTesting.h"
#include "RawUpstream.h"

#include "gateway/Gateway.h"
#include "limits/Counters.h"
#include "telemetry/RecordSink.h"

#include <cctype>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

/// Callers of every dialect, providers of every wire, and a gateway between them.
namespace gatehouse::test {

inline const std::string kKey = "gh_test_key_of_the_web_application";

inline bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

inline std::string bodyOf(const std::string& message)
{
    auto body = message.substr(message.find("\r\n\r\n") + 4);
    if (!has(message.substr(0, message.find("\r\n\r\n")), "chunked"))
        return body;
    std::string out;
    // A stream that was cut has no last chunk.
    while (!body.empty() && std::isxdigit(static_cast<unsigned char>(body.front())) != 0) {
        const auto size = std::stoul(body, nullptr, 16);
        const auto at = body.find("\r\n") + 2;
        out += body.substr(at, size);
        body.erase(0, std::min(body.size(), at + size + 2));
    }
    return out;
}

/// How callers of each dialect ask the same thing.
struct CallerCase
{
    const char* name;
    const char* path; ///< MODEL stands for the model's name.
    const char* streamPath;
    const char* credential;
    const char* body;
    Wire reader; ///< Whose codec reads that dialect's answers.
};
inline constexpr CallerCase kCallers[]{
    {"openai", "/v1/chat/completions", "/v1/chat/completions", "Authorization: Bearer ",
     "{\"model\":\"MODEL\",\"stream\":STREAM,\"stream_options\":{\"include_usage\":true},"
     "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
     Wire::OpenAi},
    {"anthropic", "/v1/messages", "/v1/messages", "x-api-key: ",
     "{\"model\":\"MODEL\",\"max_tokens\":99,\"stream\":STREAM,\"messages\":[{\"role\":\"user\","
     "\"content\":\"Hi\"}]}",
     Wire::Anthropic},
    {"gemini", "/v1beta/models/MODEL:generateContent",
     "/v1beta/models/MODEL:streamGenerateContent?alt=sse", "x-goog-api-key: ",
     "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}", Wire::Gemini},
};

struct ProviderCase
{
    const char* name;
    Wire wire;
    const char* path;
    const char* streamPath;
    const char* credential;
    const char* streamType;
};
inline constexpr ProviderCase kProviders[]{
    {"openai", Wire::OpenAi, "/v1/chat/completions", "/v1/chat/completions",
     "uthorization: Bearer sk-up", "text/event-stream"},
    {"anthropic", Wire::Anthropic, "/v1/messages", "/v1/messages", "x-api-key: sk-up",
     "text/event-stream"},
    {"gemini", Wire::Gemini, "/v1/models/m:generateContent",
     "/v1/models/m:streamGenerateContent?alt=sse", "x-goog-api-key: sk-up", "text/event-stream"},
    {"vertex", Wire::Vertex, "/v1/publishers/google/models/m:generateContent",
     "/v1/publishers/google/models/m:streamGenerateContent?alt=sse", "uthorization: Bearer sk-up",
     "text/event-stream"},
    {"azure_openai", Wire::AzureOpenAi, "/v1/chat/completions", "/v1/chat/completions",
     "api-key: sk-up", "text/event-stream"},
    {"bedrock", Wire::Bedrock, "/v1/model/m/converse", "/v1/model/m/converse-stream",
     "uthorization: Bearer sk-up", "application/vnd.amazon.eventstream"},
    {"cohere", Wire::Cohere, "/v1/chat", "/v1/chat", "uthorization: Bearer sk-up",
     "text/event-stream"},
    {"ollama", Wire::Ollama, "/v1/api/chat", "/v1/api/chat", "uthorization: Bearer sk-up",
     "application/x-ndjson"},
};

/// The wire whose fixtures a provider answers with.
inline Wire fixture(Wire wire)
{
    return wire == Wire::Vertex ? Wire::Gemini : wire == Wire::AzureOpenAi ? Wire::OpenAi : wire;
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    for (auto i = text.find(what); i != std::string::npos; i = text.find(what, i + by.size()))
        text.replace(i, what.size(), by);
    return text;
}

inline std::string ask(const CallerCase& caller, bool stream)
{
    const bool inPath = caller.reader == Wire::Gemini;
    const auto path = replaced(stream ? caller.streamPath : caller.path, "MODEL", "up%2Fm");
    auto body = replaced(caller.body, "MODEL", "up/m");
    body = replaced(body, "STREAM", stream ? "true" : "false");
    if (!stream && !inPath)
        body = replaced(body, ",\"stream_options\":{\"include_usage\":true}", "");
    return "POST " + path + " HTTP/1.1\r\nHost: gate\r\n" + caller.credential + kKey +
           "\r\nContent-Type: application/json\r\nCookie: c=d\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// A stream as providers send it, in pieces that end anywhere.
inline bool sendStream(int fd, const ProviderCase& provider, const std::string& reply)
{
    RawUpstream::send(fd, std::string("HTTP/1.1 200 OK\r\nContent-Type: ") + provider.streamType +
                              "\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (std::size_t i = 0; i < reply.size(); i += 61) {
        const auto part = reply.substr(i, 61);
        char size[16];
        std::snprintf(size, sizeof size, "%zx\r\n", part.size());
        RawUpstream::send(fd, size + part + "\r\n");
    }
    return RawUpstream::send(fd, "0\r\n\r\n");
}

/// A gateway before one provider `up`, for an application `web`.
class DialectGateway
{
public:
    explicit DialectGateway(telemetry::RecordSink* sink = nullptr)
        : m_sink(sink)
    {
    }
    /// Where it listens; a complaint when it does not.
    std::string start(const char* kind, const std::string& url,
                      std::vector<model::LimitRule> limits = {})
    {
        stop();
        m_telemetry = std::make_unique<telemetry::Telemetry>(m_clock);
        if (m_sink != nullptr) {
            m_telemetry->addSink(*m_sink);
            m_telemetry->start();
        }
        m_counters = std::move(*limits::Counters::open({}, m_clock));
        m_gateway = std::make_unique<gateway::Gateway>(m_clock, *m_telemetry, *m_counters);
        model::Workspace workspace;
        workspace.limits = std::move(limits);
        model::Application web;
        web.id = "web";
        workspace.applications.push_back(web);
        model::Provider provider;
        provider.id = "up";
        provider.kind = kind;
        provider.baseUrl = url + "/v1";
        provider.keys.push_back({"main", {}, 1});
        workspace.providers.push_back(provider);
        gateway::SnapshotInput input;
        input.workspace = std::move(workspace);
        input.masterKey = m_master;
        input.providerSecrets = {{"up", "main", "sk-up"}};
        input.applicationKeys.push_back({"web", "k1", crypto::hashKey(m_master, kKey), 0, false});
        auto snapshot = gateway::Snapshot::compile(std::move(input));
        model::Gateway settings;
        settings.listen = {"127.0.0.1:0"};
        settings.threads = 1;
        settings.times.drain = std::chrono::seconds(1);
        const auto started = m_gateway->start(settings, *snapshot);
        return started ? m_gateway->endpoints().front() : started.error().text();
    }
    void stop()
    {
        m_gateway.reset();
        m_counters.reset();
        m_telemetry.reset();
    }
    [[nodiscard]] gateway::Gateway& gateway() { return *m_gateway; }
    /// What a rule's counters hold together.
    [[nodiscard]] limits::Amount used(const char* rule) const
    {
        limits::Amount sum = 0;
        for (const auto& view : m_counters->list(rule, 100))
            sum += view.reading.used;
        return sum;
    }

private:
    telemetry::RecordSink* m_sink;
    SystemClock m_clock;
    crypto::MasterKey m_master{};
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<limits::Counters> m_counters;
    std::unique_ptr<gateway::Gateway> m_gateway;
};

} // namespace gatehouse::test

// Each calls once, whatever QVERIFY2 does with its arguments.
#define HAS(text, part)                                                                            \
    do {                                                                                           \
        const std::string whole_ = (text);                                                         \
        QVERIFY2(gatehouse::test::has(whole_, part), whole_.c_str());                              \
    } while (false)
#define LACKS(text, part)                                                                          \
    do {                                                                                           \
        const std::string whole_ = (text);                                                         \
        QVERIFY2(!gatehouse::test::has(whole_, part), whole_.c_str());                             \
    } while (false)
