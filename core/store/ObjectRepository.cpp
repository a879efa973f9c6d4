// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ObjectRepository.h"

#include "store/Database.h"
#include "store/Guard.h"

namespace gatehouse::store {

Result<std::vector<StoredObject>> ObjectRepository::all() const
{
    return guard([&] {
        std::vector<StoredObject> out;
        SQLite::Statement query(m_database.sqlite(),
                                "SELECT collection, id, json, revision FROM objects");
        while (query.executeStep())
            out.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                           query.getColumn(2).getString(), query.getColumn(3).getInt64()});
        return out;
    });
}

Result<std::int64_t> ObjectRepository::revision() const
{
    const auto text = meta("revision");
    if (!text)
        return std::unexpected(text.error());
    return text->empty() ? 0 : std::stoll(*text);
}

Result<void> ObjectRepository::setRevision(std::int64_t revision)
{
    return setMeta("revision", std::to_string(revision));
}

Result<void> ObjectRepository::put(const std::vector<StoredObject>& objects)
{
    return guard([&] {
        SQLite::Statement insert(
            m_database.sqlite(),
            "INSERT OR REPLACE INTO objects (collection, id, json, revision) VALUES (?, ?, ?, ?)");
        for (const StoredObject& object : objects) {
            insert.bindNoCopy(1, object.collection);
            insert.bindNoCopy(2, object.id);
            insert.bindNoCopy(3, object.json);
            insert.bind(4, object.revision);
            insert.exec();
            insert.reset();
        }
    });
}

Result<void> ObjectRepository::remove(std::string_view collection, std::string_view id)
{
    return guard([&] {
        SQLite::Statement remove(m_database.sqlite(),
                                 "DELETE FROM objects WHERE collection = ? AND id = ?");
        remove.bind(1, std::string(collection));
        remove.bind(2, std::string(id));
        remove.exec();
    });
}

Result<std::string> ObjectRepository::meta(std::string_view name) const
{
    return guard([&] {
        SQLite::Statement query(m_database.sqlite(), "SELECT value FROM meta WHERE name = ?");
        query.bind(1, std::string(name));
        return query.executeStep() ? query.getColumn(0).getString() : std::string();
    });
}

Result<void> ObjectRepository::setMeta(std::string_view name, std::string_view value)
{
    return guard([&] {
        SQLite::Statement insert(m_database.sqlite(),
                                 "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)");
        insert.bind(1, std::string(name));
        insert.bind(2, std::string(value));
        insert.exec();
    });
}

} // namespace gatehouse::store
