// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnswerText.h"
#include "Commands.h"
#include "WorkspaceAccess.h"

#include "base/Text.h"
#include "services/Doctor.h"
#include "store/WorkspaceFolder.h"

#include <cstdio>

namespace gatehouse::app {

namespace {

Result<std::string> explain(const ExplainOptions& options)
{
    auto access = openWorkspace(options.workspace, IfMissing::Refuse);
    if (!access)
        return std::unexpected(access.error());
    if (auto* const own = std::get_if<std::unique_ptr<OwnWorkspace>>(&*access)) {
        const services::Doctor doctor((*own)->configuration(),
                                      store::WorkspaceFolder(options.workspace).traffic());
        return doctor.explain(options.request)({});
    }
    auto answer = std::get<AdminClient>(*access).call(
        "GET", "/admin/v1/requests/" + text::percentEncode(options.request) + "/explain");
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status != 200)
        return std::unexpected(readProblem(*answer).error);
    return std::move(answer->body);
}

} // namespace

int explainRequest(const ExplainOptions& options)
{
    auto told = explain(options);
    if (told && !options.json)
        told = explanationText(*told);
    if (!told)
        return failed(told.error());
    std::fputs(told->c_str(), stdout);
    if (options.json)
        std::fputc('\n', stdout);
    return 0;
}

} // namespace gatehouse::app
