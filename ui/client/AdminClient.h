// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/ApiLife.h"
#include "client/Collections.h"
#include "client/Explanation.h"
#include "client/Figures.h"
#include "client/LimitFigures.h"
#include "client/LimitWatch.h"
#include "client/LogReport.h"
#include "client/ProviderStates.h"
#include "client/ServerTypes.h"
#include "client/TrafficRecord.h"

#include <QNetworkRequest>
#include <QObject>
#include <QSslCertificate>
#include <QUrl>

#include <chrono>

class QNetworkAccessManager;

namespace gatehouse::client {

/// Where the admin API is and who calls.
struct Endpoint
{
    QUrl url; ///< `http://127.0.0.1:8481`
    QByteArray token;
    QList<QSslCertificate> authorities; ///< Trusted beside the system's; usually empty.

    [[nodiscard]] bool isEmpty() const { return url.isEmpty(); }
};

/// The typed, asynchronous client of the admin API (core/admin/README.md). Owned by the shell,
/// given to the panels by reference, used in the GUI thread only. Every call returns at once and
/// answers through its callback, later, never twice; see Receiver and Ticket for what keeps late
/// answers away. Calls that nobody answers fail after 30 s.
class AdminClient : public QObject
{
    Q_OBJECT

public:
    explicit AdminClient(QObject* parent = nullptr);
    ~AdminClient() override;

    /// From now on calls go there. Calls under way are finished with the endpoint before.
    void setEndpoint(Endpoint endpoint);
    [[nodiscard]] const Endpoint& endpoint() const { return m_endpoint; }
    /// Answers are still to come; streams do not count.
    [[nodiscard]] bool isBusy() const;

    // Collections: T is a type of core/model, its id that of the file.
    template <typename T>
    void list(Receiver to, Callback<Listing<T>> done);
    template <typename T>
    void read(Receiver to, const QString& id, Callback<Stored<T>> done);
    /// Empty id = made by the server from the name.
    template <typename T>
    void create(Receiver to, const T& value, Callback<Stored<T>> done);
    /// Replaces the whole value; `etag` as it was read, so that no foreign change is lost
    /// (Problem::Kind::Changed).
    template <typename T>
    void replace(Receiver to, const QString& id, const T& value, const QByteArray& etag,
                 Callback<Stored<T>> done);
    template <typename T>
    void remove(Receiver to, const QString& id, Callback<void> done);
    /// The same with the object already in JSON: for providers with secrets (withSecrets()) and
    /// partial objects.
    template <typename T>
    void createJson(Receiver to, const QByteArray& json, Callback<Stored<T>> done);
    template <typename T>
    void replaceJson(Receiver to, const QString& id, const QByteArray& json, const QByteArray& etag,
                     Callback<Stored<T>> done);

    void readGateway(Receiver to, Callback<Stored<model::Gateway>> done);
    void replaceGateway(Receiver to, const model::Gateway& value, const QByteArray& etag,
                        Callback<Stored<model::Gateway>> done);

    // Use cases.
    void status(Receiver to, Callback<ServerStatus> done);
    void startGateway(Receiver to, Callback<ServerStatus> done);
    void stopGateway(Receiver to, Callback<ServerStatus> done);
    /// `provider` in JSON, its secrets inline (withSecrets()); nothing of it is stored.
    void testProvider(Receiver to, const QByteArray& provider, Callback<ProviderTest> done);
    void testStoredProvider(Receiver to, const QString& id, Callback<ProviderTest> done);
    /// Model servers on the gateway's machine; may take some seconds.
    void findLocalServers(Receiver to, Callback<QList<LocalServer>> done);
    /// How providers and keys are now.
    void providerHealth(Receiver to, Callback<ProviderHealthList> done);
    /// A failure that did not happen: `down`, or `rate_limit` of one key or all (empty); noted in
    /// the audit.
    void simulateFailure(Receiver to, const QString& provider, const QString& failure,
                         const QString& key, std::chrono::seconds time,
                         Callback<ProviderCircuit> done);
    /// Forgets failures, pauses and retirement; empty key = all.
    void resetProvider(Receiver to, const QString& provider, const QString& key,
                       Callback<ProviderCircuit> done);
    void catalogueProviders(Receiver to, Callback<QList<CatalogueProvider>> done);
    /// Empty provider = all.
    void catalogueModels(Receiver to, const QString& provider,
                         Callback<QList<CatalogueModel>> done);
    void catalogue(Receiver to, Callback<Catalogue> done);
    void callableModels(Receiver to, Callback<QList<CallableModel>> done);
    /// Empty key id = made by the server; `expires` as people write it (`30d`), empty = never.
    void createKey(Receiver to, const QString& application, const QString& keyId,
                   const QString& expires, Callback<NewKey> done);
    void revokeKey(Receiver to, const QString& application, const QString& keyId,
                   Callback<void> done);
    /// Empty application = the one of the console.
    void playgroundKey(Receiver to, const QString& application, Callback<PlaygroundKey> done);
    void applyWorkspace(Receiver to, const WorkspaceFile& file,
                        Callback<QList<WorkspaceChange>> done);
    void exportWorkspace(Receiver to, Callback<QByteArray> done);

    // Traffic and figures.
    /// Empty cursor = the newest page; `limit` at most 500.
    void traffic(Receiver to, const TrafficFilter& filter, const QString& before, int limit,
                 Callback<TrafficPage> done);
    void trafficDetail(Receiver to, const QString& id, Callback<TrafficDetail> done);
    void overview(Receiver to, std::chrono::seconds range, int points,
                  Callback<OverviewFigures> done);
    /// `by` is `api`, `application`, `model` or `provider`; with an id the parts of that one.
    void usage(Receiver to, const QString& by, const QString& id, Callback<UsageFigures> done);

    // APIs beyond their collection.
    /// `body` as the admin API describes it: a text, where it came from, dry_run, take.
    void importApi(Receiver to, const QJsonObject& body, Callback<ApiImport> done);
    /// One step of its life: `{"step": "publish", "reason": ...}`.
    void stepApi(Receiver to, const QString& id, const QJsonObject& body, Callback<void> done);
    /// Newest first.
    void apiRevisions(Receiver to, const QString& id, Callback<QList<ApiRevision>> done);
    /// 0 = as it is now.
    void compareApi(Receiver to, const QString& id, quint32 from, quint32 until,
                    Callback<ApiComparison> done);
    void restoreApi(Receiver to, const QString& id, quint32 number, Callback<void> done);
    /// The document for callers: `openapi` or `html`.
    void exportApi(Receiver to, const QString& id, const QString& form, const QUrl& gateway,
                   Callback<QByteArray> done);

    // Limits beyond their collection.
    /// Counters in use, fullest first, without the first `offset`; `most` at most 500.
    void limitCounters(Receiver to, const QString& rule, int offset, int most,
                       Callback<LimitCounters> done);
    void limitHours(Receiver to, Callback<LimitHours> done);
    /// Empties a rule's counters; the audit notes it.
    void resetLimit(Receiver to, const QString& rule, Callback<void> done);
    /// What a rule would mean; nothing is stored.
    void previewLimit(Receiver to, const model::LimitRule& rule, Callback<LimitPreview> done);
    /// Recorded calls through other rules; `body` as the admin API describes it.
    void simulateLimits(Receiver to, const QJsonObject& body, Callback<Replay> done);
    void explain(Receiver to, const QString& request, Callback<Explanation> done);
    /// Changes of several limits together, as the admin API describes `body`; a dry run only tells.
    void applyLimits(Receiver to, const QJsonObject& body, Callback<QList<WorkspaceChange>> done);
    /// Changed limits that are looked after, or were.
    void limitWatches(Receiver to, Callback<QList<LimitWatch>> done);
    void rollBackLimit(Receiver to, const QString& rule, Callback<void> done);
    void endLimitWatch(Receiver to, const QString& rule, Callback<void> done);
    /// Of which limits somebody is told before they are full.
    void limitAlerts(Receiver to, Callback<QList<LimitAlert>> done);
    void setLimitAlert(Receiver to, const QString& rule, bool on, Callback<void> done);

    // Access logs of other gateways: opened, filled piece by piece, then asked.
    void openLog(Receiver to, Callback<QString> done);
    void addLogLines(Receiver to, const QString& log, const QByteArray& lines,
                     Callback<LogProgress> done);
    void logReport(Receiver to, const QString& log, Callback<LogReport> done);
    void closeLog(Receiver to, const QString& log, Callback<void> done);

Q_SIGNALS:
    /// The endpoint could not be reached or answered again; Connection listens.
    void reachableChanged(bool reachable);

private:
    friend class LiveFeed;

    struct Reply
    {
        QByteArray body;
        QByteArray etag;
    };
    using Raw = std::function<void(Answer<Reply>)>;

    /// The one way out: everything above is made from it. `path` is relative to /admin/v1/.
    void send(const char* verb, Receiver to, const QString& path, const QByteArray& body,
              const QByteArray& ifMatch, Raw done);
    [[nodiscard]] QNetworkRequest request(const QString& path) const;

    Endpoint m_endpoint;
    QNetworkAccessManager* m_network; ///< Child of this.
    bool m_reachable = true;
};

/// `collection/id` with the id percent-encoded.
[[nodiscard]] QString itemPath(const char* collection, const QString& id);

template <typename T>
void AdminClient::list(Receiver to, Callback<Listing<T>> done)
{
    send("GET", to, QString::fromLatin1(Collection<T>::path), {}, {},
         [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done(readListing<T>(reply->body));
         });
}

namespace detail {
/// Reads one object of an answer and gives it its ETag.
template <typename T, typename ReplyT>
[[nodiscard]] Answer<Stored<T>> storedFrom(Answer<ReplyT> reply)
{
    if (!reply)
        return std::unexpected(std::move(reply.error()));
    auto stored = readStored<T>(reply->body);
    if (stored)
        stored->etag = reply->etag;
    return stored;
}
} // namespace detail

template <typename T>
void AdminClient::read(Receiver to, const QString& id, Callback<Stored<T>> done)
{
    send("GET", to, itemPath(Collection<T>::path, id), {}, {},
         [done = std::move(done)](Answer<Reply> r) { done(detail::storedFrom<T>(std::move(r))); });
}

template <typename T>
void AdminClient::create(Receiver to, const T& value, Callback<Stored<T>> done)
{
    createJson<T>(to, writeValue(value), std::move(done));
}

template <typename T>
void AdminClient::createJson(Receiver to, const QByteArray& json, Callback<Stored<T>> done)
{
    send("POST", to, QString::fromLatin1(Collection<T>::path), json, {},
         [done = std::move(done)](Answer<Reply> r) { done(detail::storedFrom<T>(std::move(r))); });
}

template <typename T>
void AdminClient::replace(Receiver to, const QString& id, const T& value, const QByteArray& etag,
                          Callback<Stored<T>> done)
{
    replaceJson<T>(to, id, writeValue(value), etag, std::move(done));
}

template <typename T>
void AdminClient::replaceJson(Receiver to, const QString& id, const QByteArray& json,
                              const QByteArray& etag, Callback<Stored<T>> done)
{
    send("PUT", to, itemPath(Collection<T>::path, id), json, etag,
         [done = std::move(done)](Answer<Reply> r) { done(detail::storedFrom<T>(std::move(r))); });
}

template <typename T>
void AdminClient::remove(Receiver to, const QString& id, Callback<void> done)
{
    send("DELETE", to, itemPath(Collection<T>::path, id), {}, {},
         [done = std::move(done)](Answer<Reply> reply) {
             if (!reply)
                 return done(std::unexpected(std::move(reply.error())));
             done({});
         });
}

} // namespace gatehouse::client
