// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace gatehouse::client {

/// What `GET /admin/v1/status` tells.
struct ServerStatus
{
    enum class Gateway : quint8
    {
        Serving,
        Stopped,
        Draining,
        Failed
    };

    QString version;
    QString workspaceName;
    QString workspacePath;
    Gateway gateway = Gateway::Stopped;
    QStringList urls; ///< Where the gateway listens.
    QString error;    ///< Why it failed.
    qint64 sinceMillis = 0;
    QString adminUrl;
    bool firstRun = false;
    bool demo = false;
    qint64 pid = 0;
    QString program; ///< `gatehouse` or `gatehoused`

    /// The address for callers; empty while the gateway does not listen.
    [[nodiscard]] QUrl gatewayUrl() const { return urls.isEmpty() ? QUrl() : QUrl(urls.first()); }
    friend bool operator==(const ServerStatus&, const ServerStatus&) = default;

    [[nodiscard]] static ServerStatus fromJson(const QJsonObject& json);
};

/// The word of the state in JSON and in the live feed to the state; anything unknown is Failed.
[[nodiscard]] ServerStatus::Gateway gatewayStateFromWord(const QString& word);

/// Answer of a test of a provider: not a failure of the call when `ok` is false.
struct ProviderTest
{
    bool ok = false;
    int status = 0;
    double latencyMs = 0;
    QStringList models;
    QString error;  ///< One sentence.
    QString detail; ///< The provider's own words.

    [[nodiscard]] static ProviderTest fromJson(const QJsonObject& json);
};

struct CatalogueProvider
{
    QString id;
    QString name;
    QString wire;
    QString baseUrl;
    QString auth;
    QStringList settings; ///< Names of the placeholders of the base URL.
    int models = 0;
    bool callable = false;
    bool local = false;

    [[nodiscard]] static CatalogueProvider fromJson(const QJsonObject& json);
};

struct CatalogueModel
{
    QString provider;
    QString id;
    QString name;
    QString kind;
    qint64 context = 0;
    qint64 maxOutput = 0;
    qint64 inputNanoUsdPerMtok = 0;
    qint64 outputNanoUsdPerMtok = 0;
    bool vision = false;
    bool tools = false;
    bool jsonSchema = false;
    bool reasoning = false;
    bool deprecated = false;
    QJsonObject json; ///< Every field as it came.

    [[nodiscard]] static CatalogueModel fromJson(const QJsonObject& json);
};

/// Every known model, and the day of the data (`2026-11-10`, or empty).
struct Catalogue
{
    QList<CatalogueModel> models;
    QString day;

    [[nodiscard]] static Catalogue fromJson(const QJsonObject& json);
};

/// A name that callers may ask for now.
struct CallableModel
{
    QString name;
    bool isRoute = false;
    QString provider;
    QString model;

    [[nodiscard]] static CallableModel fromJson(const QJsonObject& json);
};

/// A key just made: the only time that its secret is seen.
struct NewKey
{
    QString id;
    QString secret; ///< `gh_...`
    QString prefix;
    qint64 expiresMillis = 0; ///< 0 = never

    [[nodiscard]] static NewKey fromJson(const QJsonObject& json);
};

/// A key for the console's own calls, good for one hour.
struct PlaygroundKey
{
    QString secret;
    QString application;
    qint64 expiresMillis = 0;

    [[nodiscard]] static PlaygroundKey fromJson(const QJsonObject& json);
};

struct WorkspaceChange
{
    QString action; ///< `create`, `change`, `delete`
    QString path;   ///< `apis/orders`
    QStringList lines;

    [[nodiscard]] static WorkspaceChange fromJson(const QJsonObject& json);
};

/// A workspace file that is to be applied.
struct WorkspaceFile
{
    QString yaml;
    QString fileName; ///< For errors.
    bool dryRun = false;
    bool prune = false;
    QHash<QString, QString> secrets; ///< By reference.

    [[nodiscard]] QJsonObject toJson() const;
};

} // namespace gatehouse::client
