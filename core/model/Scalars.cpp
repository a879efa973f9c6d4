// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Scalars.h"

#include "base/Text.h"

#include <spdlog/fmt/fmt.h>

namespace gatehouse::model {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t skipDigits(std::string_view s, std::size_t at)
{
    while (at < s.size() && isDigit(s[at]))
        ++at;
    return at;
}

/// A decimal number; JSON wants a digit before the dot, after it, no leading zero and no plus sign.
bool isDecimal(std::string_view s, bool json)
{
    std::size_t at = 0;
    if (!s.empty() && (s[0] == '-' || (!json && s[0] == '+')))
        ++at;
    const std::size_t whole = at;
    at = skipDigits(s, at);
    const std::size_t wholeDigits = at - whole;
    if (json && (wholeDigits == 0 || (wholeDigits > 1 && s[whole] == '0')))
        return false;
    std::size_t fractionDigits = 0;
    if (at < s.size() && s[at] == '.') {
        const std::size_t fraction = ++at;
        at = skipDigits(s, at);
        fractionDigits = at - fraction;
        if (json && fractionDigits == 0)
            return false;
    }
    if (wholeDigits + fractionDigits == 0)
        return false;
    if (at < s.size() && (s[at] == 'e' || s[at] == 'E')) {
        ++at;
        if (at < s.size() && (s[at] == '+' || s[at] == '-'))
            ++at;
        const std::size_t exponent = at;
        at = skipDigits(s, at);
        if (at == exponent)
            return false;
    }
    return at == s.size();
}

bool isPrefixedInteger(std::string_view s)
{
    if (s.size() < 3 || s[0] != '0' || (s[1] != 'x' && s[1] != 'o'))
        return false;
    return s.find_first_not_of(s[1] == 'x' ? "0123456789abcdefABCDEF" : "01234567", 2) ==
           std::string_view::npos;
}

bool isOneOf(std::string_view s, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, s) != words.end();
}

/// Length of the well-formed UTF-8 character at the front; 0 when there is none.
std::size_t characterLength(std::string_view s)
{
    const auto lead = static_cast<unsigned char>(s.front());
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return length <= s.size() && text::isUtf8(s.substr(0, length)) ? length : 0;
}

} // namespace

PlainKind plainKind(std::string_view s)
{
    if (isOneOf(s, {"", "~", "null", "Null", "NULL"}))
        return PlainKind::Null;
    if (isOneOf(s, {"true", "True", "TRUE", "false", "False", "FALSE"}))
        return PlainKind::Bool;
    if (isDecimal(s, false) || isPrefixedInteger(s) ||
        isOneOf(s, {".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF", "+.inf", "+.Inf", "+.INF",
                    ".nan", ".NaN", ".NAN"}))
        return PlainKind::Number;
    return PlainKind::Text;
}

bool isJsonLiteral(std::string_view s)
{
    return s == "true" || s == "false" || isDecimal(s, true);
}

void appendQuoted(std::string& out, std::string_view s)
{
    out += '"';
    while (!s.empty()) {
        const auto c = static_cast<unsigned char>(s.front());
        const std::size_t length = characterLength(s);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            s.remove_prefix(1);
            continue;
        }
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c < 0x20 || c == 0x7F) {
            out += fmt::format("\\u{:04x}", c);
        } else if (length == 2 && c == 0xC2 && static_cast<unsigned char>(s[1]) < 0xA0) {
            // C1 controls and NEL, which YAML takes for a line break.
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(s[1]));
        } else if (length == 3 &&
                   (s.starts_with("\xE2\x80\xA8") || s.starts_with("\xE2\x80\xA9"))) {
            out += s[2] == '\xA8' ? "\\u2028" : "\\u2029";
        } else if (s.starts_with("\xEF\xBB\xBF")) {
            out += "\\ufeff";
        } else {
            out.append(s.substr(0, length));
        }
        s.remove_prefix(length);
    }
    out += '"';
}

} // namespace gatehouse::model
