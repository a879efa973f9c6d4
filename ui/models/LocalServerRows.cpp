// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/LocalServerRows.h"

#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

QString foundText(const client::LocalServer& server)
{
    if (server.wantsKey)
        return LocalServerRows::tr("found on port %1, wants a key").arg(server.port());
    return server.models.size() == 1
               ? LocalServerRows::tr("found on port %1, 1 model").arg(server.port())
               : LocalServerRows::tr("found on port %1, %2 models")
                     .arg(server.port())
                     .arg(server.models.size());
}

LocalServerRows::LocalServerRows(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_title(new TextLabel(tr("Found on this computer"), TextSize::Secondary, Role::Muted,
                            QFont::Bold))
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"localServers"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(grid::kGap);
    m_layout->addWidget(m_title);
    hide();
}

void LocalServerRows::look()
{
    if (m_client.endpoint().isEmpty())
        return;
    m_client.findLocalServers({this, m_ticket},
                              [this](const client::Answer<QList<client::LocalServer>>& answer) {
                                  // That none was found is no fault to tell.
                                  showServers(answer ? *answer : QList<client::LocalServer>());
                              });
}

void LocalServerRows::showServers(const QList<client::LocalServer>& servers)
{
    delete m_rows;
    m_rows = new QWidget;
    auto* column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (const client::LocalServer& server : servers)
        column->addWidget(makeRow(server));
    m_layout->addWidget(m_rows);
    setVisible(!servers.isEmpty());
}

QWidget* LocalServerRows::makeRow(const client::LocalServer& server)
{
    auto* widget = new QWidget;
    auto* name = new TextLabel(server.name, TextSize::Body, Role::Text, QFont::Bold);
    auto* words = new TextLabel(foundText(server), TextSize::Secondary, Role::Muted);
    words->setToolTip(server.models.join(u'\n'));
    name->setElided();
    words->setElided();
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(name);
    texts->addWidget(words);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::kGap);
    row->addWidget(new StateShape(server.configured ? State::Idle : State::Good), 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    if (server.configured) {
        row->addWidget(new TextLabel(tr("added already"), TextSize::Secondary, Role::Muted));
        return widget;
    }
    auto* add = new QPushButton(tr("Add"));
    add->setObjectName(u"addLocal_%1"_s.arg(server.port()));
    add->setAccessibleName(tr("Add %1").arg(server.name));
    setControlSize(add, ControlSize::Small);
    connect(add, &QPushButton::clicked, this, [this, server] { Q_EMIT addAsked(server); });
    row->addWidget(add);
    return widget;
}

} // namespace gatehouse::ui
