// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/ChartGroup.h"

#include <QWidget>

#include <functional>

class QComboBox;
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

    /// The rules as they are now, for their words.
    void setRules(const QList<client::Stored<model::LimitRule>>& rules) { m_rules = rules; }
    void showRequest(const QString& id);
    /// The newest refused request, whichever it is.
    void showNewest();
    [[nodiscard]] QString id() const { return m_id; }

Q_SIGNALS:
    void closeAsked();
    void requestAsked(const QString& id);
    void ruleAsked(const QJsonObject& rule);
    void told(const QString& words);
    void linkAsked(const QString& kind, const QString& id);
    void watchAsked(const QString& rule);
    void logAsked();

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeVerdict();
    void show(client::Explanation explanation);
    /// The rule in the person's language, where it is still there.
    void sayInOwnWords(client::ExplainedRule& rule) const;
    void showVerdict(const client::Explanation& explanation);
    void showBlame(const client::Explanation& explanation);
    void showConduct(const client::Explanation& explanation);
    void showForecast(const client::Explanation& explanation);
    void showRoom(const client::Explanation& explanation);
    void readRecent(std::function<void(const QList<client::TrafficRecord>&)> then);
    void showInRecent();
    void say(const QString& words, const QString& detail = {});
    [[nodiscard]] QString applicationName(const QString& id) const;

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_ticket;
    client::Ticket m_recentTicket;
    QString m_id;
    QList<client::Stored<model::LimitRule>> m_rules;
    ChartGroup m_group;
    ChartGroup m_ahead; ///< The forecast has a time of its own.
    TextLabel* m_subject;
    QComboBox* m_recent; ///< Other refused requests, newest first.
    QWidget* m_open = nullptr;
    BusyBar* m_busy;
    QWidget* m_content;
    TextLabel* m_state;
    TextLabel* m_verdict;
    TextLabel* m_rule;
    TextLabel* m_used;
    QGridLayout* m_causes;
    ChartPanel* m_blame;
    ChartPanel* m_forecast;
    TextLabel* m_forecastWords;
    QGridLayout* m_conduct;
    QVBoxLayout* m_room;
    CureList* m_cures;
};

} // namespace gatehouse::ui
