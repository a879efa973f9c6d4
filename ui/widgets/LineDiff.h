// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace gatehouse::ui {

/// One line of two texts laid beside each other.
struct DiffLine
{
    enum class Kind : std::uint8_t
    {
        Same,
        Gone, ///< Only the first text has it.
        Fresh ///< Only the second one has it.
    } kind = Kind::Same;
    QString text;
    friend bool operator==(const DiffLine&, const DiffLine&) = default;
};

/// The longest common subsequence of lines, the rest as gone and fresh; texts of which each has
/// some thousand lines that differ are told as all gone and all fresh. Any thread.
[[nodiscard]] QList<DiffLine> lineDiff(const QStringList& before, const QStringList& after);

} // namespace gatehouse::ui
