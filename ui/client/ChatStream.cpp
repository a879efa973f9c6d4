// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ChatStream.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace gatehouse::client {

namespace {

/// The failure in OpenAI's error form, else a sentence about the status.
Problem problemFrom(int status, const QByteArray& body)
{
    Problem problem;
    problem.status = status;
    problem.detail = QString::fromUtf8(body.left(16 << 10));
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const QJsonObject error = json["error"_L1].toObject();
    problem.message = error["message"_L1].toString();
    problem.code = error["code"_L1].toString(error["type"_L1].toString());
    if (problem.message.isEmpty())
        problem.message = json["detail"_L1].toString();
    if (problem.message.isEmpty())
        problem.message = ChatStream::tr("The gateway answered with status %1.").arg(status);
    if (status == 401)
        problem.kind = Problem::Kind::Unauthorized;
    else if (status == 403)
        problem.kind = Problem::Kind::Forbidden;
    else if (status == 404)
        problem.kind = Problem::Kind::NotFound;
    else if (status == 400 || status == 413 || status == 422)
        problem.kind = Problem::Kind::Invalid;
    return problem;
}

double numberOf(const QByteArray& header)
{
    bool ok = false;
    const double value = header.toDouble(&ok);
    return ok ? value : qQNaN();
}

} // namespace

ChatStream::ChatStream(QObject* parent)
    : QObject(parent)
    , m_network(new QNetworkAccessManager(this))
{
}

ChatStream::~ChatStream()
{
    closeReply();
}

void ChatStream::start(const ChatRequest& chat)
{
    closeReply();
    m_parser.reset();
    m_text.clear();
    m_figures = {};
    m_errorBody.clear();
    m_pieces = 0;
    m_isStream = m_opened = m_done = false;

    QJsonObject body = chat.body;
    body["stream"_L1] = true;
    body["stream_options"_L1] = QJsonObject{{u"include_usage"_s, true}};
    QUrl url = chat.gateway;
    url.setPath(u"/v1/chat/completions"_s);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Authorization", "Bearer " + chat.key);
    if (!chat.authorities.isEmpty()) {
        QSslConfiguration ssl = request.sslConfiguration();
        ssl.addCaCertificates(chat.authorities);
        request.setSslConfiguration(ssl);
    }
    m_clock.start();
    m_reply = m_network->post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &ChatStream::onHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &ChatStream::onData);
    connect(m_reply, &QNetworkReply::finished, this, &ChatStream::onEnd);
}

void ChatStream::cancel()
{
    if (!m_reply)
        return;
    closeReply();
    m_figures.totalMs = elapsedMs();
    Q_EMIT cancelled();
}

void ChatStream::closeReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

double ChatStream::elapsedMs() const
{
    return double(m_clock.nsecsElapsed()) / 1e6;
}

void ChatStream::onHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || m_opened)
        return;
    m_figures.headMs = elapsedMs();
    const auto header = [this](const char* name) { return m_reply->rawHeader(name); };
    m_figures.requestId = QString::fromUtf8(header("x-gatehouse-request-id"));
    m_figures.provider = QString::fromUtf8(header("x-gatehouse-provider"));
    m_figures.model = QString::fromUtf8(header("x-gatehouse-model"));
    m_figures.attempts = header("x-gatehouse-attempts").toInt();
    m_figures.overheadMs = numberOf(header("x-gatehouse-overhead-ms"));
    m_figures.costUsd = QString::fromUtf8(header("x-gatehouse-cost-usd"));
    m_figures.lost = QString::fromUtf8(header("x-gatehouse-lost"));
    if (status < 200 || status >= 300)
        return;
    m_opened = true;
    m_isStream = header("Content-Type").startsWith("text/event-stream");
    Q_EMIT opened();
}

void ChatStream::onData()
{
    if (!m_opened)
        onHead();
    if (!m_reply)
        return;
    if (!m_opened || !m_isStream) {
        if (m_errorBody.size() < (8 << 20))
            m_errorBody += m_reply->readAll();
        return;
    }
    for (const SseEvent& event : m_parser.feed(m_reply->readAll())) {
        Q_EMIT streamed(event.data, elapsedMs());
        onEvent(event.data);
        if (!m_reply)
            return; // a listener cancelled, or the stream carried a failure
    }
}

void ChatStream::onEvent(const QByteArray& data)
{
    if (data == "[DONE]") {
        m_done = true;
        return;
    }
    const QJsonObject json = QJsonDocument::fromJson(data).object();
    if (json.contains("error"_L1)) {
        fail(problemFrom(0, data));
        return;
    }
    if (json["usage"_L1].isObject())
        readUsage(json["usage"_L1].toObject());
    const QJsonObject choice = json["choices"_L1][0].toObject();
    if (const QString finish = choice["finish_reason"_L1].toString(); !finish.isEmpty())
        m_figures.finish = finish;
    const QJsonObject piece = choice["delta"_L1].toObject();
    const QString content = piece["content"_L1].toString();
    QString thought = piece["reasoning_content"_L1].toString();
    if (thought.isEmpty())
        thought = piece["reasoning"_L1].toString();
    const QJsonArray calls = piece["tool_calls"_L1].toArray();
    if (content.isEmpty() && thought.isEmpty() && calls.isEmpty())
        return;
    ++m_pieces;
    const double now = elapsedMs();
    if (qIsNaN(m_figures.firstTokenMs))
        m_figures.firstTokenMs = now;
    else if (const double seconds = (now - m_figures.firstTokenMs) / 1000; seconds > 0)
        m_figures.tokensPerSecond = double(m_pieces - 1) / seconds;
    m_figures.totalMs = now;
    if (!thought.isEmpty())
        Q_EMIT reasoning(thought);
    if (!calls.isEmpty())
        Q_EMIT toolCalls(calls);
    if (!content.isEmpty()) {
        m_text += content;
        Q_EMIT delta(content);
    }
}

void ChatStream::readUsage(const QJsonObject& usage)
{
    m_figures.usageKnown = true;
    m_figures.inputTokens = usage["prompt_tokens"_L1].toInteger();
    m_figures.outputTokens = usage["completion_tokens"_L1].toInteger();
    m_figures.cachedTokens = usage["prompt_tokens_details"_L1]["cached_tokens"_L1].toInteger();
    m_figures.reasoningTokens =
        usage["completion_tokens_details"_L1]["reasoning_tokens"_L1].toInteger();
}

/// An answer that came whole although a stream was asked for.
void ChatStream::readWhole(const QByteArray& body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const QJsonObject choice = json["choices"_L1][0].toObject();
    m_figures.firstTokenMs = elapsedMs();
    m_figures.finish = choice["finish_reason"_L1].toString();
    if (json["usage"_L1].isObject())
        readUsage(json["usage"_L1].toObject());
    m_text = choice["message"_L1]["content"_L1].toString();
    m_done = !choice.isEmpty();
    if (!m_text.isEmpty())
        Q_EMIT delta(m_text);
}

void ChatStream::onEnd()
{
    onData();
    if (!m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        Problem problem;
        problem.kind = Problem::Kind::Unreachable;
        problem.detail = m_reply->errorString();
        problem.message =
            tr("The gateway at %1 cannot be reached.").arg(m_reply->url().authority());
        fail(std::move(problem));
        return;
    }
    if (!m_opened) {
        fail(problemFrom(status, m_errorBody));
        return;
    }
    if (!m_isStream)
        readWhole(m_errorBody);
    if (!m_done && m_figures.finish.isEmpty()) {
        Problem problem;
        problem.kind = Problem::Kind::Unreachable;
        problem.detail = m_reply->errorString();
        problem.message = tr("The answer broke off before its end.");
        fail(std::move(problem));
        return;
    }
    closeReply();
    m_figures.totalMs = elapsedMs();
    const double writing = (m_figures.totalMs - m_figures.firstTokenMs) / 1000;
    if (m_figures.usageKnown && m_figures.outputTokens > 1 && writing > 0)
        m_figures.tokensPerSecond = double(m_figures.outputTokens - 1) / writing;
    Q_EMIT finished(m_figures);
}

void ChatStream::fail(Problem problem)
{
    closeReply();
    m_figures.totalMs = elapsedMs();
    Q_EMIT failed(problem);
}

} // namespace gatehouse::client
