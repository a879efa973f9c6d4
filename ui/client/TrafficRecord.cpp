// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/TrafficRecord.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

namespace {

TrafficKind kindFromWord(const QString& word)
{
    if (word == "rest"_L1)
        return TrafficKind::Rest;
    return word == "ai"_L1 ? TrafficKind::Ai : TrafficKind::None;
}

RefusedBy refusedFromWord(const QString& word)
{
    if (word == "own_rule"_L1)
        return RefusedBy::OwnRule;
    if (word == "provider"_L1)
        return RefusedBy::Provider;
    return word == "shed"_L1 ? RefusedBy::Shed : RefusedBy::Nobody;
}

QString toWord(TrafficKind kind)
{
    return kind == TrafficKind::Rest ? u"rest"_s : kind == TrafficKind::Ai ? u"ai"_s : u"none"_s;
}

QString toWord(RefusedBy by)
{
    switch (by) {
    case RefusedBy::OwnRule:
        return u"own_rule"_s;
    case RefusedBy::Provider:
        return u"provider"_s;
    case RefusedBy::Shed:
        return u"shed"_s;
    case RefusedBy::Nobody:
        break;
    }
    return {};
}

TrafficMessage message(const QJsonObject& json)
{
    TrafficMessage message;
    const QJsonArray headers = json["headers"_L1].toArray();
    for (const QJsonValue& pair : headers)
        message.headers.append({pair[0].toString(), pair[1].toString()});
    const QByteArray body = json["body"_L1].toString().toUtf8();
    message.isText = json["encoding"_L1].toString() != "base64"_L1;
    message.body = message.isText ? body : QByteArray::fromBase64(body);
    message.size = json["size"_L1].toInteger();
    message.kept = json["kept"_L1].toInteger() > 0; // so many bytes
    return message;
}

/// One field of a record: its name in JSON and where it lives. One table, so that reading and
/// writing cannot differ.
template <typename Visit, typename Record>
void visitFields(Record& r, Visit&& visit)
{
    visit("id"_L1, r.id);
    visit("time_ms"_L1, r.timeMillis);
    visit("method"_L1, r.method);
    visit("path"_L1, r.path);
    visit("status"_L1, r.status);
    visit("error"_L1, r.error);
    visit("api"_L1, r.api);
    visit("revision"_L1, r.revision);
    visit("route"_L1, r.route);
    visit("application"_L1, r.application);
    visit("team"_L1, r.team);
    visit("key"_L1, r.key);
    visit("client"_L1, r.client);
    visit("model_asked"_L1, r.modelAsked);
    visit("model_used"_L1, r.modelUsed);
    visit("provider"_L1, r.provider);
    visit("provider_key"_L1, r.providerKey);
    visit("stream"_L1, r.stream);
    visit("finish"_L1, r.finish);
    visit("bytes_in"_L1, r.bytesIn);
    visit("bytes_out"_L1, r.bytesOut);
    visit("input_tokens"_L1, r.inputTokens);
    visit("output_tokens"_L1, r.outputTokens);
    visit("cached_tokens"_L1, r.cachedTokens);
    visit("reasoning_tokens"_L1, r.reasoningTokens);
    visit("cost_nano_usd"_L1, r.costNanoUsd);
}

template <typename Visit, typename Attempt>
void visitAttempt(Attempt& a, Visit&& visit)
{
    visit("target"_L1, a.target);
    visit("key"_L1, a.key);
    visit("status"_L1, a.status);
    visit("start_us"_L1, a.startMicros);
    visit("end_us"_L1, a.endMicros);
    visit("reason"_L1, a.reason);
}

template <typename Visit, typename Phases>
void visitPhases(Phases& p, Visit&& visit)
{
    visit("head_us"_L1, p.head);
    visit("admitted_us"_L1, p.admitted);
    visit("connected_us"_L1, p.connected);
    visit("sent_us"_L1, p.sent);
    visit("first_byte_us"_L1, p.firstByte);
    visit("first_token_us"_L1, p.firstToken);
    visit("last_byte_us"_L1, p.lastByte);
}

struct Reader
{
    const QJsonObject& json;
    void operator()(QLatin1StringView name, QString& to) const { to = json[name].toString(); }
    void operator()(QLatin1StringView name, qint64& to) const { to = json[name].toInteger(); }
    void operator()(QLatin1StringView name, int& to) const { to = json[name].toInt(); }
    void operator()(QLatin1StringView name, bool& to) const { to = json[name].toBool(); }
};

/// Empty and 0 are left out, as the server does.
struct Writer
{
    QJsonObject& json;
    void operator()(QLatin1StringView name, const QString& value) const
    {
        if (!value.isEmpty())
            json[name] = value;
    }
    void operator()(QLatin1StringView name, qint64 value) const
    {
        if (value != 0)
            json[name] = value;
    }
    void operator()(QLatin1StringView name, int value) const { operator()(name, qint64(value)); }
    void operator()(QLatin1StringView name, bool value) const
    {
        if (value)
            json[name] = value;
    }
};

} // namespace

TrafficRecord TrafficRecord::fromJson(const QJsonObject& json)
{
    TrafficRecord record;
    visitFields(record, Reader{json});
    record.kind = kindFromWord(json["kind"_L1].toString());
    record.refusedBy = refusedFromWord(json["refused_by"_L1].toString());
    const QJsonArray attempts = json["attempts"_L1].toArray();
    for (const QJsonValue& item : attempts) {
        TrafficAttempt attempt;
        visitAttempt(attempt, Reader{item.toObject()});
        record.attempts.append(std::move(attempt));
    }
    visitPhases(record.phases, Reader{json["phases"_L1].toObject()});
    return record;
}

QJsonObject TrafficRecord::toJson() const
{
    QJsonObject json;
    visitFields(*this, Writer{json});
    json["kind"_L1] = toWord(kind);
    Writer{json}("refused_by"_L1, toWord(refusedBy));
    QJsonArray tries;
    for (const TrafficAttempt& attempt : attempts) {
        QJsonObject item;
        visitAttempt(attempt, Writer{item});
        tries.append(item);
    }
    if (!tries.isEmpty())
        json["attempts"_L1] = tries;
    QJsonObject times;
    visitPhases(phases, Writer{times});
    json["phases"_L1] = times;
    return json;
}

TrafficDetail TrafficDetail::fromJson(const QJsonObject& json)
{
    TrafficDetail detail{TrafficRecord::fromJson(json),
                         message(json["request"_L1].toObject()),
                         message(json["response"_L1].toObject()),
                         {}};
    for (const QJsonValue& item : json["tries"_L1].toArray()) {
        TrafficTry one;
        one.attempt = item["attempt"_L1].toInt();
        one.url = item["url"_L1].toString();
        one.status = item["status"_L1].toInt();
        one.request = message(item["request"_L1].toObject());
        one.response = message(item["response"_L1].toObject());
        one.sameRequest = item["same_request"_L1].toBool();
        one.sameResponse = item["same_response"_L1].toBool();
        const auto same = [](TrafficMessage& to, const TrafficMessage& from) {
            to.body = from.body;
            to.size = from.size;
            to.kept = from.kept;
            to.isText = from.isText;
        };
        if (one.sameRequest)
            same(one.request, detail.request);
        if (one.sameResponse)
            same(one.response, detail.response);
        detail.tries.append(std::move(one));
    }
    return detail;
}

void TrafficFilter::writeTo(QUrlQuery& query) const
{
    const auto word = [&query](const QString& name, const QString& value) {
        if (!value.isEmpty())
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    const auto number = [&query](const QString& name, qint64 value) {
        if (value != 0)
            query.addQueryItem(name, QString::number(value));
    };
    word(u"status"_s, status);
    word(u"api"_s, api);
    word(u"application"_s, application);
    word(u"model"_s, model);
    word(u"provider"_s, provider);
    word(u"kind"_s, kind);
    word(u"method"_s, method);
    word(u"text"_s, text);
    number(u"from_ms"_s, fromMillis);
    number(u"to_ms"_s, toMillis);
    number(u"min_ms"_s, minMillis);
}

TrafficPage TrafficPage::fromJson(const QJsonObject& json)
{
    TrafficPage page;
    const QJsonArray items = json["items"_L1].toArray();
    page.items.reserve(items.size());
    for (const QJsonValue& item : items)
        page.items.append(TrafficRecord::fromJson(item.toObject()));
    page.next = json["next"_L1].toString();
    page.totalToday = json["total_today"_L1].toInteger();
    return page;
}

} // namespace gatehouse::client
