// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "shell/Panel.h"

namespace gatehouse::client {
class AdminClient;
}

namespace gatehouse::ui {
class Appearance;
}

namespace gatehouse::app {

/// The panels of the console, in the order of the rail. The arguments outlive them.
[[nodiscard]] QList<ui::PanelEntry> makePanels(client::AdminClient& client, client::LiveFeed& feed,
                                               client::Connection& connection,
                                               ui::Appearance& appearance);

} // namespace gatehouse::app
