// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/BodyDecoder.h"

#include <algorithm>

namespace gatehouse::http {

void BodyDecoder::start(const Limits& limits, BodyKind kind, std::uint64_t length)
{
    m_chunks = ChunkDecoder(limits);
    m_kind = kind;
    m_left = length;
    m_done = kind == BodyKind::None || (kind == BodyKind::Length && length == 0);
    m_bad = false;
    m_what = "";
}

BodyDecoder::Step BodyDecoder::next(std::string_view raw)
{
    using State = Step::State;
    if (m_done)
        return {State::Done, 0, {}};
    if (m_bad)
        return {State::Bad, 0, {}};
    if (m_kind == BodyKind::UntilClose)
        return {raw.empty() ? State::NeedMore : State::Data, raw.size(), raw};
    if (m_kind == BodyKind::Length) {
        const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, raw.size()));
        m_left -= take;
        m_done = m_left == 0;
        return {m_done     ? State::Done
                : take > 0 ? State::Data
                           : State::NeedMore,
                take, raw.substr(0, take)};
    }
    const auto step = m_chunks.decode(raw);
    switch (step.state) {
    case ChunkDecoder::State::NeedMore:
        return {State::NeedMore, step.used, {}};
    case ChunkDecoder::State::Done:
        m_done = true;
        return {State::Done, step.used, {}};
    case ChunkDecoder::State::Bad:
        m_bad = true;
        m_what = step.what;
        return {State::Bad, step.used, {}};
    case ChunkDecoder::State::Data:
        break;
    }
    // Where the end has arrived with the last piece, it is told with it: one write instead of two
    // further on.
    const auto ahead = m_chunks.skipFraming(raw.substr(step.used));
    if (ahead.state == ChunkDecoder::State::Bad) {
        m_bad = true;
        m_what = ahead.what;
    }
    m_done = ahead.state == ChunkDecoder::State::Done;
    return {m_done ? State::Done : State::Data, step.used + ahead.used, step.data};
}

} // namespace gatehouse::http
