// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/KeyTableModel.h"

#include "widgets/CellDelegate.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr qint64 kDay = 24LL * 3600 * 1000;
constexpr qint64 kSoon = 7 * kDay;

QString dateText(qint64 millis)
{
    const QLocale locale;
    const QString form = locale.language() == QLocale::Chinese
                             ? locale.dateFormat(QLocale::LongFormat).remove(u"dddd"_s).trimmed()
                             : u"d MMM yyyy"_s;
    return locale.toString(QDateTime::fromMSecsSinceEpoch(millis).date(), form);
}

} // namespace

void KeyTableModel::setKeys(const QJsonArray& keys, qint64 nowMillis)
{
    QList<Row> rows;
    for (const QJsonValue& value : keys) {
        const QJsonObject key = value.toObject();
        rows.append({key["id"_L1].toString(), key["prefix"_L1].toString(),
                     key["created_ms"_L1].toInteger(), key["last_used_ms"_L1].toInteger(),
                     key["expires_ms"_L1].toInteger(), key["revoked"_L1].toBool()});
    }
    m_now = nowMillis;
    if (rows == m_rows) { // only times went by: selection and scroll position stay
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int KeyTableModel::rowOf(const QString& id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).id == id)
            return row;
    }
    return -1;
}

bool KeyTableModel::isUsable(int row) const
{
    const Row& key = m_rows.at(row);
    return !key.revoked && (key.expiresMillis == 0 || key.expiresMillis > m_now);
}

bool KeyTableModel::endsSoon(int row) const
{
    const Row& key = m_rows.at(row);
    return isUsable(row) && key.expiresMillis != 0 && key.expiresMillis - m_now < kSoon;
}

int KeyTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int KeyTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeyTableModel::endsData(int row, int role) const
{
    const Row& key = m_rows.at(row);
    if (role == Qt::DisplayRole) {
        if (key.revoked)
            return tr("revoked");
        return key.expiresMillis == 0 ? tr("never") : dateText(key.expiresMillis);
    }
    if (role == Qt::ForegroundRole)
        return int(endsSoon(row) ? Role::Notice : isUsable(row) ? Role::Text : Role::Muted);
    if (role == Qt::FontRole && endsSoon(row))
        return textFont(TextSize::Body, QFont::Bold);
    if (role == CellBelow && !key.revoked && key.expiresMillis != 0) {
        if (key.expiresMillis <= m_now)
            return tr("over");
        const auto days = static_cast<int>((key.expiresMillis - m_now) / kDay);
        return days == 0   ? tr("within a day")
               : days == 1 ? tr("in a day")
                           : tr("in %1 days").arg(days);
    }
    return {};
}

QVariant KeyTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const Row& key = m_rows.at(row);
    switch (index.column()) {
    case Key:
        if (role == Qt::DisplayRole)
            return key.id;
        if (role == Qt::FontRole)
            return textFont(TextSize::Body, QFont::Bold);
        if (role == CellState)
            return int(!isUsable(row) ? State::Idle : endsSoon(row) ? State::Near : State::Good);
        if (role == CellBelow)
            return key.prefix.isEmpty() ? QString() : QString(key.prefix + u'\u2026');
        break;
    case LastUse:
        if (role == Qt::DisplayRole)
            return ago(key.lastUsedMillis, m_now);
        if (role == CellBelow && key.createdMillis != 0)
            return tr("made %1").arg(dateText(key.createdMillis));
        if (role == Qt::ForegroundRole)
            return int(key.lastUsedMillis == 0 ? Role::Muted : Role::Text);
        break;
    case Ends:
        return endsData(row, role);
    default:
        break;
    }
    return {};
}

QVariant KeyTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Key:
        return tr("Key");
    case LastUse:
        return tr("Last use");
    case Ends:
        return tr("Ends");
    default:
        return {};
    }
}

} // namespace gatehouse::ui
