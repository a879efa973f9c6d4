// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <array>

namespace gatehouse::ui {
namespace {

constexpr std::size_t kCount = static_cast<std::size_t>(Role::Count_);

// clang-format off
constexpr std::array<QRgb, kCount> kLight{
    0xFFF5F6F8, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFEDF0F4, 0xFFDDE1E7, 0xFFB3BBC7, // window ... edge
    0xFF1B2330, 0xFF5B6675, 0xFF9AA3AF,                                                 // text, muted, disabled
    0xFF1A63D8, 0xFFE5EEFC, 0xFF1757BE, 0xFFFFFFFF,                                     // accent ...
    0xFF17753F, 0xFFE3F3EA, 0xFF8F6000, 0xFFFBF1DC, 0xFF7A48D8, 0xFFF0EAFC,             // good, notice, limit
    0xFFCF222E, 0xFFFCE8E9, 0xFF636C76, 0xFFEBEEF2,                                     // bad, quiet
    0xFF1A63D8, 0xFF0E8A8A, 0xFFC8570C, 0xFFB83280, 0xFF6B7A12, 0xFF7B5B3A, 0xFF8A93A0, // series
    0xFF6492E4, 0xFF1A63D8, 0xFF0C3576,                                                 // percentiles
    0xFFF7F8FA, 0xFF0A7272, 0xFFAB2C76, 0xFFAE4A07};                                    // code
constexpr std::array<QRgb, kCount> kDark{
    0xFF15181D, 0xFF1C2026, 0xFF242932, 0xFF14171C, 0xFF262C35, 0xFF323944, 0xFF4C5665,
    0xFFE6EAF0, 0xFF9AA6B5, 0xFF646E7C,
    0xFF5B9DFF, 0xFF1F3351, 0xFF7AB0FF, 0xFF0B1524,
    0xFF4CC38A, 0xFF1C3A2D, 0xFFE3B341, 0xFF3B3220, 0xFFB58CFF, 0xFF332A4C,
    0xFFFF7B72, 0xFF47262A, 0xFF959EA8, 0xFF2A3039,
    0xFF5B9DFF, 0xFF3FC1C1, 0xFFFFA657, 0xFFF778BA, 0xFFB5C04A, 0xFFC9A27A, 0xFF8B949E,
    0xFF4A76BC, 0xFF5B9DFF, 0xFFB5D2FF,
    0xFF171A20, 0xFF3FC1C1, 0xFFF778BA, 0xFFFFA657};
// clang-format on

constexpr Roles kRolesLight(Theme::Light, kLight.data());
constexpr Roles kRolesDark(Theme::Dark, kDark.data());

constexpr int kBasePixels = 13;

/// Repaints a widget's ground when the theme changes; a child of the widget it serves.
class Ground final : public QObject
{
public:
    Ground(QWidget* widget, Role role)
        : QObject(widget)
        , m_widget(widget)
        , m_role(role)
    {
        setObjectName(QStringLiteral("ground"));
        apply();
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::PaletteChange ||
            event->type() == QEvent::ApplicationPaletteChange)
            apply();
        return QObject::eventFilter(watched, event);
    }

private:
    void apply()
    {
        const QColor color = roles(QApplication::palette())(m_role);
        if (m_widget->testAttribute(Qt::WA_SetPalette) &&
            m_widget->palette().color(QPalette::Window) == color)
            return;
        QPalette palette;
        palette.setColor(QPalette::Window, color);
        m_widget->setPalette(palette);
        m_widget->setBackgroundRole(QPalette::Window);
        m_widget->setAutoFillBackground(true);
    }

    QWidget* m_widget;
    Role m_role;
};

} // namespace

QColor Roles::operator()(Role role) const
{
    return QColor::fromRgb(m_values[static_cast<std::size_t>(role)]);
}

QColor Roles::operator()(Role role, double share) const
{
    QColor color = (*this)(role);
    color.setAlphaF(static_cast<float>(share));
    return color;
}

const Roles& roles(Theme theme)
{
    return theme == Theme::Dark ? kRolesDark : kRolesLight;
}

const Roles& roles(const QPalette& palette)
{
    return roles(palette.color(QPalette::Window).lightness() < 128 ? Theme::Dark : Theme::Light);
}

const Roles& roles(const QWidget* widget)
{
    return roles(widget ? widget->palette() : QApplication::palette());
}

Role tintOf(Role role)
{
    switch (role) {
    case Role::Accent:
        return Role::AccentTint;
    case Role::Good:
        return Role::GoodTint;
    case Role::Notice:
        return Role::NoticeTint;
    case Role::Limit:
        return Role::LimitTint;
    case Role::Bad:
        return Role::BadTint;
    case Role::Quiet:
    case Role::Muted:
        return Role::QuietTint;
    default:
        return Role::Hover;
    }
}

Role seriesRole(int index)
{
    return static_cast<Role>(static_cast<int>(Role::Series1) + qBound(0, index, 6));
}

QPalette makePalette(Theme theme)
{
    const Roles& c = roles(theme);
    QPalette p;
    p.setColor(QPalette::Window, c(Role::Window));
    p.setColor(QPalette::WindowText, c(Role::Text));
    p.setColor(QPalette::Base, c(Role::Surface));
    p.setColor(QPalette::AlternateBase, c(Role::Hover));
    p.setColor(QPalette::Text, c(Role::Text));
    p.setColor(QPalette::PlaceholderText, c(Role::Muted));
    p.setColor(QPalette::Button, c(Role::Surface));
    p.setColor(QPalette::ButtonText, c(Role::Text));
    p.setColor(QPalette::BrightText, c(Role::Bad));
    p.setColor(QPalette::Highlight, c(Role::AccentTint));
    p.setColor(QPalette::HighlightedText, c(Role::Text));
    p.setColor(QPalette::Link, c(Role::Accent));
    p.setColor(QPalette::LinkVisited, c(Role::Accent));
    p.setColor(QPalette::ToolTipBase, c(Role::Raised));
    p.setColor(QPalette::ToolTipText, c(Role::Text));
    p.setColor(QPalette::Light, c(Role::Raised));
    p.setColor(QPalette::Midlight, c(Role::Hover));
    p.setColor(QPalette::Mid, c(Role::Line));
    p.setColor(QPalette::Dark, c(Role::Edge));
    p.setColor(QPalette::Shadow, c(Role::Edge));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, c(Role::Disabled));
    return p;
}

QFont makeApplicationFont(double scale)
{
    QFont font;
    // Only families that are asked for are loaded: the CJK font is opened when a text needs it.
    font.setFamilies({QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans CJK SC")});
    font.setPixelSize(qRound(kBasePixels * scale));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont textFont(TextSize size, QFont::Weight weight)
{
    QFont font = QApplication::font();
    const double base = font.pixelSize() > 0 ? font.pixelSize() : kBasePixels;
    switch (size) {
    case TextSize::Body:
        break;
    case TextSize::Secondary:
        font.setPixelSize(qRound(base * 12 / kBasePixels));
        break;
    case TextSize::Title:
        font.setPixelSize(qRound(base * 16 / kBasePixels));
        break;
    case TextSize::KeyFigure:
        font.setPixelSize(qRound(base * 23 / kBasePixels));
        break;
    case TextSize::Code:
        font.setFamilies(
            {QStringLiteral("Noto Sans Mono"), QStringLiteral("Noto Sans Mono CJK SC")});
        font.setStyleHint(QFont::Monospace);
        font.setPixelSize(qRound(base * 12 / kBasePixels));
        break;
    }
    font.setWeight(weight);
    return font;
}

void setGround(QWidget* widget, Role role)
{
    delete widget->findChild<Ground*>(QStringLiteral("ground"), Qt::FindDirectChildrenOnly);
    new Ground(widget, role);
}

int grid::scaled(int pixels)
{
    const int base = QApplication::font().pixelSize();
    return base > 0 && base != kBasePixels ? qRound(double(pixels) * base / kBasePixels) : pixels;
}

} // namespace gatehouse::ui
