// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitWords.h"

#include "model/Words.h"
#include "widgets/NumberFormat.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// The context of these words for translators.
struct LimitWords
{
    Q_DECLARE_TR_FUNCTIONS(LimitWords)
};

constexpr QChar kBold(u'\x2');
constexpr QChar kPlain(u'\x3');
constexpr double kNanoUsd = 1e9;
constexpr double kNear = 0.8;
constexpr double kShortFrom = 10'000;

QString bold(const QString& text)
{
    return kBold + text + kPlain;
}

QString fromUtf8(const std::string& text)
{
    return QString::fromStdString(text);
}

QString joinedValues(const model::LimitRule& rule, const std::vector<const char*>& dimensions,
                     const client::Names& names)
{
    QStringList parts;
    for (const char* dimension : dimensions) {
        const auto at = rule.match.find(dimension);
        if (at == rule.match.end())
            continue;
        for (const std::string& value : at->second)
            parts.append(bold(valueName(QLatin1StringView(dimension), fromUtf8(value), names)));
    }
    return parts.join(u", "_s);
}

QString who(const model::LimitRule& rule, const client::Names& names)
{
    const QString named =
        joinedValues(rule, {"application", "team", "member", "key", "ip", "header"}, names);
    const QString keys = joinedValues(rule, {"provider_key"}, names);
    if (!keys.isEmpty() && named.isEmpty())
        return LimitWords::tr("Key %1").arg(keys);
    QStringList each;
    for (const std::string& dimension : rule.partition) {
        const auto matched = rule.match.find(dimension);
        if (matched == rule.match.end() || matched->second.size() > 1)
            each.append(bold(dimensionName(fromUtf8(dimension))));
    }
    if (each.isEmpty())
        return named.isEmpty() ? bold(LimitWords::tr("Everyone")) : named;
    const QString parts = each.join(u", "_s);
    return named.isEmpty() ? LimitWords::tr("Each %1").arg(parts)
                           : LimitWords::tr("Each %1 of %2").arg(parts, named);
}

QString what(const model::LimitRule& rule, const client::Names& names)
{
    return joinedValues(rule, {"api", "route", "revision", "model", "provider"}, names);
}

} // namespace

std::vector<TextRun> sentenceRuns(const model::LimitRule& rule, const client::Names& names)
{
    const QString subject = who(rule, names);
    const QString object = what(rule, names);
    const QString amount = bold(amountText(rule.unit, limitOf(rule.promise)));
    const QString per = perText(rule.promise);
    QString text;
    switch (rule.unit) {
    case model::LimitUnit::Requests:
        text = object.isEmpty() ? LimitWords::tr("%1 may call any API at most %2 requests%3")
                                      .arg(subject, amount, per)
                                : LimitWords::tr("%1 may call %2 at most %3 requests%4")
                                      .arg(subject, object, amount, per);
        break;
    case model::LimitUnit::CostUsd:
        text = object.isEmpty()
                   ? LimitWords::tr("%1 may spend at most %2%3").arg(subject, amount, per)
                   : LimitWords::tr("%1 may spend at most %2%3 on %4")
                         .arg(subject, amount, per, object);
        break;
    case model::LimitUnit::InFlight:
        text = object.isEmpty()
                   ? LimitWords::tr("%1 may have at most %2 calls in flight").arg(subject, amount)
                   : LimitWords::tr("%1 may have at most %2 calls of %3 in flight")
                         .arg(subject, amount, object);
        break;
    case model::LimitUnit::InputTokens:
    case model::LimitUnit::OutputTokens:
    case model::LimitUnit::Tokens:
    case model::LimitUnit::Bytes:
        text = object.isEmpty() ? LimitWords::tr("%1 may use at most %2 %3%4")
                                      .arg(subject, amount, unitName(rule.unit), per)
                                : LimitWords::tr("%1 may use at most %2 %3%4 of %5")
                                      .arg(subject, amount, unitName(rule.unit), per, object);
        break;
    }
    std::vector<TextRun> runs;
    TextRun run;
    for (const QChar letter : text) {
        if (letter != kBold && letter != kPlain) {
            run.text += letter;
            continue;
        }
        if (!run.text.isEmpty())
            runs.push_back(run);
        run = {{}, letter == kBold};
    }
    if (!run.text.isEmpty())
        runs.push_back(run);
    return runs;
}

QString plainText(const std::vector<TextRun>& runs)
{
    QString text;
    for (const TextRun& run : runs)
        text += run.text;
    return text;
}

QString secondLine(const model::LimitRule& rule, qsizetype counters)
{
    QStringList parts;
    if (const auto* average = std::get_if<model::AveragePromise>(&rule.promise))
        parts.append(LimitWords::tr("burst %1").arg(amountText(rule.unit, average->burst)));
    else if (std::holds_alternative<model::WindowPromise>(rule.promise))
        parts.append(LimitWords::tr("any window"));
    else if (const auto* calendar = std::get_if<model::CalendarPromise>(&rule.promise))
        parts.append(fromUtf8(calendar->timeZone));
    if (rule.action == model::LimitAction::Queue)
        parts.append(LimitWords::tr("queue %1").arg(fromUtf8(formatDuration(rule.queue.wait))));
    else if (rule.action == model::LimitAction::Refuse)
        parts.append(LimitWords::tr("refuse"));
    if (counters >= 0)
        parts.append(counters == 1 ? LimitWords::tr("1 counter")
                                   : LimitWords::tr("%1 counters").arg(wholeNumber(counters)));
    return parts.join(u", "_s);
}

QString unitName(model::LimitUnit unit)
{
    switch (unit) {
    case model::LimitUnit::Requests:
        return LimitWords::tr("requests");
    case model::LimitUnit::InputTokens:
        return LimitWords::tr("input tokens");
    case model::LimitUnit::OutputTokens:
        return LimitWords::tr("output tokens");
    case model::LimitUnit::Tokens:
        return LimitWords::tr("tokens");
    case model::LimitUnit::CostUsd:
        return LimitWords::tr("dollars");
    case model::LimitUnit::Bytes:
        return LimitWords::tr("bytes");
    case model::LimitUnit::InFlight:
        return LimitWords::tr("calls in flight");
    }
    return {};
}

QString actionName(model::LimitAction action)
{
    switch (action) {
    case model::LimitAction::Refuse:
        return LimitWords::tr("refuse");
    case model::LimitAction::Queue:
        return LimitWords::tr("queue, then refuse");
    case model::LimitAction::Shadow:
        return LimitWords::tr("shadow: let pass and note");
    case model::LimitAction::Warn:
        return LimitWords::tr("warn: let pass and tell people");
    }
    return {};
}

QString periodName(model::CalendarPeriod period)
{
    switch (period) {
    case model::CalendarPeriod::Minute:
        return LimitWords::tr("minute");
    case model::CalendarPeriod::Hour:
        return LimitWords::tr("hour");
    case model::CalendarPeriod::Day:
        return LimitWords::tr("day");
    case model::CalendarPeriod::Week:
        return LimitWords::tr("week");
    case model::CalendarPeriod::Month:
        return LimitWords::tr("month");
    }
    return {};
}

QString dimensionName(const QString& dimension)
{
    static const QHash<QString, const char*> kNames{
        {u"application"_s, QT_TRANSLATE_NOOP("LimitWords", "application")},
        {u"team"_s, QT_TRANSLATE_NOOP("LimitWords", "team")},
        {u"member"_s, QT_TRANSLATE_NOOP("LimitWords", "member")},
        {u"key"_s, QT_TRANSLATE_NOOP("LimitWords", "key")},
        {u"api"_s, QT_TRANSLATE_NOOP("LimitWords", "API")},
        {u"route"_s, QT_TRANSLATE_NOOP("LimitWords", "route")},
        {u"revision"_s, QT_TRANSLATE_NOOP("LimitWords", "revision")},
        {u"model"_s, QT_TRANSLATE_NOOP("LimitWords", "model")},
        {u"provider"_s, QT_TRANSLATE_NOOP("LimitWords", "provider")},
        {u"provider_key"_s, QT_TRANSLATE_NOOP("LimitWords", "provider key")},
        {u"ip"_s, QT_TRANSLATE_NOOP("LimitWords", "address")},
        {u"plan"_s, QT_TRANSLATE_NOOP("LimitWords", "plan")},
        {u"header"_s, QT_TRANSLATE_NOOP("LimitWords", "header")}};
    if (dimension.startsWith("header:"_L1))
        return LimitWords::tr("header %1").arg(dimension.sliced(7));
    const char* name = kNames.value(dimension, nullptr);
    return name ? LimitWords::tr(name) : dimension;
}

QString valueName(const QString& dimension, const QString& value, const client::Names& names)
{
    using Kind = client::Names::Kind;
    if (dimension == "application"_L1)
        return names.name(Kind::Application, value);
    if (dimension == "api"_L1)
        return names.name(Kind::Api, value);
    if (dimension == "team"_L1)
        return names.name(Kind::Team, value);
    if (dimension == "provider"_L1)
        return names.name(Kind::Provider, value);
    return value;
}

QString partitionName(const model::LimitRule& rule, const QString& partition,
                      const client::Names& names)
{
    if (rule.partition.empty() || partition.isEmpty())
        return LimitWords::tr("everybody");
    return rule.partition.size() == 1
               ? valueName(fromUtf8(rule.partition.front()), partition, names)
               : partition;
}

QString displayName(const model::LimitRule& rule)
{
    return fromUtf8(rule.name.empty() ? rule.id : rule.name);
}

double limitOf(const model::Promise& promise)
{
    return std::visit([](const auto& each) { return each.limit; }, promise);
}

void setLimit(model::Promise& promise, double limit)
{
    std::visit([limit](auto& each) { each.limit = limit; }, promise);
}

Duration periodOf(const model::Promise& promise)
{
    using namespace std::chrono_literals;
    if (const auto* average = std::get_if<model::AveragePromise>(&promise))
        return average->per;
    if (const auto* window = std::get_if<model::WindowPromise>(&promise))
        return window->per;
    if (const auto* calendar = std::get_if<model::CalendarPromise>(&promise)) {
        constexpr Duration kPeriods[] = {1min, 1h, 24h, 168h, 720h};
        return kPeriods[static_cast<std::size_t>(calendar->per)];
    }
    return {};
}

QString amountText(model::LimitUnit unit, double amount)
{
    if (unit == model::LimitUnit::CostUsd)
        return usd(amount);
    return amount >= kShortFrom && unit != model::LimitUnit::Requests
               ? shortNumber(amount)
               : wholeNumber(std::llround(amount));
}

QString countText(model::LimitUnit unit, double count)
{
    return amountText(unit, unit == model::LimitUnit::CostUsd ? count / kNanoUsd : count);
}

QString perText(const model::Promise& promise)
{
    using namespace std::chrono_literals;
    if (const auto* calendar = std::get_if<model::CalendarPromise>(&promise))
        return u'/' + periodName(calendar->per);
    const Duration per = periodOf(promise);
    if (per == Duration::zero())
        return {};
    if (per == 1s)
        return LimitWords::tr("/s");
    if (per == 1min)
        return LimitWords::tr("/min");
    if (per == 1h)
        return LimitWords::tr("/h");
    return LimitWords::tr(" in %1").arg(fromUtf8(formatDuration(per)));
}

State useState(double share, bool full)
{
    if (full)
        return State::Full;
    return share >= kNear ? State::Near : State::Good;
}

QString whenText(qint64 thenMillis, qint64 nowMillis)
{
    const double seconds = double(thenMillis - nowMillis) / 1000;
    if (seconds < 1)
        return LimitWords::tr("now");
    if (seconds < 100)
        return LimitWords::tr("in %1 s").arg(std::llround(seconds));
    if (seconds < 5400)
        return LimitWords::tr("in %1 min").arg(std::llround(seconds / 60));
    if (seconds < 86400)
        return LimitWords::tr("in %1 h").arg(std::llround(seconds / 3600));
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(thenMillis),
                              LimitWords::tr("d MMM, HH:mm"));
}

LimitMode modeOf(const model::LimitRule& rule)
{
    if (rule.action == model::LimitAction::Shadow || rule.action == model::LimitAction::Warn ||
        rule.enforce == 0)
        return LimitMode::Shadow;
    return rule.enforce < 100 ? LimitMode::Ramp : LimitMode::Enforced;
}

bool mayMatch(const model::LimitRule& rule, const std::string& application, const std::string& team,
              const std::string& api)
{
    const auto meets = [&rule](const char* dimension, const std::string& value) {
        const auto at = rule.match.find(dimension);
        return at == rule.match.end() || std::ranges::find(at->second, value) != at->second.end();
    };
    return meets("application", application) && meets("team", team) &&
           (api.empty() || meets("api", api));
}

} // namespace gatehouse::ui
