// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/KeyList.h"

#include "applications/KeyTableModel.h"
#include "applications/NewKeyDialog.h"

#include "widgets/AskBox.h"
#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QDateTime>
#include <QHeaderView>
#include <QJsonArray>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

KeyList::KeyList(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_keys(new KeyTableModel(this))
    , m_table(new QTableView)
    , m_count(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_revoke(new QPushButton)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(grid::kSide, grid::kGap, grid::kSide, grid::kGap);
    head->setSpacing(grid::kGap);
    head->addWidget(new TextLabel(tr("Keys"), TextSize::Body, Role::Text, QFont::Bold));
    head->addWidget(m_count);
    head->addWidget(
        new TextLabel(tr("kept as a hash, shown once"), TextSize::Secondary, Role::Muted), 1);
    m_revoke->setObjectName(u"revokeKey"_s);
    setControlSize(m_revoke, ControlSize::Small);
    setButtonRole(m_revoke, ButtonRole::Danger);
    auto* add = new QPushButton(icon(Icon::ListAdd), tr("New key"));
    add->setObjectName(u"newKey"_s);
    setControlSize(add, ControlSize::Small);
    head->addWidget(m_revoke);
    head->addWidget(add);
    column->addLayout(head);
    m_table->setObjectName(u"keyTable"_s);
    m_table->setAccessibleName(tr("Keys"));
    m_table->setModel(m_keys);
    setUpTable(m_table, grid::kRowTwoLines, true);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    column->addWidget(m_table);
    connect(add, &QPushButton::clicked, this, &KeyList::createKey);
    connect(m_revoke, &QPushButton::clicked, this, &KeyList::askRevoke);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &KeyList::showActions);
    connect(m_keys, &KeyTableModel::modelReset, this, &KeyList::showActions);
}

void KeyList::showKeys(const QString& application, const QString& name, const QJsonArray& keys)
{
    const QString kept = m_table->currentIndex().siblingAtColumn(0).data().toString();
    m_application = application;
    m_name = name;
    m_keys->setKeys(keys, QDateTime::currentMSecsSinceEpoch());
    m_count->setText(wholeNumber(m_keys->rowCount()));
    m_table->setFixedHeight(grid::scaled(grid::kRowHeader) +
                            m_keys->rowCount() * grid::scaled(grid::kRowTwoLines));
    if (m_keys->rowCount() > 0)
        m_table->selectRow(std::max(0, m_keys->rowOf(kept)));
    showActions();
}

bool KeyList::hasUsableKey() const
{
    for (int row = 0; row < m_keys->rowCount(); ++row) {
        if (m_keys->isUsable(row))
            return true;
    }
    return false;
}

void KeyList::showActions()
{
    const int row = m_table->currentIndex().row();
    const bool usable = row >= 0 && row < m_keys->rowCount() && m_keys->isUsable(row);
    m_revoke->setVisible(usable);
    if (usable)
        m_revoke->setText(tr("Revoke %1…").arg(m_keys->rows().at(row).id));
}

void KeyList::createKey()
{
    auto* dialog = new NewKeyDialog(m_client, m_application, m_name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewKeyDialog::created, this, &KeyList::changed);
    dialog->open();
}

void KeyList::askRevoke()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_keys->rowCount())
        return;
    const QString key = m_keys->rows().at(row).id;
    askBefore(
        this,
        tr("Revoke the key %1? It is refused from the next call on and cannot be brought back.")
            .arg(key),
        tr("Revoke %1").arg(key), [this, id = m_application, key] {
            m_client.revokeKey({this, m_ticket}, id, key,
                               [this](const client::Answer<void>& answer) {
                                   if (answer)
                                       Q_EMIT changed();
                                   else
                                       Q_EMIT failed(answer.error());
                               });
        });
}

} // namespace gatehouse::ui
