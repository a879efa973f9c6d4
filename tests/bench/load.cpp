// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// load URL [-c CONNECTIONS] [-d SECONDS] [-r RATE] [-b BYTES] [-H "Name: value"] [-k | -i]
//
// Calls one URL (http or https, an IP address) from one thread and prints one line:
//   REQUESTS SECONDS P50_US P99_US ERRORS
// Without -r each connection asks again as soon as it has its answer. With -r requests fall due at
// a constant rate, whether or not the former are answered, and latency counts from when a request
// was due. -b: POST with a body of so many bytes. -k: a fresh connection (with TLS a full
// handshake) a request. -i: opens the connections, asks once on each, prints `ready` and holds them
// until its input ends.

#include <openssl/ssl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <netinet/tcp.h>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Instant = Clock::time_point;

[[noreturn]] void die(const std::string& why)
{
    std::fprintf(stderr, "load: %s\n", why.c_str());
    std::exit(1);
}

struct Settings
{
    bool tls = false;
    sockaddr_in address{};
    std::string request;
    std::size_t connections = 32;
    double seconds = 3;
    double rate = 0;
    bool fresh = false;
    bool idle = false;
    SSL_CTX* context = nullptr;
};

/// One connection with at most one request in flight.
struct Connection
{
    int fd = -1;
    SSL* ssl = nullptr;
    bool connected = false;
    bool busy = false;
    Instant due;
    std::size_t sent = 0;
    std::string head;     ///< Of the answer, until it is whole.
    std::size_t left = 0; ///< Of the body.
    bool inBody = false;
    bool closes = false;
};

class Load
{
public:
    explicit Load(const Settings& settings)
        : m_settings(settings)
        , m_epoll(::epoll_create1(0))
        , m_buffer(256u << 10)
    {
    }

    int run()
    {
        m_connections.resize(m_settings.connections);
        for (Connection& one : m_connections)
            if (!m_settings.fresh)
                open(one);
        const Instant begin = Clock::now();
        m_start = begin;
        const auto length = std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(m_settings.seconds));
        if (m_settings.idle)
            return hold();
        for (Connection& one : m_connections)
            m_free.push_back(&one);
        double asked = 0;
        while (true) {
            const Instant now = Clock::now();
            if (now - begin >= length)
                break;
            if (m_settings.rate > 0) {
                const double due =
                    std::chrono::duration<double>(now - begin).count() * m_settings.rate;
                for (; asked < due; asked += 1)
                    m_due.push_back(begin +
                                    std::chrono::duration_cast<Clock::duration>(
                                        std::chrono::duration<double>(asked / m_settings.rate)));
                while (!m_due.empty() && !m_free.empty()) {
                    Connection& one = *m_free.back();
                    m_free.pop_back();
                    ask(one, m_due.front());
                    m_due.pop_front();
                }
            } else {
                while (!m_free.empty()) {
                    Connection& one = *m_free.back();
                    m_free.pop_back();
                    ask(one, now);
                }
            }
            poll(m_settings.rate > 0 ? 1 : 100);
        }
        // What fell due and was never asked counts as late as it is now.
        const Instant end = Clock::now();
        for (const Instant due : m_due)
            m_times.push_back(std::chrono::duration<double, std::micro>(end - due).count());
        std::sort(m_times.begin(), m_times.end());
        const auto at = [this](double part) {
            return m_times.empty() ? 0.0
                                   : m_times[static_cast<std::size_t>(
                                         part * static_cast<double>(m_times.size() - 1))];
        };
        std::printf("%zu %.3f %.0f %.0f %zu\n", m_answered,
                    std::chrono::duration<double>(end - begin).count(), at(0.50), at(0.99),
                    m_errors);
        return 0;
    }

private:
    int hold()
    {
        // One after the other: what many requests at once need is not what an idle connection
        // needs.
        for (std::size_t i = 0; i < m_connections.size(); ++i) {
            ask(m_connections[i], Clock::now());
            while (m_answered + m_errors <= i)
                poll(100);
        }
        std::printf("ready\n");
        std::fflush(stdout);
        char byte = 0;
        while (::read(0, &byte, 1) > 0) {
        }
        return 0;
    }

    void open(Connection& one)
    {
        one.fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        const int on = 1;
        ::setsockopt(one.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(one.fd, reinterpret_cast<const sockaddr*>(&m_settings.address),
                      sizeof m_settings.address) != 0 &&
            errno != EINPROGRESS)
            die(std::strerror(errno));
        one.connected = false;
        if (m_settings.tls) {
            one.ssl = SSL_new(m_settings.context);
            SSL_set_fd(one.ssl, one.fd);
            SSL_set_connect_state(one.ssl);
        }
        epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = &one}};
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, one.fd, &event);
    }

    void close(Connection& one)
    {
        if (one.ssl)
            SSL_free(one.ssl);
        one.ssl = nullptr;
        ::close(one.fd);
        one.fd = -1;
    }

    void ask(Connection& one, Instant due)
    {
        if (one.fd < 0)
            open(one);
        one.busy = true;
        one.due = due;
        one.sent = 0;
        one.head.clear();
        one.inBody = one.closes = false;
        send(one);
    }

    void send(Connection& one)
    {
        while (one.busy && one.sent < m_settings.request.size()) {
            const char* data = m_settings.request.data() + one.sent;
            const std::size_t size = m_settings.request.size() - one.sent;
            const ssize_t put = one.ssl ? SSL_write(one.ssl, data, static_cast<int>(size))
                                        : ::send(one.fd, data, size, MSG_NOSIGNAL);
            if (put <= 0) {
                const bool later =
                    one.ssl
                        ? SSL_get_error(one.ssl, static_cast<int>(put)) == SSL_ERROR_WANT_READ ||
                              SSL_get_error(one.ssl, static_cast<int>(put)) == SSL_ERROR_WANT_WRITE
                        : errno == EAGAIN || errno == ENOTCONN;
                if (!later)
                    fail(one);
                return;
            }
            one.sent += static_cast<std::size_t>(put);
        }
    }

    void poll(int millis)
    {
        epoll_event events[256];
        const int count = ::epoll_wait(m_epoll, events, 256, millis);
        for (int i = 0; i < count; ++i) {
            Connection& one = *static_cast<Connection*>(events[i].data.ptr);
            if (one.fd < 0)
                continue;
            if (one.busy && one.sent < m_settings.request.size())
                send(one);
            if (one.fd >= 0 && (events[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
                receive(one);
        }
    }

    void receive(Connection& one)
    {
        while (one.fd >= 0) {
            const ssize_t got =
                one.ssl ? SSL_read(one.ssl, m_buffer.data(), static_cast<int>(m_buffer.size()))
                        : ::recv(one.fd, m_buffer.data(), m_buffer.size(), 0);
            if (got <= 0) {
                const bool later =
                    one.ssl ? SSL_get_error(one.ssl, static_cast<int>(got)) == SSL_ERROR_WANT_READ
                            : got < 0 && errno == EAGAIN;
                if (later) {
                    if (one.ssl && one.busy && one.sent < m_settings.request.size())
                        send(one);
                    return;
                }
                fail(one);
                return;
            }
            take(one, {m_buffer.data(), static_cast<std::size_t>(got)});
            if (!one.ssl && static_cast<std::size_t>(got) < m_buffer.size())
                return;
        }
    }

    void take(Connection& one, std::string_view bytes)
    {
        if (!one.busy) {
            fail(one);
            return;
        }
        if (!one.inBody) {
            one.head.append(bytes);
            const auto end = one.head.find("\r\n\r\n");
            if (end == std::string::npos)
                return;
            bytes = std::string_view(one.head).substr(end + 4);
            std::string head = one.head.substr(0, end);
            std::transform(head.begin(), head.end(), head.begin(), ::tolower);
            const auto length = head.find("content-length:");
            one.closes = head.find("connection: close") != std::string::npos;
            one.inBody = true;
            one.left = length == std::string::npos
                           ? 0
                           : std::strtoull(head.c_str() + length + 15, nullptr, 10);
            if (head.compare(9, 1, "2") != 0) {
                ++m_errors;
                if (m_errors == 1)
                    std::fprintf(stderr, "load: answered %s\n",
                                 head.substr(0, head.find('\r')).c_str());
            }
        }
        if (bytes.size() > one.left) {
            fail(one);
            return;
        }
        one.left -= bytes.size();
        if (one.left > 0)
            return;
        ++m_answered;
        m_times.push_back(
            std::chrono::duration<double, std::micro>(Clock::now() - one.due).count());
        one.busy = false;
        if (m_settings.fresh || one.closes)
            close(one);
        if (!m_settings.idle)
            m_free.push_back(&one);
    }

    void fail(Connection& one)
    {
        ++m_errors;
        const bool wasBusy = one.busy;
        one.busy = false;
        close(one);
        if (wasBusy && !m_settings.idle)
            m_free.push_back(&one);
        if (m_errors > 1000 && m_errors > m_answered)
            die("nearly everything fails");
    }

    const Settings& m_settings;
    int m_epoll;
    std::vector<char> m_buffer;
    std::deque<Connection> m_connections;
    std::vector<Connection*> m_free;
    std::deque<Instant> m_due;
    std::vector<double> m_times;
    Instant m_start;
    std::size_t m_answered = 0;
    std::size_t m_errors = 0;
};

Settings read(int count, char** arguments)
{
    Settings settings;
    std::string fields;
    std::string url;
    std::size_t body = 0;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        const auto value = [&] {
            return ++i < count ? arguments[i] : (die("a value is missing"), nullptr);
        };
        if (name == "-c")
            settings.connections = std::strtoull(value(), nullptr, 10);
        else if (name == "-d")
            settings.seconds = std::strtod(value(), nullptr);
        else if (name == "-r")
            settings.rate = std::strtod(value(), nullptr);
        else if (name == "-b")
            body = std::strtoull(value(), nullptr, 10);
        else if (name == "-H")
            fields.append(value()).append("\r\n");
        else if (name == "-k")
            settings.fresh = true;
        else if (name == "-i")
            settings.idle = true;
        else
            url = name;
    }
    settings.tls = url.rfind("https://", 0) == 0;
    const std::string rest = url.substr(settings.tls ? 8 : 7);
    const auto colon = rest.find(':');
    const auto slash = rest.find('/');
    if (colon == std::string::npos || slash == std::string::npos)
        die("a URL is written http://ADDRESS:PORT/PATH");
    settings.address.sin_family = AF_INET;
    settings.address.sin_port =
        htons(static_cast<std::uint16_t>(std::strtoul(rest.c_str() + colon + 1, nullptr, 10)));
    ::inet_pton(AF_INET, rest.substr(0, colon).c_str(), &settings.address.sin_addr);
    if (settings.tls) {
        settings.context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_session_cache_mode(settings.context, SSL_SESS_CACHE_OFF);
        SSL_CTX_set_mode(settings.context,
                         SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    }
    settings.request = (body > 0 ? "POST " : "GET ") + rest.substr(slash) +
                       " HTTP/1.1\r\nHost: bench\r\n" + fields;
    if (settings.fresh)
        settings.request += "Connection: close\r\n";
    if (body > 0)
        settings.request += "Content-Length: " + std::to_string(body) + "\r\n";
    settings.request += "\r\n" + std::string(body, 'x');
    return settings;
}

} // namespace

int main(int count, char** arguments)
{
    std::signal(SIGPIPE, SIG_IGN);
    const Settings settings = read(count, arguments);
    return Load(settings).run();
}
