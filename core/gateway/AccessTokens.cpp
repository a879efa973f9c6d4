// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/AccessTokens.h"

#include "http/Loop.h"
#include "http/Wakeup.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <vector>

namespace gatehouse::gateway {

namespace {

namespace asio = boost::asio;

/// A token endpoint that takes longer than this would cost the caller more than an error does.
constexpr http::ClientTimes kTimes{.connect = std::chrono::seconds(5),
                                   .send = std::chrono::seconds(10),
                                   .firstByte = std::chrono::seconds(10),
                                   .streamGap = std::chrono::seconds(10)};
constexpr std::size_t kMostAnswer = 64u << 10;
/// A token is replaced so long before it expires, or a fifth of its life where that is shorter.
constexpr Duration kAhead = std::chrono::minutes(5);

} // namespace

struct AccessTokens::Entry
{
    std::string token; ///< Empty = none.
    Instant expires{};
    Instant refresh{};
    Error error;
    bool fetching = false;
    std::vector<http::Wakeup*> waiting;

    void take(Result<ai::AccessToken> told, Instant now)
    {
        if (told) {
            const auto life = std::max<Duration>(told->lifetime, std::chrono::seconds(1));
            token = std::move(told->token);
            expires = now + life;
            refresh = expires - std::min<Duration>(kAhead, life / 5);
        } else {
            error = std::move(told.error());
        }
        fetching = false;
        for (auto* one : waiting)
            one->wake();
    }
};

/// One call of a token endpoint. What it needs it owns: the worker may go meanwhile.
struct AccessTokens::Fetch
{
    std::shared_ptr<const TokenSource> source;
    std::unique_ptr<http::ClientExchange> call;
    std::string body;

    http::Task<Result<ai::AccessToken>> run()
    {
        const auto opened = co_await call->open();
        if (opened != http::ClientError::None)
            co_return unreachable();
        http::FieldBlock fields;
        fields.add("content-type", "application/x-www-form-urlencoded");
        fields.add("accept", "application/json");
        const auto path = source->endpoint.path.empty() ? "/" : source->endpoint.path;
        const http::OutgoingRequest out{.method = "POST",
                                        .target = path,
                                        .host = {},
                                        .fields = &fields,
                                        .body = http::BodyKind::Length,
                                        .length = body.size(),
                                        .upgrade = {}};
        [[maybe_unused]] const auto sent = co_await call->sendHead(out, body, true);
        const auto* head = co_await call->readHead();
        if (head == nullptr)
            co_return unreachable();
        const auto status = head->status;
        std::string text;
        const auto state = co_await call->readAll(text, kMostAnswer);
        if (state != http::BodyState::End)
            co_return unreachable();
        auto told = ai::readTokenAnswer(text);
        // 400 invalid_grant, 401 invalid_client: the account is not what it was.
        if (!told && status >= 400 && status < 500 && status != 408 && status != 429)
            told.error().code = ErrorCode::Unauthorized;
        co_return told;
    }

private:
    [[nodiscard]] Result<ai::AccessToken> unreachable() const
    {
        return fail(ErrorCode::Unavailable,
                    "the token endpoint could not be reached: " + call->errorDetail());
    }
};

AccessTokens::AccessTokens(const Clock& clock, http::Loop& loop, http::UpstreamPool& pool)
    : m_clock(clock)
    , m_loop(loop)
    , m_pool(pool)
{
}

AccessTokens::~AccessTokens() = default;

http::Task<Result<std::string>> AccessTokens::token(std::shared_ptr<const TokenSource> source,
                                                    std::shared_ptr<const http::Proxy> proxy)
{
    auto& place = m_entries[source->id];
    if (!place)
        place = std::make_shared<Entry>();
    const auto entry = place;
    const auto valid = [&] { return !entry->token.empty() && m_clock.now() < entry->expires; };
    if (!entry->fetching && (!valid() || m_clock.now() >= entry->refresh)) {
        auto body = ai::writeTokenRequest(source->account, m_clock.wall());
        if (!body) {
            body.error().code = ErrorCode::Unauthorized;
            co_return std::unexpected(body.error());
        }
        auto origin = source->endpoint.origin;
        origin.proxy = std::move(proxy);
        auto fetch = std::make_shared<Fetch>(
            Fetch{source, m_pool.exchange(std::move(origin), kTimes), std::move(*body)});
        entry->fetching = true;
        m_loop.run(
            [](std::shared_ptr<Fetch> one, std::shared_ptr<Entry> into,
               const Clock& clock) -> http::Task<void> {
                auto told = co_await one->run();
                into->take(std::move(told), clock.now());
            }(std::move(fetch), entry, m_clock),
            asio::detached);
    }
    while (!valid() && entry->fetching) {
        http::Wakeup wakeup(m_loop.ready());
        entry->waiting.push_back(&wakeup);
        co_await wakeup.wait();
        std::erase(entry->waiting, &wakeup);
    }
    if (!valid())
        co_return std::unexpected(entry->error);
    co_return entry->token;
}

void AccessTokens::forget(const TokenSource& source)
{
    if (const auto it = m_entries.find(source.id); it != m_entries.end())
        it->second->token.clear();
}

} // namespace gatehouse::gateway
