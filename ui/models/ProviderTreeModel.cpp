// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ProviderTreeModel.h"

#include "models/KeyStates.h"

#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// Our own word: the wire is known, but this build does not speak it.
const QString kUncallable = u"uncallable"_s;
/// Our own words for what a key alone can be.
const QString kHalfOpen = u"half_open"_s;
const QString kRetired = u"retired"_s;

QString keyHint(const client::Stored<model::Provider>& provider, int row)
{
    return provider.json.value(u"keys"_s).toArray().at(row).toObject().value(u"hint"_s).toString();
}

QVariant rateData(std::optional<double> calls, int role)
{
    const Quantity rate = perSecond(calls.value_or(NAN));
    if (role == Qt::DisplayRole)
        return rate.number;
    if (role == CellUnit && calls)
        return rate.unit;
    return {};
}

} // namespace

QVariant ProviderTreeModel::hourData(const client::UsageItem* hour, std::optional<double> calls,
                                     int role)
{
    if (role == CellSpark && hour)
        return QVariant::fromValue(hour->calls);
    return rateData(calls, role);
}

State stateOfProvider(const QString& word)
{
    if (word == u"healthy"_s)
        return State::Good;
    if (word == u"cooling"_s)
        return State::Cooling;
    if (word == u"failed"_s)
        return State::Failed;
    if (word == kHalfOpen)
        return State::HalfOpen;
    return State::Idle;
}

QString describeProviderState(const QString& word)
{
    if (word == kUncallable)
        return ProviderTreeModel::tr("not callable yet");
    if (word == u"healthy"_s)
        return ProviderTreeModel::tr("healthy");
    if (word == u"cooling"_s)
        return ProviderTreeModel::tr("cools down");
    if (word == u"failed"_s)
        return ProviderTreeModel::tr("failed");
    if (word == kHalfOpen)
        return ProviderTreeModel::tr("is tried again");
    if (word == kRetired)
        return ProviderTreeModel::tr("retired, was refused");
    return ProviderTreeModel::tr("not called yet");
}

void ProviderTreeModel::setProviders(QList<client::Stored<model::Provider>> providers)
{
    beginResetModel();
    m_providers = std::move(providers);
    endResetModel();
}

void ProviderTreeModel::setCatalogue(const QList<client::CatalogueProvider>& catalogue)
{
    m_catalogue.clear();
    for (const auto& entry : catalogue)
        m_catalogue.insert(entry.id, entry);
    if (!m_providers.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ProviderTreeModel::setFigures(const QList<client::ProviderHealth>& health)
{
    m_figures.clear();
    m_hasFigures = true;
    for (const auto& provider : health)
        m_figures.insert(provider.id, {provider.state, provider.firstTokenMs, provider.perSecond});
    tellFigures();
}

void ProviderTreeModel::setHours(const client::UsageFigures& providers)
{
    m_hours = providers;
    tellFigures();
}

void ProviderTreeModel::setKeyHours(const QString& provider, const client::UsageFigures& keys)
{
    m_keyHours.insert(provider, keys);
    tellFigures();
}

void ProviderTreeModel::setHealth(const client::ProviderHealthList& health)
{
    m_health = health;
    m_sinceHealth.start();
    tellFigures();
}

void ProviderTreeModel::tick()
{
    if (isResting())
        tellFigures();
}

bool ProviderTreeModel::isResting() const
{
    const auto rests = [](const auto& each) { return each.circuit == client::Circuit::Open; };
    return std::ranges::any_of(m_health.items, [&](const client::ProviderCircuit& provider) {
        return rests(provider) || std::ranges::any_of(provider.keys, rests);
    });
}

qint64 ProviderTreeModel::now() const
{
    return m_health.timeMillis + (m_sinceHealth.isValid() ? m_sinceHealth.elapsed() : 0);
}

const client::UsageItem* ProviderTreeModel::keyHour(const QString& provider,
                                                    const QString& key) const
{
    const auto keys = m_keyHours.constFind(provider);
    return keys == m_keyHours.constEnd() ? nullptr : keys->find(key);
}

QString ProviderTreeModel::stateOf(const QString& id) const
{
    const auto* entry = provider(id);
    return entry ? stateWord(*entry) : QString();
}

void ProviderTreeModel::tellFigures()
{
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex top = index(row, 0);
        Q_EMIT dataChanged(top, index(row, ColumnCount - 1));
        if (const int keys = rowCount(top); keys > 0)
            Q_EMIT dataChanged(index(0, 0, top), index(keys - 1, ColumnCount - 1, top));
    }
}

const client::Stored<model::Provider>* ProviderTreeModel::provider(const QString& id) const
{
    for (const auto& provider : m_providers) {
        if (QString::fromStdString(provider.value.id) == id)
            return &provider;
    }
    return nullptr;
}

QString ProviderTreeModel::displayName(const QString& id) const
{
    const auto* entry = provider(id);
    if (!entry)
        return id;
    if (!entry->value.name.empty() && entry->value.name != entry->value.id)
        return QString::fromStdString(entry->value.name);
    if (entry->value.kind == "sandbox")
        return tr("Sandbox");
    const QString kind = QString::fromStdString(entry->value.kind);
    return kind == id && m_catalogue.contains(kind) ? m_catalogue.value(kind).name : id;
}

QString ProviderTreeModel::describe(const QString& id) const
{
    const auto* entry = provider(id);
    return entry ? describeProviderState(stateWord(*entry)) : QString();
}

QString ProviderTreeModel::describeKey(const QString& id, const QString& key) const
{
    const auto* entry = provider(id);
    if (!entry)
        return {};
    const auto& keys = entry->value.keys;
    for (std::size_t row = 0; row < keys.size(); ++row) {
        if (QString::fromStdString(keys[row].id) != key)
            continue;
        const int top = indexOf(id).row();
        const QString word = keyStateWord(top, static_cast<int>(row));
        const auto* known = health(id);
        const client::KeyCircuit met = known ? known->keyAsMet(key) : client::KeyCircuit{};
        if (met.circuit == client::Circuit::Open && word == u"cooling"_s)
            return tr("cools down, %1").arg(restText(met.untilMillis, now()));
        if (met.circuit == client::Circuit::Open && word == u"failed"_s)
            return tr("left out, %1").arg(restText(met.untilMillis, now()));
        return describeProviderState(word);
    }
    return describe(id);
}

bool ProviderTreeModel::isCallable(const QString& id) const
{
    const auto* entry = provider(id);
    if (!entry)
        return false;
    const auto kind = m_catalogue.constFind(QString::fromStdString(entry->value.kind));
    return kind == m_catalogue.constEnd() || kind->callable;
}

QModelIndex ProviderTreeModel::indexOf(const QString& providerId, const QString& keyId) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex top = index(row, 0);
        if (top.data(ProviderIdRole).toString() != providerId)
            continue;
        for (int key = 0; !keyId.isEmpty() && key < rowCount(top); ++key) {
            if (index(key, 0, top).data(KeyIdRole).toString() == keyId)
                return index(key, 0, top);
        }
        return top;
    }
    return {};
}

QModelIndex ProviderTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row() + 1) : quintptr(0));
}

QModelIndex ProviderTreeModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0));
}

int ProviderTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_providers.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return std::max(1, static_cast<int>(m_providers.at(parent.row()).value.keys.size()));
}

int ProviderTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant ProviderTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() >= FirstToken ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    if (index.internalId() == 0)
        return providerData(index.row(), index.column(), role);
    return keyData(static_cast<int>(index.internalId()) - 1, index.row(), index.column(), role);
}

std::optional<double> ProviderTreeModel::callsOf(const QString& id) const
{
    if (!m_hasFigures)
        return std::nullopt;
    return m_figures.value(id).perSecond.value_or(0);
}

QString ProviderTreeModel::stateWord(const client::Stored<model::Provider>& provider) const
{
    const auto kind = m_catalogue.constFind(QString::fromStdString(provider.value.kind));
    if (kind != m_catalogue.constEnd() && !kind->callable)
        return kUncallable;
    const Figures figures = m_figures.value(QString::fromStdString(provider.value.id));
    const auto* known = health(QString::fromStdString(provider.value.id));
    const QString live = known ? known->state : figures.state;
    // Calls of before the gateway's start are remembered, its states are not.
    if (live == u"idle"_s && figures.perSecond.value_or(0) > 0)
        return u"healthy"_s;
    return live.isEmpty() ? provider.json.value(u"state"_s).toString() : live;
}

QString ProviderTreeModel::keyStateWord(int providerRow, int row) const
{
    const auto& provider = m_providers.at(providerRow);
    const QString whole = stateWord(provider);
    const auto* known = health(QString::fromStdString(provider.value.id));
    if (known && whole != kUncallable) {
        const auto met = known->keyAsMet(
            QString::fromStdString(provider.value.keys[static_cast<std::size_t>(row)].id));
        switch (met.circuit) {
        case client::Circuit::Retired:
            return kRetired;
        case client::Circuit::HalfOpen:
            return kHalfOpen;
        case client::Circuit::Open:
            return known->circuit == client::Circuit::Open ? u"failed"_s : u"cooling"_s;
        case client::Circuit::Closed:
            break;
        }
        return whole == u"cooling"_s || whole == u"failed"_s ? u"healthy"_s : whole;
    }
    const QString own =
        provider.json.value(u"keys"_s).toArray().at(row).toObject().value(u"state"_s).toString();
    return own.isEmpty() ? whole : own;
}

QString ProviderTreeModel::host(const model::Provider& provider, const QJsonObject& json) const
{
    if (provider.kind == "sandbox")
        return tr("inside the gateway");
    QString url = QString::fromStdString(provider.baseUrl);
    if (url.isEmpty())
        url = json.value(u"base_url"_s).toString();
    if (url.isEmpty())
        url = m_catalogue.value(QString::fromStdString(provider.kind)).baseUrl;
    const QString authority = QUrl(url).authority();
    return authority.isEmpty() ? url : authority;
}

QVariant ProviderTreeModel::providerData(int row, int column, int role) const
{
    const auto& provider = m_providers.at(row);
    const QString id = QString::fromStdString(provider.value.id);
    const Figures figures = m_figures.value(id);
    if (role == ProviderIdRole)
        return id;
    if (role == Qt::ToolTipRole)
        return tr("%1: %2").arg(displayName(id), describeProviderState(stateWord(provider)));
    switch (column) {
    case Name:
        if (role == Qt::DisplayRole)
            return displayName(id);
        if (role == Qt::FontRole)
            return textFont(TextSize::Body, QFont::Bold);
        break;
    case Condition:
        if (role == CellSecond)
            return host(provider.value, provider.json);
        break;
    case FirstToken:
        if (role == Qt::DisplayRole)
            return milliseconds(figures.firstTokenMs.value_or(NAN)).number;
        if (role == CellUnit)
            return milliseconds(figures.firstTokenMs.value_or(NAN)).unit;
        break;
    case Now:
        if (role == Qt::FontRole)
            return textFont(TextSize::Body, QFont::Bold);
        return hourData(m_hours.find(id), callsOf(id), role);
    case Models:
        if (role == Qt::DisplayRole) {
            const auto entry = m_catalogue.constFind(QString::fromStdString(provider.value.kind));
            return entry == m_catalogue.constEnd() || entry->models == 0
                       ? u"\u2013"_s
                       : wholeNumber(entry->models);
        }
        if (role == Qt::ForegroundRole)
            return int(ui::Role::Muted);
        break;
    default:
        break;
    }
    return {};
}

QVariant ProviderTreeModel::keyData(int providerRow, int row, int column, int role) const
{
    const auto& provider = m_providers.at(providerRow);
    if (provider.value.keys.empty())
        return keylessData(providerRow, column, role);
    const auto& key = provider.value.keys[static_cast<std::size_t>(row)];
    const QString word = keyStateWord(providerRow, row);
    const State state = stateOfProvider(word);
    if (role == ProviderIdRole)
        return QString::fromStdString(provider.value.id);
    if (role == KeyIdRole)
        return QString::fromStdString(key.id);
    if (column == Name) {
        if (role == Qt::DisplayRole)
            return QString::fromStdString(key.id);
        if (role == CellSecond)
            return keyHint(provider, row);
        if (role == CellState)
            return int(state);
    } else if (column == Condition) {
        return stateData(
            word,
            describeKey(QString::fromStdString(provider.value.id), QString::fromStdString(key.id)),
            role);
    } else if (column == Now) {
        const QString id = QString::fromStdString(provider.value.id);
        const bool isOnly = provider.value.keys.size() == 1;
        if (isOnly)
            return hourData(m_hours.find(id), callsOf(id), role);
        if (role == Qt::ToolTipRole)
            return tr("weight %1").arg(key.weight);
        if (const auto* hour = keyHour(id, QString::fromStdString(key.id)))
            return hourData(hour, hour->perSecond, role);
        if (m_keyHours.contains(id))
            return hourData(nullptr, 0, role);
        if (role == Qt::DisplayRole)
            return tr("weight %1").arg(key.weight);
        if (role == Qt::ForegroundRole)
            return int(ui::Role::Muted);
    }
    return {};
}

QVariant ProviderTreeModel::keylessData(int providerRow, int column, int role) const
{
    const auto& provider = m_providers.at(providerRow);
    const QString id = QString::fromStdString(provider.value.id);
    if (role == ProviderIdRole)
        return id;
    if (column == Name && role == Qt::DisplayRole)
        return tr("no key");
    if (column == Name && role == CellState)
        return int(stateOfProvider(stateWord(provider)));
    if (column == Condition)
        return stateData(stateWord(provider), describe(id), role);
    return column == Now ? hourData(m_hours.find(id), callsOf(id), role) : QVariant();
}

QVariant ProviderTreeModel::stateData(const QString& word, const QString& words, int role) const
{
    const State state = stateOfProvider(word);
    if (role == Qt::DisplayRole)
        return words;
    if (role == Qt::ForegroundRole)
        return int(state == State::Good   ? ui::Role::Text
                   : state == State::Idle ? ui::Role::Muted
                                          : roleOf(state));
    if (role == Qt::FontRole && state == State::Cooling)
        return textFont(TextSize::Body, QFont::Bold);
    return {};
}

QVariant ProviderTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= FirstToken ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Provider, key");
    case Condition:
        return tr("State");
    case FirstToken:
        return tr("First token");
    case Now:
        return tr("Calls/s, 1 h");
    case Models:
        return tr("Models");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
