// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Names.h"

#include <QWidget>

class QStackedWidget;

namespace gatehouse::ui {

class CounterWatch;
class EffectivePane;
class LimitInspector;
class SegmentedControl;

/// The right side of the list: one rule, or what one application may send. GUI thread only.
class LimitSide : public QWidget
{
    Q_OBJECT

public:
    LimitSide(const client::Names& names, const CounterWatch& counters, QWidget* parent = nullptr);

    [[nodiscard]] LimitInspector& inspector() const { return *m_inspector; }
    [[nodiscard]] EffectivePane& effective() const { return *m_effective; }
    void showRulePage();
    void showApplicationPage();

Q_SIGNALS:
    void closeAsked();

private:
    void choose(int page);

    LimitInspector* m_inspector;
    EffectivePane* m_effective;
    SegmentedControl* m_choice;
    QStackedWidget* m_pages;
};

} // namespace gatehouse::ui
