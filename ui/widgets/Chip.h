// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace gatehouse::ui {

/// A filter or a value that can be taken away again, 24 px high; a click anywhere on it asks for
/// that.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind
    {
        Filter,
        Value
    };
    explicit Chip(const QString& text, Kind kind = Kind::Filter, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Kind m_kind;
};

} // namespace gatehouse::ui
