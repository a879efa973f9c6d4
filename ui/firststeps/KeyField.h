// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace gatehouse::ui {

/// A value to be copied with a muted note behind it, in one field. While the field has the focus it
/// shows the value alone and whole, to be selected; else the value is cut where the note needs
/// room.
class KeyField : public QLineEdit
{
    Q_OBJECT

public:
    explicit KeyField(QWidget* parent = nullptr);

    void setNote(const QString& note);
    [[nodiscard]] const QString& note() const { return m_note; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_note;
};

} // namespace gatehouse::ui
