// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/LocalServers.h"

#include "core/gateway/RawUpstream.h"

#include "http/Loop.h"

#include <QTest>

#include <future>

using namespace gatehouse;
using namespace gatehouse::services;
using test::RawUpstream;

namespace {

/// What a search of these servers tells.
std::string find(std::vector<LocalServer> servers)
{
    http::Loop loop("search");
    loop.start();
    std::promise<std::string> told;
    loop.spawn([&]() -> http::Task<void> {
        http::UpstreamPool pool(loop, {});
        auto found = co_await findLocalServers(std::move(servers), pool);
        told.set_value(std::move(found));
    });
    return told.get_future().get();
}

LocalServer at(const std::string& url)
{
    LocalServer server;
    server.kinds = {"llamacpp", "localai"};
    server.name = "llama.cpp";
    server.baseUrl = url + "/v1";
    server.modelsUrl = url + "/v1/models";
    return server;
}

RawUpstream::Serve always(const std::string& body, const std::string& status = "200 OK")
{
    return [body, status](const std::string&, int fd) {
        return RawUpstream::send(
            fd, RawUpstream::answer(body, status, "Content-Type: application/json\r\n"));
    };
}

} // namespace

/// Model servers of this machine.
class LocalServersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAnswers()
    {
        RawUpstream server(always(R"({"object":"list","data":[{"id":"qwen"},{"id":"phi"}]})"));
        QCOMPARE(find({at(server.url())}),
                 R"({"items":[{"kinds":["llamacpp","localai"],"name":"llama.cpp","base_url":")" +
                     server.url() +
                     R"(/v1","models":["qwen","phi"],"wants_key":false,"configured":false}]})");
        QVERIFY(server.lastRequest().starts_with("GET /v1/models HTTP/1.1\r\n"));
    }

    void passesOverWhatIsNoModelServer()
    {
        RawUpstream page(always("<html>a web page</html>"));
        RawUpstream broken(always("{}", "500 Internal Server Error"));
        std::string nobody;
        {
            RawUpstream gone(always("{}"));
            nobody = gone.url();
        }
        QCOMPARE(find({at(page.url()), at(broken.url()), at(nobody)}),
                 std::string(R"({"items":[]})"));
    }

    void tellsThatAKeyIsWanted()
    {
        RawUpstream server(always("{}", "401 Unauthorized"));
        const auto told = find({at(server.url())});
        QVERIFY2(told.find(R"("models":[],"wants_key":true)") != std::string::npos, told.c_str());
    }
};

QTEST_GUILESS_MAIN(LocalServersTest)
#include "LocalServersTest.moc"
