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
#include <QShortcut>
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
    auto* add = new QPushButton(icon(Icon::ListAdd), tr("New key"));
    add->setObjectName(u"newKey"_s);
    setControlSize(add, ControlSize::Small);
    head->addWidget(add);
    column->addLayout(head);
    m_table->setObjectName(u"keyTable"_s);
    m_table->setAccessibleName(tr("Keys"));
    m_table->setModel(m_keys);
    setUpTable(m_table, grid::kRowTwoLines, true);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(KeyTableModel::Act, QHeaderView::Fixed);
    column->addWidget(m_table);
    connect(add, &QPushButton::clicked, this, &KeyList::createKey);
    connect(m_keys, &KeyTableModel::modelReset, this, &KeyList::placeButtons);
    auto* del = new QShortcut(Qt::Key_Delete, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, [this] { askRevoke(m_table->currentIndex().row()); });
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
}

bool KeyList::hasUsableKey() const
{
    for (int row = 0; row < m_keys->rowCount(); ++row) {
        if (m_keys->isUsable(row))
            return true;
    }
    return false;
}

void KeyList::placeButtons()
{
    int width = 0;
    for (int row = 0; row < m_keys->rowCount(); ++row) {
        if (!m_keys->isUsable(row)) // what is over cannot be revoked
            continue;
        const QString id = m_keys->rows().at(row).id;
        auto* revoke = new QPushButton(tr("Revoke…"));
        revoke->setObjectName(u"revokeKey"_s);
        revoke->setAccessibleName(tr("Revoke %1").arg(id));
        revoke->setToolTip(tr("Revoke %1 (Del)").arg(id));
        setControlSize(revoke, ControlSize::Small);
        setButtonRole(revoke, ButtonRole::Danger);
        connect(revoke, &QPushButton::clicked, this, [this, id] { askRevoke(m_keys->rowOf(id)); });
        auto* cell = new QWidget;
        auto* inner = new QHBoxLayout(cell);
        inner->setContentsMargins(grid::kGap, 0, grid::kSide, 0);
        inner->addStretch(1);
        inner->addWidget(revoke);
        m_table->setIndexWidget(m_keys->index(row, KeyTableModel::Act), cell);
        width = std::max(width, cell->sizeHint().width());
    }
    m_table->horizontalHeader()->resizeSection(KeyTableModel::Act, width);
}

void KeyList::createKey()
{
    auto* dialog = new NewKeyDialog(m_client, m_application, m_name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewKeyDialog::created, this, &KeyList::changed);
    dialog->open();
}

void KeyList::askRevoke(int row)
{
    if (row < 0 || row >= m_keys->rowCount() || !m_keys->isUsable(row))
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
