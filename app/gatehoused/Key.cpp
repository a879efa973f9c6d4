// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "WorkspaceAccess.h"

#include "base/Text.h"
#include "services/ApplicationKeys.h"

#include <boost/json.hpp>

#include <cstdio>

namespace gatehouse::app {

namespace {

Result<std::string> createHere(OwnWorkspace& workspace, const KeyOptions& options)
{
    Duration lifetime{};
    if (!options.expires.empty()) {
        const auto parsed = parseDuration(options.expires);
        if (!parsed)
            return std::unexpected(parsed.error());
        lifetime = *parsed;
    }
    auto made = services::ApplicationKeys(workspace.configuration())
                    .create(options.application, {}, lifetime, kActor);
    if (!made)
        return std::unexpected(std::move(made.error().error));
    return std::move(made->key);
}

Result<std::string> createThere(const AdminClient& server, const KeyOptions& options)
{
    boost::json::object body;
    if (!options.expires.empty())
        body["expires"] = options.expires;
    const auto answer = server.call(
        "POST", "/admin/v1/applications/" + text::percentEncode(options.application) + "/keys",
        boost::json::serialize(body));
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status != 201)
        return std::unexpected(readProblem(*answer).error);
    const auto document = model::parseJson(answer->body);
    const auto* const key = document ? document->find("key") : nullptr;
    if (!key || !key->scalar())
        return fail(ErrorCode::Unavailable, "the admin port's answer is unreadable");
    return key->scalar()->text;
}

} // namespace

int createKey(const KeyOptions& options)
{
    auto access = openWorkspace(options.workspace, IfMissing::Refuse);
    if (!access)
        return failed(access.error());
    auto* const own = std::get_if<std::unique_ptr<OwnWorkspace>>(&*access);
    const auto key =
        own ? createHere(**own, options) : createThere(std::get<AdminClient>(*access), options);
    if (!key)
        return failed(key.error());
    std::printf("%s\n", key->c_str());
    return 0;
}

} // namespace gatehouse::app
