// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Origin.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::http;

/// Which origins are reached through a proxy, and which one.
class ProxyTest : public QObject
{
    Q_OBJECT

    static Origin origin(const char* url) { return parseUpstreamUrl(url)->origin; }

private Q_SLOTS:
    void listsOfWhatIsDirect_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("direct");
        const auto row = [](const char* list, const char* url, bool direct) {
            QTest::addRow("%s: %s", list, url) << list << url << direct;
        };
        row("", "http://api.example", false);
        row("", "http://localhost:8080", true);
        row("", "http://models.localhost", true);
        row("", "http://127.8.9.1", true);
        row("", "http://[::1]:1", true);
        row("*", "https://api.example", true);
        row("api.example", "https://api.example", true);
        row("api.example", "https://other.api.example", true);
        row(".api.example", "https://other.api.example", true);
        row("*.api.example", "https://other.api.example", true);
        row("api.example", "https://notapi.example", false);
        row("a.example, API.example", "https://api.example", true);
        row("api.example:8443", "https://api.example", false);
        row("api.example:443", "https://api.example", true);
        row("10.0.0.0/8 x.example", "http://10.1.2.3", true);
        row("10.0.0.0/8", "http://11.1.2.3", false);
        row("fd00::/8", "http://[fd00::1]", true);
    }
    void listsOfWhatIsDirect()
    {
        QFETCH(QString, list);
        QFETCH(QString, url);
        QFETCH(bool, direct);
        QCOMPARE(isDirect(origin(url.toUtf8().constData()), list.toStdString()), direct);
    }

    void settingsWinOverTheEnvironment()
    {
        const ProxyEnvironment environment{
            .https = "http://secure:1", .http = "plain:2", .all = "all:3", .no = "direct.example"};
        const auto chosen = [&](const char* url, const char* setting,
                                const ProxyEnvironment& from) {
            const auto proxy = proxyFor(origin(url), setting, from);
            return proxy ? proxy->text() : std::string("none");
        };
        QCOMPARE(chosen("https://api.example", "", environment), "secure:1");
        QCOMPARE(chosen("http://api.example", "", environment), "plain:2");
        QCOMPARE(
            chosen("http://api.example", "", {.https = {}, .http = {}, .all = "all:3", .no = {}}),
            "all:3");
        QCOMPARE(chosen("http://api.example", "http://mine:4", environment), "mine:4");
        QCOMPARE(chosen("http://api.example", "none", environment), "none");
        QCOMPARE(chosen("http://direct.example", "http://mine:4", environment), "none");
        QCOMPARE(chosen("http://api.example", "", {}), "none");
    }

    void proxiesAreParsed()
    {
        const auto proxy = *parseProxy("http://us%40er:pass@[fd00::1]:3128/");
        QCOMPARE(proxy->text(), "[fd00::1]:3128");
        QCOMPARE(proxy->authorization, "Basic dXNAZXI6cGFzcw==");
        QVERIFY(!parseProxy("socks5://x:1"));
        QVERIFY(!parseProxy("http://"));
        QVERIFY(!parseProxy("http://x:99999"));
    }

    /// Connections through different proxies are not mixed up.
    void theProxyIsPartOfTheOrigin()
    {
        auto one = origin("https://api.example");
        auto two = one;
        two.proxy = *parseProxy("http://user:secret@proxy:1");
        QVERIFY(one != two);
        QVERIFY(one.text() != two.text());
        QVERIFY(two.text().find("secret") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ProxyTest)
#include "ProxyTest.moc"
