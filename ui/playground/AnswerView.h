// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextBrowser>
#include <QTimer>

#include <vector>

namespace gatehouse::ui {

/// The answers of one column as rendered Markdown, with the user's later turns between them. It
/// keeps up with a stream of hundreds of tokens a second: what arrives is gathered for 33 ms, a
/// finished block is rendered once, and only the unfinished tail is plain text that grows. Nothing
/// is ever loaded: no images, no HTML, no files. GUI thread only.
class AnswerView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit AnswerView(QWidget* parent = nullptr);

    void reset();
    /// A grey block with the words of the user; `number` is 1-based.
    void addUserTurn(int number, const QString& text);
    void beginAnswer();
    void append(const QString& delta);
    /// Renders what is left; `cut` says that the answer stops in the middle.
    void endAnswer();

    /// The source of the whole conversation as it is shown, for copying.
    [[nodiscard]] QString markdown() const;

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void changeEvent(QEvent* event) override;

private:
    struct Entry
    {
        int turn = 0; ///< 0 = an answer
        QString text;
    };

    void flush();
    void insertRendered(const QString& markdown);
    void insertUserTurn(const Entry& entry);
    void dropTail();
    void styleBlocks(int from, int to);
    [[nodiscard]] bool isAtEnd() const;
    void rebuild();

    std::vector<Entry> m_entries;
    QString m_tail;      ///< Not yet rendered.
    QString m_arrived;   ///< Not yet shown at all.
    int m_tailStart = 0; ///< Position in the document.
    bool m_writing = false;
    QTimer m_flush;
};

} // namespace gatehouse::ui
