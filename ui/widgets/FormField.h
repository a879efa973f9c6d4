// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse::ui {

class StateShape;
class TextLabel;

/// A field of a form with its name above and, when something is wrong, the reason below it. The
/// field becomes a child. GUI thread only.
class FormField : public QWidget
{
    Q_OBJECT

public:
    FormField(const QString& label, QWidget* field, QWidget* parent = nullptr);

    /// A muted sentence below the field; hidden while there is an error.
    void setHint(const QString& hint);
    /// Empty = nothing is wrong.
    void setError(const QString& error);
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QWidget* field() const { return m_field; }
    void setLabel(const QString& label);

private:
    void refresh();

    QWidget* m_field;
    TextLabel* m_label;
    TextLabel* m_below;
    StateShape* m_shape;
    QString m_hint;
    QString m_error;
};

} // namespace gatehouse::ui
