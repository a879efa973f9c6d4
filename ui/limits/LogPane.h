// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/ChartGroup.h"

#include <QWidget>

class QProgressBar;
class QPushButton;
class QTableWidget;

namespace gatehouse::ui {

class ChartPanel;
class CureList;
class LogUpload;
class TextLabel;

/// The access log of another gateway in the doctor: who was refused, how the callers behave, what
/// would help; and as traffic to try rules on. Files come by the dialog or are dropped. GUI thread
/// only.
class LogPane : public QWidget
{
    Q_OBJECT

public:
    LogPane(client::AdminClient& client, const client::Names& names, QWidget* parent = nullptr);

    /// Asks for a file.
    void choose();
    void open(const QString& path);

Q_SIGNALS:
    void closeAsked();
    /// A rule to be tried in the editor on the log `id`, called `name`.
    void ruleAsked(const QJsonObject& rule);
    void logOpened(const QString& id, const QString& name, qint64 fromMillis, qint64 toMillis);
    void told(const QString& words);

private:
    [[nodiscard]] QWidget* makeHead();
    void showProgress(qint64 read, qint64 size, const client::LogProgress& found);
    void showReport(const client::LogReport& report);
    void showCallers(const client::LogReport& report);
    void say(const QString& words, const QString& detail = {});
    void setBusy(bool busy);

    const client::Names& m_names;
    LogUpload* m_upload;
    QString m_name;
    ChartGroup m_group;
    TextLabel* m_subject;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    TextLabel* m_state;
    QWidget* m_content;
    TextLabel* m_verdict;
    TextLabel* m_facts;
    ChartPanel* m_chart;
    QTableWidget* m_callers;
    CureList* m_cures;
};

} // namespace gatehouse::ui
