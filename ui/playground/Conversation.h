// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace gatehouse::ui {

/// How a model is asked to answer. What is unset is left to the model: it is not sent at all,
/// because some models refuse parameters that they do not know.
struct ChatParameters
{
    std::optional<double> temperature; ///< 0 to 2
    std::optional<double> topP;        ///< 0 to 1
    std::optional<int> maxTokens;
    QStringList stop; ///< At most four, as the dialect allows.
    friend bool operator==(const ChatParameters&, const ChatParameters&) = default;
};

/// What the person wrote in the playground, the same for every column: plain values, kept over
/// restarts.
struct Conversation
{
    QString system;
    QStringList turns{QString()}; ///< What the user says, one entry a turn; never empty.
    ChatParameters parameters;
    QString application; ///< Id of the application that calls; empty = the playground's own.
    QStringList models{QString()}; ///< One a column, 1 to 4.

    friend bool operator==(const Conversation&, const Conversation&) = default;
};

inline constexpr int kMaxColumns = 4;

/// The request body in OpenAI's chat dialect for turn `turn` (0-based): every earlier turn with the
/// answer that this column gave to it (`answers`, one a turn; a missing or empty one is left out),
/// then the turn itself.
[[nodiscard]] QJsonObject chatRequest(const Conversation& conversation, const QString& model,
                                      const QStringList& answers, qsizetype turn);

/// The number of tokens that a text will roughly cost: a quarter of its Latin characters, each CJK
/// character one.
[[nodiscard]] qint64 roughTokens(const QString& text);

[[nodiscard]] QJsonObject toJson(const Conversation& conversation);
/// Reads what toJson() wrote; anything unusable is taken as not written.
[[nodiscard]] Conversation conversationFromJson(const QJsonObject& json);

} // namespace gatehouse::ui
