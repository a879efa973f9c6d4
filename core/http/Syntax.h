// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// Character classes of RFC 9110 and 3986, as tables. Internal to core/http.
namespace gatehouse::http::syntax {

enum : unsigned char
{
    Token = 1,
    Value = 2,
    HostName = 4,
    Hex = 8,
    TargetChar = 16
};

consteval std::array<unsigned char, 256> makeTable()
{
    std::array<unsigned char, 256> table{};
    const auto mark = [&table](std::string_view chars, unsigned char kind) {
        for (const char c : chars)
            table[static_cast<unsigned char>(c)] |= kind;
    };
    mark("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", Token);
    mark("-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", HostName);
    mark("0123456789abcdefABCDEF", Hex);
    for (std::size_t c = 0x20; c < 256; ++c)
        if (c != 0x7f)
            table[c] |= Value;
    table['\t'] |= Value;
    for (std::size_t c = 0x21; c < 0x7f; ++c)
        if (c != '#')
            table[c] |= TargetChar;
    return table;
}

inline constexpr std::array<unsigned char, 256> kTable = makeTable();

constexpr bool is(char c, unsigned char kind)
{
    return (kTable[static_cast<unsigned char>(c)] & kind) != 0;
}

constexpr bool all(std::string_view text, unsigned char kind)
{
    // Without a way out of the middle: good text is the rule, and this runs eight bytes at a time.
    unsigned char common = kind;
    for (const char c : text)
        common &= kTable[static_cast<unsigned char>(c)];
    return common != 0;
}

/// Whether a field value has no control character but the tab.
inline bool isValue(std::string_view text)
{
    bool good = true;
    for (const char raw : text) {
        const auto c = static_cast<unsigned char>(raw);
        good &= ((c >= 0x20) & (c != 0x7f)) | (c == '\t');
    }
    return good;
}

/// A fixed set of field names, compared without regard to case and with `_` read as `-`. Most names
/// are told apart by their length and first letter.
template <std::size_t N>
class NameSet
{
public:
    consteval explicit NameSet(const std::array<std::string_view, N>& names)
        : m_names(names)
    {
        for (const std::string_view name : names)
            m_lengths |= 1u << name.size();
    }
    [[nodiscard]] constexpr bool contains(std::string_view name) const
    {
        if (name.size() > 31 || (m_lengths >> name.size() & 1) == 0)
            return false;
        for (const std::string_view known : m_names) {
            if (known.size() == name.size() && isSame(name, known))
                return true;
        }
        return false;
    }

private:
    static constexpr bool isSame(std::string_view name, std::string_view known)
    {
        for (std::size_t i = 0; i < known.size(); ++i) {
            const char c = name[i];
            const char plain = c == '_'               ? '-'
                               : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a')
                                                      : c;
            if (plain != known[i])
                return false;
        }
        return true;
    }

    std::array<std::string_view, N> m_names;
    unsigned m_lengths = 0;
};

} // namespace gatehouse::http::syntax
