// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/Figures.h"
#include "widgets/ChartGroup.h"

#include <QUrl>
#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QPushButton;

namespace gatehouse::ui {

class CodeBlock;
class StateShape;
class Tag;
class TextLabel;
class TimeChart;

/// One API in short: where it is, where it goes, who may call, a line to try it with. GUI thread
/// only.
class ApiInspector : public QWidget
{
    Q_OBJECT

public:
    explicit ApiInspector(QWidget* parent = nullptr);
    void showApi(const client::Stored<model::Api>& api, const QString& team, const QUrl& gateway);
    /// `hour` tells the times of the figures.
    void showFigures(const std::optional<client::UsageItem>& figures,
                     const client::UsageFigures& hour);
    /// Who called it in the last hour, the busiest first.
    void showCallers(const client::UsageFigures& callers, const QHash<QString, QString>& names);
    [[nodiscard]] QString id() const { return m_id; }

Q_SIGNALS:
    void closeAsked();
    void editAsked(const QString& id);
    void trafficAsked(const QString& id);
    void deleteAsked(const QString& id);

private:
    [[nodiscard]] QWidget* makeTrouble();
    [[nodiscard]] QWidget* makeHour();
    [[nodiscard]] QWidget* makeCallers();
    QLabel* addFact(QFormLayout* facts, const QString& title, const QString& objectName);

    QString m_id;
    QLabel* m_title;
    Tag* m_state;
    Tag* m_kind;
    QLabel* m_below;
    QLabel* m_description;
    ChartGroup m_group;
    QWidget* m_trouble = nullptr;
    StateShape* m_troubleShape = nullptr;
    TextLabel* m_troubleText = nullptr;
    QWidget* m_hour = nullptr;
    QLabel* m_hourTitle = nullptr;
    TextLabel* m_hourFigure = nullptr;
    TimeChart* m_chart = nullptr;
    QWidget* m_callers = nullptr;
    QFormLayout* m_callerRows = nullptr;
    QLabel* m_now;
    QLabel* m_upstream;
    QLabel* m_routes;
    QLabel* m_access;
    QLabel* m_team;
    CodeBlock* m_curl;
    QPushButton* m_edit;
    QPushButton* m_delete;
};

} // namespace gatehouse::ui
