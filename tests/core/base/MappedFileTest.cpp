// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/MappedFile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <thread>

using namespace gatehouse;

/// Memory that is a file.
class MappedFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWrittenAndItsAddress()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath("memory").toStdString();
        {
            auto file = MappedFile::open(path, 1 << 20);
            QVERIFY(file.has_value());
            QCOMPARE(file->size(), std::size_t{0});
            QVERIFY(file->growTo(100).has_value());
            auto* const at = file->data();
            std::memcpy(at, "hello", 5);
            QVERIFY(file->growTo(200'000).has_value());
            QCOMPARE(file->data(), at);
            QCOMPARE(static_cast<int>(at[199'999]), 0);
            QVERIFY(file->sync().has_value());
        }
        const auto again = MappedFile::open(path, 1 << 20);
        QVERIFY(again.has_value());
        QVERIFY(again->size() >= 200'000);
        QCOMPARE(std::memcmp(again->data(), "hello", 5), 0);
        QCOMPARE(QFile::permissions(QString::fromStdString(path)) &
                     (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions{});
    }

    void maySyncWhileItGrows()
    {
        // What the thread sanitizer watches; without it only that nothing fails.
        const QTemporaryDir folder;
        auto file = MappedFile::open(folder.filePath("memory").toStdString(), 1 << 20);
        QVERIFY(file.has_value());
        bool synced = true;
        std::thread other([&] {
            for (std::size_t known = 0; known < 1u << 20; known = file->size())
                synced = synced && file->sync().has_value();
        });
        bool grown = true;
        for (std::size_t size = 4096; size <= 1u << 20; size += 4096)
            grown = grown && file->growTo(size).has_value();
        if (!grown)
            qFatal("the file does not grow: the other thread waits for it");
        other.join();
        QVERIFY(synced);
        QCOMPARE(file->size(), std::size_t{1} << 20);
    }

    void doesNotGrowBeyondItsBound()
    {
        auto memory = MappedFile::anonymous(10'000);
        QVERIFY(memory.has_value());
        QVERIFY(memory->growTo(10'000).has_value());
        const auto more = memory->growTo(memory->most() + 1);
        QVERIFY(!more.has_value());
        QCOMPARE(more.error().code, ErrorCode::TooLarge);
    }

    void aFileThatIsTooLargeIsRefused()
    {
        const QTemporaryDir folder;
        QFile large(folder.filePath("large"));
        QVERIFY(large.open(QIODevice::WriteOnly));
        QVERIFY(large.resize(100'000));
        QVERIFY(!MappedFile::open(folder.filePath("large").toStdString(), 4096).has_value());
        QVERIFY(
            !MappedFile::open(folder.filePath("no/such/folder").toStdString(), 4096).has_value());
    }
};

QTEST_APPLESS_MAIN(MappedFileTest)
#include "MappedFileTest.moc"
