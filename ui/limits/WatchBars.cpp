// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/WatchBars.h"

#include "limits/LimitWords.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"

#include <QDateTime>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

QString clockTime(qint64 millis)
{
    return QDateTime::fromMSecsSinceEpoch(millis).toString(u"HH:mm"_s);
}

QString keyOf(const client::LimitWatch& watch)
{
    return watch.rule + u'@' + QString::number(watch.appliedMillis);
}

bool isShown(const client::LimitWatch& watch)
{
    return watch.isWatching() || (watch.state == "rolled_back"_L1 && watch.endedBy.isEmpty());
}

} // namespace

WatchBars::WatchBars(client::AdminClient& client, const client::Names& names, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_names(names)
{
    setObjectName(u"watchBars"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (int i = 0; i < kMost; ++i) {
        auto* bar = new MessageBar;
        bar->setObjectName(u"watchBar.%1"_s.arg(i));
        column->addWidget(bar);
        m_bars.append(bar);
    }
}

void WatchBars::load()
{
    if (m_client.endpoint().isEmpty())
        return;
    m_client.limitWatches({this, m_readTicket},
                          [this](const client::Answer<QList<client::LimitWatch>>& answer) {
                              if (answer) // a lost connection: the list of rules tells it
                                  take(*answer);
                          });
}

void WatchBars::take(const QList<client::LimitWatch>& watches)
{
    m_watches = watches;
    QHash<QString, QString> known;
    for (const client::LimitWatch& watch : watches) {
        const QString key = keyOf(watch);
        known.insert(key, watch.state);
        // What was over before anybody looked is told by its bar alone.
        const bool isNews = m_wasRead && m_known.value(key, u"watching"_s) != watch.state;
        if (isNews && watch.endedBy.isEmpty() && watch.state != "superseded"_L1)
            Q_EMIT told(watch.state == "held"_L1 ? State::Good : State::Failed, words(watch));
    }
    m_known = known;
    m_wasRead = true;
    refresh();
}

void WatchBars::refresh()
{
    qsizetype used = 0;
    for (const client::LimitWatch& watch : std::as_const(m_watches)) {
        if (isShown(watch) && used < m_bars.size())
            show(*m_bars.at(used++), watch);
    }
    for (; used < m_bars.size(); ++used)
        m_bars.at(used)->dismiss();
}

QString WatchBars::words(const client::LimitWatch& watch) const
{
    const QString name = displayName(watch.after);
    const QString figures = tr("%1 of %2 calls of callers that were fine before were refused")
                                .arg(wholeNumber(watch.refused), wholeNumber(watch.calls));
    if (watch.state == "rolled_back"_L1) {
        QString text = watch.before ? tr("%1 went back by itself at %2 to what it was: %3.")
                                          .arg(name, clockTime(watch.endedMillis), figures)
                                    : tr("%1 took itself away at %2: %3.")
                                          .arg(name, clockTime(watch.endedMillis), figures);
        if (!watch.worst.isEmpty())
            text += u' ' + tr("Most of them of %1.")
                               .arg(m_names.name(client::Names::Kind::Application,
                                                 watch.worst.first().id));
        return text;
    }
    if (watch.state == "held"_L1)
        return tr("%1 has held: %2.").arg(name, figures);
    if (!watch.problem.isEmpty())
        return tr("%1 should have gone back, but could not: %2").arg(name, watch.problem);
    QStringList parts;
    if (watch.raiseAtMillis)
        parts.append(tr("%1 refuses %2 % of it until %3, then all.")
                         .arg(name)
                         .arg(watch.after.enforce)
                         .arg(clockTime(*watch.raiseAtMillis)));
    else
        parts.append(tr("%1 is watched until %2.").arg(name, clockTime(watch.untilMillis)));
    if (watch.share)
        parts.append(tr("%1; it goes back by itself above %2 %.")
                         .arg(figures, QLocale().toString(*watch.share * 100, 'g', 3)));
    return parts.join(u' ');
}

void WatchBars::show(MessageBar& bar, const client::LimitWatch& watch)
{
    const QString rule = watch.rule;
    if (watch.isWatching()) {
        bar.say(
            watch.problem.isEmpty() ? State::Near : State::Failed, words(watch),
            {{tr("Roll back now"),
              [this, rule] { act(rule, &client::AdminClient::rollBackLimit); }},
             {tr("Keep it"), [this, rule] { act(rule, &client::AdminClient::endLimitWatch); }}});
    } else {
        bar.say(State::Failed, words(watch),
                {{tr("Seen"), [this, rule] { act(rule, &client::AdminClient::endLimitWatch); }}});
    }
}

void WatchBars::act(const QString& rule,
                    void (client::AdminClient::*what)(client::Receiver, const QString&,
                                                      client::Callback<void>))
{
    (m_client.*what)({this, m_actTicket}, rule, [this](const client::Answer<void>& answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
        load();
    });
}

} // namespace gatehouse::ui
