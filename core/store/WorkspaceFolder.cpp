// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/WorkspaceFolder.h"

#include "base/Crypto.h"
#include "base/Text.h"

#include <cstdlib>
#include <sys/stat.h>

namespace gatehouse::store {

std::filesystem::path WorkspaceFolder::defaultPath()
{
    if (const char* const data = std::getenv("XDG_DATA_HOME"); data && *data == '/')
        return std::filesystem::path(data) / "gatehouse";
    const char* const home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : ".") / ".local/share/gatehouse";
}

Result<void> WorkspaceFolder::make() const
{
    std::error_code error;
    const bool isNew = std::filesystem::create_directories(m_path, error);
    if (!error && isNew)
        ::chmod(m_path.c_str(), 0700);
    for (const char* name : {"logs", "traffic", "counters"}) {
        if (!error)
            std::filesystem::create_directory(m_path / name, error);
    }
    if (error)
        return fail(ErrorCode::Unavailable, error.message(), m_path.string());
    return {};
}

bool WorkspaceFolder::exists() const
{
    std::error_code error;
    return std::filesystem::exists(database(), error);
}

Result<LockFile> WorkspaceFolder::lock() const
{
    auto taken = LockFile::take(lockFile());
    if (!taken && taken.error().code == ErrorCode::Conflict)
        taken.error() = {ErrorCode::Conflict, "the workspace is in use by another program",
                         m_path.string()};
    return taken;
}

Result<std::optional<std::string>> WorkspaceFolder::servedAt() const
{
    auto held = LockFile::readHeld(lockFile());
    if (held && *held) {
        std::string& text = **held;
        text.resize(std::min(text.size(), text.find_first_of("\r\n")));
    }
    return held;
}

Result<std::string> WorkspaceFolder::ensureToken() const
{
    auto known = readToken();
    if (known && known->size() >= 32)
        return known;
    if (!known && known.error().code != ErrorCode::NotFound)
        return known;
    std::string token = crypto::randomHex(32);
    if (auto written = writeFile(tokenFile(), token + "\n", FileMode::Private); !written)
        return std::unexpected(std::move(written.error()));
    return token;
}

Result<std::string> WorkspaceFolder::readToken() const
{
    auto text = readFile(tokenFile(), 4096);
    if (text)
        text->resize(std::min(text->size(), text->find_first_of(" \r\n")));
    return text;
}

} // namespace gatehouse::store
