// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/SseParser.h"

#include <QTest>

using namespace gatehouse::client;

/// Events out of bytes that were cut anywhere.
class SseParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheSameHoweverItIsCut()
    {
        const QByteArray stream =
            "\xEF\xBB\xBF: note\r\nevent: tick\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\ndata:x\n\n";
        for (qsizetype cut = 1; cut < stream.size(); ++cut) {
            SseParser parser;
            std::vector<SseEvent> events;
            for (const QByteArray& part : {stream.left(cut), stream.mid(cut)}) {
                for (const SseEvent& event : parser.feed(part))
                    events.push_back(event);
            }
            QCOMPARE(events.size(), std::size_t(2));
            QCOMPARE(events[0].name, QByteArray("tick"));
            QCOMPARE(events[0].data, QByteArray("{\"a\":\n1}"));
            QCOMPARE(events[1].data, QByteArray("x"));
        }
    }
};

QTEST_GUILESS_MAIN(SseParserTest)
#include "SseParserTest.moc"
