// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse::ui {

/// The disc at the left of a step: its number, or a tick once the step is done, and the line down
/// to the next one.
class StepMark : public QWidget
{
    Q_OBJECT

public:
    enum class Stage : std::uint8_t
    {
        Later,
        Now,
        Done
    };

    StepMark(int number, bool last, QWidget* parent = nullptr);
    void setStage(Stage stage);
    /// Other than at the start where a step before this one falls away.
    void setNumber(int number);
    [[nodiscard]] Stage stage() const { return m_stage; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_number;
    bool m_last;
    Stage m_stage = Stage::Later;
};

} // namespace gatehouse::ui
