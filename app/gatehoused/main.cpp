// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"
#include "Serve.h"

#include "base/Crypto.h"
#include "base/Log.h"
#include "base/Units.h"
#include "store/WorkspaceFolder.h"

#include <CLI/CLI.hpp>

#include <cstdio>

using namespace gatehouse;

namespace {

constexpr int kWrongUsage = 2;

/// Empty = right; CLI11's form of a validator.
std::string wrongDuration(const std::string& text)
{
    const auto duration = parseDuration(text);
    if (!duration)
        return duration.error().message;
    return *duration > Duration{} ? "" : "must be longer than 0";
}

void addSimulateOptions(CLI::App& command, app::SimulateOptions& options)
{
    CLI::Option* const file =
        command.add_option("file", options.file, "An access log")->type_name("FILE");
    command
        .add_option("--form", options.form,
                    "Of the access log: combined, haproxy, envoy, json; guessed unless given")
        ->type_name("FORM")
        ->needs(file);
    command.add_option("--rules", options.rules, "A workspace file whose limits are tried")
        ->type_name("WORKSPACE.yaml");
    command.add_option("--last", options.last, "How much of the records; 1h unless given")
        ->type_name("DURATION")
        ->check(wrongDuration)
        ->excludes(file);
    command.add_option("--from", options.from, "First moment, for example 2026-11-24T14:00:00Z")
        ->type_name("TIME");
    command.add_option("--to", options.to, "Last moment")->type_name("TIME");
    command.add_flag("--without-retries", options.withoutRetries,
                     "Leave out calls that repeat a refused one");
    CLI::Option* const smallest =
        command.add_option("--smallest", options.smallest, "Find the smallest limit of this rule")
            ->type_name("RULE");
    command.add_option("--share", options.share, "It may refuse this share of its calls")
        ->type_name("SHARE")
        ->check(CLI::Range(0.0, 1.0))
        ->needs(smallest);
    command.add_flag("--json", options.json, "As the admin API answers");
}

int run(int argc, char** argv)
{
    CLI::App program("The Gatehouse gateway: server and command line", "gatehoused");
    program.set_version_flag("--version", "gatehoused " GATEHOUSE_VERSION);
    program.require_subcommand(1);

    std::string workspace;
    const auto add = [&](CLI::App& parent, const char* name, const char* what) {
        CLI::App* const command = parent.add_subcommand(name, what);
        command->add_option("--workspace", workspace, "Folder of the workspace")->type_name("DIR");
        return command;
    };
    const auto folder = [&workspace]() -> std::filesystem::path {
        return workspace.empty() ? store::WorkspaceFolder::defaultPath()
                                 : std::filesystem::path(workspace);
    };

    app::EngineOptions engine;
    std::uint32_t threads = 0;
    CLI::App* const serve = add(program, "serve", "Run the gateway and its admin port");
    serve->add_option("--listen", engine.listen, "Addresses of the gateway")
        ->type_name("ADDR:PORT");
    serve->add_option("--admin", engine.admin, "Addresses of the admin port")
        ->type_name("ADDR:PORT");
    CLI::Option* const threadsGiven =
        serve->add_option("--threads", threads, "Workers; 0 = one a core")
            ->type_name("N")
            ->check(CLI::Range(0, 1024));

    app::ApplyOptions apply;
    CLI::App* const applyCommand = add(program, "apply", "Make the workspace what a file says");
    applyCommand->add_option("file", apply.file, "The workspace file")
        ->required()
        ->type_name("FILE");
    applyCommand->add_flag("--dry-run", apply.dryRun, "Only tell what would change");
    applyCommand->add_flag("--prune", apply.prune, "Delete what the file does not hold");
    applyCommand->add_flag("--allow-inline-secrets", apply.inlineSecrets,
                           "Take secrets that stand in the file");

    CLI::App* const exportCommand = add(program, "export", "Write the workspace file to stdout");

    std::string checked;
    bool checkInline = false;
    CLI::App* const check =
        add(program, "check", "Tell everything that is wrong with a workspace file");
    check->add_option("file", checked, "The workspace file")->required()->type_name("FILE");
    check->add_flag("--allow-inline-secrets", checkInline, "Take secrets that stand in the file");

    CLI::App* const status =
        add(program, "status", "Tell whether and where the workspace is served");

    app::KeyOptions key;
    CLI::App* const keys = program.add_subcommand("key", "Keys of applications");
    keys->require_subcommand(1);
    CLI::App* const create = add(*keys, "create", "Make a key and print it, once");
    create->add_option("--application", key.application, "Whose key it is")
        ->required()
        ->type_name("NAME");
    create->add_option("--expires", key.expires, "How long it is good for, for example 30d")
        ->type_name("DURATION")
        ->check(wrongDuration);

    app::ExplainOptions explain;
    CLI::App* const explainCommand = add(program, "explain", "Tell why a request was refused");
    explainCommand->add_option("id", explain.request, "What x-gatehouse-request-id said")
        ->required()
        ->type_name("REQUEST_ID");
    explainCommand->add_flag("--json", explain.json, "As the admin API answers");

    app::SimulateOptions simulate;
    CLI::App* const simulateCommand =
        add(program, "simulate", "Try limits on recorded traffic, or on an access log");
    addSimulateOptions(*simulateCommand, simulate);

    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return program.exit(error); // --help, --version
        std::fprintf(stderr, "gatehoused: %s\n", error.what());
        return kWrongUsage;
    }

    if (auto ready = crypto::initialize(); !ready)
        return app::failed(ready.error());
    if (serve->parsed()) {
        engine.workspace = folder();
        if (threadsGiven->count() > 0)
            engine.threads = threads;
        return app::serve(std::move(engine));
    }
    if (auto logging = setUpLog(); !logging) // to stderr: stdout is for results
        return app::failed(logging.error());
    if (applyCommand->parsed()) {
        apply.workspace = folder();
        return app::applyFile(apply);
    }
    if (exportCommand->parsed())
        return app::exportFile(folder());
    if (check->parsed())
        return app::checkFile(checked, checkInline);
    if (status->parsed())
        return app::showStatus(folder());
    if (explainCommand->parsed()) {
        explain.workspace = folder();
        return app::explainRequest(explain);
    }
    if (simulateCommand->parsed()) {
        simulate.workspace = folder();
        return app::simulateLimits(simulate);
    }
    key.workspace = folder();
    return app::createKey(key);
}

} // namespace

int main(int argc, char** argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "gatehoused: %s\n", error.what());
        return 1;
    }
}
