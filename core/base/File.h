// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gatehouse {

/// The whole file, at most `most` bytes. NotFound when there is none.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path,
                                           std::size_t most = 64u << 20);

enum class FileMode : std::uint8_t
{
    Private, ///< 0600
    Shared,  ///< as the umask says
};

/// Replaces the file as a whole: whoever reads sees the old text or the new one, also after a loss
/// of power.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path& path, std::string_view text,
                                     FileMode mode);

/// A file that one process holds and others can read: it counts only while its flock is held, so a
/// killed process leaves nothing behind that would have to be cleaned up. Not thread-safe.
class LockFile
{
public:
    /// Takes the lock and empties the file. A Conflict when another process holds it.
    [[nodiscard]] static Result<LockFile> take(const std::filesystem::path& path);
    /// What the holder wrote; nothing when nobody holds the lock.
    [[nodiscard]] static Result<std::optional<std::string>>
    readHeld(const std::filesystem::path& path);

    LockFile(LockFile&& other) noexcept;
    LockFile& operator=(LockFile&& other) noexcept;
    ~LockFile();

    /// Replaces what others read.
    [[nodiscard]] Result<void> write(std::string_view text);

private:
    explicit LockFile(int fd)
        : m_fd(fd)
    {
    }
    int m_fd = -1;
};

} // namespace gatehouse
