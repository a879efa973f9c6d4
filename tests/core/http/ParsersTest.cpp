// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HeadParser.h"
#include "http/Origin.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::http;

/// The pure parsers, where a fuzzer found them wrong.
class ParsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineOfExactlyTheLimitMayArriveInPieces()
    {
        Limits limits;
        const std::string line = "GET /" + std::string(30, 'a') + " HTTP/1.1";
        limits.requestLine = line.size();
        const std::string head = line + "\r\nHost: a\r\n\r\n";
        RequestHead out;
        std::size_t scanned = 0;
        for (std::size_t here = 1; here < head.size(); ++here)
            QCOMPARE(parseRequestHead(std::string_view(head).substr(0, here), limits, scanned, out)
                         .state,
                     ParseState::NeedMore);
        QCOMPARE(parseRequestHead(head, limits, scanned, out).state, ParseState::Done);
        limits.requestLine = line.size() - 1;
        scanned = 0;
        QCOMPARE(parseRequestHead(head, limits, scanned, out).status, 414u);
    }

    void nothingHidesBehindANulInAnAddress()
    {
        using namespace std::string_view_literals;
        QVERIFY(parseAuthority("[::1]:80").has_value());
        QVERIFY(!parseAuthority("[::1\0.evil.example]:80"sv).has_value());
        QVERIFY(!parseUpstreamUrl("http://[::1\0.evil.example]/"sv).has_value());
    }

    void aTunnelIsNeverForHttpItself()
    {
        const auto asked = [](const std::string& fields) {
            const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
            RequestHead out;
            std::size_t scanned = 0;
            const auto result = parseRequestHead(head, Limits{}, scanned, out);
            return result.state == ParseState::Done ? std::string(out.upgrade) : "refused";
        };
        const std::string named = "Connection: upgrade\r\n";
        QCOMPARE(asked(named + "Upgrade: WebSocket\r\n"), std::string("WebSocket"));
        QCOMPARE(asked(named + "Upgrade: spdy/3.1\r\n"), std::string("spdy/3.1"));
        QCOMPARE(asked("Upgrade: websocket\r\n"), std::string());
        for (const char* other : {"h2c", "H2c", "h2", "HTTP/2.0", "TLS/1.0", "h2c, websocket",
                                  "websocket, h2c", "websocket/", "/", "", "a b"})
            QCOMPARE(asked(named + "Upgrade: " + other + "\r\n"), std::string());
        QCOMPARE(asked(named + "Upgrade: websocket\r\nUpgrade: h2c\r\n"), std::string());
    }

    void theUrlOfAnUpstreamIsATarget()
    {
        QVERIFY(parseUpstreamUrl("http://a/v1%20x").has_value());
        QVERIFY(!parseUpstreamUrl("http://a/v1%zz").has_value());
        QVERIFY(!parseUpstreamUrl("http://a/v1%2").has_value());
    }
};

QTEST_GUILESS_MAIN(ParsersTest)
#include "ParsersTest.moc"
