// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/Example.h"

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

struct Measured
{
    double firstTokenMs;
    double totalMs;
    double tokensPerSecond;
    double overheadMs;
};

client::ChatFigures figures(const QString& provider, const Measured& measured, qint64 in,
                            qint64 cached, qint64 out, qint64 reasoning, const QString& cost)
{
    client::ChatFigures made;
    made.provider = provider;
    made.firstTokenMs = measured.firstTokenMs;
    made.totalMs = measured.totalMs;
    made.tokensPerSecond = measured.tokensPerSecond;
    made.overheadMs = measured.overheadMs;
    made.inputTokens = in;
    made.cachedTokens = cached;
    made.outputTokens = out;
    made.reasoningTokens = reasoning;
    made.costUsd = cost;
    made.usageKnown = true;
    made.finish = u"stop"_s;
    return made;
}

} // namespace

Conversation exampleConversation()
{
    Conversation conversation;
    conversation.system = u"You help the support desk of a web shop. Write in English, in a warm, "
                          u"plain tone, no more than 80 words."_s;
    conversation.turns = {u"Answer this review and offer one next step:\n\nLeaks after two weeks"_s,
                          u"Shorter. Mention the two-year warranty."_s};
    conversation.parameters.temperature = 0.4;
    conversation.parameters.topP = 1.0;
    conversation.parameters.maxTokens = 300;
    conversation.application = u"support-desk"_s;
    conversation.models.clear();
    return conversation;
}

QList<ExampleAnswer> exampleAnswers()
{
    return {
        {u"claude-sonnet-5-5"_s,
         {u"Thank you for telling us, and I am sorry your kettle started to leak so soon. That "
          u"should not happen after two weeks.\n\nYou do not need to send anything back first. "
          u"Reply "
          u"with your order number and a photo of the base, and we will post a **new kettle** the "
          u"same day."_s,
          u"I am sorry your kettle leaks. It is covered by our **two-year warranty**: reply with "
          u"your order number and a new one leaves us today."_s},
         figures(u"Anthropic"_s, {742, 1410, 61, 0.4}, 262, 192, 41, 0, u"0.000569"_s)},
        {u"gpt-6.1-terra"_s,
         {u"I’m sorry about the leak. A kettle should last years, not two weeks.\n\n1. Send us "
          u"your "
          u"**order number**.\n2. We ship a replacement today.\n3. Keep or recycle the old "
          u"one.\n\nWould you like the same model, or the steel one at the same price?"_s,
          u"Sorry about the leak! Your kettle has a **two-year warranty**. Send your order number "
          u"and we replace it today."_s},
         figures(u"OpenAI"_s, {388, 1110, 135, 0.3}, 251, 0, 98, 64, u"0.000741"_s)},
        {u"qwen3:8b"_s,
         {u"Hello, and thank you for writing. We are sorry that the kettle you bought has begun to "
          u"leak.\n\nPlease stop using it for now, because water near the base can be dangerous. "
          u"As "
          u"a next step we can send you a new one or give your money back."_s,
          u"We are sorry that your kettle leaks. Because it has a two-year warranty, we can send "
          u"you a new one at once."_s},
         figures(u"Ollama"_s, {214, 1260, 29, 0.3}, 268, 250, 31, 0, u"0"_s)},
    };
}

} // namespace gatehouse::ui
