// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/MarkdownBlocks.h"

namespace gatehouse::ui {
namespace {

bool startsList(QStringView line)
{
    const QStringView trimmed = line.trimmed();
    if (trimmed.size() >= 2 && (trimmed[0] == u'-' || trimmed[0] == u'*' || trimmed[0] == u'+'))
        return trimmed[1].isSpace();
    qsizetype digits = 0;
    while (digits < trimmed.size() && trimmed[digits].isDigit())
        ++digits;
    return digits > 0 && digits < trimmed.size() &&
           (trimmed[digits] == u'.' || trimmed[digits] == u')');
}

/// The fence that a line consists of or begins with; empty when there is none.
QStringView fenceOf(QStringView line)
{
    const QStringView trimmed = line.trimmed();
    if (trimmed.isEmpty() || (trimmed[0] != u'`' && trimmed[0] != u'~'))
        return {};
    qsizetype length = 0;
    while (length < trimmed.size() && trimmed[length] == trimmed[0])
        ++length;
    return length >= 3 ? trimmed.first(length) : QStringView();
}

} // namespace

qsizetype finishedBlocks(QStringView text)
{
    qsizetype finished = 0;
    QStringView fence;
    bool inList = false;
    bool blankBefore = false;
    for (qsizetype start = 0; start < text.size();) {
        const qsizetype end = text.indexOf(u'\n', start);
        const bool complete = end >= 0;
        const QStringView line = text.sliced(start, (complete ? end : text.size()) - start);
        const bool blank = line.trimmed().isEmpty();
        if (!fence.isEmpty()) {
            const QStringView closing = fenceOf(line);
            if (complete && closing.size() >= fence.size() && closing[0] == fence[0] &&
                line.trimmed().size() == closing.size()) {
                fence = {};
                if (!inList)
                    finished = end + 1;
            }
        } else if (!blank) {
            const bool continuesList =
                startsList(line) || line[0].isSpace() ||
                (!complete && line.trimmed().size() < 4 && line[0].isDigit()) ||
                (!complete && line.trimmed().size() < 2);
            if (blankBefore && (!inList || !continuesList)) {
                finished = start;
                inList = false;
            }
            inList = inList || startsList(line);
            fence = fenceOf(line);
        } else if (complete && !inList && !blankBefore) {
            finished = end + 1;
        }
        blankBefore = blank && fence.isEmpty();
        if (!complete)
            break;
        start = end + 1;
    }
    return finished;
}

} // namespace gatehouse::ui
