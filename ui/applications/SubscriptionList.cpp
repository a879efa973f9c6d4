// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/SubscriptionList.h"

#include "model/Words.h"
#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kRate = 3; ///< Column
/// APIs that are read for their names at once; the others are told by their ids.
constexpr qsizetype kMostNamed = 40;

} // namespace

SubscriptionList::SubscriptionList(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_model(new QStandardItemModel(this))
    , m_table(new QTableView)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QLabel* title = new TextLabel(tr("Subscriptions"), TextSize::Body, Role::Text, QFont::Bold);
    title->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGap);
    column->addWidget(title);
    m_table->setObjectName(u"subscriptionTable"_s);
    m_table->setAccessibleName(tr("Subscriptions"));
    m_table->setModel(m_model);
    setUpTable(m_table, grid::kRow, true);
    m_table->setToolTip(tr("Double click opens the API"));
    column->addWidget(m_table);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        Q_EMIT apiAsked(index.siblingAtColumn(0).data(kIdRole).toString());
    });
    hide();
}

void SubscriptionList::showSubscriptions(const QList<model::Subscription>& subscriptions)
{
    m_subscriptions = subscriptions;
    setVisible(!subscriptions.isEmpty());
    fill();
    readNames();
}

void SubscriptionList::fill()
{
    m_model->clear();
    m_model->setHorizontalHeaderLabels(
        {tr("API"), tr("State"), tr("Base path"), tr("Calls/s, 1 h")});
    for (const model::Subscription& subscription : std::as_const(m_subscriptions)) {
        const QString id = QString::fromStdString(subscription.api);
        const model::Api api = m_apis.value(id);
        auto* name = new QStandardItem(api.name.empty() ? id : QString::fromStdString(api.name));
        name->setData(id, kIdRole);
        const std::string_view word = model::toWord(subscription.state);
        auto* state = new QStandardItem(
            QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
        const bool isActive = subscription.state == model::SubscriptionState::Active;
        state->setData(int(isActive ? Role::Muted : Role::Notice), Qt::ForegroundRole);
        auto* path = new QStandardItem(QString::fromStdString(api.basePath));
        path->setData(textFont(TextSize::Code), Qt::FontRole);
        path->setData(int(Role::Muted), Qt::ForegroundRole);
        auto* rate = new QStandardItem;
        rate->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_model->appendRow({name, state, path, rate});
    }
    showRates();
    for (int i = 0; i < m_model->columnCount(); ++i)
        m_model->horizontalHeaderItem(i)->setTextAlignment(
            (i == kRate ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setFixedHeight(grid::scaled(grid::kRowHeader) +
                            m_model->rowCount() * grid::scaled(grid::kRow));
}

void SubscriptionList::showUsage(const client::UsageFigures& apis)
{
    m_usage = apis;
    showRates();
}

void SubscriptionList::showRates()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStandardItem* rate = m_model->item(row, kRate);
        const client::UsageItem* item =
            m_usage.find(m_model->item(row, 0)->data(kIdRole).toString());
        rate->setText(perSecond(item ? item->perSecond : m_usage.points > 0 ? 0.0 : NAN).number);
        rate->setData(item ? QVariant::fromValue(item->calls) : QVariant(), CellSpark);
    }
}

QHash<QString, QString> SubscriptionList::names() const
{
    QHash<QString, QString> names;
    for (auto it = m_apis.begin(); it != m_apis.end(); ++it) {
        if (!it->name.empty())
            names.insert(it.key(), QString::fromStdString(it->name));
    }
    return names;
}

void SubscriptionList::readNames()
{
    for (qsizetype i = 0; i < std::min(kMostNamed, m_subscriptions.size()); ++i) {
        const QString id = QString::fromStdString(m_subscriptions.at(i).api);
        if (m_apis.contains(id) || m_tickets[id].isWaiting())
            continue;
        m_client.read<model::Api>({this, m_tickets[id]}, id,
                                  [this, id](const client::Answer<client::Stored<model::Api>>& a) {
                                      // What cannot be read is not asked for again.
                                      m_apis.insert(id, a ? a->value : model::Api{});
                                      fill();
                                      Q_EMIT named();
                                  });
    }
}

} // namespace gatehouse::ui
