// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "RawUpstream.h"

#include "gateway/Gateway.h"

#include <QTest>

#include <filesystem>

using namespace gatehouse;
using namespace gatehouse::gateway;
using test::RawClient;
using test::RawUpstream;

namespace {

const std::string kGet = "GET /load/x HTTP/1.1\r\nHost: g\r\n\r\n";

std::string post(std::size_t size)
{
    return "POST /load/x HTTP/1.1\r\nHost: g\r\nContent-Length: " + std::to_string(size) +
           "\r\n\r\n" + std::string(size, 'x');
}

bool isGood(const std::string& answer)
{
    return answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nok");
}

/// Callers who ask without pause: some keep their connection for as long as the gateway does, the
/// others make a new one a request.
class Load
{
public:
    Load(const std::string& url, int kept, int fresh)
    {
        for (int i = 0; i < kept + fresh; ++i)
            m_callers.emplace_back([this, url, keeps = i < kept] { call(url, keeps); });
    }
    ~Load() { end(); }
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    void end()
    {
        m_stop = true;
        m_callers.clear();
    }
    [[nodiscard]] int good() const { return m_good; }
    /// Every request that was not answered as it should be; empty when none.
    [[nodiscard]] std::string wrong()
    {
        const std::scoped_lock lock(m_mutex);
        return m_wrong;
    }

private:
    void call(const std::string& url, bool keeps)
    {
        auto client = std::make_unique<RawClient>(url);
        while (!m_stop) {
            const auto answer = client->connected() ? client->call(kGet) : "(not connected)";
            if (isGood(answer)) {
                ++m_good;
            } else {
                const std::scoped_lock lock(m_mutex);
                m_wrong += (keeps ? "kept: [" : "new: [") + answer + "]\n";
            }
            if (!keeps || answer.find("Connection: close\r\n") != std::string::npos ||
                !isGood(answer))
                client = std::make_unique<RawClient>(url);
        }
    }

    std::atomic<bool> m_stop{false};
    std::atomic<int> m_good{0};
    std::mutex m_mutex;
    std::string m_wrong;
    std::vector<std::jthread> m_callers;
};

std::size_t openFiles()
{
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

} // namespace

/// Edits while requests are under way: none fails for it, and none meets the old state afterwards.
class EditUnderLoadTest : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<limits::Counters> m_counters;
    std::unique_ptr<Gateway> m_gateway;
    std::unique_ptr<RawUpstream> m_upstream;
    model::Workspace m_workspace;
    model::Gateway m_settings;

    std::shared_ptr<const Snapshot> compile()
    {
        SnapshotInput input;
        input.workspace = m_workspace;
        auto snapshot = Snapshot::compile(std::move(input));
        return snapshot ? *snapshot : nullptr;
    }
    /// Every shape the section takes in the tests; the port stays.
    void change(int i)
    {
        const std::string port =
            m_settings.listen.front().substr(m_settings.listen.front().rfind(':'));
        m_settings.threads = static_cast<std::uint32_t>(1 + i % 3);
        m_settings.limits.body = i % 2 == 0 ? 1000 : 10;
        m_settings.times.idle = std::chrono::seconds(60 + i % 2);
        m_settings.listen = {(i / 3 % 2 == 0 ? "127.0.0.1" : "0.0.0.0") + port};
        if (i % 5 == 4)
            m_settings.listen.emplace_back("[::1]:0");
    }

private Q_SLOTS:
    void init()
    {
        m_upstream = std::make_unique<RawUpstream>([](const std::string&, int fd) {
            return RawUpstream::send(fd, RawUpstream::answer("ok"));
        });
        m_workspace = {};
        auto& api = m_workspace.apis.emplace_back();
        api.id = "load";
        api.basePath = "/load";
        api.state = model::ApiState::Published;
        api.access = model::Access::Open;
        api.upstream.emplace();
        api.upstream->targets.push_back({m_upstream->url(), 1});
        m_settings = {};
        m_settings.listen = {"127.0.0.1:0"};
        m_settings.threads = 2;
        m_telemetry = std::make_unique<telemetry::Telemetry>(m_clock);
        m_counters = std::move(*limits::Counters::open({}, m_clock));
        m_gateway = std::make_unique<Gateway>(m_clock, *m_telemetry, *m_counters);
        QVERIFY(m_gateway->start(m_settings, compile()).has_value());
        const auto url = m_gateway->endpoints().front();
        m_settings.listen = {url.substr(url.find("://") + 3)};
        QVERIFY(m_gateway->reconfigure(m_settings).has_value());
    }
    void cleanup()
    {
        m_gateway.reset();
        m_telemetry.reset();
        m_upstream.reset();
    }

    void publishesWithoutAFailedRequest()
    {
        const auto url = m_gateway->endpoints().front();
        Load load(url, 3, 3);
        RawClient kept(url);
        for (int i = 0; i < 100; ++i) {
            const std::string version = "X-Version: " + std::to_string(i) + "\r\n";
            m_workspace.apis.front().responseHeaders.set = {{"X-Version", std::to_string(i)}};
            m_gateway->publish(compile());
            RawClient client(url);
            QVERIFY(client.call(kGet).find(version) != std::string::npos);
            QVERIFY(kept.call(kGet).find(version) != std::string::npos);
        }
        QTRY_VERIFY(load.good() > 100);
        load.end();
        QCOMPARE(load.wrong(), std::string());
    }

    void reconfiguresWithoutAFailedRequest()
    {
        const auto url = m_gateway->endpoints().front();
        Load load(url, 3, 5);
        for (int i = 0; i < 90; ++i) {
            // Made before the edit and still unused: it belongs to the workers of before.
            RawClient early(url);
            change(i);
            const auto changed = m_gateway->reconfigure(m_settings);
            QVERIFY2(changed.has_value(), changed ? "" : changed.error().text().c_str());
            // No request that is sent from now on meets the limit of before.
            RawClient late(url);
            const bool fits = m_settings.limits.body >= 500;
            QCOMPARE(early.call(post(500)).substr(9, 3), std::string(fits ? "200" : "413"));
            QCOMPARE(late.call(post(500)).substr(9, 3), std::string(fits ? "200" : "413"));
        }
        QTRY_VERIFY(load.good() > 100);
        load.end();
        QCOMPARE(load.wrong(), std::string());
    }

    void whatNeedsNoNewSocketsClosesNoConnection()
    {
        RawClient client(m_gateway->endpoints().front());
        QVERIFY(isGood(client.call(kGet)));
        m_settings.times.idle = std::chrono::seconds(10);
        m_settings.limits.head = 8192;
        QVERIFY(m_gateway->reconfigure(m_settings).has_value());
        const auto answer = client.call(kGet);
        QVERIFY2(isGood(answer) && answer.find("Connection: close") == std::string::npos,
                 answer.c_str());
        const auto tooLong = client.call(
            "GET /load/x HTTP/1.1\r\nHost: g\r\nX: " + std::string(10000, 'x') + "\r\n\r\n");
        QVERIFY2(tooLong.starts_with("HTTP/1.1 431 "), tooLong.c_str());
    }

    void anAnswerUnderWayOutlivesTheEditAndTheDrainTime()
    {
        std::atomic<bool> finish{false};
        RawUpstream slow([&finish](const std::string&, int fd) {
            RawUpstream::send(fd, "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nbeg");
            while (!finish)
                std::this_thread::yield();
            return RawUpstream::send(fd, "end");
        });
        m_workspace.apis.front().upstream->targets = {{slow.url(), 1}};
        m_gateway->publish(compile());
        RawClient client(m_gateway->endpoints().front());
        client.send(kGet);
        QTRY_COMPARE(slow.requests.load(), 1);
        m_settings.times.drain = std::chrono::milliseconds(1);
        for (std::uint32_t threads : {1u, 3u, 2u}) {
            m_settings.threads = threads;
            QVERIFY(m_gateway->reconfigure(m_settings).has_value());
        }
        QTest::qWait(20); // Longer than `drain`; the answer must not depend on it.
        finish = true;
        QVERIFY(client.read().ends_with("\r\n\r\nbegend"));
    }

    void aFailedEditHarmsNobody()
    {
        const int taken = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        QCOMPARE(::bind(taken, reinterpret_cast<sockaddr*>(&address), size), 0);
        QCOMPARE(::listen(taken, 1), 0);
        ::getsockname(taken, reinterpret_cast<sockaddr*>(&address), &size);
        const std::string other = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        Load load(m_gateway->endpoints().front(), 1, 4);
        auto wrong = m_settings;
        wrong.listen.push_back(other);
        wrong.threads = 4; // New sockets of the first address are bound before the second fails.
        for (int i = 0; i < 50; ++i) {
            const auto changed = m_gateway->reconfigure(wrong);
            QVERIFY(!changed.has_value());
            QCOMPARE(changed.error().place, other);
        }
        load.end();
        ::close(taken);
        QCOMPARE(load.wrong(), std::string());
    }

    void socketsDoNotPileUp()
    {
        const auto url = m_gateway->endpoints().front();
        const auto settle = [&](std::uint32_t threads) {
            m_settings.threads = threads;
            (void)m_gateway->reconfigure(m_settings);
        };
        settle(3);
        settle(1);
        QVERIFY(isGood(RawClient(url).call(kGet)));
        const std::size_t before = openFiles();
        for (int i = 0; i < 20; ++i) {
            settle(3);
            settle(1);
        }
        // The surplus sockets stay, and are served; nothing else does. A leak would be 20 or more.
        for (int i = 0; i < 50; ++i)
            QVERIFY(isGood(RawClient(url).call(kGet)));
        QTRY_VERIFY2(openFiles() <= before + 10, std::to_string(openFiles()).c_str());
    }
};

QTEST_GUILESS_MAIN(EditUnderLoadTest)
#include "EditUnderLoadTest.moc"
