// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gatehouse::app {

/// Tells when one of some files was replaced or written: certificates that are renewed while the
/// program runs. The folders are watched, since files are mostly replaced as a whole (also through
/// symbolic links). Costs nothing while nothing happens there. watch() from any thread; a folder
/// that cannot be watched is left out.
class CertificateWatch
{
public:
    /// `changed` is called on a thread of the watch, some tenths of a second after the change, once
    /// for several that come together.
    explicit CertificateWatch(std::function<void()> changed);
    ~CertificateWatch();
    CertificateWatch(const CertificateWatch&) = delete;
    CertificateWatch& operator=(const CertificateWatch&) = delete;

    /// These instead of those of before; none = nothing.
    void watch(std::vector<std::filesystem::path> files);

private:
    void run(const std::stop_token& stop);
    void ring() const;

    const std::function<void()> m_changed;
    const int m_notify; ///< inotify
    const int m_bell;   ///< eventfd: new files, or the end.
    std::mutex m_mutex;
    std::vector<std::filesystem::path> m_files;
    std::jthread m_thread;
};

} // namespace gatehouse::app
