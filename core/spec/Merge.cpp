// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/Compare.h"

#include <algorithm>
#include <array>
#include <map>

namespace gatehouse::spec {

using model::Node;

namespace {

constexpr std::array<std::string_view, 8> kMethods = {"get",     "put",  "post",  "delete",
                                                      "options", "head", "patch", "trace"};

/// The parts of a document that are merged as wholes: where each stands, as keys from the top.
using Keys = std::vector<std::string>;
using Parts = std::vector<std::pair<Keys, const Node*>>;

bool isMethod(std::string_view key)
{
    return std::ranges::find(kMethods, key) != kMethods.end();
}

Parts partsOf(const Node& document)
{
    Parts out;
    for (const auto& [key, value] : membersOf(&document)) {
        if (key == "paths" || key == "components") {
            for (const auto& [outer, group] : membersOf(&value)) {
                for (const auto& [inner, part] : membersOf(&group))
                    out.push_back({{key, outer, inner}, &part});
                if (!group.map())
                    out.push_back({{key, outer}, &group});
            }
        } else {
            out.push_back({{key}, &value});
        }
    }
    return out;
}

std::string placeOf(const Keys& keys)
{
    if (keys.size() == 3 && keys[0] == "paths" && isMethod(keys[2])) {
        std::string method;
        for (const char c : keys[2])
            method += static_cast<char>(c - 'a' + 'A');
        return method + " " + keys[1];
    }
    std::string out;
    for (const std::string& key : keys)
        out.append(out.empty() ? "" : ".").append(key);
    return out;
}

const Node* findPart(const Node& document, const Keys& keys)
{
    const Node* node = &document;
    for (const std::string& key : keys) {
        node = node ? node->find(key) : nullptr;
    }
    return node;
}

bool same(const Node* a, const Node* b)
{
    return (!a && !b) || (a && b && model::sameData(*a, *b));
}

MergeState stateOf(const Node* base, const Node* here, const Node* there)
{
    if (same(here, there) || same(base, there)) {
        if (same(here, base) || same(here, there))
            return MergeState::InSync;
        return !base  ? MergeState::AddedHere
               : here ? MergeState::ChangedHere
                      : MergeState::RemovedHere;
    }
    if (same(here, base))
        return !base   ? MergeState::AddedThere
               : there ? MergeState::ChangedThere
                       : MergeState::RemovedThere;
    return MergeState::Conflict;
}

/// Every place of the three, each once, in the order in which they are met.
std::vector<Keys> allPlaces(const Node& base, const Node& here, const Node& there)
{
    std::vector<Keys> out;
    std::map<Keys, bool> seen;
    for (const Node* document : {&here, &there, &base}) {
        for (auto& [keys, node] : partsOf(*document)) {
            if (seen.emplace(keys, true).second)
                out.push_back(keys);
        }
    }
    return out;
}

void setPart(Node& document, const Keys& keys, const Node* value)
{
    Node* node = &document;
    for (std::size_t i = 0; i + 1 < keys.size(); ++i)
        node = &ensure(*node, keys[i]);
    if (value)
        put(*node, keys.back(), *value);
    else
        erase(*node, keys.back());
}

} // namespace

std::vector<MergeItem> mergeStates(const Node& base, const Node& here, const Node& there)
{
    std::vector<MergeItem> out;
    for (const Keys& keys : allPlaces(base, here, there))
        out.push_back({placeOf(keys),
                       stateOf(findPart(base, keys), findPart(here, keys), findPart(there, keys))});
    return out;
}

Node merged(const Node& base, const Node& here, const Node& there,
            const std::vector<std::string>& takeTheirs)
{
    Node out = here;
    for (const Keys& keys : allPlaces(base, here, there)) {
        const Node* theirs = findPart(there, keys);
        switch (stateOf(findPart(base, keys), findPart(here, keys), theirs)) {
        case MergeState::ChangedThere:
        case MergeState::AddedThere:
        case MergeState::RemovedThere:
            setPart(out, keys, theirs);
            break;
        case MergeState::Conflict:
            if (std::ranges::find(takeTheirs, placeOf(keys)) != takeTheirs.end())
                setPart(out, keys, theirs);
            break;
        default:
            break;
        }
    }
    // A path whose last operation went is gone too.
    if (Node* paths = findIn(out, "paths")) {
        if (auto* members = std::get_if<Node::Map>(&paths->value))
            std::erase_if(*members, [](const Node::Entry& entry) {
                return entry.second.map() && entry.second.map()->empty();
            });
    }
    return out;
}

} // namespace gatehouse::spec
