// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/JsonText.h"

#include "base/Text.h"

namespace gatehouse::ai {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length of the well-formed UTF-8 character that `text` begins with, 0 when there is none.
std::size_t characterLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xC2 && first < 0xE0 ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    if (length == 0 || length > text.size() || !text::isUtf8(text.substr(0, length)))
        return 0;
    return length;
}

} // namespace

void appendJsonString(std::string& out, std::string_view text)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out.reserve(out.size() + text.size() + 2);
    out += '"';
    while (!text.empty()) {
        const auto c = static_cast<unsigned char>(text.front());
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c < 0x20) {
            out += "\\u00";
            out += kHex[c >> 4];
            out += kHex[c & 15];
        } else if (c < 0x80) {
            out += static_cast<char>(c);
        } else {
            const auto length = characterLength(text);
            out += length == 0 ? kReplacement : text.substr(0, length);
            // Half a surrogate pair (three bytes) is one character.
            const bool half = length == 0 && c == 0xED && text.size() >= 3 &&
                              (text[1] & 0xE0) == 0xA0 && (text[2] & 0xC0) == 0x80;
            text.remove_prefix(half ? 3 : length == 0 ? 1 : length);
            continue;
        }
        text.remove_prefix(1);
    }
    out += '"';
}

std::string jsonString(std::string_view text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

} // namespace gatehouse::ai
