// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/Segment.h"

#include "history/RowCodec.h"

#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

using namespace gatehouse;
using namespace gatehouse::history;

namespace {

/// A segment as the first version of the program wrote it.
constexpr const char* kFirst =
    "CREATE TABLE records("
    "seq INTEGER PRIMARY KEY, id TEXT NOT NULL, start_us INTEGER NOT NULL, end_us INTEGER NOT NULL,"
    "kind INTEGER NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, status INTEGER NOT NULL,"
    "error TEXT NOT NULL, refused_by INTEGER NOT NULL, api TEXT NOT NULL, revision INTEGER NOT "
    "NULL,"
    "route TEXT NOT NULL, application TEXT NOT NULL, team TEXT NOT NULL, key TEXT NOT NULL,"
    "client TEXT NOT NULL, model_asked TEXT NOT NULL, model_used TEXT NOT NULL, provider TEXT NOT "
    "NULL, provider_key TEXT NOT NULL, stream INTEGER NOT NULL, finish TEXT NOT NULL, attempts "
    "TEXT "
    "NOT NULL, bytes_in INTEGER NOT NULL, bytes_out INTEGER NOT NULL, input_tokens INTEGER NOT "
    "NULL,"
    "output_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL, reasoning_tokens INTEGER NOT "
    "NULL, cost INTEGER NOT NULL, head_us INTEGER NOT NULL, admitted_us INTEGER NOT NULL,"
    "connected_us INTEGER NOT NULL, sent_us INTEGER NOT NULL, first_byte_us INTEGER NOT NULL,"
    "first_token_us INTEGER NOT NULL, last_byte_us INTEGER NOT NULL);"
    "CREATE TABLE captures(seq INTEGER PRIMARY KEY, message BLOB NOT NULL);"
    "INSERT INTO records "
    "VALUES(1,'R1',1000,2000,1,'GET','/a',200,'',0,'orders',1,'/a','web','core',"
    "'k1','::1','','','','',0,'','',0,5,0,0,0,0,0,1,2,3,4,5,0,6);"
    "PRAGMA user_version = 1;";

telemetry::RequestRecord firstRow(SQLite::Database& database)
{
    SQLite::Statement row(database, "SELECT " + columnsSql() + " FROM records ORDER BY seq");
    return row.executeStep() ? readRow(row) : telemetry::RequestRecord{};
}

} // namespace

/// Files of stored traffic, also those of earlier versions.
class SegmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSegmentOfTheFirstVersionIsRead()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("2026-01-02-000.db").toStdString();
        {
            SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            old.exec(kFirst);
        }
        const auto reader = openForReading(file);
        const auto record = firstRow(*reader);
        QCOMPARE(record.id, std::string("R1"));
        QCOMPARE(record.phases.lastByte, 6u);
        QVERIFY(record.limits.empty());
        QCOMPARE(record.queuedMicros, 0u);
        // Once more, now that it was brought up to date.
        QCOMPARE(firstRow(*openForReading(file)).id, std::string("R1"));
    }

    void whatLimitsSaidComesBack()
    {
        const QTemporaryDir folder;
        const auto database = openForWriting(folder.filePath("2026-01-03-000.db").toStdString());
        telemetry::RequestRecord record;
        record.id = "R2";
        record.limits = {{"rpm", "web", "requests", "enforced", "refused", 1, 50, 50, 0, 1234},
                         {"usd", "", "cost_usd", "shadow", "would_refuse", 9, 8, 7, 6, -1}};
        record.queuedMicros = 77;
        record.question = -5;
        record.cache = telemetry::CacheUse::Hit;
        record.savedInputTokens = 11;
        record.savedOutputTokens = 12;
        record.savedCost.value = 13;
        record.plan = "gold";
        SQLite::Statement insert(*database, insertSql(1));
        RowTexts made;
        bindRow(insert, 0, record, made);
        insert.exec();
        const auto back = firstRow(*database);
        QVERIFY(back.limits == record.limits);
        QCOMPARE(back.queuedMicros, 77u);
        QCOMPARE(back.question, std::int64_t{-5});
        QCOMPARE(back.cache, telemetry::CacheUse::Hit);
        QCOMPARE(back.savedInputTokens, 11);
        QCOMPARE(back.savedOutputTokens, 12);
        QCOMPARE(back.savedCost.value, 13);
        QCOMPARE(back.plan, std::string("gold"));
    }
};

QTEST_APPLESS_MAIN(SegmentTest)
#include "SegmentTest.moc"
