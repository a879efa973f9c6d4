// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "client/SseParser.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QSslCertificate>
#include <QUrl>

class QNetworkAccessManager;
class QJsonArray;
class QNetworkReply;

namespace gatehouse::client {

/// Where to send a chat: the gateway port, not the admin port.
struct ChatRequest
{
    QUrl gateway;   ///< `http://127.0.0.1:8480`
    QByteArray key; ///< `gh_...`
    /// OpenAI's body: `model`, `messages`, `temperature`, ...; `stream` and `stream_options` are
    /// set here.
    QJsonObject body;
    QList<QSslCertificate> authorities; ///< Trusted beside the system's; usually empty.
};

/// What is known of an answer; unknown = 0 or empty, and NaN for times and speed.
struct ChatFigures
{
    double headMs = qQNaN();       ///< Until the answer's head.
    double firstTokenMs = qQNaN(); ///< Until the first content.
    double totalMs = qQNaN();
    double tokensPerSecond =
        qQNaN(); ///< Output after the first token; counted chunks until usage is known.
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    qint64 cachedTokens = 0;
    qint64 reasoningTokens = 0;
    bool usageKnown = false;
    QString finish;
    QString requestId; ///< x-gatehouse-request-id
    QString provider;
    QString model;
    int attempts = 0;
    double overheadMs = qQNaN();
    QString costUsd; ///< As sent, a decimal number.
    QString lost;    ///< What a hop could not carry.
};

/// One chat completion, streamed through the gateway like any application's call. One object makes
/// one call at a time; start() gives up the one before. GUI thread only. Used by the playground and
/// the first steps.
class ChatStream : public QObject
{
    Q_OBJECT

public:
    explicit ChatStream(QObject* parent = nullptr);
    ~ChatStream() override;

    void start(const ChatRequest& request);
    /// Stops reading; cancelled() follows at once. Nothing happens when no call is under way.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_reply != nullptr; }
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] const ChatFigures& figures() const { return m_figures; }

Q_SIGNALS:
    /// The head of a good answer is there.
    void opened();
    /// Every event of the stream as it came, for those who show the raw stream.
    void streamed(const QByteArray& data, double ms);
    /// More of the answer; text() has all of it.
    void delta(const QString& text);
    void reasoning(const QString& text);
    /// Tool calls as they come, raw JSON of the delta.
    void toolCalls(const QJsonArray& calls);
    void finished(const gatehouse::client::ChatFigures& figures);
    void failed(const gatehouse::client::Problem& problem);
    void cancelled();

private:
    void onHead();
    void onData();
    void onEnd();
    void onEvent(const QByteArray& data);
    void readUsage(const QJsonObject& usage);
    void readWhole(const QByteArray& body);
    void fail(Problem problem);
    void closeReply();
    [[nodiscard]] double elapsedMs() const;

    QNetworkAccessManager* m_network; ///< Child of this.
    QNetworkReply* m_reply = nullptr;
    SseParser m_parser;
    QElapsedTimer m_clock;
    QString m_text;
    ChatFigures m_figures;
    QByteArray m_errorBody;
    qint64 m_pieces = 0;
    bool m_isStream = false;
    bool m_opened = false;
    bool m_done = false;
};

} // namespace gatehouse::client
