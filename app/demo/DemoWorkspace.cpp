// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoWorkspace.h"

#include "demo/DemoFile.h"

#include <spdlog/fmt/fmt.h>

#include <cctype>
#include <cstdint>
#include <string_view>

namespace gatehouse::demo {

namespace {

/// Every reference of the file gets a value that is made from its name, in the form that such a
/// secret has: the demo has nothing to hide, but keys are told by their ends.
std::string secretOf(const std::string& reference, std::string_view beginning)
{
    constexpr std::string_view kLetters =
        "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    constexpr std::size_t kLength = 32;
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a, then a linear congruence for each letter
    for (const char c : reference)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    std::string value(beginning);
    while (value.size() < kLength) {
        hash = hash * 6364136223846793005 + 1442695040888963407;
        value += kLetters[(hash >> 33) % kLetters.size()];
    }
    return value;
}

std::map<std::string, std::string> secretsOf(std::string_view yaml)
{
    constexpr std::string_view kMark = "\"env:";
    const std::size_t applications = yaml.find("\napplications:");
    std::map<std::string, std::string> secrets;
    for (std::size_t at = yaml.find(kMark); at != std::string_view::npos;
         at = yaml.find(kMark, at)) {
        const std::size_t begin = at + 1;
        at = yaml.find('"', begin);
        const std::string reference(yaml.substr(begin, at - begin));
        secrets.emplace(reference, secretOf(reference, at < applications ? "sk-" : "gh_"));
    }
    return secrets;
}

/// Puts `replacement` for every address that begins with `beginning` and goes to the end of its
/// host and port.
void lead(std::string& yaml, std::string_view beginning, std::string_view ending,
          const std::string& replacement)
{
    for (std::size_t at = yaml.find(beginning); at != std::string::npos;
         at = yaml.find(beginning, at + 1)) {
        const std::size_t end = yaml.find(ending, at);
        if (end < yaml.find('\n', at))
            yaml.replace(at, end + ending.size() - at, replacement);
    }
}

} // namespace

DemoWorkspace drawnWorkspace()
{
    return {std::string(kDemoFile), secretsOf(kDemoFile)};
}

DemoWorkspace liveWorkspace(std::uint16_t upstreamPort)
{
    DemoWorkspace demo = drawnWorkspace();
    const std::string upstream = fmt::format("http://127.0.0.1:{}", upstreamPort);
    // One of the two targets of Parcels is down, as in every good demo; nothing listens on port 1.
    lead(demo.yaml, "http://parcel-b.acme.internal", ":9400", "http://127.0.0.1:1");
    lead(demo.yaml, "http://", ".acme.internal:9400", upstream);
    lead(demo.yaml, "https://api.openai.com", "/v1", upstream + "/openai");
    lead(demo.yaml, "https://api.mistral.ai", "/v1", upstream + "/mistral");
    lead(demo.yaml, "https://api.anthropic.com", "/v1", upstream + "/anthropic");
    lead(demo.yaml, "http://127.0.0.1:11434", "/v1", upstream + "/ollama");
    return demo;
}

std::string applicationKey(const std::string& application)
{
    for (auto& [reference, value] : secretsOf(kDemoFile)) {
        std::string wanted = "env:DEMO_";
        for (const char c : application)
            wanted +=
                c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        if (reference.starts_with(wanted + "_"))
            return value;
    }
    return {};
}

} // namespace gatehouse::demo
