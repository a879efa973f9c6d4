// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/WorkspaceFolder.h"

#include "base/Crypto.h"
#include "store/MasterKeyFile.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace gatehouse;
using namespace gatehouse::store;

class WorkspaceFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }

    void aFolderBecomesAWorkspaceAndKeepsItsFiles()
    {
        QTemporaryDir parent;
        const WorkspaceFolder folder(std::filesystem::path(parent.path().toStdString()));
        QVERIFY(writeFile(folder.path() / "notes.txt", "mine", FileMode::Shared).has_value());
        QVERIFY(folder.make().has_value());
        QVERIFY(folder.make().has_value());
        QVERIFY(!folder.exists());
        QCOMPARE(readFile(folder.path() / "notes.txt").value(), std::string("mine"));
        QVERIFY(std::filesystem::is_directory(folder.traffic()));
    }

    void theTokenIsMadeOnceAndPrivate()
    {
        QTemporaryDir parent;
        const WorkspaceFolder folder(std::filesystem::path(parent.path().toStdString()));
        const std::string token = folder.ensureToken().value();
        QCOMPARE(token.size(), 64u);
        QCOMPARE(folder.ensureToken().value(), token);
        struct stat status{};
        QCOMPARE(::stat(folder.tokenFile().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600u);
    }

    void whoServesItIsKnownWhileTheyDo()
    {
        QTemporaryDir parent;
        const WorkspaceFolder folder(std::filesystem::path(parent.path().toStdString()));
        QVERIFY(!folder.servedAt().value());
        {
            auto held = folder.lock();
            QCOMPARE(folder.servedAt().value().value(), std::string());
            QVERIFY(held->write("http://127.0.0.1:8481\n").has_value());
            QCOMPARE(folder.servedAt().value().value(), std::string("http://127.0.0.1:8481"));
            QVERIFY(folder.lock().error().code == ErrorCode::Conflict);
        }
        QVERIFY(!folder.servedAt().value());
    }

    void theMasterKeyComesFromTheVariableOrItsFile()
    {
        QTemporaryDir config;
        qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
        qunsetenv("GATEHOUSE_MASTER_KEY");
        const auto made = loadMasterKey();
        QVERIFY(made.has_value());
        QVERIFY(loadMasterKey().value() == *made);
        struct stat status{};
        QCOMPARE(::stat(masterKeyFile().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600u);
        qputenv("GATEHOUSE_MASTER_KEY", QByteArray(64, '5'));
        QVERIFY(loadMasterKey().value() != *made);
        qputenv("GATEHOUSE_MASTER_KEY", "short");
        QCOMPARE(loadMasterKey().error().place, std::string("GATEHOUSE_MASTER_KEY"));
    }
};

QTEST_GUILESS_MAIN(WorkspaceFolderTest)
#include "WorkspaceFolderTest.moc"
