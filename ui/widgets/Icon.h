// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QIcon>

#include <cstdint>

namespace gatehouse::ui {

/// The icons of the console: Breeze's by their name there (resources/icons/icons.tsv, same order),
/// then painted ones.
enum class Icon : std::uint8_t
{
    ApplicationMenu,
    ArrowDown,
    ArrowRight,
    ArrowUp,
    BookmarkNew,
    Checkmark,
    Clock,
    CodeBlock,
    CodeContext,
    Configure,
    ConfigureShortcuts,
    DialogMessages,
    DialogScripts,
    DocumentEdit,
    DocumentExport,
    DocumentImport,
    DocumentOpen,
    DocumentOpenFolder,
    DocumentSave,
    DocumentSend,
    DocumentShare,
    Documentation,
    DragHandleSymbolic,
    EditComment,
    EditCopy,
    EditDelete,
    EditDuplicate,
    EditPaste,
    EditRedo,
    EditRename,
    EditUndo,
    Flag,
    GoNext,
    GoPrevious,
    GoUp,
    GtkAuthentication,
    HelpAbout,
    HelpContents,
    ListAdd,
    ListRemove,
    Lock,
    MediaPlaybackPause,
    MediaPlaybackStart,
    MediaPlaybackStop,
    MediaRepeatAll,
    NetworkConnect,
    NetworkDisconnect,
    Notifications,
    OfficeChartArea,
    OverflowMenu,
    PasswordCopy,
    PasswordShowOff,
    PasswordShowOn,
    Plugins,
    Search,
    SetLanguage,
    SidebarCollapseLeft,
    SidebarExpandLeft,
    Speedometer,
    Split,
    SystemUsers,
    Unlock,
    UserIdentity,
    VcsCommit,
    VcsDiff,
    VcsMerge,
    ViewFileColumns,
    ViewFilter,
    ViewFullscreen,
    ViewHistory,
    ViewListDetails,
    ViewListIcons,
    ViewListText,
    ViewListTree,
    ViewReadermode,
    ViewRefresh,
    ViewSplitLeftRight,
    ViewStatistics,
    WindowPin,
    ZoomOriginal,
    // Painted, since Breeze lacks them.
    Cross,
    Gate,
    Count_
};

/// An icon in the colour of a role; it follows the theme by itself and is drawn only when shown.
/// Disabled icons are pale.
[[nodiscard]] QIcon icon(Icon name, Role role = Role::Muted);
/// The icon drawn once in a colour of your own; `size` in device-independent pixels.
void paintIcon(QPainter* painter, const QRect& rect, Icon name, const QColor& color);

} // namespace gatehouse::ui
