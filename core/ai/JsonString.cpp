// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/JsonString.h"

#include "ai/Json.h"

namespace gatehouse::ai {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The code unit of `XXXX`, or -1.
int unitAt(std::string_view text, std::size_t at)
{
    if (at + 4 > text.size())
        return -1;
    int unit = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const int digit = hexValue(text[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

void appendCodePoint(std::string& out, unsigned code)
{
    const auto byte = [&](unsigned value) { out += static_cast<char>(value); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | code >> 6);
        byte(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        byte(0xE0 | code >> 12);
        byte(0x80 | (code >> 6 & 0x3F));
        byte(0x80 | (code & 0x3F));
    } else {
        byte(0xF0 | code >> 18);
        byte(0x80 | (code >> 12 & 0x3F));
        byte(0x80 | (code >> 6 & 0x3F));
        byte(0x80 | (code & 0x3F));
    }
}

bool isHigh(int unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

bool isLow(int unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

unsigned pairOf(int high, int low)
{
    return 0x10000U + (static_cast<unsigned>(high - 0xD800) << 10) +
           static_cast<unsigned>(low - 0xDC00);
}

/// The surrogate whose three bytes stand at `at`, or -1.
int surrogateAt(std::string_view text, std::size_t at)
{
    if (at + 3 > text.size() || text[at] != '\xED')
        return -1;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if (second < 0xA0 || second > 0xBF || (third & 0xC0) != 0x80)
        return -1;
    return 0xD000 | (second & 0x3F) << 6 | (third & 0x3F);
}

} // namespace

bool isEscapedWell(std::string_view inner)
{
    for (auto at = inner.find('\\'); at != std::string_view::npos; at = inner.find('\\', at)) {
        if (at + 1 >= inner.size())
            return false;
        const char c = inner[at + 1];
        if (c == 'u') {
            if (unitAt(inner, at + 2) < 0)
                return false;
            at += 6;
        } else if (std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) {
            at += 2;
        } else {
            return false;
        }
    }
    return true;
}

std::string unescaped(std::string_view inner)
{
    std::string out;
    out.reserve(inner.size());
    for (;;) {
        const auto at = inner.find('\\');
        out += inner.substr(0, at);
        if (at == std::string_view::npos || at + 1 >= inner.size())
            return out;
        const char c = inner[at + 1];
        inner.remove_prefix(at + 2);
        switch (c) {
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case 'u': {
            const int unit = unitAt(inner, 0);
            inner.remove_prefix(std::min<std::size_t>(4, inner.size()));
            const int low = isHigh(unit) && inner.starts_with("\\u") ? unitAt(inner, 2) : -1;
            if (isLow(low)) {
                appendCodePoint(out, pairOf(unit, low));
                inner.remove_prefix(6);
            } else if (unit >= 0) {
                appendCodePoint(out, static_cast<unsigned>(unit));
            }
            break;
        }
        default:
            out += c;
            break;
        }
    }
}

std::string SurrogateJoiner::join(std::string piece)
{
    if (!m_half.empty()) {
        const int low = surrogateAt(piece, 0);
        if (isLow(low)) {
            std::string whole;
            appendCodePoint(whole, pairOf(surrogateAt(m_half, 0), low));
            piece.replace(0, 3, whole);
            m_half.clear();
        } else if (!piece.empty()) {
            piece.insert(0, m_half);
            m_half.clear();
        }
    }
    if (piece.size() >= 3 && isHigh(surrogateAt(piece, piece.size() - 3))) {
        m_half = piece.substr(piece.size() - 3);
        piece.resize(piece.size() - 3);
    }
    return piece;
}

} // namespace gatehouse::ai
