// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/Conversation.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

QJsonObject message(const QString& role, const QString& content)
{
    return {{u"role"_s, role}, {u"content"_s, content}};
}

QJsonObject toJson(const ChatParameters& parameters)
{
    QJsonObject json;
    if (parameters.temperature)
        json.insert(u"temperature"_s, *parameters.temperature);
    if (parameters.topP)
        json.insert(u"top_p"_s, *parameters.topP);
    if (parameters.maxTokens)
        json.insert(u"max_tokens"_s, *parameters.maxTokens);
    if (!parameters.stop.isEmpty())
        json.insert(u"stop"_s, QJsonArray::fromStringList(parameters.stop));
    return json;
}

QStringList strings(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonValue& entry : value.toArray())
        list.append(entry.toString());
    return list;
}

} // namespace

QJsonObject chatRequest(const Conversation& conversation, const QString& model,
                        const QStringList& answers, qsizetype turn)
{
    QJsonArray messages;
    if (!conversation.system.trimmed().isEmpty())
        messages.append(message(u"system"_s, conversation.system));
    for (qsizetype i = 0; i <= turn && i < conversation.turns.size(); ++i) {
        messages.append(message(u"user"_s, conversation.turns.at(i)));
        if (i < turn && i < answers.size() && !answers.at(i).isEmpty())
            messages.append(message(u"assistant"_s, answers.at(i)));
    }
    QJsonObject body = toJson(conversation.parameters);
    body.insert(u"model"_s, model);
    body.insert(u"messages"_s, messages);
    body.insert(u"stream"_s, true);
    body.insert(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
    return body;
}

qint64 roughTokens(const QString& text)
{
    qint64 wide = 0;
    for (const QChar c : text)
        wide += c.unicode() >= 0x2E80 ? 1 : 0;
    return wide + (text.size() - wide + 3) / 4;
}

QJsonObject toJson(const Conversation& conversation)
{
    return {{u"system"_s, conversation.system},
            {u"turns"_s, QJsonArray::fromStringList(conversation.turns)},
            {u"parameters"_s, toJson(conversation.parameters)},
            {u"application"_s, conversation.application},
            {u"models"_s, QJsonArray::fromStringList(conversation.models)}};
}

Conversation conversationFromJson(const QJsonObject& json)
{
    Conversation conversation;
    conversation.system = json.value(u"system"_s).toString();
    if (const QStringList turns = strings(json.value(u"turns"_s)); !turns.isEmpty())
        conversation.turns = turns;
    if (const QStringList models = strings(json.value(u"models"_s)); !models.isEmpty())
        conversation.models = models.mid(0, kMaxColumns);
    conversation.application = json.value(u"application"_s).toString();
    const QJsonObject parameters = json.value(u"parameters"_s).toObject();
    if (const QJsonValue value = parameters.value(u"temperature"_s); value.isDouble())
        conversation.parameters.temperature = std::clamp(value.toDouble(), 0.0, 2.0);
    if (const QJsonValue value = parameters.value(u"top_p"_s); value.isDouble())
        conversation.parameters.topP = std::clamp(value.toDouble(), 0.0, 1.0);
    if (const int tokens = parameters.value(u"max_tokens"_s).toInt(); tokens > 0)
        conversation.parameters.maxTokens = tokens;
    conversation.parameters.stop = strings(parameters.value(u"stop"_s)).mid(0, 4);
    return conversation;
}

} // namespace gatehouse::ui
