// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON as translation needs it: numbers, schemas and unknown parts keep their exact text and their
/// order. One flat table over one copy of the text, built by simdjson; no allocation a node.
namespace gatehouse::ai {

enum class JsonType : std::uint8_t
{
    Absent, ///< No such field.
    Null,
    Bool,
    Number,
    String,
    Array,
    Object
};

class JsonDocument;

/// A value of a document; lives as long as the document and its text. What is absent or of another
/// type reads as empty, so that a reader need not ask at every step.
class JsonView
{
public:
    JsonView() = default;

    [[nodiscard]] JsonType type() const;
    [[nodiscard]] bool present() const { return type() > JsonType::Null; }
    [[nodiscard]] bool isString() const { return type() == JsonType::String; }
    [[nodiscard]] bool isNumber() const { return type() == JsonType::Number; }
    [[nodiscard]] bool isArray() const { return type() == JsonType::Array; }
    [[nodiscard]] bool isObject() const { return type() == JsonType::Object; }
    [[nodiscard]] bool isTrue() const { return type() == JsonType::Bool && raw() == "true"; }
    [[nodiscard]] bool isFalse() const { return type() == JsonType::Bool && raw() == "false"; }

    /// The exact text of the value; empty when absent.
    [[nodiscard]] std::string_view raw() const;
    /// A string's characters. Half a surrogate pair stays half (three bytes, as in WTF-8), so that
    /// it can meet its other half; see SurrogateJoiner.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool equals(std::string_view expected) const;
    /// A whole number, also when written as `12.0`.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::int64_t integerOr(std::int64_t fallback) const
    {
        return integer().value_or(fallback);
    }
    [[nodiscard]] std::optional<double> number() const;

    /// The last field of this name, as in most parsers.
    [[nodiscard]] JsonView operator[](std::string_view key) const;
    /// The first of two names that is present: for dialects that take both spellings.
    [[nodiscard]] JsonView either(std::string_view key, std::string_view other) const;
    /// Of a field: its name.
    [[nodiscard]] std::string key() const;
    [[nodiscard]] bool keyIs(std::string_view name) const;

    class Iterator
    {
    public:
        Iterator(const JsonDocument* document, std::uint32_t index)
            : m_document(document)
            , m_index(index)
        {
        }
        JsonView operator*() const { return {m_document, m_index}; }
        Iterator& operator++();
        bool operator!=(const Iterator& other) const { return m_index != other.m_index; }

    private:
        const JsonDocument* m_document;
        std::uint32_t m_index;
    };
    /// Elements of an array, fields of an object; nothing of anything else.
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return !(begin() != end()); }

private:
    friend class JsonDocument;
    JsonView(const JsonDocument* document, std::uint32_t index)
        : m_document(document)
        , m_index(index)
    {
    }

    const JsonDocument* m_document = nullptr;
    std::uint32_t m_index = 0;
};

/// Owns a text and the table over it. May be used for one text after the other; views of the one
/// before are then dead.
class JsonDocument
{
public:
    /// False when `text` is not exactly one JSON object or array, is nested deeper than 256, or
    /// larger than 4 GiB.
    [[nodiscard]] bool parse(std::string_view text);
    /// Absent before the first parse() and after one that failed.
    [[nodiscard]] JsonView root() const { return {m_nodes.empty() ? nullptr : this, 0}; }

private:
    friend class JsonView;
    friend class JsonView::Iterator;
    friend class JsonTableBuilder;
    struct Node
    {
        std::uint32_t offset = 0; ///< of the value's text
        std::uint32_t length = 0;
        std::uint32_t keyOffset = 0; ///< behind the quote
        std::uint32_t keyLength = 0; ///< as written
        std::uint32_t next = 0;      ///< The node behind the whole value.
        JsonType type = JsonType::Absent;
    };

    std::string m_text;
    std::vector<Node> m_nodes; ///< in the order of the text
};

/// Whether a text is one JSON object.
[[nodiscard]] bool isJsonObject(std::string_view text);
/// A JSON text without the white space between its tokens.
[[nodiscard]] std::string compactJson(std::string_view raw);

/// Joins halves of a surrogate pair that came in different pieces of one text.
class SurrogateJoiner
{
public:
    /// The piece, with a half that waited before it and without one at its end.
    [[nodiscard]] std::string join(std::string piece);

private:
    std::string m_half;
};

} // namespace gatehouse::ai
