// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/Conversation.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QSlider;
class QSpinBox;
class QToolButton;

namespace gatehouse::ui {

/// How the models are asked to answer. A parameter is sent once it was touched; the cross behind it
/// (or Del in it) leaves it to the model again. GUI thread only.
class ParameterRows : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterRows(QWidget* parent = nullptr);
    void setParameters(const ChatParameters& parameters);
    [[nodiscard]] ChatParameters parameters() const;

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Slider
    {
        QSlider* slider;
        QLabel* value;
        QToolButton* clear;
        bool isSent = false;
    };

    [[nodiscard]] Slider makeSlider(const QString& name, const QString& objectName, int most);
    void addRow(const QString& name, QWidget* field);
    void set(Slider& slider, std::optional<double> value);
    static void show(const Slider& slider);
    [[nodiscard]] static std::optional<double> valueOf(const Slider& slider);

    QGridLayout* m_rows;
    Slider m_temperature;
    Slider m_topP;
    QSpinBox* m_maxTokens;
    QLineEdit* m_stop;
    bool m_isLoading = false;
};

} // namespace gatehouse::ui
