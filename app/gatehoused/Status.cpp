// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "WorkspaceAccess.h"

#include "store/WorkspaceFolder.h"

#include <cstdio>

namespace gatehouse::app {

int showStatus(const std::filesystem::path& workspace)
{
    if (!store::WorkspaceFolder(workspace).exists())
        return failed({ErrorCode::NotFound, "there is no workspace here", workspace.string()});
    const auto server = findServer(workspace);
    if (!server)
        return failed(server.error());
    if (!*server) {
        std::printf("workspace %s\nnot served\n", workspace.c_str());
        return 0;
    }
    const auto answer = (*server)->call("GET", "/admin/v1/status");
    if (!answer)
        return failed(answer.error());
    if (answer->status != 200)
        return failed(readProblem(*answer).error);
    const auto status = model::parseJson(answer->body);
    if (!status)
        return failed({ErrorCode::Unavailable, "the admin port's answer is unreadable", {}});
    const auto textOf = [](const model::Node* node) {
        return node && node->scalar() ? node->scalar()->text : std::string();
    };
    std::printf("workspace %s\n", workspace.c_str());
    if (const auto* const gateway = status->find("gateway")) {
        std::printf("gateway %s\n", textOf(gateway->find("state")).c_str());
        if (const auto* const urls = gateway->find("urls"); urls && urls->list()) {
            for (const model::Node& url : *urls->list())
                std::printf("listens %s\n", textOf(&url).c_str());
        }
        if (const std::string error = textOf(gateway->find("error")); !error.empty())
            std::printf("error %s\n", error.c_str());
    }
    std::printf("admin %s\n", textOf(status->find("admin_url")).c_str());
    if (const auto* const process = status->find("process"))
        std::printf("process %s %s\n", textOf(process->find("pid")).c_str(),
                    textOf(process->find("program")).c_str());
    return 0;
}

} // namespace gatehouse::app
