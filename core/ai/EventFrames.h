// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The framing of application/vnd.amazon.eventstream.
namespace gatehouse::ai {

/// A message; its views live until the next call of EventFrames.
struct EventFrame
{
    std::string messageType; ///< `event`, `exception`, `error`
    std::string eventType;   ///< `:event-type`, `:exception-type` or `:error-code`
    std::string errorText;   ///< `:error-message`
    std::string_view payload;
};

/// Cuts bytes into messages; a piece may end anywhere, also inside a length.
class EventFrames
{
public:
    void feed(std::string_view bytes) { m_held += bytes; }
    /// The next whole message; nothing when more bytes are needed, or after broken().
    [[nodiscard]] std::optional<EventFrame> next();
    /// A checksum or a length was wrong: nothing behind it can be trusted.
    [[nodiscard]] bool broken() const { return m_broken; }
    [[nodiscard]] bool empty() const { return m_held.size() == m_taken; }

private:
    std::string m_held;
    std::size_t m_taken = 0;
    bool m_broken = false;
};

/// The CRC of zlib and IEEE 802.3.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);
/// A message with string headers: for tests, and for our own answers.
[[nodiscard]] std::string eventFrame(std::string_view messageType, std::string_view eventType,
                                     std::string_view payload);

} // namespace gatehouse::ai
