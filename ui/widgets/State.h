// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QRectF>
#include <QWidget>

#include <cstdint>

class QPainter;

namespace gatehouse::ui {

/// States that are told by a shape, a word and a colour.
enum class State : std::uint8_t
{
    None,     ///< Nothing is drawn.
    Good,     ///< Disc: 2xx, healthy, published.
    Full,     ///< Square: 429, a full counter.
    Near,     ///< Diamond: near a limit, deprecated, pending, other 4xx.
    Cooling,  ///< Two bars: cools down.
    HalfOpen, ///< Half disc: probing.
    Failed,   ///< Triangle: 5xx, failed, blocked.
    Idle,     ///< Ring: draft, idle, retired.
};

[[nodiscard]] Role roleOf(State state);
/// The state of an HTTP status: 0 (no answer) is Failed.
[[nodiscard]] State stateOfStatus(int httpStatus);
/// Draws the shape in the middle of `rect`, 8 to 10 px wide.
void paintState(QPainter* painter, const QRectF& rect, State state, const QColor& color);

/// The shape alone, 12 px, in the colour of its meaning.
class StateShape : public QWidget
{
    Q_OBJECT

public:
    explicit StateShape(State state = State::Idle, QWidget* parent = nullptr);
    void setState(State state);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    State m_state;
};

} // namespace gatehouse::ui
