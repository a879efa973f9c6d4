// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Crypto.h"
#include "base/Result.h"

#include <filesystem>

namespace gatehouse::store {

/// `$XDG_CONFIG_HOME/gatehouse/master.key`, else below `~/.config`.
[[nodiscard]] std::filesystem::path masterKeyFile();

/// `GATEHOUSE_MASTER_KEY` (64 hex digits) where it is set, else the key file, made (0600) at its
/// first use. Never in the workspace, so that a copied workspace gives no secret away.
[[nodiscard]] Result<crypto::MasterKey> loadMasterKey();

} // namespace gatehouse::store
