// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Engine.h"

#include "engine/CertificateWatch.h"
#include "engine/CounterKeeper.h"
#include "engine/GatewayRunner.h"
#include "engine/Pulse.h"

#include "admin/AdminServer.h"
#include "base/Crypto.h"
#include "model/Diff.h"
#include "services/Apis.h"
#include "services/ApplicationKeys.h"
#include "services/Collections.h"
#include "services/Configuration.h"
#include "services/Doctor.h"
#include "services/KeyUse.h"
#include "services/LimitAlerts.h"
#include "services/LimitGuard.h"
#include "services/LimitUse.h"
#include "services/Limits.h"
#include "services/Providers.h"
#include "services/WorkspaceFiles.h"
#include "store/Database.h"
#include "store/MasterKeyFile.h"
#include "store/WorkspaceFolder.h"
#include "telemetry/SeriesStore.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <future>
#include <unistd.h>

namespace gatehouse::app {

namespace {

/// Runs the function on the control thread and waits for it.
template <typename T>
T onControl(admin::ControlThread& control, std::function<T()> function)
{
    std::promise<T> result;
    auto future = result.get_future();
    while (!control.post([&]() { result.set_value(function()); }))
        std::this_thread::yield(); // only while hundreds of calls wait
    return future.get();
}

} // namespace

/// Members are destroyed from the last to the first: whoever uses something stands below it.
class Engine::Private
{
public:
    Private(EngineOptions wanted, store::WorkspaceFolder place, LockFile held)
        : options(std::move(wanted))
        , folder(std::move(place))
        , lock(std::move(held))
        , clock(options.clock ? *options.clock : systemClock)
        , telemetry(clock)
    {
    }

    Result<void> build();
    void connectChanges();
    void remember(const std::vector<telemetry::RequestRecord>& past);
    void bringBackThePast();
    void watchCertificates();
    Result<void> startAdmin(const model::Gateway& settings);

    const EngineOptions options;
    const store::WorkspaceFolder folder;
    LockFile lock;
    const SystemClock systemClock;
    const Clock& clock;
    std::string token;
    std::unique_ptr<history::History> history;
    services::KeyUse keyUse;
    telemetry::Telemetry telemetry;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<CounterKeeper> counters;
    std::unique_ptr<GatewayRunner> runner;
    std::unique_ptr<services::Configuration> configuration;
    std::unique_ptr<services::Collections> collections;
    std::unique_ptr<services::Apis> apis;
    std::unique_ptr<services::ApplicationKeys> keys;
    std::unique_ptr<services::Providers> providers;
    std::unique_ptr<services::WorkspaceFiles> files;
    std::unique_ptr<services::Limits> limits;
    std::unique_ptr<services::AnswerCache> answers;
    std::unique_ptr<services::Alerts> alerts;
    std::unique_ptr<services::LimitGuard> limitGuard;
    std::unique_ptr<services::LimitUse> limitUse;
    std::unique_ptr<services::LimitAlerts> limitAlerts;
    std::unique_ptr<services::Doctor> doctor;
    std::unique_ptr<admin::AdminServer> admin;
    std::atomic<admin::LiveHub*> hub{nullptr};
    std::unique_ptr<CertificateWatch> certificates; ///< Ends before what it calls.
    std::unique_ptr<Pulse> pulse;                   ///< Likewise.
    std::future<void> pastIsBack; ///< Until then the archive's thread writes into telemetry.
};

Result<std::unique_ptr<Engine>> Engine::open(EngineOptions options)
{
    if (auto ready = crypto::initialize(); !ready)
        return std::unexpected(std::move(ready.error()));
    store::WorkspaceFolder folder(options.workspace);
    if (auto made = folder.make(); !made)
        return std::unexpected(std::move(made.error()));
    auto lock = folder.lock();
    if (!lock)
        return std::unexpected(std::move(lock.error()));
    auto parts = std::make_unique<Private>(std::move(options), std::move(folder), std::move(*lock));
    if (auto built = parts->build(); !built)
        return std::unexpected(std::move(built.error()));
    return std::unique_ptr<Engine>(new Engine(std::move(parts)));
}

Engine::Engine(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

Engine::~Engine()
{
    stop();
}

Result<void> Engine::Private::build()
{
    const auto masterKey = store::loadMasterKey();
    if (!masterKey)
        return std::unexpected(masterKey.error());
    auto opened = store::Database::open(folder.database());
    if (!opened)
        return std::unexpected(std::move(opened.error()));
    database = std::move(*opened);
    auto secret = folder.ensureToken();
    if (!secret)
        return std::unexpected(std::move(secret.error()));
    token = std::move(*secret);
    auto kept = history::History::open(folder.traffic(), options.history, clock);
    if (!kept)
        return std::unexpected(std::move(kept.error()));
    history = std::move(*kept);

    auto counted = CounterKeeper::open(folder.counters(), clock);
    if (!counted)
        return std::unexpected(std::move(counted.error()));
    counters = std::move(*counted);
    runner =
        std::make_unique<GatewayRunner>(options, clock, telemetry, *history, counters->counters());
    auto read = services::Configuration::open(*database, *masterKey, ai::Catalogue::builtIn(),
                                              clock, *runner);
    if (!read)
        return std::unexpected(std::move(read.error()));
    configuration = std::move(*read);
    runner->setConfiguration(*configuration);
    collections = std::make_unique<services::Collections>(
        *configuration, [this]() { return runner->providers(); }, &keyUse);
    apis = std::make_unique<services::Apis>(*configuration);
    keys = std::make_unique<services::ApplicationKeys>(*configuration);
    providers = std::make_unique<services::Providers>(
        *configuration, services::ProviderHealth{[this]() { return runner->providers(); },
                                                 [this](const gateway::Intervention& what) {
                                                     return runner->intervene(what);
                                                 }});
    files = std::make_unique<services::WorkspaceFiles>(*configuration);
    limits = std::make_unique<services::Limits>(*configuration, counters->counters());
    answers = std::make_unique<services::AnswerCache>(*configuration, runner->cache());
    alerts = std::make_unique<services::Alerts>(*configuration, counters->counters(), *database);
    limitGuard = std::make_unique<services::LimitGuard>(*configuration, *database);
    if (auto loaded = limitGuard->load(); !loaded)
        return loaded;
    limitAlerts =
        std::make_unique<services::LimitAlerts>(*configuration, counters->counters(), *database);
    if (auto loaded = limitAlerts->load(); !loaded)
        return loaded;
    limitUse = std::make_unique<services::LimitUse>(clock);
    doctor = std::make_unique<services::Doctor>(*configuration, folder.traffic(),
                                                [this]() { history->flush(); });
    connectChanges();
    return {};
}

void Engine::Private::connectChanges()
{
    configuration->onChange([this](const services::ChangeEvent& event) {
        if (event.collection == "providers")
            runner->refreshProviders();
        if (event.collection == "gateway")
            watchCertificates();
        if (auto* live = hub.load())
            live->change(event.collection, event.id, std::string(model::toWord(event.action)));
    });
    alerts->onAlert([this](const std::string& rule) {
        if (auto* live = hub.load())
            live->change("alerts", rule, "create");
    });
    limitGuard->onChange([this](const std::string& rule) {
        if (auto* live = hub.load())
            live->change("limit_watches", rule, "change");
    });
    limitAlerts->onChange([this](const std::string& rule) {
        if (auto* live = hub.load())
            live->change("limit_alerts", rule, "change");
    });
    runner->onState([this]() {
        if (auto* live = hub.load())
            live->change("status", {}, {});
    });
}

/// Those of the section in force, wherever they are.
void Engine::Private::watchCertificates()
{
    std::vector<std::filesystem::path> paths;
    const auto& section = configuration->workspace().gateway;
    if (section && section->tls)
        paths = {section->tls->certificate, section->tls->key};
    if (certificates)
        certificates->watch(std::move(paths));
}

void Engine::Private::remember(const std::vector<telemetry::RequestRecord>& past)
{
    for (const auto& record : past) {
        keyUse.note(record);
        limitGuard->note(record);
        limitUse->note(record);
    }
}

/// The last hour's series and today's totals, as they were before a restart.
void Engine::Private::bringBackThePast()
{
    static constexpr std::size_t kMostRecords = 200'000;
    // The gateway was running between two exchanges that are no further apart.
    static constexpr auto kTogether = std::chrono::seconds(60);
    const Timestamp now = clock.wall();
    const auto today = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    const Timestamp midnight{std::chrono::seconds(telemetry::localMidnight(today))};
    auto done = std::make_shared<std::promise<void>>();
    pastIsBack = done->get_future();
    history->replay(
        now - std::chrono::hours(1), now, kMostRecords,
        [this, newer = std::optional<Timestamp>()](
            const std::vector<telemetry::RequestRecord>& batch) mutable {
            for (const auto& record : batch) {
                const Timestamp end =
                    record.start + std::chrono::microseconds(record.phases.lastByte);
                if (newer && *newer - end <= kTogether)
                    telemetry.load({}, end, *newer);
                newer = end;
            }
            remember(batch);
            telemetry.load(batch, *newer, *newer);
        },
        [this, midnight, now, done](const Result<Timestamp>& complete) {
            history->totals(midnight, complete ? *complete : now,
                            [this, done](const Result<telemetry::DayTotals>& totals) {
                                if (totals)
                                    telemetry.addToday(*totals);
                                done->set_value();
                            });
        });
}

Result<void> Engine::Private::startAdmin(const model::Gateway& settings)
{
    admin::AdminSettings wanted;
    wanted.listen = settings.admin;
    if (settings.tls)
        wanted.tls =
            http::TlsFiles{settings.tls->certificate, settings.tls->key, settings.tls->minVersion};
    wanted.token = token;
    wanted.version = GATEHOUSE_VERSION;
    auto started = admin::AdminServer::start(
        std::move(wanted), admin::Parts{*configuration, *collections, *apis, *keys, *providers,
                                        *files, *limits, *answers, *alerts, *limitGuard, *limitUse,
                                        *limitAlerts, *doctor, telemetry, *history, *runner});
    if (!started)
        return std::unexpected(std::move(started.error()));
    admin = std::move(*started);
    hub = &admin->hub();
    return {};
}

Result<EngineAddresses> Engine::serve()
{
    const auto settings =
        d->runner->effective(d->configuration->workspace().gateway.value_or(model::Gateway{}));
    if (auto opened = d->startAdmin(settings); !opened)
        return std::unexpected(std::move(opened.error()));
    EngineAddresses addresses;
    addresses.admin = d->admin->endpoints().front().url();
    d->runner->setAdminUrl(addresses.admin);

    d->telemetry.addSink(*d->history);
    d->telemetry.addSink(d->keyUse);
    d->telemetry.addSink(*d->limitGuard);
    d->telemetry.addSink(*d->limitUse);
    d->telemetry.addSink(d->admin->hub());
    d->telemetry.start();
    d->bringBackThePast();

    auto started = onControl<Result<void>>(d->admin->control(),
                                           [this]() { return d->runner->startGateway(); });
    if (!started && !d->options.gatewayMayFail)
        return std::unexpected(std::move(started.error()));
    onControl<int>(d->admin->control(), [this]() {
        d->certificates = std::make_unique<CertificateWatch>([this]() { reloadCertificates(); });
        d->watchCertificates();
        return 0;
    });
    d->counters->onWarnings([this]() {
        static_cast<void>(d->admin->control().post([this]() { d->alerts->collect(); }));
    });
    d->pulse = std::make_unique<Pulse>(std::chrono::seconds(1), [this]() {
        // Where hundreds of calls wait, the next second does.
        [[maybe_unused]] const bool posted = d->admin->control().post([this]() {
            d->limitGuard->look();
            d->limitAlerts->look();
        });
    });
    addresses.gateway = d->runner->urls();
    const std::string served = addresses.admin + '\n' + std::to_string(::getpid()) + '\n';
    if (auto written = d->lock.write(served); !written)
        return std::unexpected(std::move(written.error()));
    return addresses;
}

void Engine::reloadCertificates()
{
    auto read = onControl<Result<void>>(d->admin->control(), [this]() {
        auto gateway = d->runner->reloadTls();
        auto admin = d->admin->reloadTls();
        return gateway ? admin : gateway;
    });
    if (read)
        spdlog::info("certificates were read again");
    else
        spdlog::error("certificates were not read again, the old ones stay: {}",
                      read.error().text());
}

void Engine::stop()
{
    d->certificates.reset();
    d->pulse.reset();
    if (d->admin) {
        onControl<int>(d->admin->control(), [this]() {
            d->runner->stopGateway();
            d->alerts->collect();
            return 0;
        });
    }
    if (d->pastIsBack.valid())
        d->pastIsBack.wait();
    d->telemetry.stop();
    d->counters->onWarnings(nullptr);
    d->hub = nullptr;
    d->admin.reset();
    d->history->flush();
}

const std::string& Engine::token() const
{
    return d->token;
}

telemetry::Telemetry& Engine::telemetry()
{
    return d->telemetry;
}

history::History& Engine::history()
{
    return *d->history;
}

limits::Counters& Engine::counters()
{
    return d->counters->counters();
}

void Engine::remember(const std::vector<telemetry::RequestRecord>& past)
{
    d->remember(past);
}

} // namespace gatehouse::app
