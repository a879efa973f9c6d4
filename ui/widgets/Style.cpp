// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Style.h"

#include "widgets/FocusRing.h"
#include "widgets/Icon.h"
#include "widgets/StylePaint.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QSpinBox>
#include <QSplitterHandle>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace gatehouse::ui {

namespace paint {

void box(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& line,
         double radius, double width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    if (width > 0) {
        painter->setPen(QPen(line, width));
        const double half = width / 2;
        painter->drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half,
                                 radius - half);
    } else {
        painter->setPen(Qt::NoPen);
        painter->drawRoundedRect(rect, radius, radius);
    }
    painter->restore();
}

void chevron(QPainter* painter, const QRect& rect, Qt::ArrowType direction, const QColor& color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.1));
    painter->translate(QRectF(rect).center());
    painter->rotate(direction == Qt::UpArrow      ? 180
                    : direction == Qt::RightArrow ? -90
                    : direction == Qt::LeftArrow  ? 90
                                                  : 0);
    painter->drawPolyline(QPolygonF{{-4.5, -2.0}, {0, 2.5}, {4.5, -2.0}});
    painter->restore();
}

void focusRing(QPainter* painter, const QRect& rect, const QColor& color, double radius)
{
    box(painter, rect, Qt::transparent, color, radius, 2);
}

bool isHovered(const QStyleOption* option, const QWidget* widget)
{
    return option->state & QStyle::State_MouseOver || pretence(widget) == Pretence::Hover;
}

bool isPressed(const QStyleOption* option, const QWidget* widget)
{
    return option->state & QStyle::State_Sunken || pretence(widget) == Pretence::Pressed;
}

} // namespace paint

namespace {

constexpr int kTabRoom = 16; ///< Beside the words of a tab, half of it on each side.
/// From the edge to the first tab, whose words have a padding of their own.
constexpr int kTabShift = 8;

/// A field of several lines with a frame around it.
bool isText(const QAbstractScrollArea* area)
{
    return area->frameShape() != QFrame::NoFrame &&
           (area->inherits("QTextEdit") || area->inherits("QPlainTextEdit"));
}

} // namespace

Style::Style()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QScrollBar*>(widget) ||
        qobject_cast<QTabBar*>(widget) || qobject_cast<QHeaderView*>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QMenu*>(widget)) {
        widget->setAttribute(Qt::WA_TranslucentBackground);
        widget->setWindowFlag(Qt::NoDropShadowWindowHint);
    }
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(widget))
        spin->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // The ground of a text is painted with its frame, so that the corners stay round.
    if (auto* area = qobject_cast<QAbstractScrollArea*>(widget); area && isText(area))
        area->viewport()->setAutoFillBackground(false);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
}

void Style::polish(QApplication* application)
{
    QProxyStyle::polish(application);
    if (!application->findChild<FocusRing*>(QString(), Qt::FindDirectChildrenOnly))
        new FocusRing(application);
}

void Style::polish(QPalette& palette)
{
    Q_UNUSED(palette);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    const Roles& c = roles(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel:
    case PE_FrameButtonBevel:
        paint::buttonPanel(painter, option, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paint::checkMark(painter, option, widget);
        return;
    case PE_IndicatorRadioButton:
        paint::radioMark(painter, option, widget);
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0)
            paint::field(painter, option, widget);
        return;
    case PE_FrameLineEdit:
        paint::field(painter, option, widget);
        return;
    case PE_FrameFocusRect:
        return; // FocusRing draws it outside of the control.
    case PE_Frame:
        if (const auto* area = qobject_cast<const QAbstractScrollArea*>(widget);
            area && isText(area)) {
            paint::textFrame(painter, option, widget);
            return;
        }
        paint::box(painter, option->rect, Qt::transparent, c(Role::Line), grid::kRadius);
        return;
    case PE_FrameGroupBox:
    case PE_FrameTabWidget:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left() - kTabShift, option->rect.bottom(),
                                option->rect.width() + kTabShift, 1),
                          c(Role::Line));
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
        if (element == PE_PanelMenu)
            paint::box(painter, option->rect, c(Role::Raised), c(Role::Edge), grid::kRadius);
        return;
    case PE_PanelTipLabel:
        paint::box(painter, option->rect, c(Role::Raised), c(Role::Edge), grid::kRadiusSmall);
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            paint::itemGround(painter, item, widget);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            paint::chevron(painter, option->rect,
                           option->state & State_Open ? Qt::DownArrow : Qt::RightArrow,
                           c(Role::Muted));
        return;
    case PE_IndicatorArrowDown:
        paint::chevron(painter, option->rect, Qt::DownArrow, c(Role::Muted));
        return;
    case PE_IndicatorArrowUp:
        paint::chevron(painter, option->rect, Qt::UpArrow, c(Role::Muted));
        return;
    case PE_IndicatorArrowRight:
        paint::chevron(painter, option->rect, Qt::RightArrow, c(Role::Muted));
        return;
    case PE_IndicatorArrowLeft:
        paint::chevron(painter, option->rect, Qt::LeftArrow, c(Role::Muted));
        return;
    case PE_IndicatorHeaderArrow:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    const Roles& c = roles(option->palette);
    switch (element) {
    case CE_PushButtonBevel:
        paint::buttonPanel(painter, option, widget);
        return;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            paint::buttonLabel(painter, button, widget);
        return;
    case CE_ComboBoxLabel:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            paint::comboLabel(painter, combo, widget);
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            paint::tab(painter, tab, widget);
        return;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            paint::tabLabel(painter, tab, widget);
        return;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            // A combo box that drops a menu-like list draws its items through here as well.
            paint::menuItem(painter, item, widget);
        }
        return;
    case CE_MenuEmptyArea:
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: {
        QStyleOptionHeader plain;
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        if (!header) {
            plain.QStyleOption::operator=(*option);
            header = &plain;
        }
        paint::headerSection(painter, header, widget);
        return;
    }
    case CE_Header:
        // Qt's own takes the label's rectangle from the base style, whose margin cuts the letters.
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            paint::headerSection(painter, header, widget);
            QStyleOptionHeader label = *header;
            label.rect = subElementRect(SE_HeaderLabel, header, widget);
            paint::headerLabel(painter, &label, widget);
        }
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            paint::headerLabel(painter, header, widget);
        return;
    case CE_Splitter: {
        const QRect r = option->rect;
        if (option->state & State_Horizontal)
            painter->fillRect(QRect(r.center().x(), r.top(), 1, r.height()), c(Role::Line));
        else
            painter->fillRect(QRect(r.left(), r.center().y(), r.width(), 1), c(Role::Line));
        return;
    }
    case CE_ProgressBarGroove:
        return;
    case CE_ProgressBarLabel:
        return;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            paint::progress(painter, bar, widget);
        return;
    case CE_FocusFrame:
        paint::focusRing(painter, option->rect, c(Role::Accent));
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                               QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            paint::combo(painter, combo, widget);
        return;
    case CC_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            paint::spin(painter, spin, widget);
        return;
    case CC_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            paint::toolButton(painter, button, widget);
        return;
    case CC_Slider:
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option))
            paint::slider(painter, slider, widget);
        return;
    case CC_ScrollBar:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option); bar && widget)
            paint::scrollBar(painter, bar, widget);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option,
                            const QWidget* widget) const
{
    switch (element) {
    case SE_LineEditContents:
        return option->rect.adjusted(6, 0, -6, 0);
    case SE_PushButtonContents:
    case SE_ToolBoxTabContents:
        return option->rect;
    case SE_TabWidgetTabBar: // the words of the first tab stand at the outer padding
        return QProxyStyle::subElementRect(element, option, widget).translated(kTabShift, 0);
    case SE_HeaderLabel: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const auto position = header ? header->position : QStyleOptionHeader::Middle;
        const bool isOnly = position == QStyleOptionHeader::OnlyOneSection;
        const bool isFirst = isOnly || position == QStyleOptionHeader::Beginning;
        const bool isLast = isOnly || position == QStyleOptionHeader::End;
        return option->rect.adjusted(isFirst ? grid::kSide : grid::kGap, 0,
                                     isLast ? -grid::kSide : -grid::kGap, 0);
    }
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                            SubControl part, const QWidget* widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
            combo && part != SC_ComboBoxListBoxPopup)
            return paint::comboRect(combo, part);
        break;
    case CC_SpinBox:
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            return paint::spinRect(spin, part);
        break;
    case CC_ScrollBar: {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!bar)
            break;
        const QRect r = bar->rect;
        const bool vertical = bar->orientation == Qt::Vertical;
        const int length = vertical ? r.height() : r.width();
        const int range = bar->maximum - bar->minimum;
        const int thumb =
            range <= 0
                ? length
                : std::clamp(int(qint64(bar->pageStep) * length / (qint64(range) + bar->pageStep)),
                             std::min(28, length), length);
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                  length - thumb, bar->upsideDown);
        const auto along = [&](int from, int size) {
            return vertical ? QRect(r.left(), r.top() + from, r.width(), size)
                            : QRect(r.left() + from, r.top(), size, r.height());
        };
        switch (part) {
        case SC_ScrollBarSlider:
            return along(start, thumb);
        case SC_ScrollBarSubPage:
            return along(0, start);
        case SC_ScrollBarAddPage:
            return along(start + thumb, length - start - thumb);
        case SC_ScrollBarGroove:
            return r;
        default:
            return {};
        }
    }
    default:
        break;
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const
{
    const auto height = [&] {
        const bool small = controlSize(widget) == ControlSize::Small;
        return std::max(small ? grid::kControlSmall : grid::kControl,
                        option->fontMetrics.height() + (small ? 8 : 10));
    };
    switch (type) {
    case CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return paint::buttonSize(button, widget);
        break;
    case CT_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option))
            return paint::toolButtonSize(button, widget);
        break;
    case CT_LineEdit:
        return {size.width() + 12, height()};
    case CT_ComboBox:
        return {size.width() + 36, height()};
    case CT_SpinBox:
        return {size.width() + 20, height()};
    case CT_TabBarTab:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            QFont font = widget ? widget->font() : textFont(TextSize::Body);
            font.setWeight(QFont::Bold);
            return {QFontMetrics(font).horizontalAdvance(tab->text) + kTabRoom,
                    std::max(grid::kTabs, option->fontMetrics.height() + 18)};
        }
        break;
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            return paint::menuItemSize(item, size);
        break;
    case CT_HeaderSection: {
        QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
        base.setHeight(std::max(grid::kRowHeader, option->fontMetrics.height() + 10));
        return base;
    }
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_ToolBarIconSize:
        return grid::kIcon;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 12;
    case PM_ScrollBarExtent:
        return 10;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 4;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_TabBarTabHSpace:
        return kTabRoom;
    case PM_SplitterWidth:
        return 1;
    case PM_MenuPanelWidth:
        return 0;
    case PM_MenuVMargin:
        return 5;
    case PM_MenuHMargin:
        return 0;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
        return grid::kSide;
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return grid::kGapWide;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return grid::kGap;
    case PM_SliderLength:
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return 16;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_HeaderMarkSize:
        return 10;
    case PM_HeaderMargin:
        return 8;
    case PM_TreeViewIndentation:
        return 20;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_ToolTipLabel_Opacity:
        return 255;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ScrollBar_ContextMenu:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_Widget_Animation_Duration:
    case SH_Widget_Animate:
        return 0; // nothing moves that explains nothing
    case SH_MenuBar_AltKeyNavigation:
        return 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_FocusFrame_Mask:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QIcon Style::standardIcon(StandardPixmap pixmap, const QStyleOption* option,
                          const QWidget* widget) const
{
    switch (pixmap) {
    case SP_LineEditClearButton:
        return icon(Icon::Cross);
    case SP_ToolBarHorizontalExtensionButton:
        return icon(Icon::OverflowMenu);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

} // namespace gatehouse::ui
