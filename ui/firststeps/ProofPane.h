// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ChatStream.h"
#include "widgets/CodeSnippet.h"

#include <QWidget>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace gatehouse::ui {

class Card;
class CodeBlock;
class KeyField;
class SegmentedControl;
class StateShape;
class StreamedText;

/// The right side of the first steps: empty ground with one sentence, then the streamed answer with
/// its figures, then what a program of one's own needs (base URL, key, ready code).
class ProofPane : public QWidget
{
    Q_OBJECT

public:
    explicit ProofPane(QWidget* parent = nullptr);

    /// A request leaves: who answers, and through which address.
    void begin(const QString& provider);
    void setText(const QString& text, bool writing);
    void setFigures(const client::ChatFigures& figures);
    void fail(const client::Problem& problem);

    /// What one's own program needs; shown below the answer once there is one.
    struct Access
    {
        QString baseUrl; ///< `http://127.0.0.1:8480/v1`
        QString key;     ///< Shown this once.
        QString application;
        QString model;
        QString prompt;
    };
    void setAccess(const Access& access);
    [[nodiscard]] bool isKeyCopied() const { return m_keyCopied; }
    [[nodiscard]] bool hasKey() const { return !m_access.key.isEmpty(); }

Q_SIGNALS:
    void openConsole();
    void openRequest();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    [[nodiscard]] QWidget* makeAnswer();
    [[nodiscard]] QWidget* makeAccess();
    void showSnippet();

    QStackedWidget* m_stack;
    QVBoxLayout* m_page = nullptr;
    QBoxLayout* m_head = nullptr;
    QGridLayout* m_figures = nullptr;
    QWidget* m_cells[5] = {};
    StateShape* m_shape = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_call = nullptr;
    StreamedText* m_answer = nullptr;
    QLabel* m_values[5] = {};
    Card* m_accessCard = nullptr;
    QLineEdit* m_baseUrl = nullptr;
    KeyField* m_key = nullptr;
    SegmentedControl* m_languages = nullptr;
    CodeBlock* m_code = nullptr;
    QPushButton* m_copyCode = nullptr;
    QPushButton* m_seeIt = nullptr;
    Access m_access;
    bool m_keyCopied = false;
};

} // namespace gatehouse::ui
