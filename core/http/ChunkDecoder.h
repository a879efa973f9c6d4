// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Types.h"

#include <string>
#include <string_view>

namespace gatehouse::http {

/// Takes a chunked body apart, in place and piece by piece. Pure; one object a body.
class ChunkDecoder
{
public:
    enum class State : std::uint8_t
    {
        NeedMore, ///< All input was taken, the body goes on.
        Data,     ///< `data` is a piece of the body; call again with the rest of the input.
        Done,     ///< The last chunk and the trailers are complete.
        Bad,      ///< Not a chunked body, or a bound was exceeded: `what` says which.
    };

    struct Step
    {
        State state = State::NeedMore;
        std::size_t used = 0;  ///< Bytes of the input that are done with.
        std::string_view data; ///< Into the input.
        const char* what = "";
    };

    explicit ChunkDecoder(const Limits& limits)
        : m_limits(&limits)
    {
    }

    [[nodiscard]] Step decode(std::string_view input) { return run(input, true); }
    /// Goes on over what is not data: sizes, ends, trailers. NeedMore where data would come next.
    [[nodiscard]] Step skipFraming(std::string_view input) { return run(input, false); }

private:
    enum class At : std::uint8_t
    {
        Size,
        Extension,
        SizeEnd,
        Data,
        DataCr,
        DataLf,
        Trailer,
        Done
    };
    Step run(std::string_view input, bool takeData);
    Step bad(const char* what, std::size_t used);

    const Limits* m_limits;
    std::uint64_t m_left = 0;
    std::size_t m_line = 0;
    std::size_t m_extensions = 0;
    std::string m_trailers;
    int m_digits = 0;
    bool m_bare = false; ///< Only white space so far behind the size.
    bool m_quoted = false;
    bool m_escaped = false;
    At m_at = At::Size;
};

} // namespace gatehouse::http
