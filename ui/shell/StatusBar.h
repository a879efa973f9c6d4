// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Connection.h"
#include "client/Figures.h"

#include <QWidget>

class QLabel;

namespace gatehouse::ui {

class IconButton;
class StateShape;
class TextLabel;

/// The line at the foot of the window: state of the gateway in words and colour, its address, three
/// figures, tasks. A lost connection greys the figures, which stay.
class StatusBar : public QWidget
{
    Q_OBJECT

public:
    explicit StatusBar(QWidget* parent = nullptr);
    void showStatus(client::Connection::State connection, const client::ServerStatus& status);
    void showTick(const client::Tick& tick);
    void setTask(const QString& words);

Q_SIGNALS:
    void startWanted();
    void stopWanted();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showFigures();

    StateShape* m_shape;
    TextLabel* m_state;
    QLabel* m_address;
    IconButton* m_copy;
    IconButton* m_toggle;
    QLabel* m_figures = nullptr;
    TextLabel* m_tasks;
    client::Tick m_tick;
    bool m_serving = false;
    bool m_connected = false;
};

} // namespace gatehouse::ui
