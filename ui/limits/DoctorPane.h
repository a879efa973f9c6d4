// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/ChartGroup.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace gatehouse::ui {

class BusyBar;
class ChartPanel;
class CureList;
class TextLabel;

/// Why a request was refused: the verdict, the proof (who filled the counter, how the callers
/// behave, what room the other rules had), and what can be done. GUI thread only.
class DoctorPane : public QWidget
{
    Q_OBJECT

public:
    DoctorPane(client::AdminClient& client, const client::Names& names, QWidget* parent = nullptr);

    void showRequest(const QString& id);
    /// The newest refused request, whichever it is.
    void showNewest();
    [[nodiscard]] QString id() const { return m_id; }

Q_SIGNALS:
    void closeAsked();
    void requestAsked(const QString& id);
    void ruleAsked(const QJsonObject& rule);
    void told(const QString& words);

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeVerdict();
    void show(const client::Explanation& explanation);
    void showVerdict(const client::Explanation& explanation);
    void showBlame(const client::Explanation& explanation);
    void showConduct(const client::Explanation& explanation);
    void showRoom(const client::Explanation& explanation);
    void say(const QString& words, const QString& detail = {});
    [[nodiscard]] QString applicationName(const QString& id) const;

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_ticket;
    QString m_id;
    ChartGroup m_group;
    TextLabel* m_subject;
    QWidget* m_open = nullptr;
    BusyBar* m_busy;
    QWidget* m_content;
    TextLabel* m_state;
    TextLabel* m_verdict;
    TextLabel* m_rule;
    TextLabel* m_used;
    QGridLayout* m_causes;
    ChartPanel* m_blame;
    QGridLayout* m_conduct;
    QVBoxLayout* m_room;
    CureList* m_cures;
};

} // namespace gatehouse::ui
