// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ProviderStates.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

namespace {

Circuit circuitFromWord(const QString& word)
{
    if (word == "open"_L1)
        return Circuit::Open;
    if (word == "half_open"_L1)
        return Circuit::HalfOpen;
    return word == "retired"_L1 ? Circuit::Retired : Circuit::Closed;
}

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& item : value.toArray())
        list.append(item.toString());
    return list;
}

} // namespace

KeyCircuit ProviderCircuit::keyAsMet(const QString& key) const
{
    KeyCircuit met{key, Circuit::Closed, 0};
    for (const KeyCircuit& each : keys) {
        if (each.id == key)
            met = each;
    }
    if (met.circuit == Circuit::Retired || circuit == Circuit::Closed)
        return met;
    // Both may rest: the later end counts.
    if (met.circuit == Circuit::Open && met.untilMillis > untilMillis)
        return met;
    return {key, circuit, untilMillis};
}

ProviderCircuit ProviderCircuit::fromJson(const QJsonObject& json)
{
    ProviderCircuit provider;
    provider.id = json["id"_L1].toString();
    provider.state = json["state"_L1].toString();
    provider.circuit = circuitFromWord(json["circuit"_L1].toString());
    provider.untilMillis = json["until_ms"_L1].toInteger();
    provider.failures = json["failures"_L1].toInt();
    provider.problem = json["problem"_L1].toString();
    for (const QJsonValue& item : json["keys"_L1].toArray())
        provider.keys.append({item["id"_L1].toString(),
                              circuitFromWord(item["circuit"_L1].toString()),
                              item["until_ms"_L1].toInteger()});
    return provider;
}

const ProviderCircuit* ProviderHealthList::find(const QString& id) const
{
    for (const ProviderCircuit& provider : items) {
        if (provider.id == id)
            return &provider;
    }
    return nullptr;
}

ProviderHealthList ProviderHealthList::fromJson(const QJsonObject& json)
{
    ProviderHealthList list;
    list.timeMillis = json["time_ms"_L1].toInteger();
    for (const QJsonValue& item : json["items"_L1].toArray())
        list.items.append(ProviderCircuit::fromJson(item.toObject()));
    return list;
}

int LocalServer::port() const
{
    return QUrl(baseUrl).port(80);
}

LocalServer LocalServer::fromJson(const QJsonObject& json)
{
    LocalServer server;
    server.kinds = strings(json["kinds"_L1]);
    server.name = json["name"_L1].toString();
    server.baseUrl = json["base_url"_L1].toString();
    server.models = strings(json["models"_L1]);
    server.wantsKey = json["wants_key"_L1].toBool();
    server.configured = json["configured"_L1].toBool();
    return server;
}

} // namespace gatehouse::client
