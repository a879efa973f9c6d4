// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <cstdint>

class QApplication;
class QWidget;

/// Colours by meaning, sizes of text and the measures of the grid. The colours in force are those
/// of a widget's palette (light or dark): no state of our own, so a theme is switched by setting
/// the application's palette, and everybody learns of it by QEvent::PaletteChange. GUI thread only.
namespace gatehouse::ui {

enum class Role : std::uint8_t
{
    Window,
    Surface,
    Raised,
    Field,
    Hover,
    Line,
    Edge,
    Text,
    Muted,
    Disabled,
    Accent,
    AccentTint,
    AccentHover,
    OnAccent,
    Good,
    GoodTint,
    Notice,
    NoticeTint,
    Limit,
    LimitTint,
    Bad,
    BadTint,
    Quiet,
    QuietTint,
    Series1,
    Series2,
    Series3,
    Series4,
    Series5,
    Series6,
    Series7,
    P50,
    P95,
    P99,
    CodeGround,
    CodeKey,
    CodeString,
    CodeNumber,
    Count_
};

enum class Theme : std::uint8_t
{
    Light,
    Dark
};

/// The colours of one theme. Values live as long as the program.
class Roles
{
public:
    constexpr Roles(Theme theme, const QRgb* values)
        : m_theme(theme)
        , m_values(values)
    {
    }
    [[nodiscard]] Theme theme() const { return m_theme; }
    [[nodiscard]] bool isDark() const { return m_theme == Theme::Dark; }
    [[nodiscard]] QColor operator()(Role role) const;
    /// The same colour, `share` of it opaque: areas of charts, tracks.
    [[nodiscard]] QColor operator()(Role role, double share) const;

private:
    Theme m_theme;
    const QRgb* m_values;
};

[[nodiscard]] const Roles& roles(Theme theme);
/// The theme a palette stands for, told by the lightness of its window.
[[nodiscard]] const Roles& roles(const QPalette& palette);
[[nodiscard]] const Roles& roles(const QWidget* widget);
/// The tint that belongs to a meaning: Good -> GoodTint; Role::Hover for what has none.
[[nodiscard]] Role tintOf(Role role);
/// The series colour of index 0..6; more wrap to the grey of "other".
[[nodiscard]] Role seriesRole(int index);

/// The palette that all of Qt's own drawing uses.
[[nodiscard]] QPalette makePalette(Theme theme);

enum class TextSize : std::uint8_t
{
    Body,      ///< 13/18
    Secondary, ///< 12/16, also chart labels
    Title,     ///< 16/24
    KeyFigure, ///< 23/32
    Code,      ///< Noto Sans Mono 12/18
};

/// The application's font at base size; `scale` is the person's choice of larger text (1.0 = 13
/// px).
[[nodiscard]] QFont makeApplicationFont(double scale = 1.0);
/// A font of the given size relative to the application's font.
[[nodiscard]] QFont textFont(TextSize size, QFont::Weight weight = QFont::Normal);

/// Sets ground and colours of a widget by role, and keeps them over a change of theme.
void setGround(QWidget* widget, Role role);

/// Measures in px at a 13 px font; scaled(n) is for sizes that must grow with the font.
namespace grid {
inline constexpr int kGap = 8;
inline constexpr int kGapWide = 12;
inline constexpr int kSide = 16;
inline constexpr int kGapSection = 24;
inline constexpr int kRadius = 6;
inline constexpr int kRadiusSmall = 4;
inline constexpr int kIcon = 16;
inline constexpr int kControl = 28;
inline constexpr int kControlSmall = 24;
inline constexpr int kHeader = 48;
inline constexpr int kToolbar = 40;
inline constexpr int kTabs = 36;
inline constexpr int kStatusBar = 28;
inline constexpr int kBar = 44;
inline constexpr int kRowHeader = 28;
inline constexpr int kRow = 28;
inline constexpr int kRowDense = 24;
inline constexpr int kRowTwoLines = 44;
inline constexpr int kRowTree = 26;
inline constexpr int kRail = 176;
inline constexpr int kRailCollapsed = 48;
inline constexpr int kInspector = 344;
inline constexpr int kInspectorLeast = 296;
[[nodiscard]] int scaled(int pixels);
} // namespace grid

} // namespace gatehouse::ui
