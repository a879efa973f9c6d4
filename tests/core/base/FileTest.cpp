// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/File.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace gatehouse;

class FileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }

    void replacesAsAWhole()
    {
        const auto path = file("a");
        QVERIFY(writeFile(path, "one", FileMode::Private).has_value());
        QVERIFY(writeFile(path, "two", FileMode::Private).has_value());
        QCOMPARE(readFile(path).value(), std::string("two"));
        struct stat status{};
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600u);
        QCOMPARE(std::distance(std::filesystem::directory_iterator(path.parent_path()), {}), 1);
    }

    void whatIsMissingOrTooLargeIsTold()
    {
        QVERIFY(readFile(file("none")).error().code == ErrorCode::NotFound);
        QVERIFY(writeFile(file("big"), "12345", FileMode::Shared).has_value());
        QVERIFY(readFile(file("big"), 4).error().code == ErrorCode::TooLarge);
        QVERIFY(!writeFile(file("no/such/folder"), "x", FileMode::Shared).has_value());
    }

    void oneHolderAtATime()
    {
        const auto path = file("lock");
        QVERIFY(!LockFile::readHeld(path).value());
        {
            auto held = LockFile::take(path);
            QVERIFY(held.has_value());
            QVERIFY(held->write("http://127.0.0.1:1\n").has_value());
            QVERIFY(held->write("http://127.0.0.1:22\n").has_value());
            QVERIFY(LockFile::take(path).error().code == ErrorCode::Conflict);
            QCOMPARE(LockFile::readHeld(path).value().value(),
                     std::string("http://127.0.0.1:22\n"));
        }
        QVERIFY2(!LockFile::readHeld(path).value(), "a text that nobody holds does not count");
        QVERIFY(LockFile::take(path).has_value());
    }

private:
    std::filesystem::path file(const char* name) const
    {
        return m_folder.filePath(name).toStdString();
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(FileTest)
#include "FileTest.moc"
