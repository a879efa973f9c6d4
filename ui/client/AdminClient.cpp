// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/AdminClient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

namespace {

constexpr int kCallTimeoutMs = 30'000;
/// Names the replies of calls among those of streams.
const auto kCall = QStringLiteral("call");

Problem::Kind kindOf(int status)
{
    switch (status) {
    case 400:
    case 413:
    case 422:
        return Problem::Kind::Invalid;
    case 401:
        return Problem::Kind::Unauthorized;
    case 403:
        return Problem::Kind::Forbidden;
    case 404:
        return Problem::Kind::NotFound;
    case 409:
        return Problem::Kind::Conflict;
    case 412:
        return Problem::Kind::Changed;
    default:
        return Problem::Kind::Other;
    }
}

/// The problem body of a refused call; our own words where the server's would not help a person.
Problem problemFrom(int status, const QByteArray& body)
{
    Problem problem;
    problem.status = status;
    problem.kind = kindOf(status);
    problem.detail = QString::fromUtf8(body.left(16 << 10));
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    problem.code = json["code"_L1].toString();
    problem.message = json["detail"_L1].toString();
    if (problem.message.isEmpty())
        problem.message = json["title"_L1].toString();
    const QJsonArray errors = json["errors"_L1].toArray();
    for (const QJsonValue& error : errors) {
        problem.faults.append({error["line"_L1].toInt(), error["path"_L1].toString(),
                               error["message"_L1].toString()});
    }
    if (problem.kind == Problem::Kind::Changed) {
        problem.message = AdminClient::tr("Somebody else saved this meanwhile. Your edit is kept: "
                                          "compare it with the new state, then save again.");
    } else if (problem.kind == Problem::Kind::Unauthorized) {
        problem.message = AdminClient::tr("The gateway does not accept this token.");
    } else if (problem.message.isEmpty()) {
        problem.message = AdminClient::tr("The gateway answered with status %1.").arg(status);
    }
    return problem;
}

Problem problemOf(QNetworkReply& reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 0)
        return problemFrom(status, reply.readAll());
    Problem problem;
    problem.kind = Problem::Kind::Unreachable;
    problem.detail = reply.errorString();
    const QString address = reply.url().authority();
    switch (reply.error()) {
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        problem.message = AdminClient::tr("The gateway at %1 did not answer in time.").arg(address);
        break;
    case QNetworkReply::SslHandshakeFailedError:
        problem.message =
            AdminClient::tr("The certificate of the gateway at %1 is not trusted.").arg(address);
        break;
    default:
        problem.message = AdminClient::tr("The gateway at %1 cannot be reached.").arg(address);
    }
    return problem;
}

Problem unreadable(const QByteArray& body)
{
    Problem problem;
    problem.message = AdminClient::tr("The gateway's answer could not be read.");
    problem.detail = QString::fromUtf8(body.left(4096));
    return problem;
}

/// A callback for one object that knows how to read itself.
template <typename T, typename ReplyT>
std::function<void(Answer<ReplyT>)> asObject(Callback<T> done)
{
    return [done = std::move(done)](Answer<ReplyT> reply) {
        if (!reply)
            return done(std::unexpected(std::move(reply.error())));
        const QJsonDocument json = QJsonDocument::fromJson(reply->body);
        if (!json.isObject())
            return done(std::unexpected(unreadable(reply->body)));
        done(T::fromJson(json.object()));
    };
}

/// The same for an array inside an object.
template <typename T, typename ReplyT>
std::function<void(Answer<ReplyT>)> asItems(QLatin1StringView member, Callback<QList<T>> done)
{
    return [member, done = std::move(done)](Answer<ReplyT> reply) {
        if (!reply)
            return done(std::unexpected(std::move(reply.error())));
        const QJsonDocument json = QJsonDocument::fromJson(reply->body);
        if (!json.isObject() || !json[member].isArray())
            return done(std::unexpected(unreadable(reply->body)));
        const QJsonArray array = json[member].toArray();
        QList<T> items;
        items.reserve(array.size());
        for (const QJsonValue& item : array)
            items.append(T::fromJson(item.toObject()));
        done(std::move(items));
    };
}

/// A callback for an answer whose body says nothing more.
template <typename ReplyT>
std::function<void(Answer<ReplyT>)> asNothing(Callback<void> done)
{
    return [done = std::move(done)](Answer<ReplyT> reply) {
        if (!reply)
            return done(std::unexpected(std::move(reply.error())));
        done({});
    };
}

QByteArray compact(const QJsonObject& json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

QString itemPath(const char* collection, const QString& id)
{
    return QLatin1StringView(collection) + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(id));
}

AdminClient::AdminClient(QObject* parent)
    : QObject(parent)
    , m_network(new QNetworkAccessManager(this))
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

AdminClient::~AdminClient() = default;

void AdminClient::setEndpoint(Endpoint endpoint)
{
    m_endpoint = std::move(endpoint);
    m_reachable = true;
}

QNetworkRequest AdminClient::request(const QString& path) const
{
    QUrl url = m_endpoint.url;
    // The query is part of `path`, already encoded.
    const qsizetype query = path.indexOf(u'?');
    url.setPath(u"/admin/v1/"_s + path.left(query), QUrl::TolerantMode);
    if (query >= 0)
        url.setQuery(path.mid(query + 1));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_endpoint.token);
    request.setRawHeader("Accept", "application/json");
    if (!m_endpoint.authorities.isEmpty()) {
        QSslConfiguration ssl = request.sslConfiguration();
        ssl.addCaCertificates(m_endpoint.authorities);
        request.setSslConfiguration(ssl);
    }
    return request;
}

bool AdminClient::isBusy() const
{
    const auto calls = m_network->findChildren<QNetworkReply*>(kCall, Qt::FindDirectChildrenOnly);
    return std::ranges::any_of(calls, &QNetworkReply::isRunning);
}

void AdminClient::send(const char* verb, Receiver to, const QString& path, const QByteArray& body,
                       const QByteArray& ifMatch, Raw done)
{
    QNetworkRequest call = request(path);
    call.setTransferTimeout(kCallTimeoutMs);
    if (!ifMatch.isEmpty())
        call.setRawHeader("If-Match", ifMatch);
    if (!body.isEmpty())
        call.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply* reply = m_network->sendCustomRequest(call, verb, body);
    reply->setObjectName(kCall);
    if (to.ticket) {
        to.ticket->cancel();
        to.ticket->m_reply = reply;
    }
    // Two connections: the first dies with the receiver, the second frees the reply in any case.
    connect(reply, &QNetworkReply::finished, to.context, [this, reply, done = std::move(done)] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (const bool reachable = status != 0; reachable != m_reachable) {
            m_reachable = reachable;
            Q_EMIT reachableChanged(reachable);
        }
        if (reply->error() == QNetworkReply::NoError && status >= 200 && status < 300)
            done(Reply{reply->readAll(), reply->rawHeader("ETag")});
        else
            done(std::unexpected(problemOf(*reply)));
    });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void AdminClient::readGateway(Receiver to, Callback<Stored<model::Gateway>> done)
{
    send("GET", to, u"gateway"_s, {}, {}, [done = std::move(done)](Answer<Reply> r) {
        done(detail::storedFrom<model::Gateway>(std::move(r)));
    });
}

void AdminClient::replaceGateway(Receiver to, const model::Gateway& value, const QByteArray& etag,
                                 Callback<Stored<model::Gateway>> done)
{
    send("PUT", to, u"gateway"_s, writeValue(value), etag,
         [done = std::move(done)](Answer<Reply> r) {
             done(detail::storedFrom<model::Gateway>(std::move(r)));
         });
}

void AdminClient::status(Receiver to, Callback<ServerStatus> done)
{
    send("GET", to, u"status"_s, {}, {}, asObject<ServerStatus, Reply>(std::move(done)));
}

void AdminClient::startGateway(Receiver to, Callback<ServerStatus> done)
{
    send("POST", to, u"gateway/start"_s, {}, {}, asObject<ServerStatus, Reply>(std::move(done)));
}

void AdminClient::stopGateway(Receiver to, Callback<ServerStatus> done)
{
    send("POST", to, u"gateway/stop"_s, {}, {}, asObject<ServerStatus, Reply>(std::move(done)));
}

void AdminClient::testProvider(Receiver to, const QByteArray& provider, Callback<ProviderTest> done)
{
    send("POST", to, u"providers/test"_s, provider, {},
         asObject<ProviderTest, Reply>(std::move(done)));
}

void AdminClient::testStoredProvider(Receiver to, const QString& id, Callback<ProviderTest> done)
{
    testProvider(to, compact({{u"id"_s, id}}), std::move(done));
}

void AdminClient::findLocalServers(Receiver to, Callback<QList<LocalServer>> done)
{
    send("POST", to, u"providers/find_local"_s, {}, {},
         asItems<LocalServer, Reply>("items"_L1, std::move(done)));
}

void AdminClient::providerHealth(Receiver to, Callback<ProviderHealthList> done)
{
    send("GET", to, u"provider_health"_s, {}, {},
         asObject<ProviderHealthList, Reply>(std::move(done)));
}

void AdminClient::simulateFailure(Receiver to, const QString& provider, const QString& failure,
                                  const QString& key, std::chrono::seconds time,
                                  Callback<ProviderCircuit> done)
{
    QJsonObject body{{u"failure"_s, failure}, {u"for"_s, QString::number(time.count()) + u's'}};
    if (!key.isEmpty())
        body["key"_L1] = key;
    send("POST", to, itemPath("providers", provider) + u"/simulate"_s, compact(body), {},
         asObject<ProviderCircuit, Reply>(std::move(done)));
}

void AdminClient::resetProvider(Receiver to, const QString& provider, const QString& key,
                                Callback<ProviderCircuit> done)
{
    QJsonObject body;
    if (!key.isEmpty())
        body["key"_L1] = key;
    send("POST", to, itemPath("providers", provider) + u"/reset"_s, compact(body), {},
         asObject<ProviderCircuit, Reply>(std::move(done)));
}

void AdminClient::catalogueProviders(Receiver to, Callback<QList<CatalogueProvider>> done)
{
    send("GET", to, u"catalogue/providers"_s, {}, {},
         asItems<CatalogueProvider, Reply>("items"_L1, std::move(done)));
}

void AdminClient::catalogueModels(Receiver to, const QString& provider,
                                  Callback<QList<CatalogueModel>> done)
{
    QUrlQuery query;
    if (!provider.isEmpty())
        query.addQueryItem(u"provider"_s, QString::fromLatin1(QUrl::toPercentEncoding(provider)));
    send("GET", to, u"catalogue/models?"_s + query.toString(QUrl::FullyEncoded), {}, {},
         asItems<CatalogueModel, Reply>("items"_L1, std::move(done)));
}

void AdminClient::catalogue(Receiver to, Callback<Catalogue> done)
{
    send("GET", to, u"catalogue/models"_s, {}, {}, asObject<Catalogue, Reply>(std::move(done)));
}

void AdminClient::callableModels(Receiver to, Callback<QList<CallableModel>> done)
{
    send("GET", to, u"models"_s, {}, {},
         asItems<CallableModel, Reply>("items"_L1, std::move(done)));
}

void AdminClient::createKey(Receiver to, const QString& application, const QString& keyId,
                            const QString& expires, Callback<NewKey> done)
{
    QJsonObject body;
    if (!keyId.isEmpty())
        body["id"_L1] = keyId;
    if (!expires.isEmpty())
        body["expires"_L1] = expires;
    send("POST", to, itemPath("applications", application) + u"/keys"_s, compact(body), {},
         asObject<NewKey, Reply>(std::move(done)));
}

void AdminClient::revokeKey(Receiver to, const QString& application, const QString& keyId,
                            Callback<void> done)
{
    const QString path = itemPath("applications", application) + u'/' + itemPath("keys", keyId);
    send("POST", to, path + u"/revoke"_s, {}, {}, [done = std::move(done)](Answer<Reply> reply) {
        if (!reply)
            return done(std::unexpected(std::move(reply.error())));
        done({});
    });
}

void AdminClient::playgroundKey(Receiver to, const QString& application,
                                Callback<PlaygroundKey> done)
{
    QJsonObject body;
    if (!application.isEmpty())
        body["application"_L1] = application;
    send("POST", to, u"playground/key"_s, compact(body), {},
         asObject<PlaygroundKey, Reply>(std::move(done)));
}

void AdminClient::applyWorkspace(Receiver to, const WorkspaceFile& file,
                                 Callback<QList<WorkspaceChange>> done)
{
    send("POST", to, u"workspace/apply"_s, compact(file.toJson()), {},
         asItems<WorkspaceChange, Reply>("changes"_L1, std::move(done)));
}

void AdminClient::exportWorkspace(Receiver to, Callback<QByteArray> done)
{
    send("GET", to, u"workspace/export"_s, {}, {}, [done = std::move(done)](Answer<Reply> reply) {
        if (!reply)
            return done(std::unexpected(std::move(reply.error())));
        done(std::move(reply->body));
    });
}

void AdminClient::traffic(Receiver to, const TrafficFilter& filter, const QString& before,
                          int limit, Callback<TrafficPage> done)
{
    QUrlQuery query;
    query.addQueryItem(u"limit"_s, QString::number(limit));
    if (!before.isEmpty())
        query.addQueryItem(u"before"_s, QString::fromLatin1(QUrl::toPercentEncoding(before)));
    filter.writeTo(query);
    send("GET", to, u"traffic?"_s + query.toString(QUrl::FullyEncoded), {}, {},
         asObject<TrafficPage, Reply>(std::move(done)));
}

void AdminClient::trafficDetail(Receiver to, const QString& id, Callback<TrafficDetail> done)
{
    send("GET", to, itemPath("traffic", id), {}, {},
         asObject<TrafficDetail, Reply>(std::move(done)));
}

void AdminClient::overview(Receiver to, std::chrono::seconds range, int points,
                           Callback<OverviewFigures> done)
{
    const QString path = u"overview?seconds=%1&points=%2"_s.arg(range.count()).arg(points);
    send("GET", to, path, {}, {}, asObject<OverviewFigures, Reply>(std::move(done)));
}

void AdminClient::usage(Receiver to, const QString& by, const QString& id,
                        Callback<UsageFigures> done)
{
    QString path = u"usage?by="_s + by;
    if (!id.isEmpty())
        path += u"&id="_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    send("GET", to, path, {}, {}, asObject<UsageFigures, Reply>(std::move(done)));
}

void AdminClient::limitCounters(Receiver to, const QString& rule, int offset, int most,
                                Callback<LimitCounters> done)
{
    const QString query = u"/counters?limit=%1&offset=%2"_s.arg(most).arg(offset);
    send("GET", to, itemPath("limits", rule) + query, {}, {},
         asObject<LimitCounters, Reply>(std::move(done)));
}

void AdminClient::limitHours(Receiver to, Callback<LimitHours> done)
{
    send("GET", to, u"limit_use"_s, {}, {}, asObject<LimitHours, Reply>(std::move(done)));
}

void AdminClient::resetLimit(Receiver to, const QString& rule, Callback<void> done)
{
    send("POST", to, itemPath("limits", rule) + u"/reset"_s, {}, {},
         [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done({});
         });
}

void AdminClient::importApi(Receiver to, const QJsonObject& body, Callback<ApiImport> done)
{
    send("POST", to, u"apis/import"_s, compact(body), {},
         asObject<ApiImport, Reply>(std::move(done)));
}

void AdminClient::stepApi(Receiver to, const QString& id, const QJsonObject& body,
                          Callback<void> done)
{
    send("POST", to, itemPath("apis", id) + u"/step"_s, compact(body), {},
         asNothing<Reply>(std::move(done)));
}

void AdminClient::apiRevisions(Receiver to, const QString& id, Callback<QList<ApiRevision>> done)
{
    send("GET", to, itemPath("apis", id) + u"/revisions"_s, {}, {},
         asItems<ApiRevision, Reply>("items"_L1, std::move(done)));
}

void AdminClient::compareApi(Receiver to, const QString& id, quint32 from, quint32 until,
                             Callback<ApiComparison> done)
{
    send("GET", to, itemPath("apis", id) + u"/compare?from=%1&to=%2"_s.arg(from).arg(until), {}, {},
         asObject<ApiComparison, Reply>(std::move(done)));
}

void AdminClient::restoreApi(Receiver to, const QString& id, quint32 number, Callback<void> done)
{
    send("POST", to, itemPath("apis", id) + u"/revisions/%1/restore"_s.arg(number), "{}", {},
         asNothing<Reply>(std::move(done)));
}

void AdminClient::exportApi(Receiver to, const QString& id, const QString& form,
                            const QUrl& gateway, Callback<QByteArray> done)
{
    QUrlQuery query;
    query.addQueryItem(u"form"_s, form);
    query.addQueryItem(u"url"_s, QString::fromLatin1(QUrl::toPercentEncoding(gateway.toString())));
    send("GET", to, itemPath("apis", id) + u"/export?"_s + query.toString(QUrl::FullyEncoded), {},
         {}, [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done(std::move(reply->body));
         });
}

void AdminClient::previewLimit(Receiver to, const model::LimitRule& rule,
                               Callback<LimitPreview> done)
{
    send("POST", to, u"limits/preview"_s, writeValue(rule), {},
         asObject<LimitPreview, Reply>(std::move(done)));
}

void AdminClient::simulateLimits(Receiver to, const QJsonObject& body, Callback<Replay> done)
{
    send("POST", to, u"limits/simulate"_s, compact(body), {},
         asObject<Replay, Reply>(std::move(done)));
}

void AdminClient::applyLimits(Receiver to, const QJsonObject& body,
                              Callback<QList<WorkspaceChange>> done)
{
    send("POST", to, u"limits/apply"_s, compact(body), {},
         asItems<WorkspaceChange, Reply>("changes"_L1, std::move(done)));
}

void AdminClient::limitWatches(Receiver to, Callback<QList<LimitWatch>> done)
{
    send("GET", to, u"limit_watches"_s, {}, {},
         asItems<LimitWatch, Reply>("items"_L1, std::move(done)));
}

void AdminClient::rollBackLimit(Receiver to, const QString& rule, Callback<void> done)
{
    send("POST", to, itemPath("limit_watches", rule) + u"/roll_back"_s, {}, {},
         [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done({});
         });
}

void AdminClient::endLimitWatch(Receiver to, const QString& rule, Callback<void> done)
{
    send("POST", to, itemPath("limit_watches", rule) + u"/end"_s, {}, {},
         [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done({});
         });
}

void AdminClient::limitAlerts(Receiver to, Callback<QList<LimitAlert>> done)
{
    send("GET", to, u"limit_alerts"_s, {}, {},
         asItems<LimitAlert, Reply>("items"_L1, std::move(done)));
}

void AdminClient::setLimitAlert(Receiver to, const QString& rule, bool on, Callback<void> done)
{
    send(on ? "PUT" : "DELETE", to, itemPath("limit_alerts", rule), on ? "{}" : "", {},
         [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done({});
         });
}

void AdminClient::openLog(Receiver to, Callback<QString> done)
{
    send("POST", to, u"logs"_s, {}, {}, [done = std::move(done)](Answer<Reply> reply) {
        if (!reply)
            return done(std::unexpected(std::move(reply.error())));
        done(QJsonDocument::fromJson(reply->body).object()["id"_L1].toString());
    });
}

void AdminClient::addLogLines(Receiver to, const QString& log, const QByteArray& lines,
                              Callback<LogProgress> done)
{
    send("POST", to, itemPath("logs", log) + u"/lines"_s, lines, {},
         asObject<LogProgress, Reply>(std::move(done)));
}

void AdminClient::logReport(Receiver to, const QString& log, Callback<LogReport> done)
{
    send("GET", to, itemPath("logs", log) + u"/report"_s, {}, {},
         asObject<LogReport, Reply>(std::move(done)));
}

void AdminClient::closeLog(Receiver to, const QString& log, Callback<void> done)
{
    send("DELETE", to, itemPath("logs", log), {}, {},
         [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done({});
         });
}

void AdminClient::explain(Receiver to, const QString& request, Callback<Explanation> done)
{
    send("GET", to, itemPath("requests", request) + u"/explain"_s, {}, {},
         asObject<Explanation, Reply>(std::move(done)));
}

} // namespace gatehouse::client
