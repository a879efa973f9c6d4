// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace gatehouse::ui {

/// One choice of a few, side by side, 24 px high. Left and right walk it.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(const QStringList& items = {}, QWidget* parent = nullptr);
    void setItems(const QStringList& items);
    void setCurrentIndex(int index);
    [[nodiscard]] int currentIndex() const { return m_current; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRect itemRect(int index) const;
    [[nodiscard]] int itemWidth(int index) const;
    void tellAccessibility();

    QStringList m_items;
    int m_current = 0;
};

} // namespace gatehouse::ui
