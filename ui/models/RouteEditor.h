// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "widgets/ChartGroup.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gatehouse::ui {

class FormField;
class MessageBar;
class SegmentedControl;
class TargetList;
class TimeChart;
struct TargetChoice;

/// Adds a model route or edits one: how a target is chosen, the targets in order with their
/// weights. Lives in the inspector of the Models panel. GUI thread only.
class RouteEditor : public QWidget
{
    Q_OBJECT

public:
    explicit RouteEditor(client::AdminClient& client, QWidget* parent = nullptr);

    void setChoices(const QList<TargetChoice>& choices);
    void setExistingNames(const QStringList& names);
    /// First tokens by provider, calls a second by route, prices by `provider/model`.
    void setFirstTokens(const QHash<QString, double>& ms);
    void setCalls(const QHash<QString, double>& perSecond);
    void setPrices(const QHash<QString, QString>& prices);
    /// The last hour of the route that is shown, by `provider/model` that answered.
    void setHour(const QString& route, const client::UsageFigures& targets);
    /// The route that is shown; empty while one is made.
    [[nodiscard]] QString route() const;
    void startAdding();
    void edit(const client::Stored<model::ModelRoute>& route);
    [[nodiscard]] model::ModelRoute value() const;
    [[nodiscard]] bool hasEdits() const;

Q_SIGNALS:
    void saved(const QString& name);
    void deleteAsked(const QString& name);
    void tryAsked(const QString& name);
    /// Another route was chosen in the head.
    void routeAsked(const QString& name);
    void closeAsked();

private:
    void load(const client::Stored<model::ModelRoute>& route);
    void readAgain();
    [[nodiscard]] QWidget* makeHead();
    void makeHour();
    void showNames();
    void showStrategy();
    void showSaving();
    [[nodiscard]] bool check();
    void save();
    void onSaved(const client::Answer<client::Stored<model::ModelRoute>>& answer);

    client::AdminClient& m_client;
    client::Ticket m_readTicket;
    client::Ticket m_saveTicket;
    QStringList m_existing;
    model::ModelRoute m_base;
    QByteArray m_etag;
    QHash<QString, double> m_calls;
    bool m_isNew = true;

    QLabel* m_title;
    QComboBox* m_names;
    QLabel* m_rate;
    MessageBar* m_notice;
    QLineEdit* m_name;
    FormField* m_nameField;
    SegmentedControl* m_strategy;
    QLabel* m_strategyHint;
    TargetList* m_targets;
    QLabel* m_targetsFault;
    ChartGroup m_group;
    QWidget* m_hour;
    TimeChart* m_chart;
    QPushButton* m_save;
    QPushButton* m_undo;
    QPushButton* m_try;
    QPushButton* m_delete;
};

} // namespace gatehouse::ui
