// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

class QHBoxLayout;

namespace gatehouse::ui {

class StateShape;
class TextLabel;

/// One setting: its name, its controls, a word beside them. While it is changed and not saved a
/// mark stands at the left edge and the value of before beside it; what is wrong stands below.
class SettingRow : public QWidget
{
    Q_OBJECT

public:
    enum class Place : std::uint8_t
    {
        Beside, ///< The name at the left, the hint at the right of the control.
        Above,  ///< The name above; the hint is a tool tip.
    };

    /// `path` names the field of the gateway section; empty for what is no such field. The control
    /// becomes a child.
    SettingRow(const QString& path, const QString& label, QWidget* control,
               const QString& hint = {}, Place place = Place::Beside, QWidget* parent = nullptr);

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString label() const { return m_label; }
    [[nodiscard]] QString error() const { return m_error; }
    void addControl(QWidget* control);
    /// Null = unchanged.
    void setBefore(const QString& before);
    /// Empty = nothing is wrong.
    void setError(const QString& error);
    /// A sentence below the control, with its state; hidden while there is an error.
    void setNote(const QString& note, bool isWarning = false);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    void layOut(TextLabel* name);

    QString m_path;
    QString m_label;
    QString m_hint;
    QString m_before;
    QString m_error;
    QString m_note;
    bool m_noteWarns = false;
    Place m_place;
    QWidget* m_control;
    QHBoxLayout* m_controls;
    TextLabel* m_beside;
    TextLabel* m_below;
    StateShape* m_shape;
};

} // namespace gatehouse::ui
