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
    for (const char c : text)
        if (!is(c, kind))
            return false;
    return true;
}

} // namespace gatehouse::http::syntax
