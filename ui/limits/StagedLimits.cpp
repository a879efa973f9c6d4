// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/StagedLimits.h"

#include "client/Collections.h"
#include "limits/LimitWords.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

QJsonValue jsonOf(const std::optional<model::LimitRule>& rule)
{
    if (!rule)
        return QJsonValue::Null;
    return QJsonDocument::fromJson(client::writeValue<model::LimitRule>(*rule)).object();
}

std::optional<model::LimitRule> ruleOf(const QJsonValue& json)
{
    if (!json.isObject())
        return std::nullopt;
    auto rule = client::readStored<model::LimitRule>(QJsonDocument(json.toObject()).toJson());
    return rule ? std::optional(std::move(rule->value)) : std::nullopt;
}

QString modeWord(const model::LimitRule& rule)
{
    switch (modeOf(rule)) {
    case LimitMode::Shadow:
        return StagedLimits::tr("shadow");
    case LimitMode::Ramp:
        return StagedLimits::tr("%1 %").arg(rule.enforce);
    case LimitMode::Enforced:
        break;
    }
    return actionName(rule.action).toLower();
}

} // namespace

QString stagedWords(const StagedLimit& change)
{
    if (!change.after)
        return StagedLimits::tr("deleted");
    if (!change.before)
        return StagedLimits::tr("new");
    const model::LimitRule& before = *change.before;
    const model::LimitRule& after = *change.after;
    const auto arrow = [](const QString& from, const QString& to) {
        return from + u" \u2192 "_s + to;
    };
    QStringList parts;
    if (limitOf(before.promise) != limitOf(after.promise) && before.unit == after.unit)
        parts.append(arrow(amountText(before.unit, limitOf(before.promise)),
                           amountText(after.unit, limitOf(after.promise))));
    if (modeWord(before) != modeWord(after))
        parts.append(arrow(modeWord(before), modeWord(after)));
    return parts.isEmpty() ? StagedLimits::tr("changed") : parts.join(u", "_s);
}

void StagedLimits::stage(StagedLimit change)
{
    const auto at = std::ranges::find(m_all, change.id, &StagedLimit::id);
    const bool nothing = change.before == change.after;
    if (at != m_all.end() && nothing)
        m_all.erase(at);
    else if (at != m_all.end())
        *at = std::move(change);
    else if (!nothing)
        m_all.append(std::move(change));
    Q_EMIT changed();
}

void StagedLimits::drop(const QString& id)
{
    m_all.removeIf([&id](const StagedLimit& each) { return each.id == id; });
    Q_EMIT changed();
}

void StagedLimits::clear()
{
    m_all.clear();
    Q_EMIT changed();
}

const StagedLimit* StagedLimits::find(const QString& id) const
{
    const auto at = std::ranges::find(m_all, id, &StagedLimit::id);
    return at == m_all.end() ? nullptr : &*at;
}

QJsonObject StagedLimits::request(bool dryRun) const
{
    QJsonArray changes;
    for (const StagedLimit& each : m_all) {
        QJsonObject change{{u"id"_s, each.id}, {u"rule"_s, jsonOf(each.after)}};
        QString etag = QString::fromLatin1(each.etag);
        if (!etag.remove(u'"').isEmpty())
            change[u"if_match"_s] = etag;
        if (each.after && each.how.raiseAfter.count() > 0 && each.after->enforce < 100)
            change[u"raise_after_s"_s] = qint64(std::chrono::seconds(each.how.raiseAfter).count());
        if (each.after && each.how.bound)
            change[u"roll_back"_s] = QJsonObject{{u"share"_s, *each.how.bound}};
        changes.append(change);
    }
    QJsonObject body{{u"changes"_s, changes}};
    if (dryRun)
        body[u"dry_run"_s] = true;
    return body;
}

QJsonArray StagedLimits::toJson() const
{
    QJsonArray all;
    for (const StagedLimit& each : m_all) {
        QJsonObject change{{u"id"_s, each.id},
                           {u"etag"_s, QString::fromLatin1(each.etag)},
                           {u"before"_s, jsonOf(each.before)},
                           {u"after"_s, jsonOf(each.after)},
                           {u"raise_after"_s, qint64(each.how.raiseAfter.count())}};
        if (each.how.bound)
            change[u"bound"_s] = *each.how.bound;
        all.append(change);
    }
    return all;
}

void StagedLimits::fromJson(const QJsonArray& json)
{
    m_all.clear();
    for (const QJsonValue& each : json) {
        const QJsonValue bound = each["bound"_L1];
        m_all.append({each["id"_L1].toString(),
                      ruleOf(each["before"_L1]),
                      each["etag"_L1].toString().toLatin1(),
                      ruleOf(each["after"_L1]),
                      {std::chrono::minutes(each["raise_after"_L1].toInteger()),
                       bound.isDouble() ? std::optional(bound.toDouble()) : std::nullopt}});
    }
    Q_EMIT changed();
}

} // namespace gatehouse::ui
