// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QWidget>

class QPainter;

namespace gatehouse::ui {

class Roles;

/// Draws the use of a counter over time: one column of 2 px a step, its height the use (0 to 1),
/// over a track as high as full. Height tells first, colour second: notice from 80 %, limit only
/// when full. A step shows the highest of its values. Also for item delegates.
void paintUseStrip(QPainter& painter, const QRect& rect, const QList<double>& use,
                   const Roles& colors);

/// The strip as a widget.
class UseStrip : public QWidget
{
    Q_OBJECT

public:
    explicit UseStrip(QWidget* parent = nullptr);

    void setUse(QList<double> use);
    [[nodiscard]] QSize sizeHint() const override { return {88, 14}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<double> m_use;
};

} // namespace gatehouse::ui
