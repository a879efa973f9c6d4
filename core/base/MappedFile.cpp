// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/MappedFile.h"

#include <spdlog/fmt/fmt.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace gatehouse {

namespace {

std::unexpected<Error> failed(std::string_view what, const std::string& place, int error)
{
    return fail(ErrorCode::Unavailable, fmt::format("{}: {}", what, std::strerror(error)), place);
}

std::size_t wholePages(std::size_t size)
{
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return (size + page - 1) / page * page;
}

} // namespace

Result<MappedFile> MappedFile::reserve(std::size_t most)
{
    MappedFile file;
    file.m_most = wholePages(most);
    void* const at =
        ::mmap(nullptr, file.m_most, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED)
        return failed("cannot reserve memory", {}, errno);
    file.m_data = static_cast<std::byte*>(at);
    return file;
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path, std::size_t most)
{
    auto file = reserve(most);
    if (!file)
        return file;
    file->m_place = path.string();
    file->m_fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file->m_fd < 0)
        return failed("cannot open", file->m_place, errno);
    struct stat info = {};
    if (::fstat(file->m_fd, &info) != 0)
        return failed("cannot read the size", file->m_place, errno);
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > file->m_most)
        return fail(ErrorCode::TooLarge, "the file is larger than it may become", file->m_place);
    if (size > 0) {
        // Also gives blocks to a last page that the file ends in.
        if (auto grown = file->growTo(size); !grown)
            return std::unexpected(std::move(grown.error()));
    }
    return file;
}

Result<MappedFile> MappedFile::anonymous(std::size_t most)
{
    return reserve(most);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(other.m_size.exchange(0))
    , m_most(std::exchange(other.m_most, 0))
    , m_fd(std::exchange(other.m_fd, -1))
    , m_place(std::move(other.m_place))
{
}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept
{
    std::swap(m_data, other.m_data);
    m_size = other.m_size.exchange(m_size);
    std::swap(m_most, other.m_most);
    std::swap(m_fd, other.m_fd);
    std::swap(m_place, other.m_place);
    return *this;
}

MappedFile::~MappedFile()
{
    if (m_data != nullptr)
        ::munmap(m_data, m_most);
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<void> MappedFile::map(std::size_t from, std::size_t to)
{
    if (m_fd < 0) {
        if (::mprotect(m_data + from, to - from, PROT_READ | PROT_WRITE) != 0)
            return failed("cannot get memory", m_place, errno);
        return {};
    }
    void* const at = ::mmap(m_data + from, to - from, PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_FIXED, m_fd, static_cast<off_t>(from));
    if (at == MAP_FAILED)
        return failed("cannot map", m_place, errno);
    return {};
}

Result<void> MappedFile::growTo(std::size_t size)
{
    const auto to = wholePages(size);
    const std::size_t before = m_size.load(std::memory_order_relaxed);
    if (to <= before)
        return {};
    if (to > m_most)
        return fail(ErrorCode::TooLarge, "the memory is used up", m_place);
    if (m_fd >= 0) {
        const int error = ::posix_fallocate(m_fd, 0, static_cast<off_t>(to));
        if (error != 0)
            return failed("cannot grow the file", m_place, error);
    }
    if (auto mapped = map(before, to); !mapped)
        return mapped;
    m_size.store(to, std::memory_order_release);
    return {};
}

Result<void> MappedFile::sync() const
{
    const std::size_t mapped = size();
    if (m_fd >= 0 && mapped > 0 && ::msync(m_data, mapped, MS_SYNC) != 0)
        return failed("cannot write", m_place, errno);
    return {};
}

} // namespace gatehouse
