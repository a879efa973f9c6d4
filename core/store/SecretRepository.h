// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Crypto.h"
#include "base/Result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gatehouse::store {

class Database;

/// A provider's key in the clear: it is sealed on its way into the database and opened on its way
/// out.
struct ProviderSecretRow
{
    std::string provider;
    std::string key;
    std::string secret;
};

struct ApplicationKeyRow
{
    std::string application;
    std::string key;
    crypto::KeyHash hash{};
    std::string prefix;
    std::int64_t createdMillis = 0;
};

/// Secrets of providers (sealed with the master key) and hashes of application keys. Writes belong
/// into Database::transact().
class SecretRepository
{
public:
    SecretRepository(Database& database, const crypto::MasterKey& masterKey)
        : m_database(database)
        , m_masterKey(masterKey)
    {
    }

    /// Binds the workspace to the master key at its first use, and tells a wrong one from then on.
    [[nodiscard]] Result<void> checkMasterKey();

    [[nodiscard]] Result<std::vector<ProviderSecretRow>> providerSecrets() const;
    [[nodiscard]] Result<void> putProviderSecrets(const std::vector<ProviderSecretRow>& rows);
    [[nodiscard]] Result<void> removeProviderSecret(const std::string& provider,
                                                    const std::string& key);

    [[nodiscard]] Result<std::vector<ApplicationKeyRow>> applicationKeys() const;
    [[nodiscard]] Result<void> putApplicationKeys(const std::vector<ApplicationKeyRow>& rows);
    [[nodiscard]] Result<void> removeApplicationKey(const std::string& application,
                                                    const std::string& key);

private:
    Database& m_database;
    crypto::MasterKey m_masterKey;
};

} // namespace gatehouse::store
