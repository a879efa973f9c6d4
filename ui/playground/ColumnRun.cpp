// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/ColumnRun.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// The events that would have brought the text: a word each, evenly from the first token on.
std::vector<ColumnRun::Event> exampleEvents(const QString& text, const client::ChatFigures& figures)
{
    std::vector<ColumnRun::Event> events;
    const QStringList words = text.split(u' ');
    for (qsizetype i = 0; i < words.size(); ++i) {
        const double part = double(i) / double(std::max<qsizetype>(1, words.size() - 1));
        const QString content = words.at(i) + (i + 1 < words.size() ? u" "_s : QString());
        const QJsonObject choice{{u"delta"_s, QJsonObject{{u"content"_s, content}}},
                                 {u"index"_s, 0}};
        events.push_back({figures.firstTokenMs + part * (figures.totalMs - figures.firstTokenMs),
                          QJsonDocument(QJsonObject{{u"choices"_s, QJsonArray{choice}}})
                              .toJson(QJsonDocument::Compact)});
    }
    return events;
}

/// Of the raw stream of one exchange; what comes after is not kept.
constexpr qsizetype kMostEventBytes = 4 << 20;
} // namespace

ColumnRun::ColumnRun(QObject* parent)
    : QObject(parent)
{
    connect(&m_stream, &client::ChatStream::opened, this, [this] { setState(State::Writing); });
    connect(&m_stream, &client::ChatStream::delta, this, &ColumnRun::delta);
    connect(&m_stream, &client::ChatStream::reasoning, this,
            [this](const QString& text) { m_reasoning += text; });
    connect(&m_stream, &client::ChatStream::streamed, this,
            [this](const QByteArray& data, double ms) {
                m_eventBytes += data.size();
                if (m_eventBytes <= kMostEventBytes)
                    m_events.push_back({ms, data});
                else
                    m_eventsCut = true;
            });
    connect(&m_stream, &client::ChatStream::finished, this, [this] {
        m_done.push_back({m_conversation.turns.at(m_asking), m_stream.text()});
        Q_EMIT turnEnded();
        if (m_asking + 1 < m_until)
            ask(m_asking + 1);
        else
            setState(State::Done);
    });
    connect(&m_stream, &client::ChatStream::cancelled, this, [this] {
        // What was written before the stop belongs to the conversation, as it does for the model.
        if (!m_stream.text().isEmpty())
            m_done.push_back({m_conversation.turns.at(m_asking), m_stream.text()});
        Q_EMIT turnEnded();
        setState(State::Stopped);
    });
    connect(&m_stream, &client::ChatStream::failed, this, [this](const client::Problem& problem) {
        m_problem = problem;
        Q_EMIT turnEnded();
        setState(State::Failed);
    });
}

void ColumnRun::run(const ChatAccess& access, const Conversation& conversation,
                    const QString& model)
{
    stop();
    m_access = access;
    m_conversation = conversation;
    m_model = model;
    m_until = conversation.turns.size();
    while (m_until > 0 && conversation.turns.at(m_until - 1).trimmed().isEmpty())
        --m_until;
    if (m_until == 0)
        return;
    qsizetype from = 0;
    if (conversation.system == m_answeredSystem) {
        while (from < static_cast<qsizetype>(m_done.size()) && from < m_until &&
               m_done[static_cast<std::size_t>(from)].question == conversation.turns.at(from))
            ++from;
    }
    from = std::min(from, m_until - 1);
    m_answeredSystem = conversation.system;
    truncate(from);
    ask(from);
}

void ColumnRun::retry(const ChatAccess& access)
{
    if (isRunning() || m_until == 0)
        return;
    m_access = access;
    const qsizetype turn = std::min(m_asking, m_until - 1);
    truncate(turn);
    ask(turn);
}

void ColumnRun::stop()
{
    m_stream.cancel();
}

void ColumnRun::clear()
{
    stop();
    truncate(0);
    m_answeredSystem.clear();
    m_until = 0;
    m_events.clear();
    setState(State::Empty);
}

void ColumnRun::showExample(const Conversation& conversation, const QString& model,
                            const QStringList& answers, const client::ChatFigures& figures)
{
    clear();
    m_conversation = conversation;
    m_model = model;
    m_answeredSystem = conversation.system;
    m_example = Example{figures, {}};
    m_until = std::min(conversation.turns.size(), answers.size());
    for (m_asking = 0; m_asking < m_until; ++m_asking) {
        m_example->text = answers.at(m_asking);
        m_request = chatRequest(conversation, model, answers.mid(0, m_asking), m_asking);
        Q_EMIT turnStarted(m_asking, conversation.turns.at(m_asking));
        Q_EMIT delta(m_example->text);
        m_done.push_back({conversation.turns.at(m_asking), m_example->text});
        Q_EMIT turnEnded();
    }
    m_events = exampleEvents(m_example->text, figures);
    setState(State::Done);
}

void ColumnRun::truncate(qsizetype turns)
{
    m_done.resize(std::min(m_done.size(), static_cast<std::size_t>(turns)));
    Q_EMIT truncated(turns);
}

void ColumnRun::ask(qsizetype turn)
{
    m_asking = turn;
    m_example.reset();
    m_events.clear();
    m_eventBytes = 0;
    m_eventsCut = false;
    m_reasoning.clear();
    m_problem = {};
    QStringList answers;
    for (const Exchange& exchange : m_done)
        answers.append(exchange.answer);
    m_request = chatRequest(m_conversation, m_model, answers, turn);
    Q_EMIT turnStarted(turn, m_conversation.turns.at(turn));
    setState(State::Waiting);
    m_stream.start({m_access.gateway, m_access.key, m_request, m_access.authorities});
}

void ColumnRun::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace gatehouse::ui
