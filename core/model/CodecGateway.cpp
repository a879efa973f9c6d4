// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

namespace gatehouse::model {

namespace {

using TimeField = std::pair<std::string_view, Duration GatewayTimes::*>;
constexpr TimeField kTimes[] = {
    {"head", &GatewayTimes::head},
    {"body_gap", &GatewayTimes::bodyGap},
    {"write_stall", &GatewayTimes::writeStall},
    {"connect", &GatewayTimes::connect},
    {"first_byte", &GatewayTimes::firstByte},
    {"stream_gap", &GatewayTimes::streamGap},
    {"exchange", &GatewayTimes::exchange},
    {"idle", &GatewayTimes::idle},
    {"drain", &GatewayTimes::drain},
};

using LimitField = std::pair<std::string_view, std::uint64_t GatewayLimits::*>;
constexpr LimitField kSizes[] = {{"body", &GatewayLimits::body},
                                 {"head", &GatewayLimits::head},
                                 {"cache", &GatewayLimits::cache}};

Node writeGateway(const Gateway& gateway, bool everything)
{
    const Gateway byDefault;
    const auto writer = [everything] {
        return everything ? FieldWriter{}.everything() : FieldWriter{};
    };
    FieldWriter out = writer();
    out.texts("listen", gateway.listen, byDefault.listen)
        .texts("admin", gateway.admin, byDefault.admin);
    if (gateway.tls) {
        out.node("tls", writer()
                            .text("certificate", gateway.tls->certificate)
                            .text("key", gateway.tls->key)
                            .text("min_version", gateway.tls->minVersion, Tls{}.minVersion)
                            .done());
    }
    out.texts("trusted_proxies", gateway.trustedProxies).whole("threads", gateway.threads, 0);
    FieldWriter limits = writer();
    for (const auto& [key, field] : kSizes)
        limits.size(key, gateway.limits.*field, byDefault.limits.*field);
    limits.whole("connections", static_cast<std::int64_t>(gateway.limits.connections),
                 static_cast<std::int64_t>(byDefault.limits.connections));
    out.node("limits", limits.done());
    FieldWriter times = writer();
    for (const auto& [key, field] : kTimes)
        times.duration(key, gateway.times.*field, byDefault.times.*field);
    return out.node("times", times.done()).text("proxy", gateway.proxy).done();
}

} // namespace

template <>
Gateway read<Gateway>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Gateway out;
    FieldReader fields(node, path, faults);
    fields.texts("listen", out.listen);
    fields.texts("admin", out.admin);
    fields.map("tls", [&out](FieldReader& tls) {
        out.tls.emplace();
        tls.require("certificate");
        tls.require("key");
        tls.text("certificate", out.tls->certificate);
        tls.text("key", out.tls->key);
        tls.text("min_version", out.tls->minVersion);
    });
    fields.texts("trusted_proxies", out.trustedProxies);
    fields.whole("threads", out.threads, 1024);
    fields.map("limits", [&out](FieldReader& limits) {
        for (const auto& [key, field] : kSizes)
            limits.size(key, out.limits.*field);
        std::uint32_t connections = static_cast<std::uint32_t>(out.limits.connections);
        limits.whole("connections", connections, 10'000'000);
        out.limits.connections = connections;
    });
    fields.map("times", [&out](FieldReader& times) {
        for (const auto& [key, field] : kTimes)
            times.duration(key, out.times.*field);
    });
    fields.text("proxy", out.proxy);
    fields.finish();
    return out;
}

template <>
Node write<Gateway>(const Gateway& gateway)
{
    return writeGateway(gateway, false);
}

Node writeWhole(const Gateway& gateway)
{
    return writeGateway(gateway, true);
}

} // namespace gatehouse::model
