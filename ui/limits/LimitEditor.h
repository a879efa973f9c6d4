// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"
#include "limits/StagedLimits.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QPushButton;

namespace gatehouse::ui {

class ApplyBox;
class ChartLegend;
class IconButton;
class LimitChart;
class LimitForm;
class LimitYaml;
class MessageBar;
class RuleTraffic;
class Tag;
class TextLabel;
class TryPane;

/// One rule as a sentence, a line over its traffic, a form and YAML, which are one value: each
/// change of one is at once in the others. Beside them what the rule would have done with recorded
/// traffic. What comes out is a change with the ETag that was read; nothing is saved here. GUI
/// thread only.
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
    /// Opens what is staged; `stored` is null for a new rule.
    void editStaged(const client::Stored<model::LimitRule>* stored, const StagedLimit& change);
    [[nodiscard]] bool hasEdits() const;
    /// An opened access log as further traffic to try rules on.
    void addLog(const QString& id, const QString& name, qint64 fromMillis, qint64 toMillis);

Q_SIGNALS:
    void staged(const gatehouse::ui::StagedLimit& change);
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
    void stage();
    void step(int by);
    void keepStep();
    [[nodiscard]] double perMinute(const model::LimitRule& rule) const;

    client::AdminClient& m_client;
    const client::Names& m_names;
    client::Ticket m_readTicket;
    client::Ticket m_previewTicket;
    QTimer m_previewPause;
    model::LimitRule m_base;   ///< As it stands on the server.
    model::LimitRule m_opened; ///< As it was opened: perhaps with a change that is staged.
    model::LimitRule m_rule;
    QByteArray m_etag;
    bool m_isNew = true;
    QList<model::LimitRule> m_steps; ///< To go back to, and forth.
    qsizetype m_at = 0;              ///< The one that is shown.

    TextLabel* m_title;
    Tag* m_edited;
    IconButton* m_undo = nullptr;
    IconButton* m_redo = nullptr;
    ApplyBox* m_apply;
    QPushButton* m_save; ///< Of m_apply.
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
