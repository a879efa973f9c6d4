// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "overview/RowsCard.h"

#include "client/Figures.h"
#include "widgets/State.h"

namespace gatehouse::ui {

/// Every provider with the shape of its state and its time to first token: what needs attention
/// first, what is not called last.
class ProvidersCard : public RowsCard
{
    Q_OBJECT

public:
    struct Item
    {
        client::ProviderHealth health;
        QString name;
        bool callable = true; ///< This build speaks what the provider speaks.
        friend bool operator==(const Item&, const Item&) = default;
    };

    explicit ProvidersCard(QWidget* parent = nullptr);

    void setItems(QList<Item> items);

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    void paintHead(QPainter& painter, const QRect& rect) override;
    void paintRow(QPainter& painter, int index, const QRect& row) override;
    void openRow(int index) override { Q_EMIT chosen(m_items[index].health.id); }
    [[nodiscard]] QString rowText(int index) const override;

private:
    [[nodiscard]] static State stateOf(const Item& item);
    [[nodiscard]] static QString wordOf(const Item& item);

    QList<Item> m_items;
};

} // namespace gatehouse::ui
