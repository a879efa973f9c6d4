// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gatehouse::model {

/// A tree of plain data that came from YAML or JSON, each node with the line it stood on: so one
/// reader a type serves both forms, and every error can name its line. Numbers keep the text they
/// were written with.
struct Node
{
    struct Null
    {
        friend bool operator==(const Null&, const Null&) = default;
    };
    /// A scalar as written. In YAML a plain (unquoted) scalar may be read as a number or a boolean,
    /// a quoted one may not.
    struct Scalar
    {
        std::string text;
        bool quoted = false;
        friend bool operator==(const Scalar&, const Scalar&) = default;
    };
    using List = std::vector<Node>;
    struct Entry;
    /// In the order of the source; keys are unique.
    using Map = std::vector<Entry>;

    std::variant<Null, Scalar, List, Map> value;
    int line = 0; ///< 1-based; 0 = unknown

    [[nodiscard]] const Scalar* scalar() const { return std::get_if<Scalar>(&value); }
    [[nodiscard]] const List* list() const { return std::get_if<List>(&value); }
    [[nodiscard]] const Map* map() const { return std::get_if<Map>(&value); }
    [[nodiscard]] bool isNull() const { return std::holds_alternative<Null>(value); }
    /// Null when absent or when this is no map.
    [[nodiscard]] const Node* find(std::string_view key) const;
};

struct Node::Entry
{
    std::string first;
    Node second;
};

/// Whether two trees hold the same data; lines, and the order of keys, do not count.
[[nodiscard]] bool sameData(const Node& a, const Node& b);

/// A fault of a document: `FILE:LINE: PATH: what` once the caller puts the file in front.
struct Fault
{
    int line = 0;
    std::string path; ///< `apis[2].routes[0].path`
    std::string message;
    friend bool operator==(const Fault&, const Fault&) = default;
};

/// The line of the deepest node on the path that exists below `root`.
[[nodiscard]] int lineOf(const Node& root, std::string_view path);
/// `FILE:LINE: PATH: what`; parts that are unknown are left out.
[[nodiscard]] std::string faultText(std::string_view file, const Fault& fault);

/// At most 8 MiB and 2 million nodes (aliases expanded); repeated keys, several documents and merge
/// tricks are faults.
[[nodiscard]] std::expected<Node, std::vector<Fault>> parseYaml(std::string_view text);
/// At most 64 MiB, 256 levels; numbers keep their text, strings and keys count as quoted.
[[nodiscard]] std::expected<Node, std::vector<Fault>> parseJson(std::string_view text);

/// Block style, plain or double-quoted scalars. Reads back to the same values; a text that needs no
/// quotes loses them, so give texts with `quoted` set: then a text that looks like a number stays a
/// text.
[[nodiscard]] std::string writeYaml(const Node& node);
/// Compact, valid UTF-8.
[[nodiscard]] std::string writeJson(const Node& node);

} // namespace gatehouse::model
