// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Icon.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <cmath>

namespace gatehouse::ui {
namespace {

constexpr std::array<const char*, static_cast<std::size_t>(Icon::Cross)> kNames{
    "ApplicationMenu",
    "ArrowDown",
    "ArrowRight",
    "ArrowUp",
    "BookmarkNew",
    "Checkmark",
    "Clock",
    "CodeBlock",
    "CodeContext",
    "Configure",
    "ConfigureShortcuts",
    "DialogMessages",
    "DialogScripts",
    "DocumentEdit",
    "DocumentExport",
    "DocumentImport",
    "DocumentOpen",
    "DocumentOpenFolder",
    "DocumentSave",
    "DocumentSend",
    "DocumentShare",
    "Documentation",
    "DragHandleSymbolic",
    "EditComment",
    "EditCopy",
    "EditDelete",
    "EditDuplicate",
    "EditPaste",
    "EditRedo",
    "EditRename",
    "EditUndo",
    "Flag",
    "GoNext",
    "GoPrevious",
    "GoUp",
    "GtkAuthentication",
    "HelpAbout",
    "HelpContents",
    "ListAdd",
    "ListRemove",
    "Lock",
    "MediaPlaybackPause",
    "MediaPlaybackStart",
    "MediaPlaybackStop",
    "MediaRepeatAll",
    "NetworkConnect",
    "NetworkDisconnect",
    "Notifications",
    "OfficeChartArea",
    "OverflowMenu",
    "PasswordCopy",
    "PasswordShowOff",
    "PasswordShowOn",
    "Plugins",
    "Search",
    "SetLanguage",
    "SidebarCollapseLeft",
    "SidebarExpandLeft",
    "Speedometer",
    "Split",
    "SystemUsers",
    "Unlock",
    "UserIdentity",
    "VcsCommit",
    "VcsDiff",
    "VcsMerge",
    "ViewFileColumns",
    "ViewFilter",
    "ViewFullscreen",
    "ViewHistory",
    "ViewListDetails",
    "ViewListIcons",
    "ViewListText",
    "ViewListTree",
    "ViewReadermode",
    "ViewRefresh",
    "ViewSplitLeftRight",
    "ViewStatistics",
    "WindowPin",
    "ZoomOriginal",
};

void paintCross(QPainter* painter, const QRectF& rect, const QColor& color)
{
    const double arm = rect.width() * 3.5 / 16;
    const QPointF c = rect.center();
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(c - QPointF(arm, arm), c + QPointF(arm, arm));
    painter->drawLine(c - QPointF(arm, -arm), c + QPointF(arm, -arm));
}

/// An arch with two posts in it: the program's sign.
void paintGate(QPainter* painter, const QRectF& rect, const QColor& color)
{
    const double u = rect.width() / 20;
    const auto at = [&](double x, double y) { return rect.topLeft() + QPointF(x * u, y * u); };
    QPainterPath arch(at(4, 18));
    arch.lineTo(at(4, 9));
    arch.arcTo(QRectF(at(4, 3), at(16, 15)), 180, -180);
    arch.lineTo(at(16, 18));
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color, 2.2 * u, Qt::SolidLine, Qt::FlatCap));
    painter->drawPath(arch);
    painter->setPen(QPen(color, 2.0 * u, Qt::SolidLine, Qt::FlatCap));
    painter->drawLine(at(8.3, 18), at(8.3, 9.5));
    painter->drawLine(at(11.7, 18), at(11.7, 9.5));
}

void paintSvg(QPainter* painter, const QRectF& rect, Icon name, const QColor& color)
{
    QFile file(QStringLiteral(":/icons/%1.svg")
                   .arg(QLatin1StringView(kNames[static_cast<std::size_t>(name)])));
    if (!file.open(QIODevice::ReadOnly))
        return;
    // Breeze colours its paths by class; every class of ours takes the one tint.
    QByteArray svg = file.readAll();
    const qsizetype style = svg.indexOf("<style");
    const qsizetype end = svg.indexOf("</style>");
    if (style >= 0 && end > style)
        svg.remove(style, end + 8 - style);
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    renderer.render(painter, rect);
}

class TintedIcon final : public QIconEngine
{
public:
    TintedIcon(Icon name, Role role)
        : m_name(name)
        , m_role(role)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const Roles& c = roles(QApplication::palette());
        paintIcon(painter, rect, m_name, c(mode == QIcon::Disabled ? Role::Disabled : m_role));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new TintedIcon(*this); }

private:
    Icon m_name;
    Role m_role;
};

} // namespace

QIcon icon(Icon name, Role role)
{
    return QIcon(new TintedIcon(name, role));
}

void paintIcon(QPainter* painter, const QRect& rect, Icon name, const QColor& color)
{
    if (rect.isEmpty())
        return;
    const int side = std::min(rect.width(), rect.height());
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
    const int pixels = static_cast<int>(std::lround(side * ratio));
    const QString key = QStringLiteral("gatehouse-icon-%1-%2-%3")
                            .arg(static_cast<int>(name))
                            .arg(color.rgba(), 0, 16)
                            .arg(pixels);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter inner(&pixmap);
        inner.setRenderHint(QPainter::Antialiasing);
        const QRectF whole(0, 0, pixels, pixels);
        if (name == Icon::Cross)
            paintCross(&inner, whole, color);
        else if (name == Icon::Gate)
            paintGate(&inner, whole, color);
        else
            paintSvg(&inner, whole, name, color);
        inner.end();
        QPixmapCache::insert(key, pixmap);
    }
    QRect target(0, 0, side, side);
    target.moveCenter(rect.center());
    painter->drawPixmap(target, pixmap);
}

} // namespace gatehouse::ui
