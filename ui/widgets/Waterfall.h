// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace gatehouse::ui {

/// What happened one after the other, as bars over one time axis: the tries and phases of an
/// exchange. Each row has a name, a second line in muted text, and words under its bar.
class Waterfall : public QWidget
{
    Q_OBJECT

public:
    struct Piece
    {
        double fromMs = 0;
        double toMs = 0;
        Role role = Role::Series2;
        double opacity = 1;
    };
    struct Row
    {
        QString name;
        QString detail;
        QList<Piece> pieces;
        QString words;
        Role wordsRole = Role::Muted;
    };

    explicit Waterfall(QWidget* parent = nullptr);

    void setRows(QList<Row> rows, double totalMs);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;

    QList<Row> m_rows;
    double m_total = 0;
};

} // namespace gatehouse::ui
