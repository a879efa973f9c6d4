// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/Conversation.h"

#include "client/ChatStream.h"

namespace gatehouse::ui {

/// What one model answered in the example, one text a turn.
struct ExampleAnswer
{
    QString model;
    QStringList texts;
    client::ChatFigures figures;
};

/// A conversation of a shop's support desk as it stands in pictures of the playground: its models
/// are those of the answers.
[[nodiscard]] Conversation exampleConversation();
[[nodiscard]] QList<ExampleAnswer> exampleAnswers();

} // namespace gatehouse::ui
