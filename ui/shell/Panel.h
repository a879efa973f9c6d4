// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/Link.h"
#include "widgets/Icon.h"
#include "widgets/State.h"

#include <QWidget>

#include <functional>

class QAction;

namespace gatehouse::ui {

/// One panel of the console: view, model and actions of one folder. Made by its PanelEntry when it
/// is first shown, with what it needs in its constructor; owned by the main window. Panels do not
/// know each other: they follow links. When the language changes the shell makes the panel anew and
/// hands it the state that the old one saved, so texts may be set once in the constructor.
class Panel : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The panel comes into view: from now on it may want the live feed and ask for what it shows.
    virtual void activate() {}
    /// It is out of sight: it must want nothing from the feed any more.
    virtual void deactivate() {}
    /// Shows what the link names; false when there is no such thing.
    virtual bool open(const Link& link)
    {
        Q_UNUSED(link);
        return false;
    }
    /// Puts the focus into the panel's filter box; what `/` does.
    virtual void focusFilter() {}
    /// Actions that only make sense here; they are in the menu and the palette while the panel is
    /// shown.
    [[nodiscard]] virtual QList<QAction*> panelActions() const { return {}; }
    /// What must live on when the panel is made anew; any form.
    [[nodiscard]] virtual QByteArray saveState() const { return {}; }
    virtual void restoreState(const QByteArray& state) { Q_UNUSED(state); }
    /// True while edits would be lost by leaving.
    [[nodiscard]] virtual bool hasUnsavedEdits() const { return false; }

Q_SIGNALS:
    /// Something was clicked that another panel shows.
    void linkActivated(const gatehouse::ui::Link& link);
    /// One sentence for the message area above the status bar.
    void message(gatehouse::ui::State state, const QString& text);
    /// The number of things to decide, beside the panel's name in the rail; 0 = none.
    void badgeChanged(int count);
};

enum class PanelGroup : std::uint8_t
{
    Watch,
    Build,
    Govern,
    Share,
    Foot
};

/// What the rail needs to know before a panel exists.
struct PanelEntry
{
    QString id; ///< `overview`; also the name of its picture in a tour.
    Icon icon = Icon::Configure;
    PanelGroup group = PanelGroup::Watch;
    std::function<QString()> title;       ///< In the language of now.
    QStringList linkKinds;                ///< Kinds of links that it takes, beside its id.
    std::function<Panel*(QWidget*)> make; ///< Called once, when it is first shown.
    /// It is made with the window: it has something to tell while nobody looks at it.
    bool early = false;
};

} // namespace gatehouse::ui
