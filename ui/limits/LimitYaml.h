// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Document.h"
#include "model/Limit.h"

#include <QWidget>

#include <expected>
#include <vector>

class QPlainTextEdit;

namespace gatehouse::ui {

class TextLabel;

/// A rule as it stands in the workspace file.
[[nodiscard]] QString limitYaml(const model::LimitRule& rule);
/// The rule of such a text, or what is wrong with it, each with its line.
[[nodiscard]] std::expected<model::LimitRule, std::vector<model::Fault>>
limitFromYaml(const QString& yaml);

/// The text form of a rule. What is typed is read at once: a valid text is told by edited(), a
/// wrong one marks its line and says why. GUI thread only.
class LimitYaml : public QWidget
{
    Q_OBJECT

public:
    explicit LimitYaml(QWidget* parent = nullptr);

    /// Writes the rule, unless the text says the same already.
    void setRule(const model::LimitRule& rule);
    /// The text is wrong: it and the form differ.
    [[nodiscard]] bool isWrong() const { return m_wrong; }

Q_SIGNALS:
    void edited(const gatehouse::model::LimitRule& rule);
    void wrongChanged(bool wrong);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Highlighter;
    void read();
    void mark(int line, const QString& message);

    QPlainTextEdit* m_text;
    TextLabel* m_state;
    TextLabel* m_error;
    Highlighter* m_highlighter = nullptr;
    bool m_writing = false;
    bool m_wrong = false;
};

} // namespace gatehouse::ui
