// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

#include "model/Scalars.h"

#include <spdlog/fmt/fmt.h>

#include <charconv>
#include <cmath>

namespace gatehouse::model {

namespace {

std::string_view kindName(const Node& node)
{
    if (node.list())
        return "a list";
    if (node.map())
        return "a map";
    if (node.isNull())
        return "nothing";
    if (node.scalar()->quoted)
        return "text";
    switch (plainKind(node.scalar()->text)) {
    case PlainKind::Number:
        return "a number";
    case PlainKind::Bool:
        return "a boolean";
    case PlainKind::Null:
        return "nothing";
    case PlainKind::Text:
        break;
    }
    return "text";
}

std::string expected(std::string_view what, const Node& node)
{
    return fmt::format("must be {}, but is {}", what, kindName(node));
}

bool isText(const Node& node)
{
    return node.scalar() &&
           (node.scalar()->quoted || plainKind(node.scalar()->text) == PlainKind::Text);
}

/// Whether the node is an unquoted number.
const std::string* numberText(const Node& node)
{
    const auto* const scalar = node.scalar();
    return scalar && !scalar->quoted && plainKind(scalar->text) == PlainKind::Number ? &scalar->text
                                                                                     : nullptr;
}

template <typename T>
std::optional<T> parseNumber(std::string_view text)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

bool isReference(std::string_view text)
{
    return text.starts_with("env:") || text.starts_with("file:") || text.starts_with("keychain:");
}

} // namespace

FieldReader::FieldReader(const Node& node, std::string path, std::vector<Fault>& faults)
    : m_node(node)
    , m_map(node.map())
    , m_path(std::move(path))
    , m_faults(faults)
{
    if (!m_map)
        m_faults.push_back({node.line, m_path, expected("a map", node)});
}

std::string FieldReader::pathOf(std::string_view key) const
{
    return m_path.empty() ? std::string(key) : fmt::format("{}.{}", m_path, key);
}

const Node* FieldReader::take(std::string_view key)
{
    m_known.push_back(key);
    const Node* const found = m_node.find(key);
    return found && !found->isNull() ? found : nullptr;
}

void FieldReader::fault(std::string_view key, std::string message)
{
    const Node* const found = m_node.find(key);
    m_faults.push_back({found ? found->line : m_node.line, pathOf(key), std::move(message)});
}

void FieldReader::require(std::string_view key)
{
    const Node* const found = m_node.find(key);
    if (m_map && (!found || found->isNull()))
        fault(key, "is required");
}

bool FieldReader::readText(std::string_view key, std::string& out)
{
    const Node* const node = take(key);
    if (!node)
        return false;
    if (!isText(*node)) {
        const bool quotes = node->scalar() && !node->scalar()->quoted;
        fault(key, expected("text", *node) + (quotes ? "; put it in quotes" : ""));
        return false;
    }
    out = node->scalar()->text;
    return true;
}

void FieldReader::text(std::string_view key, std::string& out)
{
    readText(key, out);
}

void FieldReader::texts(std::string_view key, std::vector<std::string>& out)
{
    const Node* const node = take(key);
    if (!node)
        return;
    if (!node->list()) {
        fault(key, expected("a list of texts", *node));
        return;
    }
    out.clear();
    for (std::size_t i = 0; i < node->list()->size(); ++i) {
        const Node& item = (*node->list())[i];
        if (isText(item))
            out.push_back(item.scalar()->text);
        else
            m_faults.push_back(
                {item.line, fmt::format("{}[{}]", pathOf(key), i), expected("text", item)});
    }
}

void FieldReader::textMap(std::string_view key, std::map<std::string, std::string>& out)
{
    const Node* const node = take(key);
    if (!node)
        return;
    if (!node->map()) {
        fault(key, expected("a map of texts", *node));
        return;
    }
    out.clear();
    for (const auto& [name, value] : *node->map()) {
        if (value.scalar())
            out[name] = value.scalar()->text;
        else
            m_faults.push_back(
                {value.line, fmt::format("{}.{}", pathOf(key), name), expected("text", value)});
    }
}

void FieldReader::flag(std::string_view key, bool& out)
{
    const Node* const node = take(key);
    if (!node)
        return;
    const auto* const scalar = node->scalar();
    if (!scalar || scalar->quoted || plainKind(scalar->text) != PlainKind::Bool)
        fault(key, expected("true or false", *node));
    else
        out = scalar->text.front() == 't' || scalar->text.front() == 'T';
}

void FieldReader::duration(std::string_view key, Duration& out)
{
    const Node* const node = take(key);
    if (!node)
        return;
    if (!node->scalar()) {
        fault(key, expected("a duration", *node));
        return;
    }
    if (const auto value = parseDuration(node->scalar()->text))
        out = *value;
    else
        fault(key, value.error().message);
}

void FieldReader::size(std::string_view key, std::uint64_t& out)
{
    const Node* const node = take(key);
    if (!node)
        return;
    if (!node->scalar()) {
        fault(key, expected("a size", *node));
        return;
    }
    if (const auto value = parseSize(node->scalar()->text))
        out = *value;
    else
        fault(key, value.error().message);
}

void FieldReader::number(std::string_view key, double& out)
{
    const Node* const node = take(key);
    if (!node)
        return;
    const std::string* const text = numberText(*node);
    const auto value = text ? parseNumber<double>(*text) : std::nullopt;
    if (!value || !std::isfinite(*value))
        fault(key, text ? fmt::format("\"{}\" is no usable number", *text)
                        : expected("a number", *node));
    else
        out = *value;
}

void FieldReader::whole(std::string_view key, std::uint32_t& out, std::uint32_t most)
{
    const Node* const node = take(key);
    if (!node)
        return;
    const std::string* const text = numberText(*node);
    const auto value = text ? parseNumber<std::uint64_t>(*text) : std::nullopt;
    if (!value || *value > most)
        fault(key, text ? fmt::format("must be a whole number from 0 to {}", most)
                        : expected("a whole number", *node));
    else
        out = static_cast<std::uint32_t>(*value);
}

void FieldReader::millis(std::string_view key, std::int64_t& out)
{
    const Node* const node = take(key);
    if (!node)
        return;
    const std::string* const text = numberText(*node);
    const auto value = text ? parseNumber<std::int64_t>(*text) : std::nullopt;
    if (!value || *value < 0)
        fault(key, "must be a time in milliseconds since 1970");
    else
        out = *value;
}

void FieldReader::time(std::string_view key, std::int64_t& millis)
{
    std::string text;
    if (!readText(key, text))
        return;
    if (const auto parsed = parseTimestamp(text))
        millis = std::chrono::duration_cast<std::chrono::milliseconds>(parsed->time_since_epoch())
                     .count();
    else
        fault(key, parsed.error().message);
}

void FieldReader::secret(std::string_view key, SecretRef& out)
{
    std::string text;
    if (!readText(key, text))
        return;
    if (text.empty() || text == "env:" || text == "file:" || text == "keychain:")
        fault(key, "names no secret; write env:NAME, file:PATH or keychain:NAME");
    else if (isReference(text))
        out.reference = std::move(text);
    else
        out.value = std::move(text);
}

void FieldReader::cache(std::string_view key, CachePolicy& out)
{
    map(key, [&out](FieldReader& cache) {
        cache.duration("ttl", out.ttl);
        cache.flag("coalesce", out.coalesce);
        cache.word("partition", out.partition);
    });
}

void FieldReader::headerChanges(std::string_view key, HeaderChanges& out)
{
    map(key, [&out](FieldReader& fields) {
        fields.texts("remove", out.remove);
        const auto pairs = [&fields](std::string_view name, auto& into) {
            const Node* const node = fields.take(name);
            if (!node)
                return;
            if (!node->map()) {
                fields.fault(name, expected("a map of header names and values", *node));
                return;
            }
            for (const auto& [header, value] : *node->map()) {
                if (value.scalar())
                    into.emplace_back(header, value.scalar()->text);
                else
                    fields.faults().push_back({value.line,
                                               fmt::format("{}.{}", fields.pathOf(name), header),
                                               expected("text", value)});
            }
        };
        pairs("set", out.set);
        pairs("add", out.add);
    });
}

void FieldReader::map(std::string_view key, const std::function<void(FieldReader&)>& readFields)
{
    const Node* const node = take(key);
    if (!node)
        return;
    FieldReader fields(*node, pathOf(key), m_faults);
    if (fields.isMap()) {
        readFields(fields);
        fields.finish();
    }
}

void FieldReader::forEach(std::string_view key,
                          const std::function<void(const Node&, const std::string&)>& each)
{
    const Node* const node = take(key);
    if (!node)
        return;
    if (!node->list()) {
        fault(key, expected("a list", *node));
        return;
    }
    for (std::size_t i = 0; i < node->list()->size(); ++i)
        each((*node->list())[i], fmt::format("{}[{}]", pathOf(key), i));
}

void FieldReader::finish()
{
    if (!m_map)
        return;
    for (const auto& [key, value] : *m_map) {
        if (std::ranges::find(m_known, key) != m_known.end())
            continue;
        m_faults.push_back({value.line, pathOf(key),
                            fmt::format("unknown key; known here: {}", fmt::join(m_known, ", "))});
    }
}

Node textNode(std::string_view text)
{
    return Node{Node::Scalar{std::string(text), true}, 0};
}

Node plainNode(std::string text)
{
    return Node{Node::Scalar{std::move(text), false}, 0};
}

FieldWriter& FieldWriter::text(std::string_view key, std::string_view value,
                               std::string_view byDefault)
{
    if (m_everything || value != byDefault)
        m_entries.emplace_back(std::string(key), textNode(value));
    return *this;
}

FieldWriter& FieldWriter::texts(std::string_view key, const std::vector<std::string>& value,
                                const std::vector<std::string>& byDefault)
{
    if (m_everything || value != byDefault)
        m_entries.emplace_back(std::string(key), writeList(value, textNode));
    return *this;
}

FieldWriter& FieldWriter::textMap(std::string_view key,
                                  const std::map<std::string, std::string>& value)
{
    Node::Map entries;
    for (const auto& [name, text] : value)
        entries.emplace_back(std::string(name), textNode(text));
    return node(key, Node{std::move(entries), 0});
}

FieldWriter& FieldWriter::flag(std::string_view key, bool value, bool byDefault)
{
    if (m_everything || value != byDefault)
        m_entries.emplace_back(std::string(key), plainNode(value ? "true" : "false"));
    return *this;
}

FieldWriter& FieldWriter::duration(std::string_view key, Duration value, Duration byDefault)
{
    if (m_everything || value != byDefault)
        m_entries.emplace_back(std::string(key), textNode(formatDuration(value)));
    return *this;
}

FieldWriter& FieldWriter::time(std::string_view key, std::int64_t millis)
{
    if (millis == 0)
        return *this;
    const std::string whole = formatTimestamp(Timestamp(
        std::chrono::duration_cast<Timestamp::duration>(std::chrono::milliseconds(millis))));
    if (const auto midnight = whole.find("T00:00:00.000Z"); midnight != std::string::npos)
        return text(key, whole.substr(0, midnight));
    const auto second = whole.find(".000Z");
    return text(key, second == std::string::npos ? whole : whole.substr(0, second) + "Z");
}

FieldWriter& FieldWriter::size(std::string_view key, std::uint64_t value, std::uint64_t byDefault)
{
    if (m_everything || value != byDefault)
        m_entries.emplace_back(std::string(key), plainNode(formatSize(value)));
    return *this;
}

FieldWriter& FieldWriter::number(std::string_view key, double value)
{
    // Whole numbers without exponent: 1000000, not 1e+06.
    const bool isWhole = value == std::floor(value) && std::abs(value) < 1e15;
    m_entries.emplace_back(std::string(key), plainNode(isWhole ? fmt::format("{:.0f}", value)
                                                               : fmt::format("{}", value)));
    return *this;
}

FieldWriter& FieldWriter::whole(std::string_view key, std::int64_t value, std::int64_t byDefault)
{
    if (m_everything || value != byDefault)
        m_entries.emplace_back(std::string(key), plainNode(std::to_string(value)));
    return *this;
}

FieldWriter& FieldWriter::cache(std::string_view key, const CachePolicy& value)
{
    const CachePolicy byDefault;
    return node(key, FieldWriter{}
                         .duration("ttl", value.ttl, byDefault.ttl)
                         .flag("coalesce", value.coalesce, byDefault.coalesce)
                         .word("partition", value.partition, byDefault.partition)
                         .done());
}

FieldWriter& FieldWriter::headerChanges(std::string_view key, const HeaderChanges& value)
{
    const auto pairs = [](const auto& headers) {
        Node::Map entries;
        for (const auto& [name, text] : headers)
            entries.emplace_back(std::string(name), textNode(text));
        return Node{std::move(entries), 0};
    };
    return node(key, FieldWriter{}
                         .texts("remove", value.remove)
                         .node("set", pairs(value.set))
                         .node("add", pairs(value.add))
                         .done());
}

FieldWriter& FieldWriter::node(std::string_view key, Node value)
{
    const bool isEmpty =
        (value.list() && value.list()->empty()) || (value.map() && value.map()->empty());
    if (!isEmpty)
        m_entries.emplace_back(std::string(key), std::move(value));
    return *this;
}

} // namespace gatehouse::model
