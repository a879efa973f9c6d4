// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Serve.h"

#include "base/Log.h"
#include "base/Memory.h"
#include "store/WorkspaceFolder.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <thread>

namespace gatehouse::app {

namespace {

sigset_t endingSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

int failed(const Error& error)
{
    std::fprintf(stderr, "gatehoused: %s\n", error.text().c_str());
    return 1;
}

} // namespace

int serve(EngineOptions options)
{
    std::signal(SIGPIPE, SIG_IGN);
    // Every thread that is made from here on leaves these to sigwait() below.
    const sigset_t ending = endingSignals();
    sigset_t wanted = ending;
    sigaddset(&wanted, SIGHUP);
    ::pthread_sigmask(SIG_BLOCK, &wanted, nullptr);

    const store::WorkspaceFolder folder(options.workspace);
    if (auto made = folder.make(); !made)
        return failed(made.error());
    if (auto logging = setUpLog(folder.logs()); !logging)
        return failed(logging.error());
    auto engine = Engine::open(std::move(options));
    if (!engine)
        return failed(engine.error());
    const auto addresses = (*engine)->serve();
    if (!addresses)
        return failed(addresses.error());
    forgetTheStart();
    std::printf("gatehouse ready gateway=%s admin=%s\n", addresses->gateway.front().c_str(),
                addresses->admin.c_str());
    std::fflush(stdout);

    int signal = 0;
    while (::sigwait(&wanted, &signal) == 0 && signal == SIGHUP)
        (*engine)->reloadCertificates();
    spdlog::info("draining");
    // Whoever asks twice does not want to wait.
    std::thread([ending]() {
        int again = 0;
        ::sigwait(&ending, &again);
        std::_Exit(1);
    }).detach();
    engine->reset();
    return 0;
}

} // namespace gatehouse::app
