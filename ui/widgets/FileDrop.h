// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace gatehouse::ui {

/// Makes a widget take files that are dropped on it, one at a time. Child of the widget.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget* onto);

Q_SIGNALS:
    void dropped(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace gatehouse::ui
