// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ChartScale.h" // shortNumber()

#include <QString>

#include <cstdint>

/// Numbers as they stand on the screen: three significant digits, thousands by locale, a number and
/// its unit with a space between. NaN is a dash. Any thread may call these.
namespace gatehouse::ui {

/// A figure and its unit apart, so that the unit can be muted.
struct Quantity
{
    QString number;
    QString unit; ///< Without a leading space; may be empty.
    [[nodiscard]] QString text() const
    {
        return unit.isEmpty() ? number : number + QChar(u' ') + unit;
    }
};

/// `1,000,000`.
[[nodiscard]] QString wholeNumber(std::int64_t value);
/// `20.9` and `/s`.
[[nodiscard]] Quantity perSecond(double value);
/// `84` and `ms`, `1.41` and `s`.
[[nodiscard]] Quantity milliseconds(double value);
/// `$0.0031`, `$842`.
[[nodiscard]] QString usd(double dollars);
/// `12 s ago`; `never` for 0.
[[nodiscard]] QString ago(std::int64_t thenMillis, std::int64_t nowMillis);

} // namespace gatehouse::ui
