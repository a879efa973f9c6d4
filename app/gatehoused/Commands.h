// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "model/Document.h"

#include <filesystem>
#include <string>
#include <vector>

/// The commands beside `serve` (Serve.h): each does its work and returns the exit code, 0 or 1.
namespace gatehouse::app {

struct ApplyOptions
{
    std::filesystem::path workspace;
    std::string file;
    bool dryRun = false;
    bool prune = false;
    bool inlineSecrets = false;
};
[[nodiscard]] int applyFile(const ApplyOptions& options);

[[nodiscard]] int exportFile(const std::filesystem::path& workspace);

[[nodiscard]] int checkFile(const std::string& file, bool inlineSecrets);

[[nodiscard]] int showStatus(const std::filesystem::path& workspace);

struct KeyOptions
{
    std::filesystem::path workspace;
    std::string application;
    std::string expires; ///< A duration; empty = never.
};
[[nodiscard]] int createKey(const KeyOptions& options);

struct ExplainOptions
{
    std::filesystem::path workspace;
    std::string request; ///< Its id.
    bool json = false;
};
[[nodiscard]] int explainRequest(const ExplainOptions& options);

struct SimulateOptions
{
    std::filesystem::path workspace;
    std::string file;  ///< An access log; empty = the workspace's own records.
    std::string form;  ///< Of the access log; empty = guessed.
    std::string rules; ///< A workspace file whose limits are tried; empty = the stored ones.
    std::string last;  ///< A duration, instead of from and to.
    std::string from;
    std::string to;
    std::string smallest; ///< A rule whose smallest limit is looked for.
    double share = 0;     ///< Of its calls it may refuse so many.
    bool withoutRetries = false;
    bool json = false;
};
[[nodiscard]] int simulateLimits(const SimulateOptions& options);

/// One line on stderr; 1.
int failed(const Error& error);
/// `FILE:LINE: PATH: what`, a line each; 1.
int failed(const std::string& file, const std::vector<model::Fault>& faults);

} // namespace gatehouse::app
