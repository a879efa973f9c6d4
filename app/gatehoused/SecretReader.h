// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gatehouse::app {

/// The secrets that a workspace file refers to, read in this program's own environment.
struct FileSecrets
{
    std::map<std::string, std::string> values; ///< by reference
    std::vector<model::Fault> faults;          ///< What could not be read, with its line.
};

/// Reads `env:NAME` and `file:PATH` (without the line breaks at its end; relative to where the
/// command runs). `keychain:` belongs to the console: such a key keeps what is stored. A text that
/// is no workspace file has none.
[[nodiscard]] FileSecrets readSecrets(std::string_view text, std::string_view file);

} // namespace gatehouse::app
