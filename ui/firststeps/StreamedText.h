// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextEdit>

namespace gatehouse::ui {

/// An answer while it comes and afterwards: plain text in large letters with room between its
/// lines, a narrow block in the accent's colour where the next word will stand. As high as its
/// text, never lower than a usual answer, so that nothing jumps.
class StreamedText : public QTextEdit
{
    Q_OBJECT

public:
    explicit StreamedText(QWidget* parent = nullptr);

    void showText(const QString& text, bool writing);
    /// What is shown, without the block.
    [[nodiscard]] const QString& text() const { return m_text; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QString m_text;
    bool m_writing = false;
};

} // namespace gatehouse::ui
