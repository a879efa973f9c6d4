// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/ChunkDecoder.h"
#include "http/Types.h"

#include <string_view>

namespace gatehouse::http {

/// Finds the pieces of a message's body in raw bytes, whatever its framing. Pure; one object a
/// body.
class BodyDecoder
{
public:
    struct Step
    {
        enum class State : std::uint8_t
        {
            NeedMore,
            Data,
            Done,
            Bad
        } state = State::NeedMore;
        std::size_t used = 0;
        std::string_view data; ///< Data, and Done where the last piece came with the end.
    };

    explicit BodyDecoder(const Limits& limits)
        : m_chunks(limits)
    {
    }

    void start(const Limits& limits, BodyKind kind, std::uint64_t length);
    [[nodiscard]] Step next(std::string_view raw);
    [[nodiscard]] bool done() const { return m_done; }
    [[nodiscard]] BodyKind kind() const { return m_kind; }
    /// Why it is bad, for a person.
    [[nodiscard]] const char* what() const { return m_what; }

private:
    ChunkDecoder m_chunks;
    BodyKind m_kind = BodyKind::None;
    std::uint64_t m_left = 0;
    bool m_done = true;
    bool m_bad = false;
    const char* m_what = "";
};

} // namespace gatehouse::http
