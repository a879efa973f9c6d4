// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Json.h"

#include "ai/JsonString.h"

#include <simdjson.h>

#include <charconv>
#include <cmath>

namespace gatehouse::ai {

namespace od = simdjson::ondemand;

namespace {

constexpr unsigned kMostDepth = 256;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string_view withoutTrailingSpace(std::string_view s)
{
    while (!s.empty() && isSpace(s.back()))
        s.remove_suffix(1);
    return s;
}

bool isJsonNumber(std::string_view s)
{
    std::size_t at = 0;
    const auto digits = [&] {
        const auto from = at;
        while (at < s.size() && s[at] >= '0' && s[at] <= '9')
            ++at;
        return at - from;
    };
    if (at < s.size() && s[at] == '-')
        ++at;
    const bool zero = at < s.size() && s[at] == '0';
    const auto whole = digits();
    if (whole == 0 || (zero && whole > 1))
        return false;
    if (at < s.size() && s[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < s.size() && (s[at] == 'e' || s[at] == 'E')) {
        ++at;
        if (at < s.size() && (s[at] == '+' || s[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == s.size();
}

} // namespace

/// Walks a document of simdjson once and writes the table.
class JsonTableBuilder
{
public:
    explicit JsonTableBuilder(JsonDocument& out)
        : m_out(out)
    {
    }

    bool run(od::document& document)
    {
        od::value root;
        if (document.get_value().get(root) != simdjson::SUCCESS)
            return false;
        add();
        if (!read(root, 0, 0))
            return false;
        // Nothing but white space may follow.
        const auto& node = m_out.m_nodes.front();
        return withoutTrailingSpace(std::string_view(m_out.m_text).substr(node.offset)).size() ==
               node.length;
    }

private:
    std::uint32_t add()
    {
        m_out.m_nodes.emplace_back();
        return static_cast<std::uint32_t>(m_out.m_nodes.size() - 1);
    }
    std::uint32_t offsetOf(const char* at) const
    {
        return static_cast<std::uint32_t>(at - m_out.m_text.data());
    }

    bool read(od::value value, std::uint32_t index, unsigned depth)
    {
        if (depth > kMostDepth)
            return false;
        const auto token = withoutTrailingSpace(value.raw_json_token());
        if (token.empty())
            return false;
        m_out.m_nodes[index].offset = offsetOf(token.data());
        std::uint32_t end = offsetOf(token.data() + token.size());
        JsonType type = JsonType::Null;
        if (token.front() == '{' || token.front() == '[') {
            type = token.front() == '{' ? JsonType::Object : JsonType::Array;
            end = m_out.m_nodes[index].offset + 1;
            if (!(type == JsonType::Object ? readObject(value, depth, end)
                                           : readArray(value, depth, end)))
                return false;
            while (end < m_out.m_text.size() && isSpace(m_out.m_text[end]))
                ++end;
            if (end >= m_out.m_text.size() ||
                m_out.m_text[end] != (type == JsonType::Object ? '}' : ']'))
                return false;
            ++end;
        } else if (token.front() == '"') {
            if (token.size() < 2 || token.back() != '"' ||
                !isEscapedWell(token.substr(1, token.size() - 2)))
                return false;
            type = JsonType::String;
        } else if (token == "true" || token == "false") {
            type = JsonType::Bool;
        } else if (token == "null") {
            type = JsonType::Null;
        } else if (isJsonNumber(token)) {
            type = JsonType::Number;
        } else {
            return false;
        }
        auto& node = m_out.m_nodes[index];
        node.type = type;
        node.length = end - node.offset;
        node.next = static_cast<std::uint32_t>(m_out.m_nodes.size());
        return true;
    }

    bool readObject(od::value value, unsigned depth, std::uint32_t& end)
    {
        od::object object;
        if (value.get_object().get(object) != simdjson::SUCCESS)
            return false;
        for (auto field : object) {
            od::raw_json_string key;
            od::value inner;
            if (field.key().get(key) != simdjson::SUCCESS)
                return false;
            const auto at = offsetOf(key.raw());
            std::size_t close = at;
            while (close < m_out.m_text.size() && m_out.m_text[close] != '"')
                close += m_out.m_text[close] == '\\' ? 2 : 1;
            if (close >= m_out.m_text.size() ||
                !isEscapedWell(std::string_view(m_out.m_text).substr(at, close - at)) ||
                field.value().get(inner) != simdjson::SUCCESS)
                return false;
            const auto child = add();
            m_out.m_nodes[child].keyOffset = at;
            m_out.m_nodes[child].keyLength = static_cast<std::uint32_t>(close - at);
            if (!read(inner, child, depth + 1))
                return false;
            end = m_out.m_nodes[child].offset + m_out.m_nodes[child].length;
        }
        return true;
    }

    bool readArray(od::value value, unsigned depth, std::uint32_t& end)
    {
        od::array array;
        if (value.get_array().get(array) != simdjson::SUCCESS)
            return false;
        for (auto element : array) {
            od::value inner;
            if (element.get(inner) != simdjson::SUCCESS)
                return false;
            const auto child = add();
            if (!read(inner, child, depth + 1))
                return false;
            end = m_out.m_nodes[child].offset + m_out.m_nodes[child].length;
        }
        return true;
    }

    JsonDocument& m_out;
};

bool JsonDocument::parse(std::string_view text)
{
    m_nodes.clear();
    if (text.size() > UINT32_MAX - simdjson::SIMDJSON_PADDING)
        return false;
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    m_text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    m_text.assign(text);
    thread_local od::parser parser;
    od::document document;
    const simdjson::padded_string_view padded(m_text.data(), m_text.size(), m_text.capacity());
    const bool good = parser.iterate(padded).get(document) == simdjson::SUCCESS &&
                      JsonTableBuilder(*this).run(document);
    // A parser outlives the texts; it would keep its buffers at the largest size ever seen.
    if (parser.capacity() > (std::size_t{4} << 20))
        parser = od::parser{};
    if (!good)
        m_nodes.clear();
    return good;
}

JsonType JsonView::type() const
{
    return m_document == nullptr ? JsonType::Absent : m_document->m_nodes[m_index].type;
}

std::string_view JsonView::raw() const
{
    if (m_document == nullptr)
        return {};
    const auto& node = m_document->m_nodes[m_index];
    return std::string_view(m_document->m_text).substr(node.offset, node.length);
}

std::string JsonView::text() const
{
    if (!isString())
        return {};
    const auto token = raw();
    return unescaped(token.substr(1, token.size() - 2));
}

bool JsonView::equals(std::string_view expected) const
{
    if (!isString())
        return false;
    const auto token = raw();
    const auto inner = token.substr(1, token.size() - 2);
    return inner.find('\\') == std::string_view::npos ? inner == expected
                                                      : unescaped(inner) == expected;
}

std::optional<double> JsonView::number() const
{
    if (!isNumber())
        return std::nullopt;
    const auto token = raw();
    double value = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (error != std::errc{} || end != token.data() + token.size())
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> JsonView::integer() const
{
    if (!isNumber())
        return std::nullopt;
    const auto token = raw();
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (error == std::errc{} && end == token.data() + token.size())
        return value;
    const auto fraction = number();
    if (!fraction || std::abs(*fraction) > 1e15 || *fraction != std::floor(*fraction))
        return std::nullopt;
    return static_cast<std::int64_t>(*fraction);
}

bool JsonView::keyIs(std::string_view name) const
{
    const auto& node = m_document->m_nodes[m_index];
    const auto written =
        std::string_view(m_document->m_text).substr(node.keyOffset, node.keyLength);
    return written == name ||
           (written.find('\\') != std::string_view::npos && unescaped(written) == name);
}

std::string JsonView::key() const
{
    if (m_document == nullptr)
        return {};
    const auto& node = m_document->m_nodes[m_index];
    return unescaped(std::string_view(m_document->m_text).substr(node.keyOffset, node.keyLength));
}

JsonView JsonView::operator[](std::string_view key) const
{
    JsonView found;
    if (!isObject())
        return found;
    for (const auto field : *this) {
        if (field.keyIs(key))
            found = field;
    }
    return found;
}

JsonView JsonView::either(std::string_view key, std::string_view other) const
{
    const auto first = (*this)[key];
    return first.present() ? first : (*this)[other];
}

JsonView::Iterator& JsonView::Iterator::operator++()
{
    m_index = m_document->m_nodes[m_index].next;
    return *this;
}

JsonView::Iterator JsonView::begin() const
{
    return isArray() || isObject() ? Iterator(m_document, m_index + 1) : end();
}

JsonView::Iterator JsonView::end() const
{
    return {m_document, m_document == nullptr ? 0 : m_document->m_nodes[m_index].next};
}

std::size_t JsonView::size() const
{
    std::size_t count = 0;
    for (auto it = begin(); it != end(); ++it)
        ++count;
    return count;
}

bool isJsonObject(std::string_view text)
{
    thread_local JsonDocument document;
    return document.parse(text) && document.root().isObject();
}

std::string compactJson(std::string_view raw)
{
    std::string out;
    out.reserve(raw.size());
    bool quoted = false;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (!quoted && isSpace(c))
            continue;
        out += c;
        if (quoted && c == '\\' && i + 1 < raw.size())
            out += raw[++i];
        else if (c == '"')
            quoted = !quoted;
    }
    return out;
}

} // namespace gatehouse::ai
