// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/Flight.h"

#include "gateway/ProviderAnswer.h"
#include "http/Wakeup.h"

#include <memory>

namespace gatehouse::http {
class Loop;
}

namespace gatehouse::gateway {

/// An answer that was kept, as if the provider gave it once more.
class KeptAnswer final : public ProviderAnswer
{
public:
    explicit KeptAnswer(cache::AnswerPointer answer);
    [[nodiscard]] http::Task<http::BodyPiece> read() override;
    [[nodiscard]] bool hasBuffered() const override { return true; }
    void cancel() override {}

private:
    const cache::AnswerPointer m_answer;
};

/// The provider's answer to whoever leads a flight: what is read goes to the followers too.
class LeadAnswer final : public ProviderAnswer
{
public:
    LeadAnswer(std::unique_ptr<ProviderAnswer> inner, std::shared_ptr<cache::Flight> flight);
    [[nodiscard]] http::Task<http::BodyPiece> read() override;
    [[nodiscard]] bool hasBuffered() const override { return m_inner->hasBuffered(); }
    void cancel() override { m_inner->cancel(); }
    /// Everything was read, or nothing more will come.
    [[nodiscard]] bool over() const { return m_over; }

private:
    const std::unique_ptr<ProviderAnswer> m_inner;
    const std::shared_ptr<cache::Flight> m_flight;
    bool m_over = false;
};

/// What somebody else's equal call brings, as it comes.
class FollowAnswer final : public ProviderAnswer
{
public:
    FollowAnswer(http::Loop& loop, std::shared_ptr<cache::Flight> flight);
    ~FollowAnswer() override;
    FollowAnswer(const FollowAnswer&) = delete;
    FollowAnswer& operator=(const FollowAnswer&) = delete;

    /// Waits for something to read; false when there will be nothing, or after cancel().
    [[nodiscard]] http::Task<bool> begin();
    [[nodiscard]] http::Task<http::BodyPiece> read() override;
    [[nodiscard]] bool hasBuffered() const override;
    void cancel() override;

private:
    /// Outlives the answer: messages on their way look whether it is still there. Loop's thread.
    struct Link
    {
        FollowAnswer* answer = nullptr;
    };

    const std::shared_ptr<cache::Flight> m_flight;
    http::Wakeup m_wakeup;
    std::shared_ptr<Link> m_link;
    std::size_t m_next = 0;
    bool m_cancelled = false;
};

} // namespace gatehouse::gateway
