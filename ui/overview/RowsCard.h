// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Card.h"

class QPainter;

namespace gatehouse::ui {

/// A card with a head and rows of 28 px, painted by hand; only as many rows as fit are drawn. Up
/// and Down choose a row, Enter or a click opens it. Pale while its figures are not of now.
class RowsCard : public Card
{
    Q_OBJECT

public:
    explicit RowsCard(QWidget* parent = nullptr);

    void setStale(bool stale);
    [[nodiscard]] bool isStale() const { return m_stale; }
    [[nodiscard]] QSize sizeHint() const override { return {200, 224}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 150}; }

protected:
    [[nodiscard]] virtual int count() const = 0;
    virtual void paintHead(QPainter& painter, const QRect& rect) = 0;
    virtual void paintRow(QPainter& painter, int index, const QRect& row) = 0;
    virtual void openRow(int index) = 0;
    /// What a row says, for those who cannot see it.
    [[nodiscard]] virtual QString rowText(int index) const = 0;
    /// Stands where there are no rows.
    [[nodiscard]] virtual QString emptyText() const;
    /// The rows changed: to be called by the derived card.
    void rowsChanged();
    void paintTitle(QPainter& painter, const QRect& rect, const QString& title);
    [[nodiscard]] QRect headRect() const;

    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRect rowRect(int index) const;
    [[nodiscard]] int shownRows() const;
    [[nodiscard]] int rowAt(const QPoint& position) const;

    bool m_stale = false;
    int m_current = 0;
    int m_hovered = -1;
};

} // namespace gatehouse::ui
