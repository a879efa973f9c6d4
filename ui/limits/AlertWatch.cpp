// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/AlertWatch.h"

#include "limits/LimitWords.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

AlertWatch::AlertWatch(client::AdminClient& client, const client::Names& names, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_names(names)
{
}

const model::LimitRule* AlertWatch::find(const QString& rule) const
{
    const auto at = std::ranges::find(m_rules, rule.toStdString(),
                                      [](const auto& each) { return each.value.id; });
    return at == m_rules.end() ? nullptr : &at->value;
}

void AlertWatch::load()
{
    if (m_client.endpoint().isEmpty())
        return;
    m_client.limitAlerts({this, m_readTicket},
                         [this](const client::Answer<QList<client::LimitAlert>>& answer) {
                             if (answer) // a lost connection: the list of rules tells it
                                 take(*answer);
                         });
}

void AlertWatch::take(const QList<client::LimitAlert>& alerts)
{
    QSet<QString> firing;
    m_with.clear();
    for (const client::LimitAlert& alert : alerts) {
        m_with.insert(alert.rule);
        if (!alert.sinceMillis)
            continue;
        firing.insert(alert.rule);
        const model::LimitRule* rule = find(alert.rule);
        if (m_firing.contains(alert.rule) || !rule)
            continue;
        const double share = alert.limit > 0 ? alert.used / alert.limit : 0;
        QString words = tr("%1, %2: %3 % used.")
                            .arg(displayName(*rule), partitionName(*rule, alert.partition, m_names))
                            .arg(std::lround(share * 100));
        if (alert.fullAtMillis && share < 1)
            words += u' ' + tr("Full at %1 if it goes on.")
                                .arg(QDateTime::fromMSecsSinceEpoch(*alert.fullAtMillis)
                                         .toString(u"HH:mm:ss"_s));
        Q_EMIT told(share >= 1 ? State::Full : State::Near, words);
    }
    m_firing = firing;
    Q_EMIT changed();
}

void AlertWatch::set(const QString& rule, bool on)
{
    m_client.setLimitAlert(
        {this, m_setTicket}, rule, on, [this, rule, on](const client::Answer<void>& answer) {
            load();
            if (!answer)
                return Q_EMIT failed(answer.error());
            const model::LimitRule* known = find(rule);
            if (on && known)
                Q_EMIT told(State::Good, tr("You are told when %1 is 80 % full, or will be "
                                            "full within 2 minutes.")
                                             .arg(displayName(*known)));
        });
}

} // namespace gatehouse::ui
