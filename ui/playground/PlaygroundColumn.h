// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/ColumnRun.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace gatehouse::ui {

class AnswerView;
class MessageBar;
class StateShape;

/// One column of the playground: its model, the answers as they are written, the figures of the
/// last one. GUI thread only.
class PlaygroundColumn : public QWidget
{
    Q_OBJECT

public:
    explicit PlaygroundColumn(QWidget* parent = nullptr);

    /// The names to choose from; what is chosen stays, even where nobody answers to it now.
    void setModels(const QStringList& names);
    void setModel(const QString& name);
    [[nodiscard]] QString model() const;
    void setRemovable(bool removable);
    void send(const ChatAccess& access, const Conversation& conversation);
    void retry(const ChatAccess& access);
    void clear();
    [[nodiscard]] ColumnRun& run() { return m_run; }
    [[nodiscard]] AnswerView* view() const { return m_view; }

Q_SIGNALS:
    void modelChanged();
    void removeAsked();
    /// The person wants the last turn asked again; the panel has the key for it.
    void retryAsked();
    /// The exchange is to be shown in the traffic.
    void requestAsked(const QString& id);

private:
    struct Exchange
    {
        QString question;
        QString answer;
    };

    [[nodiscard]] QWidget* makeFigures();
    [[nodiscard]] QWidget* makeFoot();
    void showState();
    void showFigures();
    void rebuild(qsizetype turns);

    ColumnRun m_run;
    QTimer m_clock; ///< Runs while an answer is written.
    QList<Exchange> m_shown;
    QUrl m_gateway; ///< Of the last call.

    QComboBox* m_model;
    QPushButton* m_stop;
    QToolButton* m_retry;
    QToolButton* m_remove;
    StateShape* m_shape;
    QLabel* m_state;
    QLabel* m_provider;
    MessageBar* m_notice;
    AnswerView* m_view;
    QWidget* m_figures = nullptr;
    QLabel* m_firstToken = nullptr;
    QLabel* m_speed = nullptr;
    QLabel* m_overhead = nullptr;
    QLabel* m_tokensIn = nullptr;
    QLabel* m_tokensOut = nullptr;
    QLabel* m_cost = nullptr;
    QLabel* m_cached = nullptr;
    QLabel* m_reasoning = nullptr;
    QLabel* m_finish = nullptr;
    QWidget* m_foot = nullptr;
    QPushButton* m_traffic = nullptr;
    qint64 m_startedMs = 0;
};

} // namespace gatehouse::ui
