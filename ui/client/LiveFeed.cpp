// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/LiveFeed.h"

#include "client/AdminClient.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::client {

namespace {

constexpr auto kFirstRetry = 250ms;
constexpr auto kLongestRetry = 5000ms;
/// Three of the server's comments were missed.
constexpr auto kSilence = 50s;

QString topicNames(Topics topics)
{
    QStringList names;
    if (topics & Topic::Ticks)
        names << u"tick"_s;
    if (topics & Topic::Traffic)
        names << u"traffic"_s;
    if (topics & Topic::Changes)
        names << u"changes"_s;
    return names.join(u',');
}

} // namespace

LiveFeed::LiveFeed(AdminClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &LiveFeed::open);
    m_settle.setSingleShot(true);
    m_settle.setInterval(0);
    connect(&m_settle, &QTimer::timeout, this, &LiveFeed::update);
    m_silence.setSingleShot(true);
    m_silence.setInterval(kSilence);
    connect(&m_silence, &QTimer::timeout, this, &LiveFeed::onEnd);
}

LiveFeed::~LiveFeed()
{
    close();
}

void LiveFeed::want(QObject* who, Topics topics)
{
    if (!m_wants.contains(who)) {
        if (!topics)
            return;
        connect(who, &QObject::destroyed, this, [this, who] {
            m_wants.remove(who);
            m_settle.start();
        });
    }
    m_wants[who] = topics;
    m_settle.start();
}

void LiveFeed::setTrafficFilter(const TrafficFilter& filter)
{
    m_filter = filter;
    m_settle.start();
}

void LiveFeed::restart()
{
    m_failures = 0;
    close();
    m_settle.start();
}

Topics LiveFeed::wanted() const
{
    Topics all;
    for (const Topics topics : m_wants)
        all |= topics;
    return all;
}

void LiveFeed::update()
{
    const Topics all = wanted();
    if (!all) {
        m_retry.stop();
        close();
        return;
    }
    const bool sameFilter = !(all & Topic::Traffic) || m_filter == m_askedFilter;
    const bool same = all == m_asked && sameFilter;
    if (same && (m_reply || m_retry.isActive()))
        return;
    open();
}

void LiveFeed::open()
{
    m_retry.stop();
    close();
    if (m_client.endpoint().isEmpty())
        return;
    m_asked = wanted();
    m_askedFilter = m_filter;
    QUrlQuery query;
    query.addQueryItem(u"topics"_s, topicNames(m_asked));
    if (m_asked & Topic::Traffic)
        m_filter.writeTo(query);
    QNetworkRequest request = m_client.request(u"live?"_s + query.toString(QUrl::FullyEncoded));
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-cache");
    m_parser.reset();
    m_reply = m_client.m_network->get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &LiveFeed::onData);
    connect(m_reply, &QNetworkReply::finished, this, &LiveFeed::onEnd);
    m_silence.start();
}

void LiveFeed::close()
{
    m_silence.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply = nullptr;
    }
    m_open = false;
}

void LiveFeed::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    Q_EMIT openChanged(open);
}

void LiveFeed::onData()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200)
        return; // finished() follows
    m_failures = 0;
    m_silence.start();
    setOpen(true);
    for (const SseEvent& event : m_parser.feed(m_reply->readAll())) {
        dispatch(event);
        if (!m_reply)
            return; // a listener closed the feed
    }
    if (m_parser.failed())
        onEnd();
}

void LiveFeed::onEnd()
{
    const bool wasOpen = m_open;
    close();
    const auto wait = std::min(kFirstRetry * (1 << std::min(m_failures, 5)), kLongestRetry);
    ++m_failures;
    m_retry.start(wait);
    if (wasOpen)
        Q_EMIT openChanged(false);
}

void LiveFeed::dispatch(const SseEvent& event)
{
    const QJsonObject json = QJsonDocument::fromJson(event.data).object();
    if (event.name == "tick") {
        const Tick now = Tick::fromJson(json);
        if (now.timeMillis > 0)
            m_clockAhead = now.timeMillis - QDateTime::currentMSecsSinceEpoch();
        Q_EMIT tick(now);
    } else if (event.name == "traffic") {
        QList<TrafficRecord> batch;
        const QJsonArray array = json["records"_L1].toArray();
        batch.reserve(array.size());
        for (const QJsonValue& record : array)
            batch.append(TrafficRecord::fromJson(record.toObject()));
        Q_EMIT records(batch, json["skipped"_L1].toInteger());
    } else if (event.name == "changes") {
        Q_EMIT changed({json["collection"_L1].toString(), json["id"_L1].toString(),
                        json["action"_L1].toString()});
    }
}

} // namespace gatehouse::client
