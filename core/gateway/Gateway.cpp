// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Gateway.h"

#include "gateway/ModelTable.h"
#include "gateway/Worker.h"
#include "http/Server.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace gatehouse::gateway {

namespace {

http::Limits limitsOf(const model::Gateway& settings)
{
    http::Limits limits;
    limits.head = settings.limits.head;
    limits.requestLine = std::min(limits.requestLine, limits.head);
    limits.connections =
        http::connectionsThatFit(settings.limits.connections, http::raiseOpenFiles());
    return limits;
}

http::Times timesOf(const model::Gateway& settings)
{
    http::Times times;
    times.head = settings.times.head;
    times.bodyGap = settings.times.bodyGap;
    times.writeStall = settings.times.writeStall;
    times.exchange = settings.times.exchange;
    times.idle = settings.times.idle;
    times.drain = settings.times.drain;
    return times;
}

/// A server with all that its workers need; several only while old ones drain.
struct Plant
{
    Worker::Shared shared;
    std::vector<std::string> listen; ///< As it was asked for, in the order of the endpoints.
    std::deque<WorkerTotals> totals;
    std::deque<std::atomic<Worker*>> workers;
    std::unique_ptr<http::Server> server; // Last: its threads end before what they use.

    explicit Plant(Worker::Shared lent)
        : shared(std::move(lent))
    {
    }
    ~Plant() { server.reset(); }
    Plant(const Plant&) = delete;
    Plant& operator=(const Plant&) = delete;
};

/// Where any free port was asked for, the one that was found stays.
std::vector<std::string> withFoundPorts(std::vector<std::string> listen, const Plant& old)
{
    const auto& found = old.server->endpoints();
    for (auto& text : listen) {
        const auto at = std::ranges::find(old.listen, text) - old.listen.begin();
        if (text.ends_with(":0") && at < std::ssize(found)) {
            const auto url = found[static_cast<std::size_t>(at)].url();
            text = url.substr(url.find("://") + 3);
        }
    }
    return listen;
}

} // namespace

class Gateway::Private
{
public:
    Private(const Clock& theClock, telemetry::Telemetry& theTelemetry,
            limits::Counters& theCounters)
        : clock(theClock)
        , telemetry(theTelemetry)
        , counters(theCounters)
        , book(theCounters)
    {
    }

    Result<std::shared_ptr<Plant>> build(const model::Gateway& settings,
                                         const http::Server* predecessor);
    void adoptEverywhere(Plant& plant);
    void retire(std::shared_ptr<Plant> plant);
    void endLeaving();
    void addTotals(const Plant& plant);

    const Clock& clock;
    telemetry::Telemetry& telemetry;
    limits::Counters& counters;
    HealthBook book;
    CurrentView current;
    mutable std::mutex mutex; ///< Guards what follows; no worker takes it.
    std::shared_ptr<Plant> plant;
    GatewayCounters gone;                      ///< Of plants that ended.
    std::vector<std::weak_ptr<Plant>> leaving; ///< Drained in the background.
    std::vector<std::jthread> retiring;
};

Result<std::shared_ptr<Plant>> Gateway::Private::build(const model::Gateway& settings,
                                                       const http::Server* predecessor)
{
    auto tls = http::makeClientTls();
    if (!tls)
        return std::unexpected(tls.error());
    http::ServerSettings server;
    server.name = "gateway";
    server.listen = settings.listen;
    server.threads = settings.threads != 0 ? settings.threads
                                           : std::max(1u, std::thread::hardware_concurrency());
    server.limits = limitsOf(settings);
    server.times = timesOf(settings);
    if (settings.tls)
        server.tls =
            http::TlsFiles{settings.tls->certificate, settings.tls->key, settings.tls->minVersion};
    auto made = std::make_shared<Plant>(
        Worker::Shared{clock, Settings(settings), std::move(*tls), current, counters});
    for (unsigned i = 0; i < server.threads; ++i) {
        made->totals.emplace_back();
        made->workers.emplace_back(nullptr);
    }
    made->listen = settings.listen;
    auto started = http::Server::start(
        std::move(server),
        [this, plant = made.get()](http::Loop& loop, unsigned index) {
            auto worker = std::make_unique<Worker>(loop, plant->shared, telemetry.attachWorker(),
                                                   plant->totals[index]);
            plant->workers[index].store(worker.get());
            return worker;
        },
        predecessor);
    if (!started)
        return std::unexpected(started.error());
    made->server = std::move(*started);
    return made;
}

void Gateway::Private::adoptEverywhere(Plant& at)
{
    struct Arrived
    {
        std::mutex mutex;
        std::condition_variable changed;
        unsigned count = 0;
    };
    auto arrived = std::make_shared<Arrived>();
    const auto wanted = at.server->workers();
    at.server->postToAll([&at, arrived](unsigned index) {
        if (auto* worker = at.workers[index].load())
            worker->adopt();
        const std::scoped_lock lock(arrived->mutex);
        ++arrived->count;
        arrived->changed.notify_one();
    });
    std::unique_lock lock(arrived->mutex);
    // A worker never blocks; the bound only keeps a bug from hanging the control plane.
    arrived->changed.wait_for(lock, std::chrono::seconds(10),
                              [&] { return arrived->count == wanted; });
}

void Gateway::Private::addTotals(const Plant& ended)
{
    for (const auto& totals : ended.totals) {
        gone.exchanges += totals.exchanges;
        gone.bytesIn += totals.bytesIn;
        gone.bytesOut += totals.bytesOut;
    }
    const auto counts = ended.server->counters();
    gone.accepted += counts[static_cast<std::size_t>(http::Count::Accepted)];
    for (std::size_t i = 0; i < counts.size(); ++i)
        gone.wire[i] += counts[i];
}

void Gateway::Private::endLeaving()
{
    for (const auto& known : leaving) {
        if (const auto left = known.lock())
            left->server->beginDrain();
    }
    leaving.clear();
}

void Gateway::Private::retire(std::shared_ptr<Plant> old)
{
    const std::scoped_lock lock(mutex);
    std::erase_if(leaving, [](const auto& known) { return known.expired(); });
    leaving.push_back(old);
    retiring.emplace_back([this, old = std::move(old)]() mutable {
        old->server->stop();
        const std::scoped_lock inner(mutex);
        addTotals(*old);
        old.reset();
    });
}

Gateway::Gateway(const Clock& clock, telemetry::Telemetry& telemetry, limits::Counters& counters)
    : d(std::make_unique<Private>(clock, telemetry, counters))
{
}

Gateway::~Gateway()
{
    std::vector<std::jthread> retiring;
    {
        const std::scoped_lock lock(d->mutex);
        d->endLeaving();
        retiring.swap(d->retiring);
    }
    retiring.clear();
    d->plant.reset();
}

Result<void> Gateway::start(const model::Gateway& settings,
                            std::shared_ptr<const Snapshot> snapshot)
{
    if (serving())
        return fail(ErrorCode::Conflict, "the gateway is serving already");
    d->current.set(d->book.view(std::move(snapshot)));
    auto made = d->build(settings, nullptr);
    if (!made)
        return std::unexpected(made.error());
    const std::scoped_lock lock(d->mutex);
    d->plant = std::move(*made);
    d->telemetry.setRunning(true);
    return {};
}

void Gateway::publish(std::shared_ptr<const Snapshot> snapshot)
{
    d->current.set(d->book.view(std::move(snapshot)));
    std::shared_ptr<Plant> plant;
    {
        const std::scoped_lock lock(d->mutex);
        plant = d->plant;
    }
    if (plant)
        d->adoptEverywhere(*plant);
}

Result<void> Gateway::reconfigure(const model::Gateway& settings)
{
    std::shared_ptr<Plant> old;
    {
        const std::scoped_lock lock(d->mutex);
        old = d->plant;
    }
    if (!old)
        return {};
    auto wanted = settings;
    wanted.listen = withFoundPorts(settings.listen, *old);
    auto made = d->build(wanted, old->server.get());
    if (!made)
        return std::unexpected(made.error());
    (*made)->listen = settings.listen;
    {
        const std::scoped_lock lock(d->mutex);
        d->plant = std::move(*made);
    }
    // The address is served without a gap: no caller may find his connection closed.
    old->server->beginDrain(http::Idle::ServeOnceMore);
    d->retire(std::move(old));
    return {};
}

void Gateway::stop()
{
    std::shared_ptr<Plant> old;
    {
        const std::scoped_lock lock(d->mutex);
        old = std::move(d->plant);
        d->plant = nullptr;
        d->endLeaving();
    }
    if (!old)
        return;
    old->server->stop();
    {
        const std::scoped_lock lock(d->mutex);
        d->addTotals(*old);
    }
    d->telemetry.setRunning(false);
}

bool Gateway::serving() const
{
    const std::scoped_lock lock(d->mutex);
    return d->plant != nullptr;
}

std::vector<std::string> Gateway::endpoints() const
{
    std::vector<std::string> urls;
    const std::scoped_lock lock(d->mutex);
    if (d->plant) {
        for (const auto& endpoint : d->plant->server->endpoints())
            urls.push_back(endpoint.url());
    }
    return urls;
}

GatewayCounters Gateway::counters() const
{
    const std::scoped_lock lock(d->mutex);
    auto sum = d->gone;
    if (!d->plant)
        return sum;
    for (const auto& totals : d->plant->totals) {
        sum.exchanges += totals.exchanges;
        sum.bytesIn += totals.bytesIn;
        sum.bytesOut += totals.bytesOut;
    }
    sum.active = d->plant->server->exchanges();
    sum.connections = d->plant->server->connections();
    const auto counts = d->plant->server->counters();
    sum.accepted += counts[static_cast<std::size_t>(http::Count::Accepted)];
    for (std::size_t i = 0; i < counts.size(); ++i)
        sum.wire[i] += counts[i];
    return sum;
}

std::vector<ProviderStatus> Gateway::providers() const
{
    std::vector<ProviderStatus> list;
    const auto view = d->current.get();
    if (!view)
        return list;
    const auto now = d->clock.now();
    for (const auto& provider : view->snapshot->models().providers()) {
        const auto& health = *view->providers[provider->state];
        std::size_t cooling = 0;
        std::size_t retired = 0;
        for (const auto& key : provider->keys) {
            const auto& state = *view->keys[key.state];
            retired += state.retired;
            cooling += !state.usable(now);
        }
        ProviderStatus status{provider->id, ProviderState::Idle};
        if (!provider->problem.empty() ||
            (!provider->keys.empty() && retired == provider->keys.size()))
            status.state = ProviderState::Failed;
        else if (health.breaker.isOpen(now))
            status.state = ProviderState::Failed;
        else if (!provider->keys.empty() && cooling == provider->keys.size())
            status.state = ProviderState::Cooling;
        else if (health.called)
            status.state = ProviderState::Healthy;
        list.push_back(std::move(status));
    }
    return list;
}

} // namespace gatehouse::gateway
