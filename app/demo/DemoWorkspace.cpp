// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoWorkspace.h"

#include "demo/DemoFile.h"

#include <spdlog/fmt/fmt.h>

#include <cctype>
#include <string_view>

namespace gatehouse::demo {

namespace {

/// Every reference of the file gets a value that is made from its name: the demo has nothing to
/// hide.
std::map<std::string, std::string> secretsOf(std::string_view yaml)
{
    constexpr std::string_view kMark = "\"env:";
    std::map<std::string, std::string> secrets;
    for (std::size_t at = yaml.find(kMark); at != std::string_view::npos;
         at = yaml.find(kMark, at)) {
        const std::size_t begin = at + 1;
        at = yaml.find('"', begin);
        const std::string reference(yaml.substr(begin, at - begin));
        std::string value = "demo-key-";
        for (const char c : reference.substr(4))
            value +=
                c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        secrets.emplace(reference, std::move(value));
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
