// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <optional>

namespace gatehouse::ui {

/// Bars of traffic over time, answered pale and refused or failed strong, with a range that is
/// selected by drag. A click outside the range or Esc selects everything again; Left and Right move
/// the range, Shift makes it longer.
class TimeStrip : public QWidget
{
    Q_OBJECT

public:
    struct Bar
    {
        double good = 0;
        double refused = 0;
        double failed = 0;
    };

    explicit TimeStrip(QWidget* parent = nullptr);

    void setBars(QList<Bar> bars, qint64 fromMillis, qint64 stepMillis);
    /// Before this moment the bars are not counted: a track stands there. 0 = all are.
    void setKnownFrom(qint64 millis);
    /// Shows a range; none = everything.
    void setRange(qint64 fromMillis, qint64 toMillis);
    void clearRange();
    [[nodiscard]] bool hasRange() const { return m_to > m_from; }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// Chosen by the person; 0 and 0 = everything.
    void rangeChosen(qint64 fromMillis, qint64 toMillis);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRect area() const;
    [[nodiscard]] double xOf(qint64 millis) const;
    [[nodiscard]] qint64 timeAt(double x) const;
    void choose(qint64 from, qint64 to);

    QList<Bar> m_bars;
    qint64 m_start = 0;
    qint64 m_step = 1000;
    qint64 m_known = 0;
    qint64 m_from = 0;
    qint64 m_to = 0;
    std::optional<double> m_press;
    double m_pointer = 0;
};

} // namespace gatehouse::ui
