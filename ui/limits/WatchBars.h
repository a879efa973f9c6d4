// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/State.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace gatehouse::ui {

class MessageBar;

/// What the gateway does by itself with changed rules: which are looked after, how that stands,
/// and which went back. One bar a rule, at most kMost. Also tells what happened while the panel
/// was out of sight. GUI thread only.
class WatchBars : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kMost = 3;

    WatchBars(client::AdminClient& client, const client::Names& names, QWidget* parent = nullptr);

    /// Reads how the watches stand.
    void load();
    /// Names came, or another language.
    void refresh();
    [[nodiscard]] const QList<client::LimitWatch>& watches() const { return m_watches; }

Q_SIGNALS:
    /// A rule went back by itself, or held: one sentence.
    void told(gatehouse::ui::State state, const QString& words);
    void failed(const gatehouse::client::Problem& problem);

private:
    void take(const QList<client::LimitWatch>& watches);
    void show(MessageBar& bar, const client::LimitWatch& watch);
    [[nodiscard]] QString words(const client::LimitWatch& watch) const;
    void act(const QString& rule,
             void (client::AdminClient::*what)(client::Receiver, const QString&,
                                               client::Callback<void>));

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_readTicket;
    client::Ticket m_actTicket;
    QList<client::LimitWatch> m_watches;
    QHash<QString, QString> m_known; ///< State by rule and time, to tell what is new.
    bool m_wasRead = false;
    QList<MessageBar*> m_bars;
};

} // namespace gatehouse::ui
