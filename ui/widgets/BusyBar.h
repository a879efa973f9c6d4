// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTimer;

namespace gatehouse::ui {

/// A bar of 2 px that shows after 150 ms that something is under way. Its place is kept while it is
/// idle, and it runs no timer then.
class BusyBar : public QWidget
{
    Q_OBJECT

public:
    explicit BusyBar(QWidget* parent = nullptr);
    void setBusy(bool busy);
    /// A still picture of it: for the page that shows all parts.
    void setPosition(double position);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTimer* m_timer;
    double m_position = -1;
};

} // namespace gatehouse::ui
