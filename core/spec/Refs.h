// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"

namespace gatehouse::spec {

/// Looks up `$ref` within one document (RFC 6901 pointers as URI fragments; OpenAPI 3.1, 4.8.23).
/// Nothing outside the document is read. Does not own the document. Any thread.
class Refs
{
public:
    explicit Refs(const model::Node& root)
        : m_root(root)
    {
    }

    /// The node itself, or what its chain of `$ref` leads to; null when the chain has no end, leads
    /// nowhere or out of the document.
    [[nodiscard]] const model::Node* follow(const model::Node& node) const;
    /// The same of a member; null also when there is none.
    [[nodiscard]] const model::Node* member(const model::Node& map, std::string_view key) const;
    /// Where a pointer such as `#/components/schemas/Order` leads.
    [[nodiscard]] const model::Node* at(std::string_view reference) const;
    /// A sentence about why follow() finds nothing.
    [[nodiscard]] std::string whyNot(const model::Node& node) const;
    [[nodiscard]] const model::Node& root() const { return m_root; }

private:
    const model::Node& m_root;
};

/// The text of `$ref`; empty when the node is no reference.
[[nodiscard]] std::string_view referenceOf(const model::Node& node);
/// Text of a scalar member; empty when it is absent or no scalar.
[[nodiscard]] std::string textOf(const model::Node& map, std::string_view key);
/// Whether the member is an unquoted `true`.
[[nodiscard]] bool isTrue(const model::Node& map, std::string_view key);
/// Members of a map, items of a list; empty when it is something else.
[[nodiscard]] const model::Node::Map& membersOf(const model::Node* node);
[[nodiscard]] const model::Node::List& itemsOf(const model::Node* node);

/// Makers of nodes without a line.
[[nodiscard]] model::Node text(std::string_view value);
[[nodiscard]] model::Node plain(std::string_view value); ///< `true`, `12`
[[nodiscard]] model::Node list(model::Node::List items);
[[nodiscard]] model::Node map(model::Node::Map members);
/// Sets or adds a member; a node that is no map becomes one. References to other members of the
/// same map do not outlive this.
model::Node& put(model::Node& map, std::string_view key, model::Node value);
/// The member, made as an empty map where it is absent.
model::Node& ensure(model::Node& map, std::string_view key);
/// Takes a member out; false when there was none.
bool erase(model::Node& map, std::string_view key);
[[nodiscard]] model::Node* findIn(model::Node& map, std::string_view key);

/// A key as one part of a pointer (RFC 6901, 3).
[[nodiscard]] std::string pointerPart(std::string_view key);

} // namespace gatehouse::spec
