// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::store {

class Database;

struct StoredObject
{
    std::string collection;
    std::string id;
    std::string json;
    std::int64_t revision = 0;
};

/// The objects of the workspace as JSON. Writes belong into Database::transact().
class ObjectRepository
{
public:
    explicit ObjectRepository(Database& database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<std::vector<StoredObject>> all() const;
    /// The counter that every change raises; 0 in a new workspace.
    [[nodiscard]] Result<std::int64_t> revision() const;
    [[nodiscard]] Result<void> setRevision(std::int64_t revision);
    [[nodiscard]] Result<void> put(const std::vector<StoredObject>& objects);
    [[nodiscard]] Result<void> remove(std::string_view collection, std::string_view id);

    /// A text of the workspace itself; empty when there is none.
    [[nodiscard]] Result<std::string> meta(std::string_view name) const;
    [[nodiscard]] Result<void> setMeta(std::string_view name, std::string_view value);

private:
    Database& m_database;
};

} // namespace gatehouse::store
