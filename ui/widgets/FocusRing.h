// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QApplication;
class QFocusFrame;
class QWidget;

namespace gatehouse::ui {

/// Keeps the ring around the button that has the focus while the keyboard is used; fields, lists
/// and our own controls show theirs inside their edge. Made by Style for the application.
class FocusRing : public QObject
{
    Q_OBJECT

public:
    explicit FocusRing(QApplication* application);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();

    QPointer<QWidget> m_button;
    QPointer<QFocusFrame> m_frame;
};

} // namespace gatehouse::ui
