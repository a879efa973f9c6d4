// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficQuery.h"

#include "base/Units.h"

#include <QHash>
#include <QRegularExpression>

#include <chrono>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

QString unquoted(QString value)
{
    value.remove(u'"');
    return value;
}

QString quoted(const QString& value)
{
    return value.contains(u' ') ? u'"' + value + u'"' : value;
}

/// A key, then quoted or plain words; or words alone.
const QRegularExpression& token()
{
    static const QRegularExpression kToken(u"(?:([a-z]+):)?(\"[^\"]*\"?|[^\\s\"]+)"_s);
    return kToken;
}

/// `10m`, `1h`.
bool readLast(const QString& value, std::chrono::seconds& last)
{
    const auto duration = parseDuration(value.toStdString());
    if (!duration)
        return false;
    last = std::chrono::duration_cast<std::chrono::seconds>(*duration);
    return last.count() > 0;
}

/// A status or a class of them, as the server takes them.
bool isStatus(const QString& value)
{
    static const QRegularExpression kStatus(u"^[1-5]([0-9]{2}|xx)$"_s);
    return kStatus.match(value).hasMatch();
}

/// `>2s`, `2s`, `>250ms`: the least total time.
bool readLatency(QStringView value, qint64& millis)
{
    if (value.startsWith(u'>'))
        value = value.sliced(1);
    const auto duration = parseDuration(value.toString().toStdString());
    if (!duration)
        return false;
    millis = std::chrono::duration_cast<std::chrono::milliseconds>(*duration).count();
    return true;
}

} // namespace

TrafficQuery parseTrafficQuery(const QString& text)
{
    TrafficQuery query;
    client::TrafficFilter& filter = query.filter;
    QStringList words;
    auto matches = token().globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString key = match.captured(1);
        const QString value = unquoted(match.captured(2));
        if (key.isEmpty() || key == "text"_L1)
            words << value;
        else if (key == "status"_L1 && isStatus(value))
            filter.status = value;
        else if (key == "api"_L1)
            filter.api = value;
        else if (key == "app"_L1 || key == "application"_L1)
            filter.application = value;
        else if (key == "model"_L1)
            filter.model = value;
        else if (key == "provider"_L1)
            filter.provider = value;
        else if (key == "kind"_L1 && (value == "rest"_L1 || value == "ai"_L1 || value == "none"_L1))
            filter.kind = value;
        else if (key == "method"_L1)
            filter.method = value.toUpper();
        else if (key == "last"_L1 && readLast(value, query.last))
            continue;
        else if (key != "latency"_L1 || !readLatency(value, filter.minMillis))
            query.unknown << match.captured(0);
    }
    filter.text = words.join(u' ');
    return query;
}

QString trafficQueryText(const client::TrafficFilter& filter)
{
    QStringList parts;
    const auto add = [&parts](const QString& key, const QString& value) {
        if (!value.isEmpty())
            parts << key + u':' + quoted(value);
    };
    add(u"status"_s, filter.status);
    add(u"api"_s, filter.api);
    add(u"app"_s, filter.application);
    add(u"model"_s, filter.model);
    add(u"provider"_s, filter.provider);
    add(u"kind"_s, filter.kind);
    add(u"method"_s, filter.method);
    if (filter.minMillis > 0) {
        const Duration least = std::chrono::milliseconds(filter.minMillis);
        parts << u"latency:>"_s + QString::fromStdString(formatDuration(least));
    }
    add(u"text"_s, filter.text);
    return parts.join(u' ');
}

QStringList trafficQueryWords(const QString& text)
{
    QStringList words;
    auto matches = token().globalMatch(text);
    while (matches.hasNext())
        words << matches.next().captured(0);
    return words;
}

QString trafficQueryKey(const QString& word)
{
    const QRegularExpressionMatch match = token().match(word);
    const QString key = match.captured(1);
    return key == "application"_L1 ? u"app"_s : key;
}

QStringList trafficCompletions(const QString& word,
                               const std::function<QStringList(const QString&)>& valuesOf)
{
    static const QStringList kKeys{u"status:"_s, u"api:"_s,    u"app:"_s,      u"model:"_s,
                                   u"kind:"_s,   u"method:"_s, u"provider:"_s, u"latency:>"_s,
                                   u"last:"_s,   u"text:"_s};
    static const QHash<QString, QStringList> kValues{
        {u"status"_s, {u"2xx"_s, u"4xx"_s, u"429"_s, u"5xx"_s, u"502"_s}},
        {u"kind"_s, {u"rest"_s, u"ai"_s, u"none"_s}},
        {u"method"_s, {u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s}},
        {u"latency"_s, {u">100ms"_s, u">500ms"_s, u">2s"_s}},
        {u"last"_s, {u"10m"_s, u"1h"_s, u"24h"_s}}};
    QStringList found;
    const qsizetype colon = word.indexOf(u':');
    if (colon < 0) {
        for (const QString& key : kKeys) {
            if (key.startsWith(word, Qt::CaseInsensitive))
                found << key;
        }
        return found;
    }
    const QString key = word.left(colon);
    const QString begun = unquoted(word.mid(colon + 1));
    for (const QString& value : kValues.contains(key) ? kValues[key] : valuesOf(key)) {
        if (value.contains(begun, Qt::CaseInsensitive))
            found << key + u':' + quoted(value);
    }
    return found;
}

} // namespace gatehouse::ui
