// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QFile>
#include <QObject>

#include <memory>

namespace gatehouse::ui {

/// Gives an access log to the gateway, piece by piece: read away from the GUI thread, sent one
/// after the other, so that a file of any size blocks nothing and can be given up at any time. One
/// file at a time. GUI thread only.
class LogUpload : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kPiece = 1 << 20;

    explicit LogUpload(client::AdminClient& client, QObject* parent = nullptr);
    ~LogUpload() override;

    void start(const QString& path);
    /// Gives up what is under way; the gateway forgets what it has of it.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_file != nullptr; }
    /// Of the gateway; empty before it is open.
    [[nodiscard]] QString log() const { return m_log; }

Q_SIGNALS:
    void progress(qint64 read, qint64 size, const gatehouse::client::LogProgress& found);
    void done(const gatehouse::client::LogReport& report);
    void failed(const QString& words, const QString& detail);

private:
    void readNext();
    void send(const QByteArray& piece);
    void ask();
    void fail(const QString& words, const QString& detail = {});

    client::AdminClient& m_client;
    client::Ticket m_ticket;
    std::shared_ptr<QFile> m_file; ///< Shared with the thread that reads it.
    quint64 m_number = 0;          ///< Of the file: pieces of one that was given up are dropped.
    qint64 m_size = 0;
    qint64 m_read = 0;
    QString m_log;
};

} // namespace gatehouse::ui
