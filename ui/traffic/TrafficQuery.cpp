// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficQuery.h"

#include "base/Units.h"

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
    // A key, then quoted or plain words; or words alone.
    static const QRegularExpression kToken(u"(?:([a-z]+):)?(\"[^\"]*\"?|[^\\s\"]+)"_s);
    TrafficQuery query;
    client::TrafficFilter& filter = query.filter;
    QStringList words;
    auto matches = kToken.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString key = match.captured(1);
        const QString value = unquoted(match.captured(2));
        if (key.isEmpty() || key == "text"_L1)
            words << value;
        else if (key == "status"_L1)
            filter.status = value;
        else if (key == "api"_L1)
            filter.api = value;
        else if (key == "app"_L1 || key == "application"_L1)
            filter.application = value;
        else if (key == "model"_L1)
            filter.model = value;
        else if (key == "provider"_L1)
            filter.provider = value;
        else if (key == "kind"_L1)
            filter.kind = value;
        else if (key == "method"_L1)
            filter.method = value.toUpper();
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

QStringList trafficQueryKeys()
{
    return {u"status:"_s,   u"api:"_s,    u"app:"_s,    u"model:"_s,    u"provider:"_s,
            u"kind:rest"_s, u"kind:ai"_s, u"method:"_s, u"latency:>"_s, u"text:"_s};
}

} // namespace gatehouse::ui
