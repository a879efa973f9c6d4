// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "AdminClient.h"

#include "http/Origin.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <optional>

namespace gatehouse::app {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;
using Code = boost::system::error_code;
using Message = beast::http::request<beast::http::string_body>;
using Parser = beast::http::response_parser<beast::http::string_body>;

constexpr std::uint64_t kLargestAnswer = 256ull << 20;

/// Runs one asynchronous step at a time, so that each has a deadline, which blocking calls lack.
class Steps
{
public:
    Steps(asio::io_context& context, std::chrono::steady_clock::time_point until)
        : m_context(context)
        , m_until(until)
    {
    }

    template <typename Start>
    Code run(Start&& start)
    {
        std::optional<Code> result;
        start([&result](Code code, auto&&...) { result = code; });
        m_context.restart();
        m_context.run_until(m_until);
        return result.value_or(asio::error::timed_out);
    }

private:
    asio::io_context& m_context;
    std::chrono::steady_clock::time_point m_until;
};

template <typename Stream>
Code exchange(Steps& steps, Stream& stream, const Message& message, Parser& parser)
{
    Code code = steps.run([&](auto done) { beast::http::async_write(stream, message, done); });
    if (code)
        return code;
    beast::flat_buffer buffer;
    return steps.run([&](auto done) { beast::http::async_read(stream, buffer, parser, done); });
}

Code connectAndExchange(asio::io_context& context, Steps& steps, const http::Origin& origin,
                        const Message& message, Parser& parser)
{
    Code code;
    const auto address =
        asio::ip::make_address(origin.host == "localhost" ? "127.0.0.1" : origin.host, code);
    if (code)
        return code;
    // The certificate speaks for the names of this machine, which the loopback address is none of.
    // That the right program listens is known from the lock that it holds.
    asio::ssl::context tls(asio::ssl::context::tls_client);
    tls.set_verify_mode(asio::ssl::verify_none);
    asio::ssl::stream<Tcp::socket> stream(context, tls);
    Tcp::socket& socket = stream.next_layer();
    code = steps.run(
        [&](auto done) { socket.async_connect(Tcp::endpoint(address, origin.port), done); });
    if (code || !origin.tls)
        return code ? code : exchange(steps, socket, message, parser);
    code =
        steps.run([&](auto done) { stream.async_handshake(asio::ssl::stream_base::client, done); });
    return code ? code : exchange(steps, stream, message, parser);
}

} // namespace

Result<AdminClient::Answer> AdminClient::call(std::string_view method, const std::string& path,
                                              std::string body) const
{
    const auto url = http::parseUpstreamUrl(m_url);
    if (!url)
        return std::unexpected(url.error());
    Message message;
    message.method_string(method);
    message.target(path);
    message.version(11);
    message.set(beast::http::field::host, url->origin.authority());
    message.set(beast::http::field::authorization, "Bearer " + m_token);
    message.set(beast::http::field::connection, "close");
    if (!body.empty())
        message.set(beast::http::field::content_type, "application/json");
    message.body() = std::move(body);
    message.prepare_payload();

    Parser parser;
    parser.body_limit(kLargestAnswer);
    Code code;
    try {
        asio::io_context context(1);
        Steps steps(context, std::chrono::steady_clock::now() + std::chrono::minutes(2));
        code = connectAndExchange(context, steps, url->origin, message, parser);
    } catch (const boost::system::system_error& error) {
        code = error.code();
    }
    if (code == asio::error::timed_out)
        return fail(ErrorCode::TimedOut, "the program that serves the workspace does not answer",
                    m_url);
    if (code)
        return fail(ErrorCode::Unavailable, code.message(), m_url);
    return Answer{parser.get().result_int(), std::move(parser.get().body())};
}

} // namespace gatehouse::app
