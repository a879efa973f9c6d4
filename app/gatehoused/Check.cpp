// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

#include "ai/Catalogue.h"
#include "base/File.h"
#include "services/WorkspaceFiles.h"

namespace gatehouse::app {

int checkFile(const std::string& file, bool inlineSecrets)
{
    const auto text = readFile(file);
    if (!text)
        return failed(text.error());
    const auto faults = services::WorkspaceFiles::check(
        *text, file, inlineSecrets ? model::InlineSecrets::Allow : model::InlineSecrets::Refuse,
        *ai::Catalogue::builtIn());
    return faults.empty() ? 0 : failed(file, faults);
}

} // namespace gatehouse::app
