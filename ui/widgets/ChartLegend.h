// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QWidget>

namespace gatehouse::ui {

/// The entries above a chart, each with the value of now. A click toggles one, Ctrl shows it alone
/// (and again: all). By keyboard: Left and Right choose, Space toggles, Ctrl+Space isolates. What
/// does not fit goes into another line; nothing is cut.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    enum class Swatch : std::uint8_t
    {
        Line,
        Square,
        Hatched,
        Hollow,
        None
    };
    struct Entry
    {
        QString id;
        QString name;
        Role role = Role::Series1;
        Swatch swatch = Swatch::Line;
        bool strong = false; ///< Name in its colour: what is out of the ordinary.
        bool visible = true;
        QString value{};
    };

    explicit ChartLegend(QWidget* parent = nullptr);

    void setEntries(QList<Entry> entries);
    void setValue(const QString& id, const QString& value);
    void setStrong(const QString& id, bool strong);
    void setAlignRight(bool right);
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void visibleChanged(const QString& id, bool visible);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QList<QRect> places(int width) const;
    [[nodiscard]] int widthWith(int between) const;
    [[nodiscard]] int widthOf(const Entry& entry) const;
    void choose(int index, bool alone);
    void show(Entry& entry, bool visible);
    void describe();

    QList<Entry> m_entries;
    int m_current = 0;
    bool m_right = false;
};

} // namespace gatehouse::ui
