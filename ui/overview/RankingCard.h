// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Figures.h"
#include "widgets/Card.h"

namespace gatehouse::ui {

/// Who calls most: a name, a bar with its refused part in purple, and the rate. Painted by hand; Up
/// and Down choose a row, Enter or a click opens it.
class RankingCard : public Card
{
    Q_OBJECT

public:
    explicit RankingCard(const QString& title, QWidget* parent = nullptr);

    void setItems(const QList<client::RankedItem>& items);
    [[nodiscard]] QSize sizeHint() const override { return {240, 200}; }

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_title;
    QList<client::RankedItem> m_items;
    int m_current = 0;
};

/// Every provider with the shape of its state and its time to first token.
class ProvidersCard : public Card
{
    Q_OBJECT

public:
    explicit ProvidersCard(QWidget* parent = nullptr);

    void setItems(const QList<client::ProviderHealth>& items);
    [[nodiscard]] QSize sizeHint() const override { return {200, 200}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<client::ProviderHealth> m_items;
};

} // namespace gatehouse::ui
