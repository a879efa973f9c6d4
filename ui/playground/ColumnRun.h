// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/Conversation.h"

#include "client/ChatStream.h"

#include <QObject>

#include <optional>
#include <vector>

namespace gatehouse::ui {

/// Where a call goes and as whom.
struct ChatAccess
{
    QUrl gateway;
    QByteArray key;
    QList<QSslCertificate> authorities;
};

/// One column's conversation with its model, without any widget. It keeps the answers and brings
/// them up to date with what the person wrote: turns whose question (or anything before it) changed
/// are asked again, in order, and so are new ones; when nothing is new, the last turn is asked
/// again. GUI thread only.
class ColumnRun : public QObject
{
    Q_OBJECT

public:
    enum class State : quint8
    {
        Empty,
        Waiting,
        Writing,
        Done,
        Stopped,
        Failed
    };

    struct Event
    {
        double ms = 0;
        QByteArray data;
    };

    explicit ColumnRun(QObject* parent = nullptr);

    void run(const ChatAccess& access, const Conversation& conversation, const QString& model);
    /// Asks the last turn again that was asked, with what was given to run() last.
    void retry(const ChatAccess& access);
    void stop();
    /// Forgets every answer.
    void clear();
    /// Shows `answers`, one a turn, as if they had just been given: for pictures.
    void showExample(const Conversation& conversation, const QString& model,
                     const QStringList& answers, const client::ChatFigures& figures);

    [[nodiscard]] bool isRunning() const
    {
        return m_state == State::Waiting || m_state == State::Writing;
    }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const client::ChatFigures& figures() const
    {
        return m_example ? m_example->figures : m_stream.figures();
    }
    [[nodiscard]] const client::Problem& problem() const { return m_problem; }
    [[nodiscard]] QString model() const { return m_model; }
    /// Of the exchange under way or the last one.
    [[nodiscard]] const std::vector<Event>& events() const { return m_events; }
    [[nodiscard]] bool eventsCut() const { return m_eventsCut; }
    [[nodiscard]] QString answer() const { return m_example ? m_example->text : m_stream.text(); }
    [[nodiscard]] QString reasoning() const { return m_reasoning; }
    [[nodiscard]] const QJsonObject& lastRequest() const { return m_request; }
    [[nodiscard]] qsizetype answeredTurns() const { return static_cast<qsizetype>(m_done.size()); }

Q_SIGNALS:
    /// Only the first `turns` exchanges are left: what was shown after them is void.
    void truncated(qsizetype turns);
    /// Turn `turn` (0-based) with this question is being asked.
    void turnStarted(qsizetype turn, const QString& question);
    void delta(const QString& text);
    /// The answer under way is over, whatever the reason.
    void turnEnded();
    void stateChanged();

private:
    struct Example
    {
        client::ChatFigures figures;
        QString text;
    };
    struct Exchange
    {
        QString question;
        QString answer;
    };

    void ask(qsizetype turn);
    void setState(State state);
    void truncate(qsizetype turns);

    client::ChatStream m_stream;
    ChatAccess m_access;
    Conversation m_conversation;
    QString m_model;
    QString m_answeredSystem;
    std::vector<Exchange> m_done;
    qsizetype m_asking = 0;
    qsizetype m_until = 0; ///< Turns to be answered by this run.
    std::vector<Event> m_events;
    qsizetype m_eventBytes = 0;
    bool m_eventsCut = false;
    QString m_reasoning;
    QJsonObject m_request;
    client::Problem m_problem;
    std::optional<Example> m_example;
    State m_state = State::Empty;
};

} // namespace gatehouse::ui
