// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Fields.h"

#include "base/Text.h"
#include "http/Syntax.h"

#include <algorithm>
#include <array>

namespace gatehouse::http {

namespace {

/// Calls `use` with every element of a comma-separated list that is not empty, until it returns
/// true.
template <typename Use>
bool anyElement(std::string_view list, Use use)
{
    while (!list.empty()) {
        const auto comma = list.find(',');
        const auto element = text::trim(list.substr(0, comma));
        if (!element.empty() && use(element))
            return true;
        if (comma == std::string_view::npos)
            break;
        list.remove_prefix(comma + 1);
    }
    return false;
}

/// Start and end of the lines of a name, one after the other, in serialised fields.
bool nextLine(std::string_view block, std::string_view name, std::size_t& from, std::size_t& end)
{
    while (from < block.size()) {
        end = block.find("\r\n", from) + 2;
        const auto line = block.substr(from, end - from);
        if (line.size() > name.size() && line[name.size()] == ':' &&
            text::equalsIgnoreCase(line.substr(0, name.size()), name))
            return true;
        from = end;
    }
    return false;
}

} // namespace

std::optional<std::string_view> Fields::find(std::string_view name) const
{
    for (const Field& field : m_list)
        if (text::equalsIgnoreCase(field.name, name))
            return field.value;
    return std::nullopt;
}

std::string_view Fields::get(std::string_view name) const
{
    return find(name).value_or(std::string_view{});
}

std::size_t Fields::count(std::string_view name) const
{
    return static_cast<std::size_t>(
        std::count_if(m_list.begin(), m_list.end(), [name](const Field& field) {
            return text::equalsIgnoreCase(field.name, name);
        }));
}

bool Fields::hasToken(std::string_view name, std::string_view token) const
{
    return std::any_of(m_list.begin(), m_list.end(), [name, token](const Field& field) {
        return text::equalsIgnoreCase(field.name, name) &&
               anyElement(field.value,
                          [token](std::string_view e) { return text::equalsIgnoreCase(e, token); });
    });
}

bool isToken(std::string_view text)
{
    return !text.empty() && syntax::all(text, syntax::Token);
}

bool isFieldValue(std::string_view text)
{
    return syntax::isValue(text);
}

bool isFramingName(std::string_view name)
{
    static constexpr syntax::NameSet<10> kNames({"content-length", "transfer-encoding",
                                                 "connection", "keep-alive", "upgrade", "te",
                                                 "trailer", "host", "expect", "proxy-connection"});
    return kNames.contains(name);
}

bool FieldBlock::add(std::string_view name, std::string_view value)
{
    if (!isToken(name) || !isFieldValue(value) || isFramingName(name))
        return false;
    put(name, value);
    return true;
}

void FieldBlock::copy(const Field& received)
{
    if (!isFramingName(received.name))
        put(received.name, received.value);
}

void FieldBlock::put(std::string_view name, std::string_view value)
{
    const std::size_t before = m_text.size();
    m_text.resize(before + name.size() + value.size() + 4);
    char* to = m_text.data() + before;
    to = std::copy(name.begin(), name.end(), to);
    *to++ = ':';
    *to++ = ' ';
    to = std::copy(value.begin(), value.end(), to);
    *to++ = '\r';
    *to = '\n';
}

void FieldBlock::remove(std::string_view name)
{
    std::size_t from = 0;
    std::size_t end = 0;
    while (nextLine(m_text, name, from, end))
        m_text.erase(from, end - from);
}

bool FieldBlock::set(std::string_view name, std::string_view value)
{
    remove(name);
    return add(name, value);
}

std::optional<std::string_view> FieldBlock::find(std::string_view name) const
{
    std::size_t from = 0;
    std::size_t end = 0;
    if (!nextLine(m_text, name, from, end))
        return std::nullopt;
    const std::size_t value = from + name.size() + 2;
    return std::string_view(m_text).substr(value, end - 2 - value);
}

} // namespace gatehouse::http
