// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/Gateway.h"

#include "gateway/ModelTable.h"
#include "gateway/Worker.h"
#include "http/Server.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

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

unsigned threadsOf(const model::Gateway& settings)
{
    return settings.threads != 0 ? settings.threads
                                 : std::max(1u, std::thread::hardware_concurrency());
}

/// Servers that were replaced and still have connections; of more, the oldest does not wait for its
/// idle ones.
constexpr std::size_t kMostLeaving = 16;

/// A server with all that its workers need; several only while old ones drain.
struct Plant
{
    Worker::Shared shared;
    /// As it was asked for; `listen` in the order of the endpoints.
    model::Gateway settings;
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

/// Drained in the background, by a thread that waits for its end.
struct Leaving
{
    std::weak_ptr<Plant> plant;
    std::jthread waits;
};

/// Where any free port was asked for, the one that was found stays.
std::vector<std::string> withFoundPorts(std::vector<std::string> listen, const Plant& old)
{
    const auto& found = old.server->endpoints();
    for (auto& text : listen) {
        const auto at = std::ranges::find(old.settings.listen, text) - old.settings.listen.begin();
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
    void setView();
    Result<void> readCertificate(Plant& plant, const model::Gateway& settings);
    Result<void> change(Plant& plant, const model::Gateway& settings);
    void adoptEverywhere(Plant& plant);
    void retire(std::shared_ptr<Plant> plant);
    std::list<Leaving> endLeaving();
    void addTotals(const Plant& plant);

    const Clock& clock;
    telemetry::Telemetry& telemetry;
    limits::Counters& counters;
    cache::Cache cache{model::GatewayLimits{}.cache};
    HealthBook book;
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const Settings> settings;
    CurrentView current;
    mutable std::mutex mutex; ///< Guards what follows; no worker takes it.
    std::shared_ptr<Plant> plant;
    GatewayCounters gone;       ///< Of plants that ended.
    std::list<Leaving> leaving; ///< The oldest first.
};

void Gateway::Private::setView()
{
    current.set(book.view(snapshot, settings));
}

Result<std::shared_ptr<Plant>> Gateway::Private::build(const model::Gateway& asked,
                                                       const http::Server* predecessor)
{
    auto tls = http::makeClientTls();
    if (!tls)
        return std::unexpected(tls.error());
    http::ServerSettings server;
    server.name = "gateway";
    server.listen = asked.listen;
    server.threads = threadsOf(asked);
    server.limits = limitsOf(asked);
    server.times = timesOf(asked);
    if (asked.tls)
        server.tls = http::TlsFiles{asked.tls->certificate, asked.tls->key, asked.tls->minVersion};
    auto made =
        std::make_shared<Plant>(Worker::Shared{clock, std::move(*tls), current, counters, cache});
    for (unsigned i = 0; i < server.threads; ++i) {
        made->totals.emplace_back();
        made->workers.emplace_back(nullptr);
    }
    made->settings = asked;
    cache.setMost(asked.limits.cache);
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

Result<void> Gateway::Private::readCertificate(Plant& at, const model::Gateway& wanted)
{
    if (!wanted.tls)
        return {};
    return at.server->reloadTls(
        http::TlsFiles{wanted.tls->certificate, wanted.tls->key, wanted.tls->minVersion});
}

/// What needs no new sockets or threads reaches the workers that are there.
Result<void> Gateway::Private::change(Plant& at, const model::Gateway& wanted)
{
    if (auto read = readCertificate(at, wanted); !read)
        return read;
    at.server->reconfigure(limitsOf(wanted), timesOf(wanted));
    at.settings = wanted;
    cache.setMost(wanted.limits.cache);
    return {};
}

/// Also waits until everything was done that a worker had been asked before.
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

/// What is given back waits for their ends when it is destroyed: without the lock.
std::list<Leaving> Gateway::Private::endLeaving()
{
    for (const auto& known : leaving) {
        if (const auto left = known.plant.lock())
            left->server->beginDrain();
    }
    return std::exchange(leaving, {});
}

void Gateway::Private::retire(std::shared_ptr<Plant> old)
{
    const std::scoped_lock lock(mutex);
    std::erase_if(leaving, [](const Leaving& known) { return known.plant.expired(); });
    auto oldest = leaving.begin();
    for (auto more = leaving.size(); more >= kMostLeaving; --more, ++oldest) {
        if (const auto left = oldest->plant.lock())
            left->server->beginDrain();
    }
    Leaving& entry = leaving.emplace_back();
    entry.plant = old;
    entry.waits = std::jthread([this, old = std::move(old)]() mutable {
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
    std::list<Leaving> ending;
    {
        const std::scoped_lock lock(d->mutex);
        ending = d->endLeaving();
    }
    ending.clear();
    d->plant.reset();
}

Result<void> Gateway::start(const model::Gateway& settings,
                            std::shared_ptr<const Snapshot> snapshot)
{
    if (serving())
        return fail(ErrorCode::Conflict, "the gateway is serving already");
    d->snapshot = std::move(snapshot);
    d->settings = std::make_shared<const Settings>(settings);
    d->setView();
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
    std::shared_ptr<Plant> plant;
    {
        const std::scoped_lock lock(d->mutex);
        plant = d->plant;
    }
    if (!plant)
        return;
    d->snapshot = std::move(snapshot);
    d->setView();
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
    const bool inPlace = settings.listen == old->settings.listen &&
                         threadsOf(settings) == threadsOf(old->settings) &&
                         settings.tls.has_value() == old->settings.tls.has_value();
    std::shared_ptr<Plant> next = old;
    if (inPlace) {
        if (auto changed = d->change(*old, settings); !changed)
            return changed;
    } else {
        auto wanted = settings;
        wanted.listen = withFoundPorts(settings.listen, *old);
        auto made = d->build(wanted, old->server.get());
        if (!made)
            return std::unexpected(made.error());
        next = std::move(*made);
        next->settings = settings;
    }
    d->settings = std::make_shared<const Settings>(settings);
    d->setView();
    {
        const std::scoped_lock lock(d->mutex);
        d->plant = next;
        // Who is still connected to a server that ends meets the new settings as well.
        for (const auto& known : d->leaving) {
            if (const auto left = known.plant.lock())
                left->server->reconfigure(limitsOf(settings), timesOf(settings));
        }
    }
    d->adoptEverywhere(*next);
    if (next != old) {
        // No caller may find his connection closed; after this nobody is accepted by the old one.
        old->server->reconfigure(limitsOf(settings), timesOf(settings));
        old->server->beginDrain(http::Idle::ServeOnceMore);
        d->adoptEverywhere(*old);
        d->retire(std::move(old));
    }
    return {};
}

Result<void> Gateway::reloadTls()
{
    std::shared_ptr<Plant> plant;
    {
        const std::scoped_lock lock(d->mutex);
        plant = d->plant;
    }
    if (!plant)
        return {};
    auto read = d->readCertificate(*plant, plant->settings);
    if (read)
        d->adoptEverywhere(*plant);
    return read;
}

void Gateway::stop()
{
    std::shared_ptr<Plant> old;
    std::list<Leaving> ending;
    {
        const std::scoped_lock lock(d->mutex);
        old = std::move(d->plant);
        d->plant = nullptr;
        ending = d->endLeaving();
    }
    if (!old)
        return;
    old->server->stop();
    ending.clear();
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

cache::Cache& Gateway::cache()
{
    return d->cache;
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

std::vector<ProviderReport> Gateway::providers() const
{
    const auto view = d->current.get();
    return view ? healthReport(*view, d->clock.now()) : std::vector<ProviderReport>{};
}

bool Gateway::intervene(const Intervention& what)
{
    const auto view = d->current.get();
    return view && gateway::intervene(*view, what, d->clock.now());
}

} // namespace gatehouse::gateway
