// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "WorkspaceAccess.h"

#include "store/MasterKeyFile.h"
#include "store/WorkspaceFolder.h"

#include <boost/json.hpp>
#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <thread>

namespace gatehouse::app {

Result<std::unique_ptr<OwnWorkspace>> OwnWorkspace::open(LockFile lock,
                                                         const std::filesystem::path& database)
{
    std::unique_ptr<OwnWorkspace> out(new OwnWorkspace(std::move(lock)));
    const auto masterKey = store::loadMasterKey();
    if (!masterKey)
        return std::unexpected(masterKey.error());
    auto opened = store::Database::open(database);
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    out->m_database = std::move(*opened);
    auto configuration = services::Configuration::open(
        *out->m_database, *masterKey, ai::Catalogue::builtIn(), out->m_clock, out->m_publisher);
    if (!configuration)
        return std::unexpected(std::move(configuration.error()));
    out->m_configuration = std::move(*configuration);
    return out;
}

Result<std::optional<AdminClient>> findServer(const std::filesystem::path& path)
{
    const store::WorkspaceFolder folder(path);
    const auto url = folder.servedAt();
    if (!url)
        return std::unexpected(url.error());
    if (!*url || (*url)->empty())
        return std::nullopt;
    auto token = folder.readToken();
    if (!token)
        return std::unexpected(std::move(token.error()));
    return AdminClient(**url, std::move(*token));
}

Result<WorkspaceAccess> openWorkspace(const std::filesystem::path& path, IfMissing ifMissing)
{
    const store::WorkspaceFolder folder(path);
    if (ifMissing == IfMissing::Make) {
        if (auto made = folder.make(); !made)
            return std::unexpected(std::move(made.error()));
    } else if (!folder.exists()) {
        return fail(ErrorCode::NotFound, "there is no workspace here", path.string());
    }
    // Another command holds the lock for moments only, and a server that is starting has no address
    // yet.
    const auto giveUp = std::chrono::steady_clock::now() + std::chrono::seconds(15);
    for (;;) {
        auto server = findServer(path);
        if (!server)
            return std::unexpected(std::move(server.error()));
        if (*server)
            return WorkspaceAccess(std::move(**server));
        auto lock = folder.lock();
        if (lock) {
            auto own = OwnWorkspace::open(std::move(*lock), folder.database());
            if (!own)
                return std::unexpected(std::move(own.error()));
            return WorkspaceAccess(std::move(*own));
        }
        if (lock.error().code != ErrorCode::Conflict || std::chrono::steady_clock::now() > giveUp)
            return std::unexpected(std::move(lock.error()));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

Problem readProblem(const AdminClient::Answer& answer)
{
    Problem out{
        {ErrorCode::Unavailable, fmt::format("the admin port answered {}", answer.status), {}}, {}};
    boost::system::error_code code;
    const boost::json::value document = boost::json::parse(answer.body, code);
    const auto* const object = code ? nullptr : document.if_object();
    if (!object)
        return out;
    const auto textOf = [](const boost::json::object& from, std::string_view key) {
        const auto* const value = from.if_contains(key);
        const auto* const text = value ? value->if_string() : nullptr;
        return text ? std::string(text->data(), text->size()) : std::string();
    };
    if (const std::string detail = textOf(*object, "detail"); !detail.empty())
        out.error.message = detail;
    const auto* const errors = object->if_contains("errors");
    if (!errors || !errors->is_array())
        return out;
    for (const boost::json::value& entry : errors->get_array()) {
        const auto* const fault = entry.if_object();
        if (!fault)
            continue;
        const auto* const line = fault->if_contains("line");
        const auto* const number = line ? line->if_int64() : nullptr;
        out.faults.push_back({number ? static_cast<int>(*number) : 0, textOf(*fault, "path"),
                              textOf(*fault, "message")});
    }
    return out;
}

} // namespace gatehouse::app
