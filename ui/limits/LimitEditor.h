// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QPushButton;

namespace gatehouse::ui {

class ChartLegend;
class LimitChart;
class LimitForm;
class LimitYaml;
class MessageBar;
class RuleTraffic;
class TextLabel;
class TryPane;

/// One rule as a sentence, a line over its traffic, a form and YAML, which are one value: each
/// change of one is at once in the others. Beside them what the rule would have done with recorded
/// traffic. A save carries the ETag that was read. GUI thread only.
class LimitEditor : public QWidget
{
    Q_OBJECT

public:
    LimitEditor(client::AdminClient& client, const client::Names& names,
                std::function<qint64()> serverNow, QWidget* parent = nullptr);

    void setApplications(const QList<model::Application>& applications);
    void setApis(const QStringList& ids);
    void startNew(const model::LimitRule& rule);
    void edit(const client::Stored<model::LimitRule>& rule);
    /// Opens a stored rule with a change that is not saved yet.
    void editAs(const client::Stored<model::LimitRule>& rule, const model::LimitRule& changed);
    [[nodiscard]] bool hasEdits() const;

Q_SIGNALS:
    void saved(const QString& id, const QString& name);
    void closeAsked();

private:
    enum class Source : std::uint8_t
    {
        Load,
        Form,
        Yaml,
        Line
    };

    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeChart();
    void load(const client::Stored<model::LimitRule>& rule);
    void readAgain();
    /// The one place where the value changes.
    void take(const model::LimitRule& rule, Source source);
    void showSentence();
    void showLine();
    void showTraffic();
    void preview();
    void showFaults(const QList<client::FieldFault>& faults);
    void leave();
    void save();
    void onSaved(const client::Answer<client::Stored<model::LimitRule>>& answer);
    [[nodiscard]] double perMinute(const model::LimitRule& rule) const;

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_readTicket;
    client::Ticket m_saveTicket;
    client::Ticket m_previewTicket;
    QTimer m_previewPause;
    model::LimitRule m_base; ///< As it stands on the server.
    model::LimitRule m_rule;
    QByteArray m_etag;
    bool m_isNew = true;

    TextLabel* m_title;
    TextLabel* m_edited;
    QPushButton* m_save;
    MessageBar* m_notice;
    TextLabel* m_sentence;
    TextLabel* m_trafficWords;
    ChartLegend* m_legend;
    LimitChart* m_chart;
    TextLabel* m_chartNote;
    LimitForm* m_form;
    LimitYaml* m_yaml;
    RuleTraffic* m_traffic;
    TryPane* m_try;
};

} // namespace gatehouse::ui
