// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "AnswerText.h"
#include "Commands.h"
#include "LogFile.h"
#include "WorkspaceAccess.h"
#include "accesslog/LogTime.h"

#include "services/Doctor.h"
#include "services/SimulationBody.h"
#include "store/WorkspaceFolder.h"

#include <spdlog/fmt/fmt.h>

#include <cstdio>

namespace gatehouse::app {

namespace {

std::expected<std::string, Problem> problem(Error error)
{
    return std::unexpected(Problem{std::move(error), {}});
}

struct Span
{
    Timestamp from{};
    Timestamp to{};
};

/// The span that was asked for; without any it is the last hour, or all of a log.
Result<Span> spanOf(const SimulateOptions& options, std::optional<Span> all)
{
    Span out = all.value_or(Span{});
    if (!all) {
        out.to = SystemClock().wall();
        Duration last = std::chrono::hours(1);
        if (!options.last.empty()) {
            const auto given = parseDuration(options.last);
            if (!given)
                return std::unexpected(given.error());
            last = *given;
        }
        out.from = out.to - std::chrono::duration_cast<std::chrono::microseconds>(last);
    }
    for (const auto& [text, time] :
         {std::pair(&options.from, &out.from), std::pair(&options.to, &out.to)}) {
        if (text->empty())
            continue;
        const auto given = accesslog::isoTime(*text);
        if (!given)
            return fail(ErrorCode::Invalid, "must be a time, for example 2026-11-24T14:00:00Z",
                        *text);
        *time = *given;
    }
    return out;
}

/// The limits of a workspace file as they stand there; what is wrong with them is told by whoever
/// reads the question.
std::expected<std::string, Problem> rulesJson(const std::string& file)
{
    if (file.empty())
        return std::string("[]");
    const auto text = readFile(file);
    if (!text)
        return problem(text.error());
    const auto root = model::parseYaml(*text);
    if (!root)
        return std::unexpected(
            Problem{{ErrorCode::Invalid, "is no workspace file", file}, root.error()});
    const auto* const limits = root->find("limits");
    return limits != nullptr && limits->list() != nullptr ? model::writeJson(*limits)
                                                          : std::string("[]");
}

std::string bodyOf(const SimulateOptions& options, const Span& span, const std::string& rules)
{
    auto out = fmt::format(R"({{"from_ms":{},"to_ms":{},"rules":{},"as":"{}")",
                           toUnixMillis(span.from), toUnixMillis(span.to), rules,
                           options.withoutRetries ? "without_retries" : "recorded");
    if (!options.smallest.empty()) {
        const model::Node id{model::Node::Scalar{options.smallest, true}, 0};
        out += fmt::format(R"(,"smallest":{{"rule":{},"share":{}}})", model::writeJson(id),
                           options.share);
    }
    return out + "}";
}

std::expected<std::string, Problem> overLog(const SimulateOptions& options,
                                            const std::string& rules)
{
    auto file = readLogFile(options.file, options.form);
    if (!file)
        return problem(file.error());
    if (file->unread > 0)
        std::fprintf(stderr, "gatehoused: %llu of %llu lines are no log lines of the form %s\n",
                     static_cast<unsigned long long>(file->unread),
                     static_cast<unsigned long long>(file->lines), file->form.c_str());
    auto span = spanOf(options, Span{file->from, file->to + std::chrono::milliseconds(1)});
    if (!span)
        return problem(span.error());
    auto wish = services::readSimulation(bodyOf(options, *span, rules), {});
    if (!wish)
        return std::unexpected(
            Problem{std::move(wish.error().error), std::move(wish.error().faults)});
    const auto done = doctor::simulate(file->log, *wish, file->from, {});
    if (!done)
        return problem(done.error());
    return doctor::simulationJson(*done);
}

std::expected<std::string, Problem> overWorkspace(const SimulateOptions& options,
                                                  const std::string& rules)
{
    const auto span = spanOf(options, std::nullopt);
    if (!span)
        return problem(span.error());
    const auto body = bodyOf(options, *span, rules);
    auto access = openWorkspace(options.workspace, IfMissing::Refuse);
    if (!access)
        return problem(access.error());
    if (auto* const own = std::get_if<std::unique_ptr<OwnWorkspace>>(&*access)) {
        const services::Doctor doctor((*own)->configuration(),
                                      store::WorkspaceFolder(options.workspace).traffic());
        auto question = doctor.simulate(body);
        if (!question)
            return std::unexpected(
                Problem{std::move(question.error().error), std::move(question.error().faults)});
        auto told = (*question)({});
        if (!told)
            return problem(told.error());
        return std::move(*told);
    }
    auto answer = std::get<AdminClient>(*access).call("POST", "/admin/v1/limits/simulate", body);
    if (!answer)
        return problem(answer.error());
    if (answer->status != 200)
        return std::unexpected(readProblem(*answer));
    return std::move(answer->body);
}

} // namespace

int simulateLimits(const SimulateOptions& options)
{
    const auto rules = rulesJson(options.rules);
    auto told = !rules                 ? rules
                : options.file.empty() ? overWorkspace(options, *rules)
                                       : overLog(options, *rules);
    if (!told)
        return told.error().faults.empty() ? failed(told.error().error)
                                           : failed(options.rules, told.error().faults);
    if (options.json) {
        std::printf("%s\n", told->c_str());
        return 0;
    }
    const auto text = simulationText(*told);
    if (!text)
        return failed(text.error());
    std::fputs(text->c_str(), stdout);
    return 0;
}

} // namespace gatehouse::app
