// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/Conversation.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QVBoxLayout;

namespace gatehouse::ui {

class ParameterRows;

/// What the next turn costs in all columns together.
struct AnswerPrices
{
    int answers = 1;
    qint64 answeredTokens = 0; ///< Of the longest conversation: what was answered is sent again.
    bool areKnown = false;     ///< Of every column.
    double usdPerTokenIn = 0;
    double usdPerTokenOut = 0;
};

/// What the person says: the system prompt, the user's turns and the parameters, the same for all
/// columns. GUI thread only.
class PromptPane : public QWidget
{
    Q_OBJECT

public:
    explicit PromptPane(QWidget* parent = nullptr);

    /// Shows the texts and parameters of `conversation`.
    void setConversation(const Conversation& conversation);
    /// Writes them into it; what has no field here is left.
    void writeTo(Conversation& conversation) const;
    void setPrices(const AnswerPrices& prices);
    /// Puts the cursor into the last turn.
    void focusPrompt();

Q_SIGNALS:
    void changed();

private:
    struct Turn
    {
        QWidget* widget;
        QLabel* title;
        QPlainTextEdit* text;
    };

    void addTurn(const QString& text);
    void removeTurn(QWidget* widget);
    void nameTurns();
    void edited();
    void showEstimate();

    QPlainTextEdit* m_system;
    QVBoxLayout* m_turnsLayout;
    QList<Turn> m_turns;
    ParameterRows* m_parameters;
    AnswerPrices m_prices;
    QLabel* m_estimate;
    bool m_isLoading = false;
};

} // namespace gatehouse::ui
