// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Codec.h"

namespace gatehouse::model {

namespace {

void drop(Node& node, std::initializer_list<std::string_view> keys)
{
    if (auto* const entries = std::get_if<Node::Map>(&node.value))
        std::erase_if(*entries, [&](const auto& entry) {
            return std::ranges::find(keys, entry.first) != keys.end();
        });
}

void dropInEach(Node& node, std::string_view list, std::initializer_list<std::string_view> keys)
{
    auto* const entries = std::get_if<Node::Map>(&node.value);
    if (!entries)
        return;
    for (auto& [key, value] : *entries) {
        auto* const items = key == list ? std::get_if<Node::List>(&value.value) : nullptr;
        if (!items)
            continue;
        for (Node& item : *items)
            drop(item, keys);
    }
}

} // namespace

template <>
void dropServerFields<Provider>(Node& node)
{
    drop(node, {"wire", "state"});
    dropInEach(node, "keys", {"hint", "state"});
}

template <>
void dropServerFields<Application>(Node& node)
{
    dropInEach(node, "keys", {"prefix", "created_ms", "last_used_ms"});
}

template <>
void dropServerFields<Api>(Node& node)
{
    drop(node, {"revision"});
}

template <>
void dropServerFields<LimitRule>(Node& node)
{
    drop(node, {"sentence", "worst_case"});
}

} // namespace gatehouse::model
