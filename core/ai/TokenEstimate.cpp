// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/TokenEstimate.h"

namespace gatehouse::ai {

namespace {

constexpr std::int64_t kThousand = 1000;

/// Thousandths of a token that a code point costs.
std::int64_t costOf(char32_t c)
{
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return 220;
        if (c >= '0' && c <= '9')
            return 450;
        return c <= ' ' ? 150 : 500;
    }
    if (c < 0x250)
        return 370; // Latin with accents
    if (c >= 0x400 && c < 0x530)
        return 330; // Cyrillic
    if (c >= 0x370 && c < 0x700)
        return 500; // Greek, Armenian, Hebrew, Arabic
    if (c >= 0xE00 && c < 0xE80)
        return 670; // Thai
    if (c >= 0x900 && c < 0x1100)
        return 620; // Indic scripts, Georgian
    if (c >= 0x3040 && c < 0x3100)
        return 900; // Kana
    if (c >= 0xAC00 && c < 0xD7B0)
        return 710; // Hangul
    if (c >= 0x1F000)
        return 2000; // Emoji
    return kThousand;
}

} // namespace

Tokens estimateTokens(std::string_view text)
{
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        auto code = static_cast<char32_t>(length == 1   ? first
                                          : length == 2 ? first & 0x1F
                                          : length == 3 ? first & 0x0F
                                                        : first & 0x07);
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        sum += costOf(code);
        i += length;
    }
    return (sum + kThousand - 1) / kThousand;
}

Tokens estimateInput(const Conversation& conversation)
{
    Tokens sum = 3;
    const auto count = [&sum](const auto& self, const Part& part) -> void {
        sum +=
            estimateTokens(part.text) + estimateTokens(part.name) + estimateTokens(part.arguments);
        if (part.kind == Part::Kind::Image)
            sum += 800;
        else if (!part.media.data.empty())
            sum += static_cast<Tokens>(part.media.data.size() / 40);
        for (const auto& inner : part.content)
            self(self, inner);
    };
    for (const auto& message : conversation.messages) {
        sum += 3;
        for (const auto& part : message.parts)
            count(count, part);
    }
    for (const auto& tool : conversation.tools)
        sum += 8 + estimateTokens(tool.name) + estimateTokens(tool.description) +
               estimateTokens(tool.schema);
    return sum;
}

} // namespace gatehouse::ai
