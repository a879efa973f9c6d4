// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficText.h"

#include "client/SseParser.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("gatehouse::ui", text);
}

QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString csvQuoted(QString text)
{
    // A leading sign would be a formula in a spreadsheet.
    if (!text.isEmpty() && u"=+-@"_s.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n'))
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

Waterfall::Row attemptRow(const client::TrafficRecord& record,
                          const client::TrafficAttempt& attempt, const QString& name)
{
    Waterfall::Row row;
    row.name = name;
    row.detail = attempt.key.isEmpty() ? QString() : Waterfall::tr("key %1").arg(attempt.key);
    const double from = double(attempt.startMicros) / 1000;
    const double to = double(attempt.endMicros) / 1000;
    const bool good = attempt.status >= 200 && attempt.status < 400;
    const State state = stateOfStatus(attempt.status);
    const double token = double(record.phases.firstToken) / 1000;
    row.wordsRole = roleOf(state);
    if (good && token > from && token < to) {
        row.pieces = {{from, token, Role::Series2, 0.45}, {token, to, Role::Series2, 1}};
        row.words = Waterfall::tr("%1, first token %2, stream %3")
                        .arg(QString::number(attempt.status), milliseconds(token - from).text(),
                             milliseconds(to - token).text());
    } else {
        row.pieces = {{from, to, good ? Role::Series2 : roleOf(state), 1}};
        const QString what = attempt.status == 0 ? attempt.reason : QString::number(attempt.status);
        bool isNumber = false;
        attempt.reason.toInt(&isNumber);
        const QString why = attempt.status == 0 || attempt.reason.isEmpty() || isNumber
                                ? QString()
                                : u' ' + QString(attempt.reason).replace(u'_', u' ');
        row.words = Waterfall::tr("%1 in %2").arg(what + why, milliseconds(to - from).text());
    }
    return row;
}

} // namespace

QString costText(qint64 nanoUsd)
{
    constexpr qint64 kLeast = 1000; // NumberFormat writes six digits after the point
    return nanoUsd > 0 && nanoUsd < kLeast ? u"<$0.000001"_s : usd(double(nanoUsd) / 1e9);
}

QString insteadOfModel(const client::TrafficRecord& record)
{
    switch (record.refusedBy) {
    case client::RefusedBy::OwnRule:
        return tr("own rule");
    case client::RefusedBy::Provider:
        return tr("provider's limit");
    case client::RefusedBy::Shed:
        return tr("shed");
    case client::RefusedBy::Nobody:
        break;
    }
    if (!record.modelAsked.isEmpty())
        return record.modelAsked;
    return record.method + u' ' + (record.route.isEmpty() ? record.path : record.route);
}

QString headline(const client::TrafficRecord& record, const QString& provider)
{
    if (record.refusedBy == client::RefusedBy::OwnRule)
        return tr("Refused by an own rule");
    if (record.refusedBy == client::RefusedBy::Shed)
        return tr("Shed under load");
    const qsizetype tries = record.attempts.size();
    const QString who = provider.isEmpty() ? tr("the upstream") : provider;
    if (tries > 1) {
        const QString count = tries == 2   ? tr("Two tries")
                              : tries == 3 ? tr("Three tries")
                                           : tr("%1 tries").arg(tries);
        return record.status < 400 ? tr("%1, then %2").arg(count, who)
                                   : tr("%1, none answered").arg(count);
    }
    if (tries == 1 || (tries == 0 && record.phases.connected > 0))
        return record.status < 400 ? tr("Answered by %1").arg(who) : tr("One try: %1").arg(who);
    return record.error.isEmpty()
               ? tr("Answered by the gateway")
               : tr("Answered by the gateway: %1").arg(QString(record.error).replace(u'_', u' '));
}

QStringList eventLines(const client::TrafficMessage& message)
{
    client::SseParser parser;
    QStringList lines;
    // A cut body ends within an event: what is not complete is left out.
    for (const client::SseEvent& event : parser.feed(message.body)) {
        QString data = QString::fromUtf8(event.data);
        lines << u"%1  %2%3"_s.arg(lines.size() + 1, 4)
                     .arg(event.name.isEmpty() ? QString()
                                               : QString::fromUtf8(event.name) + u"  "_s,
                          data.replace(u'\n', u"\n      "_s));
    }
    return lines;
}

QString readableBody(const client::TrafficMessage& message, bool pretty)
{
    if (!message.kept && message.size > 0)
        return tr("The recording policy kept no body of this exchange.");
    if (!message.isText)
        return tr("%1 bytes that are no text.").arg(QLocale().toString(message.size));
    if (pretty) {
        const QJsonDocument json = QJsonDocument::fromJson(message.body);
        if (!json.isNull())
            return QString::fromUtf8(json.toJson(QJsonDocument::Indented));
    }
    QString text = QString::fromUtf8(message.body);
    if (message.size > message.body.size())
        text += u'\n' + tr("… cut: %1 bytes in all").arg(QLocale().toString(message.size));
    return text;
}

QString headerLines(const client::TrafficMessage& message)
{
    QString text;
    for (const auto& [name, value] : message.headers)
        text += name + u": "_s + value + u'\n';
    return text;
}

QString curlCommand(const client::TrafficDetail& detail, const QString& gateway)
{
    QString command =
        u"curl -X "_s + detail.record.method + u' ' + shellQuoted(gateway + detail.record.path);
    for (const auto& [name, value] : detail.request.headers) {
        const QString lower = name.toLower();
        if (lower != "host"_L1 && lower != "content-length"_L1 && lower != "connection"_L1)
            command += u" \\\n  -H "_s + shellQuoted(name + u": "_s + value);
    }
    if (detail.request.isText && !detail.request.body.isEmpty())
        command += u" \\\n  --data-raw "_s + shellQuoted(QString::fromUtf8(detail.request.body));
    return command;
}

QList<Waterfall::Row> waterfallRows(const client::TrafficRecord& record,
                                    const std::function<QString(const QString&)>& providerName)
{
    QList<Waterfall::Row> rows;
    for (const client::TrafficAttempt& attempt : record.attempts)
        rows.append(attemptRow(record, attempt,
                               providerName ? providerName(attempt.target) : attempt.target));
    if (rows.size() > 1)
        return rows;
    const client::TrafficPhases& p = record.phases;
    const auto phase = [&rows](const QString& name, qint64 from, qint64 to) {
        if (to > from) {
            const double a = double(from) / 1000;
            const double b = double(to) / 1000;
            rows.append(
                {name, {}, {{a, b, Role::Series1, 0.55}}, milliseconds(b - a).text(), Role::Muted});
        }
    };
    phase(tr("Gateway"), 0, p.admitted);
    phase(tr("Connect"), p.admitted, p.connected);
    phase(tr("Send"), p.connected, p.sent);
    phase(tr("Wait"), p.sent, p.firstByte);
    phase(tr("Answer"), p.firstByte, p.lastByte);
    return rows;
}

QString csvHead()
{
    return u"id,time,kind,method,path,status,api,application,model_used,provider,total_ms,input_"
           u"tokens,"
           "output_tokens,cost_usd,error\r\n"_s;
}

QString csvLine(const client::TrafficRecord& r)
{
    static const QString kKinds[] = {u"none"_s, u"rest"_s, u"ai"_s};
    const QStringList fields{r.id,
                             r.time().toUTC().toString(Qt::ISODateWithMs),
                             kKinds[int(r.kind)],
                             r.method,
                             r.path,
                             QString::number(r.status),
                             r.api,
                             r.application,
                             r.modelUsed,
                             r.provider,
                             QString::number(double(r.totalMicros()) / 1000),
                             QString::number(r.inputTokens),
                             QString::number(r.outputTokens),
                             QString::number(double(r.costNanoUsd) / 1e9, 'f', 9),
                             r.error};
    QStringList quotedFields;
    for (const QString& field : fields)
        quotedFields << csvQuoted(field);
    return quotedFields.join(u',') + u"\r\n"_s;
}

} // namespace gatehouse::ui
