// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/Exchange.h"
#include "gateway/ProviderAnswer.h"
#include "http/Deadlines.h"
#include "http/Wakeup.h"

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::gateway {

/// What the sandbox provider answers: pure data, made from the request alone, so the same request
/// always gets the same.
struct SandboxReply
{
    struct Piece
    {
        Duration delay{};
        std::string bytes;
    };
    unsigned status = 200;
    std::string contentType = "application/json";
    std::string retryAfter;
    Duration firstDelay = std::chrono::milliseconds(40);
    std::vector<Piece> pieces;
    bool breaksOff = false; ///< After the last piece the connection is as if broken.
};

/// `model` without the provider's name; `settings` of the provider: `pace` (`25ms` a word),
/// `first_token` (`250ms`).
[[nodiscard]] SandboxReply sandboxReply(AiEndpoint endpoint, std::string_view model,
                                        std::string_view body,
                                        const std::map<std::string, std::string>& settings,
                                        std::int64_t created);

/// Plays a reply in its own time.
class SandboxAnswer final : public ProviderAnswer
{
public:
    SandboxAnswer(http::Loop& loop, SandboxReply reply);
    /// Waits for the first byte; false when cancelled meanwhile.
    [[nodiscard]] http::Task<bool> begin();
    [[nodiscard]] http::Task<http::BodyPiece> read() override;
    [[nodiscard]] bool hasBuffered() const override;
    void cancel() override;

private:
    [[nodiscard]] http::Task<bool> wait(Duration duration);

    http::Wakeup m_wakeup;
    http::Deadline m_due;
    SandboxReply m_reply;
    std::size_t m_next = 0;
    bool m_cancelled = false;
};

[[nodiscard]] std::unique_ptr<SandboxAnswer>
makeSandboxAnswer(http::Loop& loop, AiEndpoint endpoint, std::string_view model,
                  std::string_view body, const std::map<std::string, std::string>& settings);

} // namespace gatehouse::gateway
