// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

class QTimer;

namespace gatehouse::ui {

/// A line edit with a magnifier and, while it is empty, the key that leads here (`/` unless
/// setKeyHint() says otherwise; empty = none). filterChanged
/// comes 120 ms after the last key stroke; Esc empties it, then gives the focus back.
class FilterBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterBox(const QString& placeholder = {}, QWidget* parent = nullptr);
    void setKeyHint(const QString& key);

Q_SIGNALS:
    void filterChanged(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QTimer* m_settle;
    QString m_keyHint = QStringLiteral("/");
};

/// The little frame around the name of a key, as in `/` or `Enter`; right-aligned in `rect`.
/// Returns its width.
int paintKeyHint(QPainter* painter, const QRect& rect, const QString& key, const QWidget* widget);

} // namespace gatehouse::ui
