// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/Conversation.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSlider;
class QSpinBox;
class QVBoxLayout;

namespace gatehouse::ui {

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

    [[nodiscard]] QWidget* makeParameters();
    void addTurn(const QString& text);
    void removeTurn(QWidget* widget);
    void nameTurns();
    void edited();

    QPlainTextEdit* m_system;
    QVBoxLayout* m_turnsLayout;
    QList<Turn> m_turns;
    QCheckBox* m_hasTemperature = nullptr;
    QSlider* m_temperature = nullptr;
    QCheckBox* m_hasTopP = nullptr;
    QSlider* m_topP = nullptr;
    QCheckBox* m_hasMaxTokens = nullptr;
    QSpinBox* m_maxTokens = nullptr;
    QLineEdit* m_stop = nullptr;
    QLabel* m_estimate;
    bool m_isLoading = false;
};

} // namespace gatehouse::ui
