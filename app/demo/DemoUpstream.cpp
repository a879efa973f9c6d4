// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoUpstream.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <string_view>

namespace gatehouse::demo {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

namespace {

using Socket = beast::tcp_stream;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

constexpr std::uint64_t kLargestBody = 4 << 20;
constexpr std::array<std::string_view, 16> kWords{
    "The ", "mood ",   "of ",  "this ",   "review ", "is ",   "friendly: ", "delivery ",
    "was ", "quick, ", "the ", "fabric ", "feels ",  "good ", "and ",       "lasting. "};

/// One stream of chance for all connections: they share a thread.
std::mt19937_64& chance()
{
    static thread_local std::mt19937_64 random{1432};
    return random;
}

std::chrono::microseconds around(double millis, double sigma)
{
    std::lognormal_distribution<double> distribution(std::log(millis), sigma);
    return std::chrono::microseconds(static_cast<std::int64_t>(distribution(chance()) * 1000));
}

asio::awaitable<void> rest(std::chrono::microseconds time)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

/// The text of a string member, found by its name: enough for bodies that the gateway has already
/// checked.
std::string_view member(std::string_view json, std::string_view name)
{
    const std::size_t at = json.find(fmt::format("\"{}\"", name));
    if (at == std::string_view::npos)
        return {};
    const std::size_t begin = json.find('"', json.find(':', at));
    const std::size_t end = json.find('"', begin + 1);
    return end == std::string_view::npos ? std::string_view{}
                                         : json.substr(begin + 1, end - begin - 1);
}

struct Answered
{
    std::string model;
    int words = 0;
    std::size_t promptTokens = 0;

    explicit Answered(const Request& request)
        : model(member(request.body(), "model"))
        , words(20 + static_cast<int>(chance()() % 60))
        , promptTokens(request.body().size() / 4)
    {
    }

    [[nodiscard]] std::string usage() const
    {
        return fmt::format(
            R"("usage":{{"prompt_tokens":{},"completion_tokens":{},"total_tokens":{}}})",
            promptTokens, words, promptTokens + static_cast<std::size_t>(words));
    }
};

std::string_view word(int number)
{
    return kWords[static_cast<std::size_t>(number) % kWords.size()];
}

std::string wholeAnswer(const Answered& answer)
{
    std::string text;
    for (int i = 0; i < answer.words; ++i)
        text += word(i);
    return fmt::format(
        R"({{"id":"chatcmpl-demo","object":"chat.completion","created":1795530727,"model":"{}","choices":)"
        R"([{{"index":0,"message":{{"role":"assistant","content":"{}"}},"finish_reason":"stop"}}],{}}})",
        answer.model, text, answer.usage());
}

std::string chunk(const Answered& answer, std::string_view delta, std::string_view finish)
{
    const std::string event = fmt::format(
        R"(data: {{"id":"chatcmpl-demo","object":"chat.completion.chunk","created":1795530727,"model":"{}",)"
        R"("choices":[{{"index":0,"delta":{{{}}},"finish_reason":{}}}]}})"
        "\n\n",
        answer.model, delta, finish);
    return fmt::format("{:x}\r\n{}\r\n", event.size(), event);
}

asio::awaitable<void> send(Socket& socket, std::string text)
{
    co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}

asio::awaitable<void> stream(Socket& socket, const Request& request)
{
    const Answered answer(request);
    co_await rest(around(240, 0.4));
    co_await send(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < answer.words; ++i) {
        std::string piece = chunk(answer, fmt::format(R"("content":"{}")", word(i)), "null");
        co_await send(socket, std::move(piece));
        co_await rest(around(12, 0.5));
    }
    std::string last = chunk(answer, "", R"("stop")");
    if (request.body().find("\"include_usage\"") != std::string::npos) {
        const std::string usage = fmt::format(
            R"(data: {{"id":"chatcmpl-demo","object":"chat.completion.chunk","created":1795530727,"model":"{}",)"
            R"("choices":[],{}}})"
            "\n\n",
            answer.model, answer.usage());
        last += fmt::format("{:x}\r\n{}\r\n", usage.size(), usage);
    }
    last += "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
    co_await send(socket, std::move(last));
}

/// A status now and then that is not 200, as services have it.
http::status luck(const Request& request)
{
    const std::uint64_t number = chance()() % 1000;
    if (number < 20)
        return http::status::not_found;
    if (number < 23)
        return http::status::internal_server_error;
    return request.method() == http::verb::post ? http::status::created : http::status::ok;
}

asio::awaitable<void> answer(Socket& socket, const Request& request)
{
    const bool isChat = request.target().ends_with("/chat/completions");
    if (isChat && request.body().find("\"stream\":true") != std::string::npos) {
        co_await stream(socket, request);
        co_return;
    }
    Response response(http::status::ok, 11);
    response.set(http::field::content_type, "application/json");
    if (isChat) {
        response.body() = wholeAnswer(Answered(request));
        co_await rest(around(430, 0.4));
    } else {
        response.result(luck(request));
        response.body() = fmt::format(
            R"({{"id":{},"name":"Linen shirt","price":{{"amount":4990,"currency":"EUR"}},"stock":{}}})",
            chance()() % 9000 + 1000, chance()() % 60);
        co_await rest(around(14, 0.8));
    }
    response.prepare_payload();
    co_await http::async_write(socket, response, asio::use_awaitable);
}

asio::awaitable<void> connection(Socket socket)
{
    try {
        beast::flat_buffer buffer;
        while (true) {
            http::request_parser<http::string_body> parser;
            parser.body_limit(kLargestBody);
            co_await http::async_read(socket, buffer, parser, asio::use_awaitable);
            const Request request = parser.release();
            co_await answer(socket, request);
            if (!request.keep_alive())
                co_return;
        }
    } catch (const boost::system::system_error&) {
        // The gateway is gone, or wants no more of this connection: nothing is owed to it.
    }
}

} // namespace

DemoUpstream::DemoUpstream(asio::io_context& loop)
    : m_acceptor(loop, {asio::ip::address_v4::loopback(), 0})
    , m_port(m_acceptor.local_endpoint().port())
{
}

asio::awaitable<void> DemoUpstream::serve()
{
    try {
        while (true) {
            auto socket = co_await m_acceptor.async_accept(asio::use_awaitable);
            asio::co_spawn(m_acceptor.get_executor(), connection(Socket(std::move(socket))),
                           asio::detached);
        }
    } catch (const boost::system::system_error&) {
        // Out of descriptors or stopping; the demo goes on with the connections that it has.
    }
}

} // namespace gatehouse::demo
