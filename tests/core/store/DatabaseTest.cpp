// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Database.h"

#include "store/HistoryRepository.h"
#include "store/ObjectRepository.h"
#include "store/SecretRepository.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::store;

/// The configuration database: migrations, transactions, repositories.
class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialize().has_value()); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everyEarlierVersionIsBroughtUpToDate()
    {
        for (std::size_t from = 0; from <= migrations().size(); ++from) {
            const auto path = file("from" + std::to_string(from));
            QVERIFY(Database::open(path, migrations().first(from)).has_value());
            auto database = Database::open(path);
            QVERIFY2(database.has_value(), database ? "" : database.error().text().c_str());
            ObjectRepository objects(**database);
            QVERIFY(objects.put({{"apis", "a", "{}", 1}}).has_value());
            QVERIFY(HistoryRepository(**database)
                        .addAudit({{1, "ana", "create", "create", "apis/a", ""}})
                        .has_value());
        }
    }

    void whatWasStoredSurvivesAMigration()
    {
        {
            auto database = Database::open(file("db"), migrations().first(1));
            QVERIFY(ObjectRepository(**database).put({{"apis", "a", "{}", 7}}).has_value());
        }
        auto database = Database::open(file("db"));
        QCOMPARE(ObjectRepository(**database).all().value().front().revision, 7);
    }

    void aNewerWorkspaceIsRefusedWithASentence()
    {
        std::vector<Migration> more(migrations().begin(), migrations().end());
        more.push_back("CREATE TABLE later (x)");
        QVERIFY(Database::open(file("db"), more).has_value());
        const auto refused = Database::open(file("db"));
        QVERIFY(!refused.has_value());
        QVERIFY(refused.error().message.find("newer Gatehouse") != std::string::npos);
    }

    void aMigrationThatFailsChangesNothing()
    {
        std::vector<Migration> broken(migrations().begin(), migrations().end());
        broken.push_back("CREATE TABLE half (x); NO SUCH STATEMENT");
        QVERIFY(!Database::open(file("db"), broken).has_value());
        broken.back() = "CREATE TABLE half (x)";
        QVERIFY(Database::open(file("db"), broken).has_value());
    }

    void aFailedTransactionLeavesNothing()
    {
        auto database = Database::open(file("db"));
        ObjectRepository objects(**database);
        const auto done = (*database)->transact([&]() -> Result<void> {
            if (auto put = objects.put({{"apis", "a", "{}", 1}}); !put)
                return put;
            return fail(ErrorCode::Conflict, "no");
        });
        QVERIFY(done.error().code == ErrorCode::Conflict);
        QVERIFY(objects.all().value().empty());
    }

    void secretsAreSealedAndKnowTheirPlace()
    {
        const crypto::MasterKey key = crypto::makeMasterKey();
        {
            auto database = Database::open(file("db"));
            SecretRepository secrets(**database, key);
            QVERIFY(secrets.checkMasterKey().has_value());
            QVERIFY(
                secrets.putProviderSecrets({{"openai", "main", "sk-very-secret"}, {"a", "b", ""}})
                    .has_value());
            QVERIFY(
                secrets.putApplicationKeys({{"web", "k1", crypto::hashKey(key, "gh_x"), "gh_x", 5}})
                    .has_value());
            QVERIFY2(
                !secrets
                     .putApplicationKeys({{"web", "k2", crypto::hashKey(key, "gh_x"), "gh_x", 5}})
                     .has_value(),
                "the same secret twice");
        }
        auto database = Database::open(file("db"));
        SecretRepository secrets(**database, key);
        QVERIFY(secrets.checkMasterKey().has_value());
        QCOMPARE(secrets.providerSecrets().value().size(), 2u);
        QCOMPARE(secrets.providerSecrets().value().back().secret, std::string("sk-very-secret"));
        QVERIFY(secrets.applicationKeys().value().front().hash == crypto::hashKey(key, "gh_x"));
        const auto other = SecretRepository(**database, crypto::makeMasterKey()).checkMasterKey();
        QVERIFY(!other.has_value());
        QVERIFY(other.error().message.find("master key") != std::string::npos);
    }

    void theLatestRevisionOfEveryApi()
    {
        auto database = Database::open(file("db"));
        HistoryRepository history(**database);
        QVERIFY(history.addRevisions({{"a", 1, "one", 1}, {"a", 2, "two", 2}, {"b", 1, "b", 1}})
                    .has_value());
        const auto latest = history.latestRevisions().value();
        QCOMPARE(latest.size(), 2u);
        QCOMPARE(latest.front().json, std::string("two"));
    }

private:
    std::filesystem::path file(const std::string& name) const
    {
        return m_folder->filePath(QString::fromStdString(name)).toStdString();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "DatabaseTest.moc"
