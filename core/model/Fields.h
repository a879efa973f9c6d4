// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Units.h"
#include "model/Codec.h"
#include "model/Words.h"

#include <functional>

/// What the codecs are written with; private to this folder.
namespace gatehouse::model {

/// Of a target or a key; relative to its neighbours.
inline constexpr std::uint32_t kMaxWeight = 1'000'000;

/// Reads one map of a document. Every fault goes to the list given; finish() tells the keys that
/// nobody asked for.
class FieldReader
{
public:
    FieldReader(const Node& node, std::string path, std::vector<Fault>& faults);

    /// A required key that is absent is a fault, once, under the map's path.
    void require(std::string_view key);

    /// Each reads `key` into `out` when it is there and of the right type; else `out` stays as it
    /// is. `null` counts as absent.
    void text(std::string_view key, std::string& out);
    void texts(std::string_view key, std::vector<std::string>& out);
    /// A map of texts; numbers and booleans are taken as they are written.
    void textMap(std::string_view key, std::map<std::string, std::string>& out);
    void flag(std::string_view key, bool& out);
    void duration(std::string_view key, Duration& out);
    void size(std::string_view key, std::uint64_t& out);
    void number(std::string_view key, double& out);
    void whole(std::string_view key, std::uint32_t& out, std::uint32_t most);
    void millis(std::string_view key, std::int64_t& out);
    /// A day or a time of RFC 3339, as milliseconds since 1970.
    void time(std::string_view key, std::int64_t& millis);
    void secret(std::string_view key, SecretRef& out);
    void headerChanges(std::string_view key, HeaderChanges& out);
    void cache(std::string_view key, CachePolicy& out);

    template <typename Enum>
    void word(std::string_view key, Enum& out)
    {
        std::string text;
        if (!readText(key, text))
            return;
        if (const auto value = fromWord<Enum>(text)) {
            out = *value;
            return;
        }
        std::string known;
        for (const auto& entry : words<Enum>())
            known.append(known.empty() ? "" : ", ").append(entry.word);
        fault(key, "\"" + text + "\" is none of: " + known);
    }

    /// A list of maps; `each` reads one at its path.
    template <typename T>
    void list(std::string_view key, std::vector<T>& out,
              T (*each)(const Node&, const std::string&, std::vector<Fault>&))
    {
        forEach(key, [&](const Node& item, const std::string& itemPath) {
            out.push_back(each(item, itemPath, m_faults));
        });
    }

    /// A map, read by a function of its own.
    void map(std::string_view key, const std::function<void(FieldReader&)>& readFields);

    /// The node of a key; null when absent or null.
    [[nodiscard]] const Node* take(std::string_view key);
    /// Hands every item of a list with its path.
    void forEach(std::string_view key,
                 const std::function<void(const Node&, const std::string&)>& each);
    void fault(std::string_view key, std::string message);
    [[nodiscard]] std::string pathOf(std::string_view key) const;
    [[nodiscard]] std::vector<Fault>& faults() { return m_faults; }
    [[nodiscard]] bool isMap() const { return m_map != nullptr; }

    void finish();

private:
    bool readText(std::string_view key, std::string& out);

    const Node& m_node;
    const Node::Map* m_map = nullptr;
    std::string m_path;
    std::vector<Fault>& m_faults;
    std::vector<std::string_view> m_known;
};

/// Builds one map of a document. Texts, words and lists are left out when they equal the default
/// given.
class FieldWriter
{
public:
    FieldWriter& text(std::string_view key, std::string_view value,
                      std::string_view byDefault = {});
    FieldWriter& texts(std::string_view key, const std::vector<std::string>& value,
                       const std::vector<std::string>& byDefault = {});
    FieldWriter& textMap(std::string_view key, const std::map<std::string, std::string>& value);
    FieldWriter& flag(std::string_view key, bool value, bool byDefault);
    FieldWriter& duration(std::string_view key, Duration value, Duration byDefault);
    /// A day where it is the beginning of one; 0 is left out.
    FieldWriter& time(std::string_view key, std::int64_t millis);
    FieldWriter& size(std::string_view key, std::uint64_t value, std::uint64_t byDefault);
    FieldWriter& number(std::string_view key, double value);
    FieldWriter& whole(std::string_view key, std::int64_t value, std::int64_t byDefault);
    FieldWriter& headerChanges(std::string_view key, const HeaderChanges& value);
    FieldWriter& cache(std::string_view key, const CachePolicy& value);
    /// Left out when it is an empty list or map.
    FieldWriter& node(std::string_view key, Node value);
    /// Written also when it is empty.
    FieldWriter& whatever(std::string_view key, Node value)
    {
        m_entries.emplace_back(std::string(key), std::move(value));
        return *this;
    }
    template <typename Enum>
    FieldWriter& word(std::string_view key, Enum value)
    {
        return text(key, toWord(value));
    }
    template <typename Enum>
    FieldWriter& word(std::string_view key, Enum value, Enum byDefault)
    {
        return value == byDefault ? *this : word(key, value);
    }

    /// Writes defaults too from now on.
    FieldWriter& everything()
    {
        m_everything = true;
        return *this;
    }
    [[nodiscard]] Node done() { return Node{std::move(m_entries), 0}; }

private:
    Node::Map m_entries;
    bool m_everything = false;
};

/// A list of maps, each made by the writer of its type.
template <typename T, typename Write>
[[nodiscard]] Node writeList(const std::vector<T>& values, Write&& writeOne)
{
    Node::List items;
    items.reserve(values.size());
    for (const T& value : values)
        items.push_back(writeOne(value));
    return Node{std::move(items), 0};
}

[[nodiscard]] Node textNode(std::string_view text);
[[nodiscard]] Node plainNode(std::string text);

} // namespace gatehouse::model
