// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ServerTypes.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

namespace {

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    list.reserve(array.size());
    for (const QJsonValue& item : array)
        list.append(item.toString());
    return list;
}

} // namespace

ServerStatus::Gateway gatewayStateFromWord(const QString& word)
{
    if (word == "serving"_L1)
        return ServerStatus::Gateway::Serving;
    if (word == "stopped"_L1)
        return ServerStatus::Gateway::Stopped;
    if (word == "draining"_L1)
        return ServerStatus::Gateway::Draining;
    return ServerStatus::Gateway::Failed;
}

ServerStatus ServerStatus::fromJson(const QJsonObject& json)
{
    ServerStatus status;
    status.version = json["version"_L1].toString();
    const QJsonObject workspace = json["workspace"_L1].toObject();
    status.workspaceName = workspace["name"_L1].toString();
    status.workspacePath = workspace["path"_L1].toString();
    const QJsonObject gateway = json["gateway"_L1].toObject();
    status.gateway = gatewayStateFromWord(gateway["state"_L1].toString());
    status.urls = strings(gateway["urls"_L1]);
    status.error = gateway["error"_L1].toString();
    status.sinceMillis = gateway["since_ms"_L1].toInteger();
    status.adminUrl = json["admin_url"_L1].toString();
    status.firstRun = json["first_run"_L1].toBool();
    status.demo = json["demo"_L1].toBool();
    const QJsonObject process = json["process"_L1].toObject();
    status.pid = process["pid"_L1].toInteger();
    status.program = process["program"_L1].toString();
    return status;
}

ProviderTest ProviderTest::fromJson(const QJsonObject& json)
{
    ProviderTest test;
    test.ok = json["ok"_L1].toBool();
    test.status = json["status"_L1].toInt();
    test.latencyMs = json["latency_ms"_L1].toDouble();
    test.models = strings(json["models"_L1]);
    test.error = json["error"_L1].toString();
    test.detail = json["detail"_L1].toString();
    return test;
}

CatalogueProvider CatalogueProvider::fromJson(const QJsonObject& json)
{
    CatalogueProvider provider;
    provider.id = json["id"_L1].toString();
    provider.name = json["name"_L1].toString(provider.id);
    provider.wire = json["wire"_L1].toString();
    provider.baseUrl = json["base_url"_L1].toString();
    provider.auth = json["auth"_L1].toString();
    provider.settings = strings(json["settings"_L1]);
    provider.models = json["models"_L1].toInt();
    provider.callable = json["callable"_L1].toBool();
    provider.local = json["local"_L1].toBool();
    return provider;
}

CatalogueModel CatalogueModel::fromJson(const QJsonObject& json)
{
    CatalogueModel model;
    model.provider = json["provider"_L1].toString();
    model.id = json["id"_L1].toString();
    model.name = json["name"_L1].toString(model.id);
    model.kind = json["kind"_L1].toString();
    model.context = json["context"_L1].toInteger();
    model.maxOutput = json["max_output"_L1].toInteger();
    model.inputNanoUsdPerMtok = json["input_nano_usd_per_mtok"_L1].toInteger();
    model.outputNanoUsdPerMtok = json["output_nano_usd_per_mtok"_L1].toInteger();
    model.vision = json["vision"_L1].toBool();
    model.tools = json["tools"_L1].toBool();
    model.jsonSchema = json["json_schema"_L1].toBool();
    model.reasoning = json["reasoning"_L1].toBool();
    model.deprecated = json["deprecated"_L1].toBool();
    model.json = json;
    return model;
}

Catalogue Catalogue::fromJson(const QJsonObject& json)
{
    Catalogue catalogue;
    for (const QJsonValue& item : json["items"_L1].toArray())
        catalogue.models.append(CatalogueModel::fromJson(item.toObject()));
    catalogue.day = json["day"_L1].toString();
    return catalogue;
}

CallableModel CallableModel::fromJson(const QJsonObject& json)
{
    return {json["name"_L1].toString(), json["kind"_L1].toString() == "route"_L1,
            json["provider"_L1].toString(), json["model"_L1].toString()};
}

NewKey NewKey::fromJson(const QJsonObject& json)
{
    return {json["id"_L1].toString(), json["key"_L1].toString(), json["prefix"_L1].toString(),
            json["expires_ms"_L1].toInteger()};
}

PlaygroundKey PlaygroundKey::fromJson(const QJsonObject& json)
{
    return {json["key"_L1].toString(), json["application"_L1].toString(),
            json["expires_ms"_L1].toInteger()};
}

WorkspaceChange WorkspaceChange::fromJson(const QJsonObject& json)
{
    return {json["action"_L1].toString(), json["path"_L1].toString(), strings(json["lines"_L1])};
}

QJsonObject WorkspaceFile::toJson() const
{
    QJsonObject given;
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        given[it.key()] = it.value();
    return {{u"yaml"_s, yaml},
            {u"file"_s, fileName},
            {u"dry_run"_s, dryRun},
            {u"prune"_s, prune},
            {u"secrets"_s, given}};
}

} // namespace gatehouse::client
