// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::services {

/// Reads the JSON body of a use case that is no object of the workspace file, and gathers every
/// fault of it. Lives as long as its `root`; one thread.
class BodyReader
{
public:
    explicit BodyReader(const model::Node& root)
        : m_root(root)
    {
    }

    void fault(std::string path, std::string message)
    {
        faults.push_back({0, std::move(path), std::move(message)});
    }

    std::optional<std::string> text(const model::Node& in, std::string_view key,
                                    const std::string& path)
    {
        const auto* const node = in.find(key);
        if (node == nullptr || node->isNull())
            return std::nullopt;
        if (const auto* const scalar = node->scalar())
            return scalar->text;
        fault(path, "must be a text");
        return std::nullopt;
    }

    template <typename Number>
    std::optional<Number> number(const model::Node& in, std::string_view key,
                                 const std::string& path, Number least, Number most)
    {
        const auto written = text(in, key, path);
        if (!written)
            return std::nullopt;
        Number value{};
        const auto* const end = written->data() + written->size();
        const auto [stop, error] = std::from_chars(written->data(), end, value);
        if (error == std::errc{} && stop == end && value >= least && value <= most)
            return value;
        fault(path,
              "must be a number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }

    const model::Node::List& list(std::string_view key)
    {
        static const model::Node::List none;
        const auto* const node = m_root.find(key);
        if (node == nullptr || node->isNull())
            return none;
        if (const auto* const items = node->list())
            return *items;
        fault(std::string(key), "must be a list");
        return none;
    }

    void unknownKeys(const model::Node& in, const std::string& path,
                     std::initializer_list<std::string_view> known)
    {
        const auto* const map = in.map();
        if (map == nullptr) {
            fault(path, "must be an object");
            return;
        }
        for (const auto& entry : *map) {
            if (std::ranges::find(known, std::string_view(entry.first)) == known.end())
                fault(path.empty() ? entry.first : path + "." + entry.first, "is not known here");
        }
    }

    std::vector<model::Fault> faults;

private:
    const model::Node& m_root;
};

} // namespace gatehouse::services
