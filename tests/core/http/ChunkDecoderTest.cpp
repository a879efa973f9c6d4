// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/BodyDecoder.h"
#include "http/SseParser.h"

#include <QTest>

#include <optional>

using namespace gatehouse::http;

namespace {

/// Feeds a body in pieces of a size; nothing when it is bad.
std::optional<std::string> decode(std::string_view text, std::size_t pieceSize, bool& done)
{
    const Limits limits;
    ChunkDecoder decoder(limits);
    std::string body;
    done = false;
    while (!text.empty() && !done) {
        std::string_view piece = text.substr(0, pieceSize);
        text.remove_prefix(piece.size());
        while (true) {
            const auto step = decoder.decode(piece);
            piece.remove_prefix(step.used);
            if (step.state == ChunkDecoder::State::Bad)
                return std::nullopt;
            body.append(step.data);
            done = step.state == ChunkDecoder::State::Done;
            if (step.state != ChunkDecoder::State::Data)
                break;
        }
    }
    return body;
}

} // namespace

/// Chunked bodies and event streams, cut anywhere.
class ChunkDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesWhereverItIsCut()
    {
        const std::string text =
            "5;a=b;c=\"d;\\\"e\"\r\nhello\r\n01\r\n \r\nA ;x\r\n0123456789\r\n0\r\nT: v\r\n\r\n";
        for (std::size_t size = 1; size <= text.size(); ++size) {
            bool done = false;
            const auto body = decode(text, size, done);
            QVERIFY(body && done);
            QCOMPARE(*body, std::string("hello 0123456789"));
        }
    }

    void refusesWhatIsNotChunked_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"\r\n",
                                 "x\r\n",
                                 "-1\r\n",
                                 "+1\r\n",
                                 "0x1\r\n",
                                 " 1\r\n",
                                 "1 \r\n",
                                 "1\n",
                                 "1\rx",
                                 "1\t\r\n",
                                 "1;a\nb\r\n",
                                 "1;a\rb\r\n",
                                 "1;\x01\r\n",
                                 "1;a=\"b\r\n",
                                 "1\r\nab\r\n",
                                 "1\r\na\n",
                                 "1\r\na\rx",
                                 "10000000000000000\r\n",
                                 "fffffffffffffffff\r\n",
                                 "0\r\nX : y\r\n\r\n",
                                 "0\r\n X: y\r\n\r\n",
                                 "0\r\nX: y\n\r\n",
                                 "0\r\n: y\r\n\r\n",
                                 "1;(\r\n",
                                 "1,2\r\n"})
            QTest::addRow("%s", QByteArray(text).toPercentEncoding().constData())
                << QByteArray(text);
    }

    void refusesWhatIsNotChunked()
    {
        QFETCH(QByteArray, text);
        for (const std::size_t size : {std::size_t{1}, std::size_t{1000}}) {
            bool done = false;
            QVERIFY(!decode(text.toStdString(), size, done));
        }
    }

    void boundsExtensionsAndTrailers()
    {
        bool done = false;
        QVERIFY(!decode("1;" + std::string(2000, 'a'), 1000, done));
        std::string many;
        for (int i = 0; i < 100; ++i)
            many += "1;" + std::string(500, 'a') + "\r\nx\r\n";
        QVERIFY(!decode(many, 1000, done));
        QVERIFY(!decode("0\r\nX: " + std::string(10000, 'a'), 1000, done));
    }

    void tellsTheEndWithTheLastPiece()
    {
        const Limits limits;
        BodyDecoder decoder(limits);
        decoder.start(limits, BodyKind::Chunked, 0);
        const auto step = decoder.next("2\r\nok\r\n0\r\n\r\nGET");
        QVERIFY(step.state == BodyDecoder::Step::State::Done);
        QCOMPARE(step.data, std::string_view("ok"));
        QCOMPARE(step.used, 12u);
    }

    void readsEventsWhereverTheyAreCut()
    {
        const std::string text = "\xEF\xBB\xBF: hi\r\nevent: a\rdata: 1\ndata:2\r\n\r\nid: "
                                 "7\n\ndata: \xC3\xA4\n\ndata: last";
        for (std::size_t size = 1; size <= text.size(); ++size) {
            SseParser parser;
            std::string seen;
            const auto deliver = [&](const SseEvent& event) {
                seen.append(event.name).append("=").append(event.data).append("|");
            };
            for (std::size_t at = 0; at < text.size(); at += size)
                QVERIFY(parser.feed(std::string_view(text).substr(at, size), deliver));
            parser.finish(deliver);
            QCOMPARE(seen, std::string("a=1\n2|=\xC3\xA4|=last|"));
        }
        SseParser small(100);
        QVERIFY(!small.feed("data: " + std::string(200, 'x'), [](const SseEvent&) {}));
    }
};

QTEST_GUILESS_MAIN(ChunkDecoderTest)
#include "ChunkDecoderTest.moc"
