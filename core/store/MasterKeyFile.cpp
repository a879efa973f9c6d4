// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/MasterKeyFile.h"

#include "base/File.h"
#include "base/Text.h"

#include <cstdlib>

namespace gatehouse::store {

std::filesystem::path masterKeyFile()
{
    if (const char* const config = std::getenv("XDG_CONFIG_HOME"); config && *config == '/')
        return std::filesystem::path(config) / "gatehouse/master.key";
    const char* const home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : ".") / ".config/gatehouse/master.key";
}

Result<crypto::MasterKey> loadMasterKey()
{
    if (const char* const hex = std::getenv("GATEHOUSE_MASTER_KEY"); hex && *hex) {
        auto key = crypto::parseMasterKey(hex);
        if (!key)
            key.error().place = "GATEHOUSE_MASTER_KEY";
        return key;
    }
    const std::filesystem::path file = masterKeyFile();
    const auto stored = readFile(file, 4096);
    if (stored) {
        std::string_view hex = *stored;
        while (!hex.empty() && (hex.back() == '\n' || hex.back() == '\r' || hex.back() == ' '))
            hex.remove_suffix(1);
        auto key = crypto::parseMasterKey(hex);
        if (!key)
            key.error().place = file.string();
        return key;
    }
    if (stored.error().code != ErrorCode::NotFound)
        return std::unexpected(stored.error());
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error)
        return fail(ErrorCode::Unavailable, error.message(), file.parent_path().string());
    const crypto::MasterKey key = crypto::makeMasterKey();
    const std::string hex =
        text::toHex(std::string_view(reinterpret_cast<const char*>(key.data()), key.size()));
    if (auto written = writeFile(file, hex + "\n", FileMode::Private); !written)
        return std::unexpected(std::move(written.error()));
    return key;
}

} // namespace gatehouse::store
