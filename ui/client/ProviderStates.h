// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace gatehouse::client {

/// The machine that takes a provider or a key out of use and lets it try again.
enum class Circuit : quint8
{
    Closed,
    Open,
    HalfOpen,
    Retired ///< Of a key: its provider refused it.
};

struct KeyCircuit
{
    QString id;
    Circuit circuit = Circuit::Closed;
    qint64 untilMillis = 0; ///< Of Circuit::Open, by the server's clock.
};

/// How a provider and each of its keys is.
struct ProviderCircuit
{
    QString id;
    QString state; ///< `healthy`, `cooling`, `failed`, `idle`
    Circuit circuit = Circuit::Closed;
    qint64 untilMillis = 0;
    int failures = 0; ///< In a row.
    QString problem;  ///< Why it cannot be called.
    QList<KeyCircuit> keys;

    /// That of a key, as calls meet it: its own, else its provider's. Unknown keys are closed.
    [[nodiscard]] KeyCircuit keyAsMet(const QString& key) const;
    [[nodiscard]] static ProviderCircuit fromJson(const QJsonObject& json);
};

/// `GET /admin/v1/provider_health`.
struct ProviderHealthList
{
    qint64 timeMillis = 0; ///< The server's clock.
    QList<ProviderCircuit> items;

    [[nodiscard]] const ProviderCircuit* find(const QString& id) const;
    [[nodiscard]] static ProviderHealthList fromJson(const QJsonObject& json);
};

/// A model server that was found on the gateway's machine.
struct LocalServer
{
    QStringList kinds; ///< Ids in the catalogue, the likeliest first.
    QString name;
    QString baseUrl;
    QStringList models;
    bool wantsKey = false;
    bool configured = false; ///< A provider of the workspace calls it already.

    [[nodiscard]] int port() const;
    [[nodiscard]] static LocalServer fromJson(const QJsonObject& json);
};

} // namespace gatehouse::client
