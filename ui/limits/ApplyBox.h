// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "limits/StagedLimits.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace gatehouse::ui {

/// How the edited rule is put into force: as shadow, in some of the cases first, or at once; and
/// when it goes back by itself. GUI thread only.
class ApplyBox : public QWidget
{
    Q_OBJECT

public:
    explicit ApplyBox(QWidget* parent = nullptr);

    /// The choice that the rule itself tells.
    void setRule(const model::LimitRule& rule);
    void setHow(const HowToApply& how);
    [[nodiscard]] HowToApply how() const;
    [[nodiscard]] QPushButton* addButton() const { return m_add; }
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }

Q_SIGNALS:
    /// So many percent of what it would refuse it is to refuse; 0 = shadow.
    void enforceChosen(int percent);

private:
    void choose();
    void showWhatApplies();

    bool m_filling = false;
    QRadioButton* m_shadow;
    QRadioButton* m_ramp;
    QRadioButton* m_atOnce;
    QSpinBox* m_percent;
    QComboBox* m_after;
    QCheckBox* m_rollBack;
    QDoubleSpinBox* m_bound;
    QPushButton* m_add;
    QPushButton* m_cancel;
};

} // namespace gatehouse::ui
