// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>

class QCompleter;
class QHBoxLayout;
class QLineEdit;
class QStringListModel;

namespace gatehouse::ui {

/// The filter as chips and a line that is being written. Typing completes keys and values of the
/// word at the cursor, Enter makes chips, Backspace at the beginning takes the last one back, a
/// click or Space on a chip removes it, Esc empties the line.
class TrafficFilterBox : public QWidget
{
    Q_OBJECT

public:
    /// Completions for the word written so far (`sta`, `app:rev`).
    using Completions = std::function<QStringList(const QString& word)>;

    explicit TrafficFilterBox(Completions completions, QWidget* parent = nullptr);

    /// The chips as one text; what is still being written is no part of it.
    [[nodiscard]] QString query() const { return m_words.join(u' '); }
    [[nodiscard]] const QStringList& words() const { return m_words; }
    /// Replaces the chips; changed() is not emitted.
    void setQuery(const QString& text);
    void focusLine();
    [[nodiscard]] QLineEdit* line() const { return m_line; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void commit();
    void removeWord(int index, bool backIntoLine);
    void showChips();
    void complete();
    void insertCompletion(const QString& text);
    /// Where the word before the cursor begins.
    [[nodiscard]] int wordStart() const;

    Completions m_completions;
    QStringList m_words;
    QHBoxLayout* m_chips;
    QLineEdit* m_line;
    QStringListModel* m_list;
    QCompleter* m_completer;
};

} // namespace gatehouse::ui
