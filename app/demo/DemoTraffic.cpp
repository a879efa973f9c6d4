// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoTraffic.h"

#include "demo/DemoPlan.h"
#include "demo/DemoUpstream.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <random>
#include <thread>

namespace gatehouse::demo {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

/// The plan is a company's; on one desktop a fifth of it is lively enough.
constexpr double kShare = 0.2;
/// The batch fills its limit from time to time, so that there is something to find.
constexpr auto kMinerEvery = std::chrono::minutes(4);
constexpr auto kMinerFor = std::chrono::seconds(90);

using Request = http::request<http::string_body>;
using Stream = beast::tcp_stream;

/// One caller of one line of the plan: waits, asks, reads, over one connection that it makes anew
/// when it breaks.
class Caller
{
public:
    Caller(const PlannedCalls& calls, double perSecond, asio::ip::tcp::endpoint gateway,
           std::uint64_t seed)
        : m_calls(calls)
        , m_perSecond(perSecond)
        , m_gateway(std::move(gateway))
        , m_random(seed)
        , m_key(applicationKey(std::string(calls.application)))
    {
    }

    asio::awaitable<void> run()
    {
        Stream stream(co_await asio::this_coro::executor);
        asio::steady_timer timer(stream.get_executor());
        std::exponential_distribution<double> gap(m_perSecond);
        const auto begin = std::chrono::steady_clock::now();
        while (true) {
            timer.expires_after(
                std::chrono::microseconds(static_cast<std::int64_t>(gap(m_random) * 1e6)));
            co_await timer.async_wait(asio::use_awaitable);
            if (m_calls.application == "review-miner" &&
                (std::chrono::steady_clock::now() - begin) % kMinerEvery > kMinerFor)
                continue;
            boost::system::error_code error;
            co_await exchange(stream, error);
            if (error) {
                stream.close();
                timer.expires_after(
                    std::chrono::seconds(1)); // The gateway is away; look again later.
                co_await timer.async_wait(asio::use_awaitable);
            }
        }
    }

private:
    Request request()
    {
        const bool isModel = m_calls.model != nullptr;
        Request request(isModel || m_calls.method == "POST" ? http::verb::post : http::verb::get,
                        "", 11);
        std::string path;
        if (isModel) {
            path = kChatPath;
        } else {
            for (const char c : m_calls.path)
                c == '#' ? path += std::to_string(1000 + m_random() % 9000) : path += c;
        }
        if (m_random() % 100 == 0)
            path += "/../nowhere-" + std::to_string(m_random() % 100); // Somebody always mistypes.
        request.target(path);
        request.set(http::field::host, "gateway");
        request.set(http::field::user_agent, fmt::format("{}/3.1", m_calls.application));
        request.set(http::field::authorization, "Bearer " + m_key);
        if (isModel) {
            // A few calls go to the sandbox that the gateway brings along.
            const std::string_view model =
                m_random() % 20 == 0 ? "sandbox/chat" : m_calls.model->asked;
            request.body() = fmt::format(
                R"({{"model":"{}","stream":{},"messages":[{{"role":"user","content":"{}"}}]}})",
                model, m_calls.application == "support-desk",
                "How does this customer feel? Came in two days, the linen is soft, but one button "
                "was "
                "loose. I would buy it again.");
        } else if (m_calls.method == "POST") {
            request.body() = R"({"article":4711,"amount":1})";
        }
        if (!request.body().empty())
            request.set(http::field::content_type, "application/json");
        request.prepare_payload();
        return request;
    }

    asio::awaitable<void> exchange(Stream& stream, boost::system::error_code& error)
    {
        stream.expires_after(std::chrono::seconds(60));
        if (!stream.socket().is_open()) {
            co_await stream.async_connect(m_gateway,
                                          asio::redirect_error(asio::use_awaitable, error));
            if (error)
                co_return;
            m_buffer.clear();
        }
        const Request asked = request();
        co_await http::async_write(stream, asked, asio::redirect_error(asio::use_awaitable, error));
        if (error)
            co_return;
        http::response_parser<http::string_body> parser;
        parser.body_limit(1 << 20);
        co_await http::async_read(stream, m_buffer, parser,
                                  asio::redirect_error(asio::use_awaitable, error));
        if (!error && !parser.get().keep_alive())
            stream.close();
    }

    const PlannedCalls& m_calls;
    double m_perSecond;
    asio::ip::tcp::endpoint m_gateway;
    std::mt19937_64 m_random;
    std::string m_key;
    beast::flat_buffer m_buffer;
};

asio::ip::tcp::endpoint endpointOf(const std::string& url)
{
    const std::size_t colon = url.rfind(':');
    std::uint16_t port = 0;
    std::from_chars(url.data() + colon + 1, url.data() + url.size(), port);
    return {asio::ip::address_v4::loopback(), port};
}

} // namespace

struct DemoTraffic::Private
{
    asio::io_context loop{1};
    DemoUpstream upstream{loop};
    std::vector<std::unique_ptr<Caller>> callers;
    std::jthread thread;

    ~Private() { loop.stop(); }
};

Result<std::unique_ptr<DemoTraffic>> DemoTraffic::open()
{
    try {
        auto d = std::make_unique<Private>();
        asio::co_spawn(d->loop, d->upstream.serve(), asio::detached);
        d->thread = std::jthread([&loop = d->loop] {
            const auto work = asio::make_work_guard(loop);
            loop.run();
        });
        return std::unique_ptr<DemoTraffic>(new DemoTraffic(std::move(d)));
    } catch (const boost::system::system_error& error) {
        return fail(ErrorCode::Unavailable, error.code().message(), "127.0.0.1");
    }
}

DemoTraffic::DemoTraffic(std::unique_ptr<Private> d)
    : m_d(std::move(d))
{
}

DemoTraffic::~DemoTraffic() = default;

DemoWorkspace DemoTraffic::workspace() const
{
    return liveWorkspace(m_d->upstream.port());
}

void DemoTraffic::start(const std::string& gatewayUrl)
{
    const asio::ip::tcp::endpoint gateway = endpointOf(gatewayUrl);
    asio::post(m_d->loop, [d = m_d.get(), gateway] {
        for (const PlannedCalls& calls : kPlan) {
            // A model takes most of a second, so several callers share a busy line of the plan.
            const double wanted = calls.perSecond * kShare;
            const int callers = calls.model ? std::max(1, static_cast<int>(wanted * 1.5)) : 1;
            for (int i = 0; i < callers; ++i) {
                d->callers.push_back(std::make_unique<Caller>(calls, wanted / callers, gateway,
                                                              d->callers.size() + 1));
                asio::co_spawn(d->loop, d->callers.back()->run(), asio::detached);
            }
        }
    });
}

} // namespace gatehouse::demo
