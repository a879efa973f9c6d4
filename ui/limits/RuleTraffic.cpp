// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/RuleTraffic.h"

#include "limits/LimitWords.h"

#include <algorithm>
#include <cmath>
#include <set>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr qsizetype kMostCallers = 6;

/// The one value of a dimension; empty when there is none or several.
QString single(const model::LimitRule& rule, const char* dimension)
{
    const auto at = rule.match.find(dimension);
    return at == rule.match.end() || at->second.size() != 1
               ? QString()
               : QString::fromStdString(at->second.front());
}

bool takes(const model::LimitRule& rule, const char* dimension, const QString& value)
{
    const auto at = rule.match.find(dimension);
    return at == rule.match.end() ||
           std::ranges::find(at->second, value.toStdString()) != at->second.end();
}

} // namespace

RuleTraffic::RuleTraffic(client::AdminClient& client, const client::Names& names, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_names(names)
{
}

void RuleTraffic::setApplications(const QList<model::Application>& applications)
{
    m_teams.clear();
    for (const model::Application& each : applications)
        m_teams.insert(QString::fromStdString(each.id), QString::fromStdString(each.team));
    sort();
}

void RuleTraffic::setRule(const model::LimitRule& rule)
{
    const bool same = rule.match == m_rule.match && rule.partition == m_rule.partition;
    m_rule = rule;
    QString by = u"application"_s;
    QString id;
    if (const QString api = single(rule, "api"); !api.isEmpty()) {
        by = u"api"_s;
        id = api; // its parts are the applications that call it
    } else if (const QString provider = single(rule, "provider"); !provider.isEmpty()) {
        by = u"provider"_s;
        id = provider;
    } else if (rule.match.contains("model")) {
        by = u"model"_s;
    }
    if (by != m_by || id != m_id) {
        m_by = by;
        m_id = id;
        refresh();
    } else if (!same) {
        sort();
    }
}

void RuleTraffic::refresh()
{
    if (m_by.isEmpty() || m_client.endpoint().isEmpty())
        return;
    m_client.usage({this, m_ticket}, m_by, m_id,
                   [this](const client::Answer<client::UsageFigures>& answer) {
                       if (!answer)
                           return; // the chart keeps what it has
                       m_usage = *answer;
                       sort();
                   });
}

bool RuleTraffic::isApart() const
{
    const char* by = m_by == "model"_L1      ? "model"
                     : m_by == "provider"_L1 ? "provider_key"
                                             : "application";
    return std::ranges::find(m_rule.partition, by) != m_rule.partition.end();
}

void RuleTraffic::sort()
{
    QList<client::UsageItem> items;
    for (const client::UsageItem& item : std::as_const(m_usage.items)) {
        const bool counted = m_by == "model"_L1 ? takes(m_rule, "model", item.id)
                             : m_by == "provider"_L1
                                 ? takes(m_rule, "provider_key", item.id)
                                 : takes(m_rule, "application", item.id) &&
                                       takes(m_rule, "team", m_teams.value(item.id));
        if (counted)
            items.append(item);
    }
    std::ranges::stable_sort(items, std::greater{}, &client::UsageItem::callsOfTheHour);
    m_callers.clear();
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (i < kMostCallers) {
            m_callers.append({m_by == "application"_L1 || m_by == "api"_L1
                                  ? m_names.name(client::Names::Kind::Application, items[i].id)
                                  : items[i].id,
                              seriesRole(static_cast<int>(i)), items[i].calls});
            continue;
        }
        if (i == kMostCallers)
            m_callers.append(
                {tr("other"), Role::Series7, QList<double>(items[i].calls.size(), 0.0)});
        QList<double>& other = m_callers.last().calls;
        for (qsizetype at = 0; at < std::min(other.size(), items[i].calls.size()); ++at)
            other[at] += std::isnan(items[i].calls[at]) ? 0 : items[i].calls[at];
    }
    Q_EMIT changed();
}

QString RuleTraffic::words() const
{
    static const std::set<std::string> kSeen[] = {{"application", "team"},
                                                  {"api", "application", "team"},
                                                  {"provider", "provider_key"},
                                                  {"model"}};
    const auto& seen = m_by == "api"_L1        ? kSeen[1]
                       : m_by == "provider"_L1 ? kSeen[2]
                       : m_by == "model"_L1    ? kSeen[3]
                                               : kSeen[0];
    QStringList unseen;
    for (const auto& [dimension, values] : m_rule.match) {
        if (!seen.contains(dimension))
            unseen.append(dimensionName(QString::fromStdString(dimension)));
    }
    return unseen.isEmpty()
               ? tr("calls a minute, last hour")
               : tr("calls a minute, last hour, whatever their %1").arg(unseen.join(u", "_s));
}

} // namespace gatehouse::ui
