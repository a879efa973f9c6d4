// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "overview/RowsCard.h"

#include "client/TrafficRecord.h"

namespace gatehouse::client {
class Names;
} // namespace gatehouse::client

namespace gatehouse::ui {

/// The last answers with 5xx: what was called, by whom, why it failed and when. A row opens the
/// exchange, the words at the right all of them.
class ErrorsCard : public RowsCard
{
    Q_OBJECT

public:
    explicit ErrorsCard(const client::Names& names, QWidget* parent = nullptr);

    /// Newest first.
    void setItems(const QList<client::TrafficRecord>& items);
    /// Names became known, or the clock went on: the rows say it anew.
    void refresh() { rowsChanged(); }

Q_SIGNALS:
    void chosen(const QString& id);
    void allChosen();

protected:
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    void paintHead(QPainter& painter, const QRect& rect) override;
    void paintRow(QPainter& painter, int index, const QRect& row) override;
    void openRow(int index) override { Q_EMIT chosen(m_items[index].id); }
    [[nodiscard]] QString rowText(int index) const override;
    [[nodiscard]] QString emptyText() const override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRect allRect() const;
    [[nodiscard]] QString caller(const client::TrafficRecord& record) const;
    [[nodiscard]] static QString reason(const client::TrafficRecord& record);

    const client::Names& m_names;
    QList<client::TrafficRecord> m_items;
};

} // namespace gatehouse::ui
