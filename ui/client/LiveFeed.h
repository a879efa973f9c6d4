// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Figures.h"
#include "client/SseParser.h"
#include "client/TrafficRecord.h"

#include <QFlags>
#include <QHash>
#include <QObject>
#include <QTimer>

class QNetworkReply;

namespace gatehouse::client {

class AdminClient;

/// What the live feed can bring.
enum class Topic : quint8
{
    Ticks = 1,   ///< Figures, four times a second.
    Traffic = 2, ///< Records of finished exchanges, in batches.
    Changes = 4, ///< What changed in the configuration.
};
Q_DECLARE_FLAGS(Topics, Topic)
Q_DECLARE_OPERATORS_FOR_FLAGS(Topics)

/// The one live stream of the admin API. Views say what they want while they are visible; the
/// stream carries the union, is opened again when that changes, and is closed when nobody wants
/// anything. A broken stream comes back by itself, after 0.25 s first, then twice as long each time
/// up to 5 s. GUI thread only.
class LiveFeed : public QObject
{
    Q_OBJECT

public:
    explicit LiveFeed(AdminClient& client, QObject* parent = nullptr);
    ~LiveFeed() override;

    /// From now on `who` wants these; none = nothing. Ends by itself when `who` dies.
    void want(QObject* who, Topics topics);
    /// Which records the topic Traffic brings. Only one view shows them, so the filter is the
    /// feed's.
    void setTrafficFilter(const TrafficFilter& filter);
    /// The endpoint changed, or the connection is known to be back: open again at once.
    void restart();
    [[nodiscard]] bool isOpen() const { return m_open; }
    /// How far the server's clock was ahead of ours at the last tick, in ms; 0 before the first.
    [[nodiscard]] qint64 clockAhead() const { return m_clockAhead; }

Q_SIGNALS:
    void tick(const gatehouse::client::Tick& tick);
    /// Newest last. `skipped` more were finished than one batch holds.
    void records(const QList<gatehouse::client::TrafficRecord>& batch, qint64 skipped);
    void changed(const gatehouse::client::Change& change);
    /// The stream is open or broke; not emitted when it is closed because nobody wants it.
    void openChanged(bool open);

private:
    void update();
    void open();
    void close();
    void onData();
    void onEnd();
    void dispatch(const SseEvent& event);
    void setOpen(bool open);
    [[nodiscard]] Topics wanted() const;

    AdminClient& m_client;
    QHash<QObject*, Topics> m_wants;
    Topics m_asked;
    TrafficFilter m_filter;
    TrafficFilter m_askedFilter;
    QNetworkReply* m_reply = nullptr;
    SseParser m_parser;
    QTimer m_retry;   ///< Until the next try.
    QTimer m_settle;  ///< Gathers several want() of one turn into one request.
    QTimer m_silence; ///< The server comments every 15 s; longer silence = broken.
    qint64 m_clockAhead = 0;
    int m_failures = 0;
    bool m_open = false;
};

} // namespace gatehouse::client
