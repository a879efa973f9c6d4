// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/ProviderAnswer.h"

#include <memory>
#include <string>

namespace gatehouse::gateway {

/// An answer whose beginning was read already, to see whether it is one.
class PeekedAnswer final : public ProviderAnswer
{
public:
    /// `state` is how the beginning ended: End = there is no more.
    PeekedAnswer(std::unique_ptr<ProviderAnswer> from, std::string beginning, http::BodyState state)
        : m_from(std::move(from))
        , m_beginning(std::move(beginning))
        , m_state(state)
    {
        static_cast<AnswerHeadFacts&>(*this) = *m_from;
    }

    [[nodiscard]] http::Task<http::BodyPiece> read() override
    {
        if (m_given) {
            const auto piece = co_await m_from->read();
            co_return piece;
        }
        m_given = true;
        co_return http::BodyPiece{m_state, m_beginning};
    }
    [[nodiscard]] bool hasBuffered() const override { return !m_given || m_from->hasBuffered(); }
    void cancel() override { m_from->cancel(); }

private:
    std::unique_ptr<ProviderAnswer> m_from;
    std::string m_beginning;
    http::BodyState m_state;
    bool m_given = false;
};

} // namespace gatehouse::gateway
