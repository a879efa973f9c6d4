// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace gatehouse::ui {

/// How many leading characters of a Markdown text that is still growing are finished blocks:
/// whatever follows, they render the same. A paragraph or table ends at a blank line, a fenced code
/// block at its closing fence, a list at a blank line after which something else begins (else its
/// numbers would start again).
[[nodiscard]] qsizetype finishedBlocks(QStringView text);

} // namespace gatehouse::ui
