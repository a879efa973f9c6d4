// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

namespace gatehouse {

Result<void> setUpLog(const std::filesystem::path& folder)
{
    try {
        std::vector<spdlog::sink_ptr> sinks{
            std::make_shared<spdlog::sinks::stderr_color_sink_mt>()};
        if (!folder.empty()) {
            std::filesystem::create_directories(folder);
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                (folder / "gatehouse.log").string(), 8u << 20, 5));
        }
        auto logger = std::make_shared<spdlog::logger>("gatehouse", sinks.begin(), sinks.end());
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %L %v");
        logger->flush_on(spdlog::level::info);
        spdlog::set_default_logger(std::move(logger));
        return {};
    } catch (const std::exception& error) {
        return fail(ErrorCode::Unavailable, error.what(), folder.string());
    }
}

} // namespace gatehouse
