// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/RecordScan.h"

#include "base/Id.h"
#include "history/RowCodec.h"
#include "history/Segment.h"

#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace gatehouse;
using namespace gatehouse::history;
using namespace std::chrono_literals;

namespace {

const Timestamp kNoon = fromUnixMillis(1'795'521'600'000); // 2026-11-24 12:00 UTC

} // namespace

/// Long looks over several segments.
class RecordScanTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    /// A record each second, `count` of them, in a segment of its own.
    std::vector<std::string> segment(std::uint32_t part, Timestamp first, int count)
    {
        std::vector<std::string> ids;
        const auto name = SegmentName{20261124, part}.fileName();
        const auto database = openForWriting(m_dir.filePath(name.c_str()).toStdString());
        for (int i = 0; i < count; ++i) {
            telemetry::RequestRecord record;
            record.start = first + std::chrono::seconds(i);
            record.id = makeUlid(record.start);
            record.phases.lastByte = 1000;
            ids.push_back(record.id);
            SQLite::Statement insert(*database, insertSql(1));
            RowTexts made;
            bindRow(insert, 0, record, made);
            insert.exec();
        }
        return ids;
    }

    std::vector<std::string> scanned(const RecordScan& scan, Timestamp from, Timestamp to,
                                     std::size_t most, Timestamp& complete)
    {
        std::vector<std::string> ids;
        const auto done = scan.run(from, to,
                                   [&](telemetry::RequestRecord&& record) {
                                       ids.push_back(record.id);
                                       return ids.size() < most;
                                   },
                                   {});
        complete = done.value_or(Timestamp{});
        return ids;
    }

private Q_SLOTS:
    void showsASpanNewestFirst()
    {
        auto ids = segment(1, kNoon, 10);
        const auto later = segment(2, kNoon + 10s, 10);
        ids.insert(ids.end(), later.begin(), later.end());
        const RecordScan scan(m_dir.path().toStdString());

        Timestamp complete{};
        auto got = scanned(scan, kNoon + 5s, kNoon + 15s, 1000, complete);
        QCOMPARE(got, std::vector<std::string>(ids.rbegin() + 5, ids.rbegin() + 15));
        QCOMPARE(complete, kNoon + 5s);

        // Older ones are gone, or never were: it is complete from the oldest on.
        got = scanned(scan, kNoon - 1h, kNoon + 1h, 1000, complete);
        QCOMPARE(got.size(), std::size_t{20});
        QCOMPARE(complete, kNoon + 1ms);

        // Enough is enough.
        got = scanned(scan, kNoon, kNoon + 1h, 3, complete);
        QCOMPARE(got, std::vector<std::string>(ids.rbegin(), ids.rbegin() + 3));
        QCOMPARE(complete, kNoon + 17s);

        const auto one = scan.find(ids[12]);
        QVERIFY(one);
        QCOMPARE(one->start, kNoon + 12s);
        QCOMPARE(scan.find(makeUlid(kNoon)).error().code, ErrorCode::NotFound);
        QCOMPARE(scan.find("nonsense").error().code, ErrorCode::NotFound);
    }

    void stopsWhenNobodyWantsIt()
    {
        std::stop_source stop;
        stop.request_stop();
        const RecordScan scan(m_dir.path().toStdString());
        const auto done = scan.run(
            kNoon, kNoon + 1h, [](telemetry::RequestRecord&&) { return true; }, stop.get_token());
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Unavailable);
    }
};

QTEST_APPLESS_MAIN(RecordScanTest)
#include "RecordScanTest.moc"
