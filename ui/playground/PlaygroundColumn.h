// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playground/ColumnRun.h"

#include "widgets/NumberFormat.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
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
    /// What it has answered so far: the next turn sends it again.
    [[nodiscard]] QString answers() const;
    void setRemovable(bool removable);
    void send(const ChatAccess& access, const Conversation& conversation);
    void retry(const ChatAccess& access);
    void clear();
    /// What stands in place of an answer; `action` says what can be done about it, may be empty.
    void setHint(const QString& sentence, const QString& action, const QString& link);
    [[nodiscard]] ColumnRun& run() { return m_run; }
    [[nodiscard]] AnswerView* view() const { return m_view; }

Q_SIGNALS:
    void modelChanged();
    void removeAsked();
    /// The person wants the last turn asked again; the panel has the key for it.
    void retryAsked();
    /// The exchange is to be shown in the traffic.
    void requestAsked(const QString& id);
    void hintActionAsked();
    void hintLinkAsked();

private:
    /// A number and its muted unit.
    struct Figure
    {
        QLabel* number = nullptr;
        QLabel* unit = nullptr;
        void show(const Quantity& quantity) const;
    };
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
    QString m_hint;

    QComboBox* m_model;
    QPushButton* m_stop;
    QToolButton* m_retry;
    QToolButton* m_remove;
    StateShape* m_shape;
    QLabel* m_state;
    QLabel* m_provider;
    MessageBar* m_notice;
    AnswerView* m_view;
    QStackedWidget* m_pages;
    QWidget* m_figures = nullptr;
    Figure m_firstToken;
    Figure m_speed;
    Figure m_overhead;
    Figure m_tokensIn;
    Figure m_tokensOut;
    Figure m_cost;
    QLabel* m_cached = nullptr;
    QLabel* m_reasoning = nullptr;
    QLabel* m_finish = nullptr;
    QWidget* m_foot = nullptr;
    QToolButton* m_traffic = nullptr;
    QPushButton* m_events = nullptr;
    qint64 m_startedMs = 0;
};

} // namespace gatehouse::ui
