// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/State.h"

#include <QString>
#include <QWidget>

namespace gatehouse::ui {

class TextLabel;

/// One counter in three lines: name and per cent, a bar, two short facts. GUI thread only.
class RuleMeter : public QWidget
{
    Q_OBJECT

public:
    struct Values
    {
        QString name;
        double share = 0;
        bool full = false;
        QString left;  ///< Below the bar.
        QString right; ///< Below the bar, at the right.
    };

    explicit RuleMeter(QWidget* parent = nullptr);
    void setValues(const Values& values);

private:
    class Track;
    StateShape* m_shape;
    TextLabel* m_name;
    TextLabel* m_percent;
    Track* m_track;
    TextLabel* m_left;
    TextLabel* m_right;
};

} // namespace gatehouse::ui
