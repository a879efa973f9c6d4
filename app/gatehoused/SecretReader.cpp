// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SecretReader.h"

#include "base/File.h"
#include "model/Codec.h"

#include <spdlog/fmt/fmt.h>

#include <cstdlib>

namespace gatehouse::app {

namespace {

constexpr std::size_t kLargestSecret = 64u << 10;

Result<std::string> readReference(const std::string& reference)
{
    if (reference.starts_with("env:")) {
        const std::string name = reference.substr(4);
        const char* const value = std::getenv(name.c_str());
        if (!value || !*value)
            return fail(ErrorCode::NotFound,
                        fmt::format("the environment has no variable {}", name));
        return std::string(value);
    }
    const std::string path = reference.substr(5);
    auto text = readFile(path, kLargestSecret);
    if (!text)
        return fail(text.error().code,
                    fmt::format("{} cannot be read: {}", path, text.error().message));
    text->erase(text->find_last_not_of("\r\n") + 1);
    if (text->empty())
        return fail(ErrorCode::Invalid, fmt::format("{} is empty", path));
    return text;
}

} // namespace

FileSecrets readSecrets(std::string_view text, std::string_view file)
{
    FileSecrets out;
    const auto tree = file.ends_with(".json") ? model::parseJson(text) : model::parseYaml(text);
    if (!tree)
        return out;
    std::vector<model::Fault> ignored; // apply tells them
    const auto workspace = model::read<model::Workspace>(*tree, {}, ignored);
    const auto take = [&](const auto& owners, std::string_view collection) {
        for (std::size_t i = 0; i < owners.size(); ++i) {
            for (std::size_t k = 0; k < owners[i].keys.size(); ++k) {
                const std::string& reference = owners[i].keys[k].secret.reference;
                if (reference.empty() || reference.starts_with("keychain:") ||
                    out.values.contains(reference))
                    continue;
                if (auto value = readReference(reference)) {
                    out.values.emplace(reference, std::move(*value));
                } else {
                    std::string path = fmt::format("{}[{}].keys[{}].secret", collection, i, k);
                    const int line = model::lineOf(*tree, path);
                    out.faults.push_back({line, std::move(path), value.error().message});
                }
            }
        }
    };
    take(workspace.providers, "providers");
    take(workspace.applications, "applications");
    return out;
}

} // namespace gatehouse::app
