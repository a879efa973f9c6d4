// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"
#include "spec/Refs.h"

#include <expected>
#include <string>
#include <vector>

namespace gatehouse::spec {

/// One input of an operation beside its body: path item's and operation's parameters merged, the
/// latter win.
struct Parameter
{
    std::string name;
    std::string in; ///< path, query, header, cookie
    bool required = false;
    const model::Node* node = nullptr;   ///< The parameter object, references followed.
    const model::Node* schema = nullptr; ///< Null when it has none.
};

/// One call that a document describes. The pointers point into the document.
struct Operation
{
    std::string method; ///< Upper case.
    std::string path;   ///< As the document writes it, beginning with `/`.
    std::string id;     ///< `operationId`; may be empty.
    std::string where;  ///< For faults: `paths./orders/{id}.get`.
    const model::Node* node = nullptr;
    const model::Node* item = nullptr; ///< The path item, references followed.
    std::vector<Parameter> parameters;
    bool deprecated = false;
};

/// What an OpenAPI 3.0 or 3.1 document says, found and checked once for everybody who needs it.
/// Points into the document, which must outlive it. Pure; any thread.
struct Outline
{
    std::string version; ///< `3.0.3`
    std::string title;
    std::string apiVersion;
    std::string description;
    std::vector<Operation> operations; ///< In the order of the document.
    std::vector<model::Fault> remarks; ///< What is there and was not understood; harmless.

    [[nodiscard]] const Operation* find(std::string_view method, std::string_view path) const;
};

/// Reads the frame of a document: version, info, paths, operations, parameters, references. Faults
/// name line and path; at most 200. Source: OpenAPI Specification 3.0.4 and 3.1.1
/// (spec.openapis.org).
[[nodiscard]] std::expected<Outline, std::vector<model::Fault>>
readOutline(const model::Node& document);

/// A path with every `{parameter}` written `{}`: two paths of one shape are one path.
[[nodiscard]] std::string shapeOf(std::string_view path);
/// Names within braces, in order.
[[nodiscard]] std::vector<std::string> placeholdersOf(std::string_view path);

} // namespace gatehouse::spec
