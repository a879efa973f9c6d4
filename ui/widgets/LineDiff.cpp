// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LineDiff.h"

#include <vector>

namespace gatehouse::ui {
namespace {

/// Of the table of common lengths: 8 MB, some 10 ms.
constexpr qsizetype kMostCells = 2'000'000;

void add(QList<DiffLine>& out, DiffLine::Kind kind, const QStringList& lines, qsizetype from,
         qsizetype to)
{
    for (qsizetype i = from; i < to; ++i)
        out.append({kind, lines.at(i)});
}

/// Between what both begin and end with.
void middle(QList<DiffLine>& out, const QStringList& a, const QStringList& b)
{
    using Kind = DiffLine::Kind;
    if (a.size() * b.size() > kMostCells) {
        add(out, Kind::Gone, a, 0, a.size());
        add(out, Kind::Fresh, b, 0, b.size());
        return;
    }
    const qsizetype width = b.size() + 1;
    std::vector<std::uint32_t> common(static_cast<std::size_t>((a.size() + 1) * width), 0);
    const auto at = [&](qsizetype i, qsizetype j) -> std::uint32_t& {
        return common[static_cast<std::size_t>(i * width + j)];
    };
    for (qsizetype i = a.size(); i-- > 0;) {
        for (qsizetype j = b.size(); j-- > 0;)
            at(i, j) =
                a.at(i) == b.at(j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a.at(i) == b.at(j)) {
            out.append({Kind::Same, a.at(i++)});
            ++j;
        } else if (i < a.size() && (j == b.size() || at(i + 1, j) >= at(i, j + 1))) {
            out.append({Kind::Gone, a.at(i++)});
        } else {
            out.append({Kind::Fresh, b.at(j++)});
        }
    }
}

} // namespace

QList<DiffLine> lineDiff(const QStringList& before, const QStringList& after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype first = 0;
    while (first < shorter && before.at(first) == after.at(first))
        ++first;
    qsizetype last = 0;
    while (last < shorter - first &&
           before.at(before.size() - 1 - last) == after.at(after.size() - 1 - last))
        ++last;
    QList<DiffLine> out;
    add(out, DiffLine::Kind::Same, before, 0, first);
    middle(out, before.mid(first, before.size() - first - last),
           after.mid(first, after.size() - first - last));
    add(out, DiffLine::Kind::Same, before, before.size() - last, before.size());
    return out;
}

} // namespace gatehouse::ui
