// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/RowCodec.h"

#include <QTest>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <limits>

using namespace gatehouse::history;
using namespace gatehouse::telemetry;

/// Rows as they are on disk.
class RowCodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedWordsAreNobodys()
    {
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        db.exec("CREATE TABLE records(" + columnsSql() + ",end_us)");
        db.exec("INSERT INTO records(kind, refused_by) VALUES (-1, -2), (3, 4), (2, 3)");
        SQLite::Statement select(db, "SELECT " + columnsSql() + " FROM records");
        for (int i = 0; i < 2; ++i) {
            QVERIFY(select.executeStep());
            const auto record = readRow(select);
            QCOMPARE(record.kind, ExchangeKind::None);
            QCOMPARE(record.refusedBy, RefusedBy::Nobody);
        }
        QVERIFY(select.executeStep());
        QCOMPARE(readRow(select).kind, ExchangeKind::Ai);
    }

    void damagedTimesCanBeAddedTo()
    {
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        db.exec("CREATE TABLE records(" + columnsSql() + ",end_us)");
        db.exec("INSERT INTO records(start_us) VALUES (9223372036854775807), (-5)");
        SQLite::Statement select(db, "SELECT " + columnsSql() + " FROM records");
        QVERIFY(select.executeStep());
        const auto late = readRow(select).start.time_since_epoch().count();
        QVERIFY(late > 0 && late < std::numeric_limits<std::int64_t>::max() - 1'000'000);
        QVERIFY(select.executeStep());
        QCOMPARE(readRow(select).start.time_since_epoch().count(), 0);
    }
};

QTEST_GUILESS_MAIN(RowCodecTest)
#include "RowCodecTest.moc"
