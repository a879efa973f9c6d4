// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "overview/RowsCard.h"

#include "client/Figures.h"

namespace gatehouse::ui {

/// Every provider with the shape of its state and its time to first token.
class ProvidersCard : public RowsCard
{
    Q_OBJECT

public:
    explicit ProvidersCard(QWidget* parent = nullptr);

    void setItems(const QList<client::ProviderHealth>& items, const QStringList& names);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    void paintHead(QPainter& painter, const QRect& rect) override;
    void paintRow(QPainter& painter, int index, const QRect& row) override;
    void openRow(int index) override { Q_EMIT chosen(m_items[index].id); }
    [[nodiscard]] QString rowText(int index) const override;

private:
    QList<client::ProviderHealth> m_items;
    QStringList m_names;
};

} // namespace gatehouse::ui
