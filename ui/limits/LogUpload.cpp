// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LogUpload.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

LogUpload::LogUpload(client::AdminClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
}

LogUpload::~LogUpload() = default;

void LogUpload::start(const QString& path)
{
    cancel();
    const QFileInfo info(path);
    auto file = std::make_shared<QFile>(path);
    if (!info.isFile() || !file->open(QIODevice::ReadOnly))
        return Q_EMIT failed(tr("%1 cannot be read.").arg(info.fileName()), file->errorString());
    m_file = std::move(file);
    m_size = info.size();
    m_read = 0;
    ++m_number;
    m_client.openLog({this, m_ticket}, [this](const client::Answer<QString>& answer) {
        if (!answer)
            return fail(answer.error().message, answer.error().detail);
        m_log = *answer;
        readNext();
    });
}

void LogUpload::cancel()
{
    m_ticket.cancel();
    m_file.reset();
    ++m_number;
    if (!m_log.isEmpty())
        m_client.closeLog(this, m_log, [](const client::Answer<void>&) {
            // It goes by itself as well.
        });
    m_log.clear();
}

void LogUpload::readNext()
{
    // A disk may be slow; the window must not be.
    QThreadPool::globalInstance()->start(
        [file = m_file, number = m_number, to = QPointer<LogUpload>(this)] {
            QByteArray piece = file->read(kPiece);
            QMetaObject::invokeMethod(
                qApp,
                [to, number, piece = std::move(piece)] {
                    if (to && to->m_number == number)
                        to->send(piece);
                },
                Qt::QueuedConnection);
        });
}

void LogUpload::send(const QByteArray& piece)
{
    if (piece.isEmpty())
        return ask();
    m_read += piece.size();
    m_client.addLogLines({this, m_ticket}, m_log, piece,
                         [this](const client::Answer<client::LogProgress>& answer) {
                             if (!answer && answer.error().kind == client::Problem::Kind::Invalid)
                                 return fail(tr("No line of it is one of an access log that is "
                                                "known here."),
                                             answer.error().detail);
                             if (!answer)
                                 return fail(answer.error().message, answer.error().detail);
                             Q_EMIT progress(m_read, m_size, *answer);
                             if (answer->full)
                                 ask();
                             else
                                 readNext();
                         });
}

void LogUpload::ask()
{
    m_client.logReport({this, m_ticket}, m_log,
                       [this](const client::Answer<client::LogReport>& answer) {
                           if (!answer)
                               return fail(answer.error().message, answer.error().detail);
                           m_file.reset();
                           Q_EMIT done(*answer);
                       });
}

void LogUpload::fail(const QString& words, const QString& detail)
{
    cancel();
    Q_EMIT failed(words, detail);
}

} // namespace gatehouse::ui
