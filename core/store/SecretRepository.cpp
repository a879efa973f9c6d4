// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/SecretRepository.h"

#include "base/Text.h"
#include "store/Database.h"
#include "store/Guard.h"
#include "store/ObjectRepository.h"

#include <cstring>

namespace gatehouse::store {

namespace {

constexpr std::string_view kCheckName = "master_key_check";
constexpr std::string_view kCheckText = "gatehouse";

/// Authenticated with the value, so that a row cannot be moved to another provider.
std::string purposeOf(const std::string& provider, const std::string& key)
{
    return "provider/" + provider + "/" + key;
}

} // namespace

Result<void> SecretRepository::checkMasterKey()
{
    ObjectRepository objects(m_database);
    const auto stored = objects.meta(kCheckName);
    if (!stored)
        return std::unexpected(stored.error());
    if (stored->empty())
        return objects.setMeta(kCheckName,
                               text::toHex(crypto::seal(m_masterKey, kCheckText, kCheckName)));
    const auto sealed = text::fromHex(*stored);
    const auto opened = crypto::unseal(m_masterKey, sealed.value_or(""), kCheckName);
    if (!opened || *opened != kCheckText)
        return fail(ErrorCode::Invalid, "the master key is not the one that this workspace was "
                                        "made with; set GATEHOUSE_MASTER_KEY or bring "
                                        "back the key file");
    return {};
}

Result<std::vector<ProviderSecretRow>> SecretRepository::providerSecrets() const
{
    std::vector<ProviderSecretRow> out;
    Result<void> opened;
    const auto read = guard([&] {
        SQLite::Statement query(m_database.sqlite(),
                                "SELECT provider, key, sealed FROM provider_secrets");
        while (query.executeStep()) {
            ProviderSecretRow row{
                query.getColumn(0).getString(), query.getColumn(1).getString(), {}};
            const auto sealed = query.getColumn(2).getString();
            auto secret = crypto::unseal(m_masterKey, sealed, purposeOf(row.provider, row.key));
            if (!secret) {
                opened =
                    fail(secret.error().code, secret.error().message, "providers/" + row.provider);
                return;
            }
            row.secret = std::move(*secret);
            out.push_back(std::move(row));
        }
    });
    if (!read)
        return std::unexpected(read.error());
    if (!opened)
        return std::unexpected(opened.error());
    return out;
}

Result<void> SecretRepository::putProviderSecrets(const std::vector<ProviderSecretRow>& rows)
{
    return guard([&] {
        SQLite::Statement insert(
            m_database.sqlite(),
            "INSERT OR REPLACE INTO provider_secrets (provider, key, sealed) VALUES (?, ?, ?)");
        for (const ProviderSecretRow& row : rows) {
            const std::string sealed =
                crypto::seal(m_masterKey, row.secret, purposeOf(row.provider, row.key));
            insert.bind(1, row.provider);
            insert.bind(2, row.key);
            insert.bind(3, sealed.data(), static_cast<int>(sealed.size()));
            insert.exec();
            insert.reset();
        }
    });
}

Result<void> SecretRepository::removeProviderSecret(const std::string& provider,
                                                    const std::string& key)
{
    return guard([&] {
        SQLite::Statement remove(m_database.sqlite(),
                                 "DELETE FROM provider_secrets WHERE provider = ? AND key = ?");
        remove.bind(1, provider);
        remove.bind(2, key);
        remove.exec();
    });
}

Result<std::vector<ApplicationKeyRow>> SecretRepository::applicationKeys() const
{
    return guard([&] {
        std::vector<ApplicationKeyRow> out;
        SQLite::Statement query(
            m_database.sqlite(),
            "SELECT application, key, hash, prefix, created_ms FROM application_keys");
        while (query.executeStep()) {
            ApplicationKeyRow& row = out.emplace_back();
            row.application = query.getColumn(0).getString();
            row.key = query.getColumn(1).getString();
            const SQLite::Column hash = query.getColumn(2);
            if (hash.getBytes() == static_cast<int>(row.hash.size()))
                std::memcpy(row.hash.data(), hash.getBlob(), row.hash.size());
            row.prefix = query.getColumn(3).getString();
            row.createdMillis = query.getColumn(4).getInt64();
        }
        return out;
    });
}

Result<void> SecretRepository::putApplicationKeys(const std::vector<ApplicationKeyRow>& rows)
{
    return guard([&] {
        SQLite::Statement insert(m_database.sqlite(),
                                 "INSERT INTO application_keys (application, key, hash, prefix, "
                                 "created_ms) VALUES (?, ?, ?, ?, ?)");
        for (const ApplicationKeyRow& row : rows) {
            insert.bindNoCopy(1, row.application);
            insert.bindNoCopy(2, row.key);
            insert.bindNoCopy(3, row.hash.data(), static_cast<int>(row.hash.size()));
            insert.bindNoCopy(4, row.prefix);
            insert.bind(5, row.createdMillis);
            insert.exec();
            insert.reset();
        }
    });
}

Result<void> SecretRepository::removeApplicationKey(const std::string& application,
                                                    const std::string& key)
{
    return guard([&] {
        SQLite::Statement remove(m_database.sqlite(),
                                 "DELETE FROM application_keys WHERE application = ? AND key = ?");
        remove.bind(1, application);
        remove.bind(2, key);
        remove.exec();
    });
}

} // namespace gatehouse::store
