// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/AnswerView.h"

#include "playground/MarkdownBlocks.h"

#include "widgets/Theme.h"

#include <QDesktopServices>
#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>
#include <QTextFrame>
#include <QTextTable>

#include <chrono>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr auto kFlushEvery = std::chrono::milliseconds(33);
/// What stands at the end of an answer that is being written.
const QString kCaret = u"\u2588"_s;
/// Noto Sans at its own 1.36 becomes the 21 px of the pictures.
constexpr double kLineHeight = 118;

struct Fragment
{
    int position;
    int length;
    QTextCharFormat format;
};

/// The runs of one format, copied: changing a document while iterating over its fragments is not
/// allowed.
std::vector<Fragment> fragmentsOf(const QTextBlock& block)
{
    std::vector<Fragment> fragments;
    for (auto it = block.begin(); !it.atEnd(); ++it)
        fragments.push_back(
            {it.fragment().position(), it.fragment().length(), it.fragment().charFormat()});
    return fragments;
}

QTextCursor select(QTextDocument* document, const Fragment& fragment)
{
    QTextCursor cursor(document);
    cursor.setPosition(fragment.position);
    cursor.setPosition(fragment.position + fragment.length, QTextCursor::KeepAnchor);
    return cursor;
}

/// An image is never loaded: its alternative text stands in its place.
void replaceImages(QTextDocument& document)
{
    std::vector<Fragment> images;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (const Fragment& fragment : fragmentsOf(block)) {
            if (fragment.format.isImageFormat())
                images.push_back(fragment);
        }
    }
    for (auto image = images.rbegin(); image != images.rend();
         ++image) // backwards: positions before stay right
        select(&document, *image)
            .insertText(AnswerView::tr("[image: %1]")
                            .arg(image->format.property(QTextFormat::ImageAltText).toString()),
                        QTextCharFormat());
}

} // namespace

AnswerView::AnswerView(QWidget* parent)
    : QTextBrowser(parent)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setGround(this, Role::Surface);
    document()->setDocumentMargin(16);
    document()->setIndentWidth(24);
    setAccessibleName(tr("Answer"));
    m_flush.setSingleShot(true);
    m_flush.setInterval(kFlushEvery);
    connect(&m_flush, &QTimer::timeout, this, &AnswerView::flush);
    connect(this, &QTextBrowser::anchorClicked, this, [](const QUrl& url) {
        if (url.scheme() == u"https"_s || url.scheme() == u"http"_s)
            QDesktopServices::openUrl(url);
    });
}

void AnswerView::reset()
{
    m_flush.stop();
    m_entries.clear();
    m_tail.clear();
    m_arrived.clear();
    m_writing = false;
    document()->clear();
}

void AnswerView::addUserTurn(int number, const QString& text)
{
    m_entries.push_back({number, text});
    insertUserTurn(m_entries.back());
}

void AnswerView::beginAnswer()
{
    m_entries.push_back({});
    m_writing = true;
    m_tail.clear();
    m_arrived.clear();
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    if (!cursor.block().text().isEmpty())
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    m_tailStart = cursor.position();
    flush();
}

void AnswerView::append(const QString& delta)
{
    m_arrived += delta;
    if (!m_flush.isActive())
        m_flush.start();
}

void AnswerView::endAnswer()
{
    if (!m_writing)
        return;
    m_flush.stop();
    m_writing = false;
    m_tail += m_arrived;
    m_entries.back().text += m_arrived;
    m_arrived.clear();
    const bool follow = isAtEnd();
    dropTail();
    insertRendered(m_tail);
    m_tail.clear();
    if (follow)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

QString AnswerView::markdown() const
{
    QStringList parts;
    for (const Entry& entry : m_entries)
        parts.append(entry.turn > 0 ? u"> "_s + QString(entry.text).replace(u'\n', u"\n> "_s)
                                    : entry.text);
    return parts.join(u"\n\n"_s);
}

QVariant AnswerView::loadResource(int, const QUrl&)
{
    return {};
}

void AnswerView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

void AnswerView::flush()
{
    if (!m_writing)
        return;
    const bool follow = isAtEnd();
    m_tail += m_arrived;
    m_entries.back().text += m_arrived;
    const qsizetype finished = finishedBlocks(m_tail);
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    if (finished > 0) {
        dropTail();
        insertRendered(m_tail.first(finished));
        m_tail.remove(0, finished);
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(m_tail);
    } else {
        cursor.movePosition(QTextCursor::End);
        if (cursor.position() > m_tailStart)
            cursor.deletePreviousChar(); // the caret
        cursor.insertText(m_arrived, QTextCharFormat());
    }
    m_arrived.clear();
    QTextCharFormat caret;
    caret.setForeground(roles(this)(Role::Accent));
    cursor.insertText(kCaret, caret);
    styleBlocks(m_tailStart, cursor.position());
    cursor.endEditBlock();
    if (follow)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void AnswerView::dropTail()
{
    QTextCursor cursor(document());
    cursor.setPosition(m_tailStart);
    cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    cursor.setBlockFormat(QTextBlockFormat());
}

void AnswerView::insertRendered(const QString& markdown)
{
    if (markdown.trimmed().isEmpty())
        return;
    QTextDocument rendered;
    rendered.setDefaultFont(document()->defaultFont());
    rendered.setMarkdown(markdown,
                         QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                             QTextDocument::MarkdownNoHTML);
    replaceImages(rendered);
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    const int from = cursor.position();
    cursor.insertFragment(QTextDocumentFragment(&rendered));
    cursor.movePosition(QTextCursor::End);
    styleBlocks(from, cursor.position());
    cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    m_tailStart = cursor.position();
    styleBlocks(m_tailStart, m_tailStart);
}

void AnswerView::insertUserTurn(const Entry& entry)
{
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    if (cursor.block().text().isEmpty()) { // the frame leaves an empty line before it
        QTextBlockFormat nothing;
        nothing.setLineHeight(1, QTextBlockFormat::FixedHeight);
        cursor.setBlockFormat(nothing);
    }
    QTextFrameFormat format;
    format.setBackground(roles(this)(Role::QuietTint));
    format.setPadding(10);
    format.setTopMargin(4);
    format.setBottomMargin(12);
    cursor.insertFrame(format);
    QTextBlockFormat block;
    block.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
    QTextCharFormat head;
    head.setForeground(roles(this)(Role::Muted));
    head.setFont(textFont(TextSize::Secondary));
    cursor.setBlockFormat(block);
    cursor.insertText(tr("You, turn %1").arg(entry.turn), head);
    cursor.insertBlock(block, QTextCharFormat());
    cursor.insertText(entry.text, QTextCharFormat());
    cursor.movePosition(QTextCursor::End);
    m_tailStart = cursor.position();
}

void AnswerView::styleBlocks(int from, int to)
{
    QTextCursor cursor(document());
    for (QTextBlock block = document()->findBlock(from); block.isValid() && block.position() <= to;
         block = block.next()) {
        cursor.setPosition(block.position());
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
        const bool code = format.hasProperty(QTextFormat::BlockCodeLanguage) ||
                          format.hasProperty(QTextFormat::BlockCodeFence);
        const bool inList = block.textList() != nullptr;
        if (code) {
            format.setBackground(roles(this)(Role::CodeGround));
            format.setNonBreakableLines(false);
            format.setTopMargin(0);
            format.setBottomMargin(0);
        } else {
            const bool endsList = inList && block.next().textList() != block.textList();
            format.setTopMargin(0);
            format.setBottomMargin(inList && !endsList ? 0 : 10);
        }
        cursor.setBlockFormat(format);
        if (format.headingLevel() > 0) {
            // Headings of an answer stay within the five sizes of the console.
            cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            QTextCharFormat heading;
            heading.setFontWeight(QFont::Bold);
            heading.setProperty(QTextFormat::FontSizeAdjustment,
                                format.headingLevel() <= 2 ? 1 : 0);
            cursor.mergeCharFormat(heading);
        }
        for (const Fragment& fragment : fragmentsOf(block)) {
            const bool fixed = fragment.format.fontFixedPitch();
            if (!fixed && !fragment.format.isAnchor())
                continue;
            QTextCharFormat change;
            if (fragment.format.isAnchor())
                change.setForeground(roles(this)(Role::Accent));
            if (fixed) {
                change.setFont(textFont(TextSize::Code));
                change.setFontFixedPitch(true);
                change.setBackground(roles(this)(Role::CodeGround));
            }
            select(document(), fragment).mergeCharFormat(change);
        }
    }
}

bool AnswerView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
}

void AnswerView::rebuild()
{
    if (m_entries.empty())
        return;
    const bool wasWriting = m_writing;
    const QString waiting = std::exchange(m_arrived, {});
    const std::vector<Entry> entries = std::exchange(m_entries, {});
    reset();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].turn > 0) {
            addUserTurn(entries[i].turn, entries[i].text);
            continue;
        }
        beginAnswer();
        append(entries[i].text);
        if (i + 1 < entries.size() || !wasWriting)
            endAnswer();
    }
    if (wasWriting)
        append(waiting);
}

} // namespace gatehouse::ui
