// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "WorkspaceAccess.h"

#include "services/WorkspaceFiles.h"

#include <cstdio>

namespace gatehouse::app {

int exportFile(const std::filesystem::path& workspace)
{
    auto access = openWorkspace(workspace, IfMissing::Refuse);
    if (!access)
        return failed(access.error());
    std::string text;
    if (auto* const own = std::get_if<std::unique_ptr<OwnWorkspace>>(&*access)) {
        text = services::WorkspaceFiles((*own)->configuration()).exportText();
    } else {
        auto answer = std::get<AdminClient>(*access).call("GET", "/admin/v1/workspace/export");
        if (!answer)
            return failed(answer.error());
        if (answer->status != 200)
            return failed(readProblem(*answer).error);
        text = std::move(answer->body);
    }
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        return failed({ErrorCode::Unavailable, "the output cannot be written", {}});
    return 0;
}

} // namespace gatehouse::app
