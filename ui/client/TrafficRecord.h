// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

class QJsonObject;
class QUrlQuery;

namespace gatehouse::client {

enum class TrafficKind : quint8
{
    None,
    Rest,
    Ai
};
enum class RefusedBy : quint8
{
    Nobody,
    OwnRule,
    Provider,
    Shed
};

/// One try at one target; times in microseconds after the start of the exchange.
struct TrafficAttempt
{
    QString target;
    QString key;
    int status = 0; ///< 0 = no answer
    qint64 startMicros = 0;
    qint64 endMicros = 0;
    QString reason;
};

/// When the phases of an exchange ended, in microseconds after its start; 0 = not reached.
struct TrafficPhases
{
    qint64 head = 0;
    qint64 admitted = 0;
    qint64 connected = 0;
    qint64 sent = 0;
    qint64 firstByte = 0;
    qint64 firstToken = 0;
    qint64 lastByte = 0;
};

/// What is kept of one exchange: the admin API's RECORD. Ids, not names; empty and 0 = does not
/// apply.
struct TrafficRecord
{
    QString id;
    qint64 timeMillis = 0;
    TrafficKind kind = TrafficKind::None;
    QString method;
    QString path;
    int status = 0;
    QString error;
    RefusedBy refusedBy = RefusedBy::Nobody;
    QString api;
    int revision = 0;
    QString route;
    QString application;
    QString team;
    QString key;
    QString client;
    QString modelAsked;
    QString modelUsed;
    QString provider;
    QString providerKey;
    bool stream = false;
    QString finish;
    QList<TrafficAttempt> attempts;
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    qint64 cachedTokens = 0;
    qint64 reasoningTokens = 0;
    qint64 costNanoUsd = 0;
    TrafficPhases phases;

    [[nodiscard]] QDateTime time() const { return QDateTime::fromMSecsSinceEpoch(timeMillis); }
    /// The whole exchange, first byte of the head to last byte of the answer.
    [[nodiscard]] qint64 totalMicros() const { return phases.lastByte; }
    [[nodiscard]] qint64 tokens() const { return inputTokens + outputTokens; }

    [[nodiscard]] static TrafficRecord fromJson(const QJsonObject& json);
    [[nodiscard]] QJsonObject toJson() const;
};

/// One message of an exchange as it was kept.
struct TrafficMessage
{
    QList<std::pair<QString, QString>> headers;
    QByteArray body;
    qint64 size = 0;   ///< Of the whole body; larger than body.size() when it was cut.
    bool kept = false; ///< Whether the recording policy kept the body.
    bool isText = true;
};

/// What went to a provider in one try, and what came back.
struct TrafficTry
{
    int attempt = 0; ///< Its place among the record's attempts.
    QString url;     ///< Empty = inside the gateway.
    int status = 0;  ///< 0 = no answer
    TrafficMessage request;
    TrafficMessage response;
    bool sameRequest = false;  ///< The body is the client's.
    bool sameResponse = false; ///< The body is what the client got.
};

/// A record with what was said.
struct TrafficDetail
{
    TrafficRecord record;
    TrafficMessage request;
    TrafficMessage response;
    QList<TrafficTry> tries; ///< Of model calls; with the bodies of the client where they are the
                             ///< same.

    [[nodiscard]] static TrafficDetail fromJson(const QJsonObject& json);
};

/// Which records are wanted; empty fields do not restrict.
struct TrafficFilter
{
    QString status; ///< `200`, `4xx`, `429`
    QString api;
    QString application;
    QString model;
    QString provider;
    QString kind; ///< `rest`, `ai`
    QString method;
    QString text;
    qint64 fromMillis = 0;
    qint64 toMillis = 0;
    qint64 minMillis = 0; ///< Least total time.

    void writeTo(QUrlQuery& query) const;
    friend bool operator==(const TrafficFilter&, const TrafficFilter&) = default;
};

/// One page of stored traffic, newest first.
struct TrafficPage
{
    QList<TrafficRecord> items;
    QString next; ///< Cursor of the page of older records; empty = this is the last.
    qint64 totalToday = 0;

    [[nodiscard]] static TrafficPage fromJson(const QJsonObject& json);
};

} // namespace gatehouse::client
