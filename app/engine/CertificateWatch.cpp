// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/CertificateWatch.h"

#include <array>
#include <cstdint>
#include <poll.h>
#include <set>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gatehouse::app {

namespace {

namespace fs = std::filesystem;

/// Certificate and key are written one after the other.
constexpr int kSettleMillis = 300;
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_ATTRIB;

/// Differs when any of the files is another one or was written.
std::string stateOf(const std::vector<fs::path>& files)
{
    std::string state;
    for (const fs::path& file : files) {
        struct stat found{};
        if (::stat(file.c_str(), &found) == 0)
            state += std::to_string(found.st_ino) + ' ' + std::to_string(found.st_size) + ' ' +
                     std::to_string(found.st_mtim.tv_sec) + '.' +
                     std::to_string(found.st_mtim.tv_nsec);
        state += '\n';
    }
    return state;
}

void empty(int descriptor)
{
    alignas(inotify_event) std::array<char, 4096> buffer;
    while (::read(descriptor, buffer.data(), buffer.size()) > 0) {
    }
}

} // namespace

CertificateWatch::CertificateWatch(std::function<void()> changed)
    : m_changed(std::move(changed))
    , m_notify(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    , m_bell(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
}

CertificateWatch::~CertificateWatch()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        ring();
        m_thread.join();
    }
    ::close(m_bell);
    ::close(m_notify);
}

void CertificateWatch::ring() const
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_bell, &one, sizeof one);
}

void CertificateWatch::watch(std::vector<fs::path> files)
{
    const std::lock_guard lock(m_mutex);
    if (files == m_files)
        return;
    m_files = std::move(files);
    if (m_thread.joinable())
        ring();
    else
        m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void CertificateWatch::run(const std::stop_token& stop)
{
    std::vector<fs::path> files;
    std::string known;
    std::set<int> watched;
    std::array<pollfd, 2> waits{pollfd{m_bell, POLLIN, 0}, pollfd{m_notify, POLLIN, 0}};
    while (!stop.stop_requested()) {
        bool others = false;
        {
            const std::lock_guard lock(m_mutex);
            others = files != m_files;
            files = m_files;
        }
        // Every time anew: a folder may have been replaced as well.
        std::set<int> wanted;
        for (const fs::path& file : files) {
            const int id =
                ::inotify_add_watch(m_notify, file.parent_path().c_str(), kEvents | IN_ONLYDIR);
            if (id >= 0)
                wanted.insert(id);
        }
        for (const int id : watched)
            if (!wanted.contains(id))
                ::inotify_rm_watch(m_notify, id);
        watched = std::move(wanted);
        std::string state = stateOf(files);
        const bool changed = !others && state != known;
        known = std::move(state);
        if (changed)
            m_changed();
        ::poll(waits.data(), waits.size(), -1);
        empty(m_bell);
        if (waits[1].revents != 0 && !stop.stop_requested())
            ::poll(waits.data(), 1, kSettleMillis);
        empty(m_notify);
    }
}

} // namespace gatehouse::app
