// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string>

namespace gatehouse {

/// Memory that is a file: what is written to it is the system's at once and survives the death of
/// the process; a loss of power may take what sync() has not yet written. The address stays while
/// it grows. growTo() is called by one thread at a time, the rest by any.
class MappedFile
{
public:
    /// Maps the whole file, which is made where it is missing (0600). `most` bounds its size for
    /// good.
    [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& path,
                                                 std::size_t most);
    /// The same without a file: plain memory, zeroed.
    [[nodiscard]] static Result<MappedFile> anonymous(std::size_t most);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    [[nodiscard]] std::byte* data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size.load(std::memory_order_acquire); }
    [[nodiscard]] std::size_t most() const { return m_most; }

    /// New bytes are zero. The blocks are taken from the disk at once, so that a full disk is an
    /// error here and no signal later. TooLarge above `most`.
    [[nodiscard]] Result<void> growTo(std::size_t size);

    /// Returns when everything written before is on the disk; nothing to do without a file.
    [[nodiscard]] Result<void> sync() const;

private:
    MappedFile() = default;
    [[nodiscard]] static Result<MappedFile> reserve(std::size_t most);
    [[nodiscard]] Result<void> map(std::size_t from, std::size_t to);

    std::byte* m_data = nullptr;
    std::atomic<std::size_t> m_size{0}; ///< Mapped so far.
    std::size_t m_most = 0;
    int m_fd = -1;
    std::string m_place;
};

} // namespace gatehouse
