// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Refs.h"

#include "base/Text.h"

namespace gatehouse::spec {

using model::Node;

namespace {

constexpr int kLongestChain = 64;

std::string unescaped(std::string_view part)
{
    std::string out;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1'))
            out += part[++i] == '0' ? '~' : '/';
        else
            out += part[i];
    }
    return out;
}

const Node* itemAt(const Node::List& items, const std::string& part)
{
    if (part.empty() || part.size() > 9 ||
        part.find_first_not_of("0123456789") != std::string::npos)
        return nullptr;
    const auto index = static_cast<std::size_t>(std::stoul(part));
    return index < items.size() ? &items[index] : nullptr;
}

} // namespace

const Node* Refs::at(std::string_view reference) const
{
    if (!reference.starts_with('#'))
        return nullptr;
    const auto decoded = gatehouse::text::percentDecode(reference.substr(1));
    if (!decoded)
        return nullptr;
    if (decoded->empty())
        return &m_root;
    if (!decoded->starts_with('/'))
        return nullptr;
    const Node* node = &m_root;
    for (const std::string_view part :
         gatehouse::text::split(std::string_view(*decoded).substr(1), '/')) {
        const std::string key = unescaped(part);
        if (const auto* items = node->list())
            node = itemAt(*items, key);
        else
            node = node->find(key);
        if (!node)
            return nullptr;
    }
    return node;
}

const Node* Refs::follow(const Node& node) const
{
    const Node* now = &node;
    for (int step = 0; now && step < kLongestChain; ++step) {
        const std::string_view reference = referenceOf(*now);
        if (reference.empty())
            return now;
        now = at(reference);
    }
    return nullptr;
}

const Node* Refs::member(const Node& map, std::string_view key) const
{
    const Node* found = map.find(key);
    return found ? follow(*found) : nullptr;
}

std::string Refs::whyNot(const Node& node) const
{
    const std::string reference(referenceOf(node));
    if (!reference.starts_with('#'))
        return "\"" + reference + "\" is outside of this document, which is not read";
    if (!at(reference))
        return "\"" + reference + "\" is nowhere in this document";
    return "\"" + reference + "\" leads round in a circle";
}

std::string_view referenceOf(const Node& node)
{
    const Node* reference = node.find("$ref");
    const auto* scalar = reference ? reference->scalar() : nullptr;
    return scalar ? std::string_view(scalar->text) : std::string_view();
}

std::string textOf(const Node& map, std::string_view key)
{
    const Node* found = map.find(key);
    const auto* scalar = found ? found->scalar() : nullptr;
    return scalar ? scalar->text : std::string();
}

bool isTrue(const Node& map, std::string_view key)
{
    const Node* found = map.find(key);
    const auto* scalar = found ? found->scalar() : nullptr;
    return scalar && !scalar->quoted && scalar->text == "true";
}

const Node::Map& membersOf(const Node* node)
{
    static const Node::Map none;
    const auto* map = node ? node->map() : nullptr;
    return map ? *map : none;
}

const Node::List& itemsOf(const Node* node)
{
    static const Node::List none;
    const auto* items = node ? node->list() : nullptr;
    return items ? *items : none;
}

Node text(std::string_view value)
{
    return Node{Node::Scalar{std::string(value), true}, 0};
}

Node plain(std::string_view value)
{
    return Node{Node::Scalar{std::string(value), false}, 0};
}

Node list(Node::List items)
{
    return Node{std::move(items), 0};
}

Node map(Node::Map members)
{
    return Node{std::move(members), 0};
}

Node* findIn(Node& map, std::string_view key)
{
    auto* members = std::get_if<Node::Map>(&map.value);
    if (!members)
        return nullptr;
    const auto found = std::ranges::find(*members, key, &Node::Entry::first);
    return found == members->end() ? nullptr : &found->second;
}

Node& put(Node& map, std::string_view key, Node value)
{
    if (Node* found = findIn(map, key)) {
        *found = std::move(value);
        return *found;
    }
    if (!map.map())
        map.value = Node::Map();
    return std::get<Node::Map>(map.value)
        .emplace_back(Node::Entry{std::string(key), std::move(value)})
        .second;
}

Node& ensure(Node& map, std::string_view key)
{
    if (Node* found = findIn(map, key))
        return *found;
    return put(map, key, Node{Node::Map(), 0});
}

bool erase(Node& map, std::string_view key)
{
    auto* members = std::get_if<Node::Map>(&map.value);
    return members && std::erase_if(*members, [key](const Node::Entry& entry) {
                          return entry.first == key;
                      }) > 0;
}

std::string pointerPart(std::string_view key)
{
    std::string out;
    for (const char c : key) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

} // namespace gatehouse::spec
