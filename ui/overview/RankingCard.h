// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "overview/RowsCard.h"

#include "client/Figures.h"

namespace gatehouse::ui {

/// Who calls most: a name, a bar with its refused part in purple, and the rate. One list is shown,
/// the words of the others stand beside its title; Left and Right change between them too.
class RankingCard : public RowsCard
{
    Q_OBJECT

public:
    /// A list that can be chosen; `items` carry names where the person sees them, ids in `id`.
    struct List
    {
        QString key; ///< `application`, `api`, `model`: what the link to Traffic filters by.
        QString title;
        QList<client::RankedItem> items;
        QStringList names; ///< Of the items, in their order.
    };

    explicit RankingCard(QList<List> lists, QWidget* parent = nullptr);

    void setItems(const QString& key, const QList<client::RankedItem>& items,
                  const QStringList& names);
    void choose(int list);
    /// Whether so much of what it asks is refused that its name is set in bold.
    [[nodiscard]] static bool standsOut(const client::RankedItem& item);
    [[nodiscard]] const QString& key() const { return m_lists[m_shown].key; }

Q_SIGNALS:
    void chosen(const QString& key, const QString& id);

protected:
    [[nodiscard]] int count() const override { return int(m_lists[m_shown].items.size()); }
    void paintHead(QPainter& painter, const QRect& rect) override;
    void paintRow(QPainter& painter, int index, const QRect& row) override;
    void openRow(int index) override;
    [[nodiscard]] QString rowText(int index) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QList<QRect> titles(const QRect& head) const;

    QList<List> m_lists;
    int m_shown = 0;
};

} // namespace gatehouse::ui
