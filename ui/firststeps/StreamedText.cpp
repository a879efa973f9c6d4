// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "firststeps/StreamedText.h"

#include "widgets/Theme.h"

#include <QEvent>
#include <QTextBlockFormat>
#include <QTextCursor>

#include <algorithm>
#include <cmath>

namespace gatehouse::ui {

namespace {

constexpr int kLine = 26;
constexpr int kLeastLines = 4;

} // namespace

StreamedText::StreamedText(QWidget* parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    QFont large = textFont(TextSize::Title);
    large.setWeight(QFont::Normal);
    setFont(large);
    fit();
}

void StreamedText::showText(const QString& text, bool writing)
{
    m_text = text;
    m_writing = writing;
    document()->clear();
    QTextCursor cursor(document());
    QTextBlockFormat block;
    block.setLineHeight(grid::scaled(kLine), QTextBlockFormat::FixedHeight);
    cursor.setBlockFormat(block);
    cursor.insertText(text);
    if (writing) {
        QTextCharFormat mark;
        mark.setBackground(roles(this)(Role::Accent));
        cursor.insertText(QString(2, QChar::Nbsp), mark);
    }
    fit();
}

void StreamedText::fit()
{
    const int tall = int(std::ceil(document()->size().height()));
    setFixedHeight(std::max(grid::scaled(kLine) * kLeastLines, tall));
}

void StreamedText::resizeEvent(QResizeEvent* event)
{
    QTextEdit::resizeEvent(event);
    fit();
}

void StreamedText::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_writing)
        showText(m_text, m_writing);
}

} // namespace gatehouse::ui
