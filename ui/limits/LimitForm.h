// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Answer.h"
#include "model/Limit.h"

#include <QHash>
#include <QScrollArea>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace gatehouse::ui {

class FormField;
class MatchRows;
class TextLabel;

/// Every field of a limit rule. It holds one value; what it has no field for is kept as it was.
/// Knows no server: the editor around it loads and saves. GUI thread only.
class LimitForm : public QScrollArea
{
    Q_OBJECT

public:
    explicit LimitForm(QWidget* parent = nullptr);

    void setRule(const model::LimitRule& rule, bool isNew);
    [[nodiscard]] model::LimitRule rule() const;
    /// Puts each fault below its field and clears the others. Returns those of no field here.
    QList<client::FieldFault> showFaults(const QList<client::FieldFault>& faults);
    /// Where the worst case stands.
    void setWorstCase(const QString& amount, const QString& sentence);
    [[nodiscard]] MatchRows& match() { return *m_match; }
    void focusLimit();

Q_SIGNALS:
    void changed();

private:
    enum class Kind : std::uint8_t
    {
        Average,
        Window,
        Calendar,
        InFlight
    };
    FormField* add(const QString& path, const QString& label, QWidget* field);
    void buildNumbers();
    void buildWho();
    void buildAction();
    void buildName();
    void showWhatApplies();
    void showPartition();
    void edited();
    [[nodiscard]] Kind kind() const;
    [[nodiscard]] model::Promise promise() const;

    model::LimitRule m_base;
    bool m_isNew = true;
    bool m_filling = false;
    bool m_idTouched = false;
    QHash<QString, FormField*> m_fields; ///< By the path of their faults.
    QVBoxLayout* m_column;
    QWidget* m_worst = nullptr;
    TextLabel* m_worstAmount = nullptr;
    TextLabel* m_worstWords = nullptr;
    QDoubleSpinBox* m_limit;
    QComboBox* m_unit;
    QComboBox* m_kind;
    QLineEdit* m_per;
    QComboBox* m_period;
    QDoubleSpinBox* m_burst;
    QLineEdit* m_zone;
    MatchRows* m_match;
    QPushButton* m_partition;
    QList<QAction*> m_dimensions;
    QStringList m_otherDimensions; ///< Headers: written in YAML only.
    QComboBox* m_missing;
    QSpinBox* m_prefix;
    QComboBox* m_action;
    QLineEdit* m_wait;
    QSpinBox* m_length;
    QSpinBox* m_enforce;
    QLineEdit* m_replaces;
    QLineEdit* m_name;
    QLineEdit* m_id;
};

} // namespace gatehouse::ui
