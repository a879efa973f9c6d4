// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/GatewayFields.h"

#include "base/Units.h"
#include "widgets/NumberFormat.h"

#include <QCoreApplication>
#include <QStringList>

namespace gatehouse::ui {
namespace {

struct Fields
{
    Q_DECLARE_TR_FUNCTIONS(GatewayFields)
};

constexpr auto words = [](const auto& value) -> QString {
    using T = std::remove_cvref_t<decltype(value)>;
    if constexpr (std::is_same_v<T, Duration>) {
        return QString::fromStdString(formatDuration(value));
    } else if constexpr (std::is_integral_v<T>) {
        return value == 0 ? Fields::tr("one a core") : wholeNumber(value);
    } else {
        QStringList all;
        for (const std::string& item : value)
            all.append(QString::fromStdString(item));
        return all.isEmpty() ? Fields::tr("none") : all.join(QStringLiteral(", "));
    }
};
constexpr auto size = [](std::uint64_t bytes) { return QString::fromStdString(formatSize(bytes)); };
constexpr auto count = [](std::uint64_t value) {
    return wholeNumber(static_cast<std::int64_t>(value));
};

/// A field that always exists; `get` leads to it in a const or a mutable gateway.
template <auto get, auto format>
GatewayField field(const char* path, QString (*name)())
{
    return {path, name, [](const model::Gateway& g) -> QString { return format(get(g)); },
            [](const model::Gateway& a, const model::Gateway& b) { return get(a) == get(b); },
            [](const model::Gateway& from, model::Gateway& to) { get(to) = get(from); }};
}

/// A field of the TLS section: alike where one side has none, since `tls` tells that.
template <auto member>
GatewayField tlsField(const char* path, QString (*name)())
{
    return {path, name,
            [](const model::Gateway& g) {
                return g.tls ? QString::fromStdString((*g.tls).*member) : Fields::tr("none");
            },
            [](const model::Gateway& a, const model::Gateway& b) {
                return !a.tls || !b.tls || (*a.tls).*member == (*b.tls).*member;
            },
            [](const model::Gateway& from, model::Gateway& to) {
                if (from.tls && to.tls)
                    (*to.tls).*member = (*from.tls).*member;
            }};
}

const GatewayField kFields[] = {
    field<[](auto& g) -> auto& { return g.listen; }, words>("listen",
                                                            [] { return Fields::tr("address"); }),
    field<[](auto& g) -> auto& { return g.admin; }, words>(
        "admin", [] { return Fields::tr("admin address"); }),
    {"tls", [] { return Fields::tr("TLS"); },
     [](const model::Gateway& g) { return g.tls ? Fields::tr("on") : Fields::tr("off"); },
     [](const model::Gateway& a, const model::Gateway& b) { return !a.tls == !b.tls; },
     [](const model::Gateway& from, model::Gateway& to) {
         if (!from.tls != !to.tls)
             to.tls = from.tls;
     }},
    tlsField<&model::Tls::certificate>("tls.certificate", [] { return Fields::tr("certificate"); }),
    tlsField<&model::Tls::key>("tls.key", [] { return Fields::tr("private key"); }),
    tlsField<&model::Tls::minVersion>("tls.min_version",
                                      [] { return Fields::tr("lowest TLS version"); }),
    field<[](auto& g) -> auto& { return g.trustedProxies; }, words>(
        "trusted_proxies", [] { return Fields::tr("trusted proxies"); }),
    field<[](auto& g) -> auto& { return g.threads; }, words>("threads",
                                                             [] { return Fields::tr("workers"); }),
    field<[](auto& g) -> auto& { return g.limits.connections; }, count>(
        "limits.connections", [] { return Fields::tr("connections"); }),
    field<[](auto& g) -> auto& { return g.limits.body; }, size>(
        "limits.body", [] { return Fields::tr("largest body"); }),
    field<[](auto& g) -> auto& { return g.limits.head; }, size>(
        "limits.head", [] { return Fields::tr("largest head"); }),
    field<[](auto& g) -> auto& { return g.times.head; }, words>(
        "times.head", [] { return Fields::tr("request head"); }),
    field<[](auto& g) -> auto& { return g.times.bodyGap; }, words>(
        "times.body_gap", [] { return Fields::tr("gap in a body"); }),
    field<[](auto& g) -> auto& { return g.times.writeStall; }, words>(
        "times.write_stall", [] { return Fields::tr("stalled client"); }),
    field<[](auto& g) -> auto& { return g.times.connect; }, words>(
        "times.connect", [] { return Fields::tr("connect upstream"); }),
    field<[](auto& g) -> auto& { return g.times.firstByte; }, words>(
        "times.first_byte", [] { return Fields::tr("first byte"); }),
    field<[](auto& g) -> auto& { return g.times.streamGap; }, words>(
        "times.stream_gap", [] { return Fields::tr("gap in a stream"); }),
    field<[](auto& g) -> auto& { return g.times.exchange; }, words>(
        "times.exchange", [] { return Fields::tr("whole exchange"); }),
    field<[](auto& g) -> auto& { return g.times.idle; }, words>(
        "times.idle", [] { return Fields::tr("idle connection"); }),
    field<[](auto& g) -> auto& { return g.times.drain; }, words>(
        "times.drain", [] { return Fields::tr("drain at stop"); }),
};

} // namespace

std::span<const GatewayField> gatewayFields()
{
    return kFields;
}

} // namespace gatehouse::ui
