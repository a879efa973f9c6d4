// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QString>

class QJsonArray;

namespace gatehouse::ui {

/// The keys of one application as the server tells them: never a secret, only what it begins with.
/// GUI thread only.
class KeyTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Key,
        LastUse,
        Ends,
        Act, ///< Left to the buttons of the rows.
        ColumnCount
    };
    struct Row
    {
        QString id;
        QString prefix;
        qint64 createdMillis = 0;
        qint64 lastUsedMillis = 0; ///< 0 = never
        qint64 expiresMillis = 0;  ///< 0 = never
        bool revoked = false;
        friend bool operator==(const Row&, const Row&) = default;
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `keys` of an application's answer; times are told relative to `nowMillis`.
    void setKeys(const QJsonArray& keys, qint64 nowMillis);
    [[nodiscard]] const QList<Row>& rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString& id) const;
    /// Whether the key still opens the gateway.
    [[nodiscard]] bool isUsable(int row) const;
    /// Whether it acts, and ends within a week.
    [[nodiscard]] bool endsSoon(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QVariant endsData(int row, int role) const;

    QList<Row> m_rows;
    qint64 m_now = 0;
};

} // namespace gatehouse::ui
