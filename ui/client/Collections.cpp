// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Collections.h"

#include "model/Codec.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <string_view>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

namespace {

using model::Node;

// What only the server knows is no part of the file's form: the model drops it before the value is
// read. It stays in Stored::json, and what the model has a place for is filled in after.
template <typename T>
void fillServerFields(T&, const QJsonObject&)
{
}

template <>
void fillServerFields(model::Provider& provider, const QJsonObject& json)
{
    const QJsonArray keys = json["keys"_L1].toArray();
    for (std::size_t i = 0; i < provider.keys.size() && i < std::size_t(keys.size()); ++i)
        provider.keys[i].secret.hint = keys[qsizetype(i)]["hint"_L1].toString().toStdString();
}

template <>
void fillServerFields(model::Application& application, const QJsonObject& json)
{
    const QJsonArray keys = json["keys"_L1].toArray();
    for (std::size_t i = 0; i < application.keys.size() && i < std::size_t(keys.size()); ++i) {
        const QJsonValue from = keys[qsizetype(i)];
        model::ApplicationKey& key = application.keys[i];
        key.prefix = from["prefix"_L1].toString().toStdString();
        key.createdMillis = from["created_ms"_L1].toInteger();
        key.expiresMillis = from["expires_ms"_L1].toInteger();
        key.revoked = from["revoked"_L1].toBool();
    }
}

Problem unreadable(const std::string& path, const std::string& message)
{
    Problem problem;
    problem.message = QCoreApplication::translate("gatehouse::client::AdminClient",
                                                  "The gateway's answer could not be read.");
    problem.detail = QString::fromStdString(path.empty() ? message : path + ": " + message);
    return problem;
}

template <typename T>
Answer<Stored<T>> fromNode(Node node, const QJsonObject& json, const std::string& path)
{
    model::dropServerFields<T>(node);
    std::vector<model::Fault> faults;
    Stored<T> stored{model::read<T>(node, path, faults), json, {}};
    if (!faults.empty())
        return std::unexpected(unreadable(faults.front().path, faults.front().message));
    fillServerFields(stored.value, json);
    return stored;
}

Answer<Node> parse(const QByteArray& json)
{
    auto node = model::parseJson(std::string_view(json.data(), std::size_t(json.size())));
    if (!node)
        return std::unexpected(unreadable(node.error().front().path, node.error().front().message));
    return std::move(*node);
}

} // namespace

template <typename T>
Answer<Stored<T>> readStored(const QByteArray& json)
{
    auto node = parse(json);
    if (!node)
        return std::unexpected(std::move(node.error()));
    return fromNode<T>(std::move(*node), QJsonDocument::fromJson(json).object(), {});
}

template <typename T>
Answer<Listing<T>> readListing(const QByteArray& json)
{
    auto node = parse(json);
    if (!node)
        return std::unexpected(std::move(node.error()));
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonArray values = object["items"_L1].toArray();
    const Node* items = node->find("items");
    if (!items || !items->list())
        return std::unexpected(unreadable("items", "missing"));
    Listing<T> listing;
    listing.etag = object["etag"_L1].toString().toUtf8();
    listing.items.reserve(values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        auto stored = fromNode<T>((*items->list())[std::size_t(i)], values[i].toObject(),
                                  "items[" + std::to_string(i) + "]");
        if (!stored)
            return std::unexpected(std::move(stored.error()));
        listing.items.append(std::move(*stored));
    }
    return listing;
}

template <typename T>
QByteArray writeValue(const T& value)
{
    return QByteArray::fromStdString(model::toJson(value));
}

#define GATEHOUSE_INSTANTIATE(T)                                                                   \
    template Answer<Stored<model::T>> readStored<model::T>(const QByteArray&);                     \
    template Answer<Listing<model::T>> readListing<model::T>(const QByteArray&);                   \
    template QByteArray writeValue<model::T>(const model::T&);

GATEHOUSE_INSTANTIATE(Provider)
GATEHOUSE_INSTANTIATE(ModelRoute)
GATEHOUSE_INSTANTIATE(ModelOverride)
GATEHOUSE_INSTANTIATE(Team)
GATEHOUSE_INSTANTIATE(Application)
GATEHOUSE_INSTANTIATE(Api)
GATEHOUSE_INSTANTIATE(Subscription)
GATEHOUSE_INSTANTIATE(LimitRule)
GATEHOUSE_INSTANTIATE(Prompt)
GATEHOUSE_INSTANTIATE(Gateway)
#undef GATEHOUSE_INSTANTIATE

QByteArray withSecrets(const model::Provider& provider, const QHash<QString, QString>& secrets)
{
    QJsonObject json = QJsonDocument::fromJson(writeValue(provider)).object();
    QJsonArray keys = json["keys"_L1].toArray();
    for (qsizetype i = 0; i < keys.size(); ++i) {
        QJsonObject key = keys[i].toObject();
        const auto secret = secrets.constFind(key["id"_L1].toString());
        if (secret != secrets.constEnd()) {
            key["secret"_L1] = *secret;
            keys[i] = key;
        }
    }
    if (!keys.isEmpty())
        json["keys"_L1] = keys;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace gatehouse::client
