// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/File.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace gatehouse {

namespace {

std::unexpected<Error> systemError(const std::filesystem::path& path, int code = errno)
{
    return fail(code == ENOENT ? ErrorCode::NotFound : ErrorCode::Unavailable, std::strerror(code),
                path.string());
}

/// Closes what it holds.
class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }

private:
    int m_fd;
};

bool writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Result<std::string> readAll(int fd, const std::filesystem::path& path, std::size_t most)
{
    std::string out;
    char buffer[16384];
    for (;;) {
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemError(path);
        if (got == 0)
            return out;
        out.append(buffer, static_cast<std::size_t>(got));
        if (out.size() > most)
            return fail(ErrorCode::TooLarge, "the file is too large", path.string());
    }
}

/// Makes a rename survive a loss of power.
void syncFolder(const std::filesystem::path& folder)
{
    const Descriptor fd(
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() >= 0)
        ::fsync(fd.get());
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path, std::size_t most)
{
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() < 0)
        return systemError(path);
    return readAll(fd.get(), path, most);
}

Result<void> writeFile(const std::filesystem::path& path, std::string_view text, FileMode mode)
{
    std::string temporary = path.string() + ".XXXXXX";
    const Descriptor fd(::mkostemp(temporary.data(), O_CLOEXEC)); // 0600
    if (fd.get() < 0)
        return systemError(path);
    bool ok = writeAll(fd.get(), text);
    if (ok && mode == FileMode::Shared) {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        ok = ::fchmod(fd.get(), 0666 & ~mask) == 0;
    }
    ok = ok && ::fsync(fd.get()) == 0 && ::rename(temporary.c_str(), path.c_str()) == 0;
    if (!ok) {
        const int code = errno;
        ::unlink(temporary.c_str());
        return systemError(path, code);
    }
    syncFolder(path.parent_path());
    return {};
}

Result<LockFile> LockFile::take(const std::filesystem::path& path)
{
    Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (fd.get() < 0)
        return systemError(path);
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(ErrorCode::Conflict, "another process holds it", path.string());
        return systemError(path);
    }
    if (::ftruncate(fd.get(), 0) != 0)
        return systemError(path);
    return LockFile(fd.release());
}

Result<std::optional<std::string>> LockFile::readHeld(const std::filesystem::path& path)
{
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() < 0) {
        if (errno == ENOENT)
            return std::nullopt;
        return systemError(path);
    }
    // A shared lock, so that two who look at once do not take each other for the holder.
    if (::flock(fd.get(), LOCK_SH | LOCK_NB) == 0)
        return std::nullopt;
    if (errno != EWOULDBLOCK)
        return systemError(path);
    auto text = readAll(fd.get(), path, 4096);
    if (!text)
        return std::unexpected(std::move(text.error()));
    return std::optional<std::string>(std::move(*text));
}

LockFile::LockFile(LockFile&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
{
}

LockFile& LockFile::operator=(LockFile&& other) noexcept
{
    if (this != &other) {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = std::exchange(other.m_fd, -1);
    }
    return *this;
}

LockFile::~LockFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<void> LockFile::write(std::string_view text)
{
    if (::ftruncate(m_fd, 0) != 0 || ::lseek(m_fd, 0, SEEK_SET) != 0 || !writeAll(m_fd, text))
        return fail(ErrorCode::Unavailable, std::strerror(errno), "lock");
    return {};
}

} // namespace gatehouse
