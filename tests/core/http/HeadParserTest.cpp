// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/HeadParser.h"

#include "http/Forwarding.h"

#include <QTest>

using namespace gatehouse::http;

namespace {

ParseResult parse(std::string_view text, RequestHead& head)
{
    std::size_t scanned = 0;
    return parseRequestHead(text, Limits{}, scanned, head);
}

} // namespace

/// Request heads: what is taken, and every trick that is not.
class HeadParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsValid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("empty line before") << QByteArray("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("1.0 without Host") << QByteArray("GET / HTTP/1.0\r\n\r\n");
        QTest::newRow("absolute") << QByteArray("GET http://b:80/x?y HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("asterisk") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
        QTest::newRow("IPv6") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
        QTest::newRow("empty value") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n");
        QTest::newRow("obs-text") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nX: \xff\r\n\r\n");
        QTest::newRow("chunked") << QByteArray(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n");
    }

    void takesWhatIsValid()
    {
        QFETCH(QByteArray, text);
        RequestHead head;
        const auto result = parse(text.toStdString(), head);
        QVERIFY2(result.state == ParseState::Done, result.what);
        QCOMPARE(result.size, static_cast<std::size_t>(text.size()));
    }

    void refusesEveryTrick_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<unsigned>("status");
        const auto field = [](const char* name, const QByteArray& lines) {
            QTest::newRow(name) << QByteArray("POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n")
                                << 400u;
        };
        const auto line = [](const char* name, const QByteArray& text, unsigned status = 400) {
            QTest::newRow(name) << QByteArray(text + "\r\nHost: a\r\n\r\n") << status;
        };
        field("two lengths", "Content-Length: 1\r\nContent-Length: 1");
        field("two different lengths", "Content-Length: 1\r\nContent-Length: 2");
        field("length list", "Content-Length: 1, 1");
        field("length with plus", "Content-Length: +1");
        field("length with minus", "Content-Length: -1");
        field("length in hex", "Content-Length: 0x1");
        field("length with space", "Content-Length: 1 1");
        field("empty length", "Content-Length:");
        field("overflowing length", "Content-Length: 18446744073709551617");
        field("length of 2^63", "Content-Length: 9223372036854775808");
        field("length and coding", "Content-Length: 1\r\nTransfer-Encoding: chunked");
        field("coding and length", "Transfer-Encoding: chunked\r\nContent-Length: 1");
        field("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
        field("identity", "Transfer-Encoding: identity");
        field("gzip, chunked", "Transfer-Encoding: gzip, chunked");
        field("chunked, gzip", "Transfer-Encoding: chunked, gzip");
        field("chunked, chunked", "Transfer-Encoding: chunked, chunked");
        field("xchunked", "Transfer-Encoding: xchunked");
        field("quoted chunked", "Transfer-Encoding: \"chunked\"");
        field("vertical tab", "Transfer-Encoding: \x0b"
                              "chunked");
        field("empty coding", "Transfer-Encoding:");
        field("space before colon", "Transfer-Encoding : chunked");
        field("tab before colon", "Content-Length\t: 1");
        field("space in name", "Content Length: 1");
        field("folding", "X: a\r\n b");
        field("folding by tab", "X: a\r\n\tb");
        field("no colon", "X");
        field("no name", ": x");
        field("NUL in name", QByteArray("X\0Y: 1", 6));
        field("NUL in value", QByteArray("X: a\0b", 6));
        field("bare CR in value", "X: a\rb");
        field("bare LF", "X: a\nContent-Length: 1");
        field("odd name", "X(y): 1");
        field("high byte in name", "X\xc3\xa4: 1");
        field("two Hosts", "Host: a");
        field("other Host", "Host: b");
        QTest::newRow("no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400u;
        for (const char* host :
             {"", "a b", "a,b", "u@a", "a:b", "a:99999", "a/b", "[::1", "[zz]", ":80", "a\"b"})
            QTest::addRow("Host %s", host)
                << QByteArray("GET / HTTP/1.1\r\nHost: ") + host + "\r\n\r\n"
                << 400u;
        QTest::newRow("folding at once")
            << QByteArray("GET / HTTP/1.1\r\n Host: a\r\n\r\n") << 400u;
        QTest::newRow("chunked in 1.0")
            << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") << 400u;
        QTest::newRow("expectation")
            << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n") << 417u;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00", 5) << 400u;
        QTest::newRow("LF heads") << QByteArray("GET / HTTP/1.1\nHost: a\n\n") << 400u;
        QTest::newRow("empty lines")
            << QByteArray("\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") << 400u;
        line("two spaces", "GET  / HTTP/1.1");
        line("tab", "GET\t/ HTTP/1.1");
        line("space in target", "GET /a b HTTP/1.1");
        line("no version", "GET /");
        line("lower-case version", "GET / http/1.1");
        line("trailing space", "GET / HTTP/1.1 ");
        line("odd method", "G@T / HTTP/1.1");
        line("CR in target", "GET /\rx HTTP/1.1");
        line("fragment", "GET /#x HTTP/1.1");
        line("no slash", "GET x HTTP/1.1");
        line("asterisk with GET", "GET * HTTP/1.1");
        line("user information", "GET http://u@a/ HTTP/1.1");
        line("other scheme", "GET ftp://a/ HTTP/1.1");
        line("no authority", "GET http:///x HTTP/1.1");
        line("bad escape", "GET /%zz HTTP/1.1");
        line("high byte", "GET /\xc3\xa4 HTTP/1.1");
        line("CONNECT", "CONNECT a:443 HTTP/1.1", 501);
        line("HTTP/2.0", "GET / HTTP/2.0", 505);
        line("HTTP/0.9", "GET / HTTP/0.9", 505);
        line("HTTP/1.2", "GET / HTTP/1.2", 505);
    }

    void refusesEveryTrick()
    {
        QFETCH(QByteArray, text);
        QFETCH(unsigned, status);
        RequestHead head;
        const auto result = parse(text.toStdString(), head);
        QVERIFY(result.state == ParseState::Bad);
        QCOMPARE(result.status, status);
    }

    void readsTheSameWhereverTheInputIsCut()
    {
        const std::string text =
            "\r\nPOST /a?b HTTP/1.1\r\nHost: a:1\r\nContent-Length: 12\r\nX: y\r\n\r\n";
        std::size_t scanned = 0;
        RequestHead head;
        for (std::size_t size = 0; size < text.size(); ++size)
            QVERIFY(
                parseRequestHead(std::string_view(text).substr(0, size), Limits{}, scanned, head)
                    .state == ParseState::NeedMore);
        QVERIFY(parseRequestHead(text, Limits{}, scanned, head).state == ParseState::Done);
        QCOMPARE(head.length, 12u);
        QCOMPARE(head.target.path, std::string_view("/a"));
        QCOMPARE(head.target.query, std::string_view("b"));
        QCOMPARE(head.authority, std::string_view("a:1"));
    }

    void theTargetsAuthorityWins()
    {
        RequestHead head;
        QVERIFY(parse("GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n", head).state ==
                ParseState::Done);
        QCOMPARE(head.authority, std::string_view("b"));
        QCOMPARE(head.target.path, std::string_view("/x"));
    }

    void forwardsNothingHopByHop()
    {
        Fields fields;
        fields.add("Connection", "close, X-Secret");
        const HopFilter filter(fields);
        for (const char* name : {"Connection", "x-secret", "TE", "Trailer", "Upgrade", "Keep-Alive",
                                 "Proxy-Connection", "Proxy-Authorization", "Transfer_Encoding",
                                 "Content_Length", "content-length"})
            QVERIFY2(!filter.keeps(name), name);
        QVERIFY(filter.keeps("Accept"));
        FieldBlock block;
        QVERIFY(!block.add("X", "a\r\nY: b"));
        QVERIFY(!block.add("Content_Length", "1"));
        QVERIFY(block.add("X", "1") && block.add("Xy", "2") && block.set("x", "3"));
        QCOMPARE(block.text(), std::string("Xy: 2\r\nx: 3\r\n"));
    }

    void writesForwardingFieldsAnew()
    {
        Fields fields;
        fields.add("X-Forwarded-For", "6.6.6.6");
        fields.add("Via", "1.1 other");
        FieldBlock out;
        addForwarding(fields, 1, ClientOrigin{"::1", "shop:80", true, false}, out);
        QCOMPARE(out.find("x-forwarded-for"), std::string_view("::1"));
        QCOMPARE(out.find("forwarded"),
                 std::string_view("for=\"[::1]\";host=\"shop:80\";proto=https"));
        QCOMPARE(out.find("via"), std::string_view("1.1 other, 1.1 gatehouse"));
        FieldBlock trusted;
        addForwarding(fields, 1, ClientOrigin{"9.9.9.9", "shop", false, true}, trusted);
        QCOMPARE(trusted.find("x-forwarded-for"), std::string_view("6.6.6.6, 9.9.9.9"));
    }
};

QTEST_GUILESS_MAIN(HeadParserTest)
#include "HeadParserTest.moc"
