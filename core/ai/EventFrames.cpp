// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/EventFrames.h"

#include <array>

namespace gatehouse::ai {

namespace {

constexpr std::size_t kPrelude = 12;
constexpr std::size_t kMost = std::size_t{24} << 20;

constexpr std::array<std::uint32_t, 256> makeTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int k = 0; k < 8; ++k)
            c = (c & 1) != 0 ? 0xEDB88320U ^ c >> 1 : c >> 1;
        table[i] = c;
    }
    return table;
}

std::uint32_t numberAt(std::string_view bytes, std::size_t at, std::size_t length = 4)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

void append(std::string& out, std::uint32_t value, std::size_t length = 4)
{
    for (std::size_t i = length; i-- > 0;)
        out += static_cast<char>(value >> 8 * i & 0xFF);
}

/// Bytes of a header's value by its type; nothing when it runs beyond the end.
std::optional<std::size_t> valueLength(std::string_view rest, unsigned type)
{
    constexpr std::array<std::size_t, 10> kFixed{0, 0, 1, 2, 4, 8, 0, 0, 8, 16};
    if (type >= kFixed.size())
        return std::nullopt;
    if (type != 6 && type != 7)
        return kFixed[type];
    if (rest.size() < 2)
        return std::nullopt;
    return 2 + numberAt(rest, 0, 2);
}

bool readHeaders(std::string_view headers, EventFrame& frame)
{
    while (!headers.empty()) {
        const std::size_t nameLength = static_cast<unsigned char>(headers.front());
        if (headers.size() < nameLength + 2)
            return false;
        const auto name = headers.substr(1, nameLength);
        const unsigned type = static_cast<unsigned char>(headers[nameLength + 1]);
        headers.remove_prefix(nameLength + 2);
        const auto length = valueLength(headers, type);
        if (!length || *length > headers.size())
            return false;
        if (type == 7) {
            const auto value = headers.substr(2, *length - 2);
            if (name == ":message-type")
                frame.messageType = value;
            else if (name == ":event-type" || name == ":exception-type" || name == ":error-code")
                frame.eventType = value;
            else if (name == ":error-message")
                frame.errorText = value;
        }
        headers.remove_prefix(*length);
    }
    return true;
}

} // namespace

std::uint32_t crc32(std::string_view bytes)
{
    static constexpr auto kTable = makeTable();
    std::uint32_t c = 0xFFFFFFFFU;
    for (const char byte : bytes)
        c = kTable[(c ^ static_cast<unsigned char>(byte)) & 0xFF] ^ c >> 8;
    return c ^ 0xFFFFFFFFU;
}

std::optional<EventFrame> EventFrames::next()
{
    if (m_taken > 0) {
        m_held.erase(0, m_taken);
        m_taken = 0;
    }
    if (m_broken || m_held.size() < kPrelude)
        return std::nullopt;
    const std::string_view held = m_held;
    const std::size_t total = numberAt(held, 0);
    const std::size_t headers = numberAt(held, 4);
    if (crc32(held.substr(0, 8)) != numberAt(held, 8) || total > kMost ||
        total < kPrelude + headers + 4) {
        m_broken = true;
        return std::nullopt;
    }
    if (held.size() < total)
        return std::nullopt;
    EventFrame frame;
    if (crc32(held.substr(0, total - 4)) != numberAt(held, total - 4) ||
        !readHeaders(held.substr(kPrelude, headers), frame)) {
        m_broken = true;
        return std::nullopt;
    }
    frame.payload = held.substr(kPrelude + headers, total - kPrelude - headers - 4);
    m_taken = total;
    return frame;
}

std::string eventFrame(std::string_view messageType, std::string_view eventType,
                       std::string_view payload)
{
    std::string headers;
    const auto header = [&](std::string_view name, std::string_view value) {
        headers += static_cast<char>(name.size());
        headers += name;
        headers += '\x07';
        append(headers, static_cast<std::uint32_t>(value.size()), 2);
        headers += value;
    };
    header(":message-type", messageType);
    header(messageType == "exception" ? ":exception-type" : ":event-type", eventType);
    header(":content-type", "application/json");
    std::string out;
    append(out, static_cast<std::uint32_t>(kPrelude + headers.size() + payload.size() + 4));
    append(out, static_cast<std::uint32_t>(headers.size()));
    append(out, crc32(out));
    out += headers;
    out += payload;
    append(out, crc32(out));
    return out;
}

} // namespace gatehouse::ai
