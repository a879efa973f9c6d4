// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small helpers for ASCII text, shared by everything that reads protocols. None allocates unless
/// it returns a string.
namespace gatehouse::text {

[[nodiscard]] constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Equality without regard to ASCII case, as header names need it.
[[nodiscard]] constexpr bool equalsIgnoreCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

[[nodiscard]] std::string toLower(std::string_view s);

/// Without spaces and tabs at both ends (optional white space of RFC 9110, 5.6.3).
[[nodiscard]] constexpr std::string_view trim(std::string_view s)
{
    while (!s.empty() && (s.front() == ' ' || s.front() == '\t'))
        s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t'))
        s.remove_suffix(1);
    return s;
}

/// Parts between separators; an empty text has one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view s, char separator);

/// Whether the text is well-formed UTF-8 (RFC 3629): no overlong form, no surrogate.
[[nodiscard]] bool isUtf8(std::string_view s);

[[nodiscard]] std::string toHex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromHex(std::string_view hex);

/// RFC 4648, 4, with padding.
[[nodiscard]] std::string toBase64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> fromBase64(std::string_view encoded);

/// Percent-decoding (RFC 3986, 2.1); nothing when a `%` is not followed by two hex digits.
[[nodiscard]] std::optional<std::string> percentDecode(std::string_view s);
/// Everything but RFC 3986's unreserved characters is encoded.
[[nodiscard]] std::string percentEncode(std::string_view s);

/// Equality in a time that depends only on the length: for secrets.
[[nodiscard]] bool equalsConstantTime(std::string_view a, std::string_view b);

} // namespace gatehouse::text
