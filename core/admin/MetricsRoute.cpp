// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "admin/Context.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <map>

namespace gatehouse::admin {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array<const char*, 3> kKinds{"none", "rest", "ai"};
constexpr std::array<const char*, 6> kClasses{"aborted", "1xx", "2xx", "3xx", "4xx", "5xx"};
constexpr std::array<const char*, 4> kRefusedBy{"", "own_rule", "provider", "shed"};

using Labels = std::vector<std::pair<std::string, std::string>>;

ClientMetric metric(const Labels& labels)
{
    ClientMetric one;
    for (const auto& [name, value] : labels)
        one.label.push_back({name, value});
    return one;
}

class Families
{
public:
    void add(const std::string& name, const std::string& help, bool counter, const Labels& labels,
             double value)
    {
        ClientMetric one = metric(labels);
        if (counter)
            one.counter.value = value;
        else
            one.gauge.value = value;
        family(name, help, counter ? MetricType::Counter : MetricType::Gauge)
            .metric.push_back(std::move(one));
    }

    void histogram(const std::string& name, const std::string& help, const Labels& labels,
                   const telemetry::LatencyBuckets& buckets)
    {
        ClientMetric one = metric(labels);
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < buckets.counts.size(); ++i) {
            sum += buckets.counts[i];
            const double bound = i < telemetry::kLatencyBounds.size()
                                     ? telemetry::kLatencyBounds[i] / 1e6
                                     : std::numeric_limits<double>::infinity();
            one.histogram.bucket.push_back({sum, bound});
        }
        one.histogram.sample_count = sum;
        one.histogram.sample_sum = buckets.sumSeconds;
        family(name, help, MetricType::Histogram).metric.push_back(std::move(one));
    }

    [[nodiscard]] std::string text() const
    {
        return prometheus::TextSerializer().Serialize(m_families);
    }

private:
    MetricFamily& family(const std::string& name, const std::string& help, MetricType type)
    {
        const std::string full = "gatehouse_" + name;
        const auto [at, fresh] = m_places.try_emplace(full, m_families.size());
        if (fresh)
            m_families.push_back({full, help, type, {}});
        return m_families[at->second];
    }

    std::vector<MetricFamily> m_families;
    std::map<std::string, std::size_t> m_places;
};

void addTelemetry(Families& families, const telemetry::Counters& counters)
{
    for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
        for (std::size_t status = 0; status < kClasses.size(); ++status)
            families.add("requests_total", "Finished exchanges", true,
                         {{"kind", kKinds[kind]}, {"class", kClasses[status]}},
                         static_cast<double>(counters.requests[kind][status]));
    }
    families.add("requests_429_total", "Exchanges answered 429", true, {},
                 static_cast<double>(counters.status429));
    for (std::size_t by = 1; by < kRefusedBy.size(); ++by)
        families.add("refusals_total", "Exchanges refused, by who refused", true,
                     {{"by", kRefusedBy[by]}}, static_cast<double>(counters.refused[by]));
    families.histogram("request_duration_seconds", "From the first byte to the last",
                       {{"kind", "rest"}}, counters.rest);
    families.histogram("request_duration_seconds", "From the first byte to the last",
                       {{"kind", "ai"}}, counters.ai);
    families.histogram("first_token_seconds", "From the first byte to a model's first content", {},
                       counters.firstToken);
    const auto tokens = [&families](const char* type, Tokens count) {
        families.add("tokens_total", "Tokens as told by providers", true, {{"type", type}},
                     static_cast<double>(count));
    };
    tokens("input", counters.tokensIn);
    tokens("output", counters.tokensOut);
    tokens("cached", counters.tokensCached);
    tokens("reasoning", counters.tokensReasoning);
    families.add("cost_usd_total", "Cost of model calls", true, {},
                 static_cast<double>(counters.cost.value) / 1e9);
    constexpr std::array<const char*, 4> kUses{"none", "miss", "hit", "coalesced"};
    for (std::size_t use = 1; use < kUses.size(); ++use)
        families.add("cache_calls_total", "Calls of cached routes, by what the cache did", true,
                     {{"use", kUses[use]}}, static_cast<double>(counters.cache[use]));
    families.add("cache_saved_tokens_total", "Tokens of answers that nobody had to make again",
                 true, {}, static_cast<double>(counters.savedTokens));
    families.add("cache_saved_usd_total", "What they would have cost", true, {},
                 static_cast<double>(counters.savedCost.value) / 1e9);
    families.add("request_bytes_total", "Bytes of request bodies", true, {},
                 static_cast<double>(counters.bytesIn));
    families.add("response_bytes_total", "Bytes of answer bodies", true, {},
                 static_cast<double>(counters.bytesOut));
    families.add("upstream_attempts_total", "Tries at upstreams and providers", true, {},
                 static_cast<double>(counters.attempts));
    families.add("records_dropped_total", "Records lost because their reader was behind", true, {},
                 static_cast<double>(counters.recordsDropped));
    families.add("exchanges_active", "Exchanges in flight", false, {},
                 static_cast<double>(counters.active));
}

} // namespace

void addMetricsRoute(RouteTable& table, Context& context)
{
    table.add({.method = "GET",
               .path = "/metrics",
               .id = "metrics",
               .summary = "Counters in Prometheus' text format",
               .contentType = "text/plain; version=0.0.4",
               .action = [&parts = context.parts()](const Request&) -> http::Task<Reply> {
                   Families families;
                   addTelemetry(families, parts.telemetry.counters());
                   for (const Sample& sample : parts.control.samples())
                       families.add(sample.name, sample.help, sample.counter, sample.labels,
                                    sample.value);
                   Reply reply;
                   reply.body = families.text();
                   reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
                   co_return reply;
               }});
}

} // namespace gatehouse::admin
