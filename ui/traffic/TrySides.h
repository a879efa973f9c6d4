// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/TrafficRecord.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPlainTextEdit;
class QSplitter;
class QTreeWidget;

namespace gatehouse::ui {

class SegmentedControl;
class TextLabel;

/// The tries of a call in order, and of the chosen one what the client said beside what went to the
/// provider, or what the provider answered beside what the client got; lines that differ are
/// marked. Stands side by side where there is room, else one above the other. GUI thread only.
class TrySides : public QWidget
{
    Q_OBJECT

public:
    explicit TrySides(QWidget* parent = nullptr);

    /// `providerName` tells the name of a target's id.
    void showDetail(const client::TrafficDetail& detail,
                    const std::function<QString(const QString&)>& providerName);
    void clear();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum Part
    {
        Request,
        Answer,
        RequestHead,
        AnswerHead
    };
    [[nodiscard]] QWidget* makeSide(TextLabel*& title, QPlainTextEdit*& text, const QString& name);
    void fillTries(const std::function<QString(const QString&)>& providerName);
    void showTry();
    /// Both texts, their lines laid beside each other.
    void lay(const QStringList& left, const QStringList& right);
    [[nodiscard]] const client::TrafficTry* chosen() const;

    client::TrafficDetail m_detail;
    QTreeWidget* m_tries;
    SegmentedControl* m_part;
    TextLabel* m_note;
    QSplitter* m_sides;
    TextLabel* m_leftTitle = nullptr;
    TextLabel* m_rightTitle = nullptr;
    QPlainTextEdit* m_left = nullptr;
    QPlainTextEdit* m_right = nullptr;
};

} // namespace gatehouse::ui
