// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Panels.h"

#include "apis/ApisPanel.h"
#include "applications/ApplicationsPanel.h"
#include "models/ModelsPanel.h"
#include "overview/OverviewPanel.h"
#include "playground/PlaygroundPanel.h"
#include "settings/SettingsPanel.h"
#include "traffic/TrafficPanel.h"

#include "client/AdminClient.h"
#include "limits/LimitsPanel.h"

#include <QCoreApplication>

namespace gatehouse::app {

namespace {

/// A panel that takes client, feed and connection in its constructor, as all of them do; some
/// take more.
template <typename T, typename... More>
ui::PanelEntry entry(const char* id, const char* title, ui::Icon icon, ui::PanelGroup group,
                     const QStringList& links, client::AdminClient& client, client::LiveFeed& feed,
                     client::Connection& connection, More&... more)
{
    ui::PanelEntry made;
    made.id = QLatin1String(id);
    made.icon = icon;
    made.group = group;
    made.title = [title] { return QCoreApplication::translate("Panels", title); };
    made.linkKinds = links;
    made.make = [&client, &feed, &connection, &more...](QWidget* parent) {
        return new T(client, feed, connection, more..., parent);
    };
    return made;
}

} // namespace

QList<ui::PanelEntry> makePanels(client::AdminClient& client, client::LiveFeed& feed,
                                 client::Connection& connection, ui::Appearance& appearance)
{
    using ui::Icon;
    using ui::PanelGroup;
    QList<ui::PanelEntry> panels{
        entry<ui::OverviewPanel>("overview", QT_TRANSLATE_NOOP("Panels", "Overview"),
                                 Icon::ViewStatistics, PanelGroup::Watch, {}, client, feed,
                                 connection),
        entry<ui::TrafficPanel>("traffic", QT_TRANSLATE_NOOP("Panels", "Traffic"),
                                Icon::ViewListText, PanelGroup::Watch, {QStringLiteral("request")},
                                client, feed, connection),
        entry<ui::ApisPanel>("apis", QT_TRANSLATE_NOOP("Panels", "APIs"), Icon::CodeContext,
                             PanelGroup::Build, {QStringLiteral("api")}, client, feed, connection),
        entry<ui::PlaygroundPanel>("playground", QT_TRANSLATE_NOOP("Panels", "Playground"),
                                   Icon::DialogScripts, PanelGroup::Build, {}, client, feed,
                                   connection),
        entry<ui::ModelsPanel>(
            "models", QT_TRANSLATE_NOOP("Panels", "Models"), Icon::CodeBlock, PanelGroup::Build,
            {QStringLiteral("provider"), QStringLiteral("model_route")}, client, feed, connection),
        entry<ui::LimitsPanel>(
            "limits", QT_TRANSLATE_NOOP("Panels", "Limits"), Icon::Speedometer, PanelGroup::Govern,
            {QStringLiteral("limit"), QStringLiteral("doctor")}, client, feed, connection),
        entry<ui::ApplicationsPanel>("applications", QT_TRANSLATE_NOOP("Panels", "Applications"),
                                     Icon::Plugins, PanelGroup::Share,
                                     {QStringLiteral("application")}, client, feed, connection),
        entry<ui::SettingsPanel>("settings", QT_TRANSLATE_NOOP("Panels", "Settings"),
                                 Icon::Configure, PanelGroup::Foot, {}, client, feed, connection,
                                 appearance),
    };
    // The number beside its name, and what the gateway does to changed limits by itself.
    for (ui::PanelEntry& panel : panels)
        panel.early = panel.id == QLatin1String("limits");
    return panels;
}

} // namespace gatehouse::app
