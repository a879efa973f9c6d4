// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/Figures.h"

#include <QUrl>
#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;
class QPushButton;

namespace gatehouse::ui {

class CodeBlock;
class Tag;

/// One API in short: where it is, where it goes, who may call, a line to try it with. GUI thread
/// only.
class ApiInspector : public QWidget
{
    Q_OBJECT

public:
    explicit ApiInspector(QWidget* parent = nullptr);
    void showApi(const client::Stored<model::Api>& api, const QString& team, const QUrl& gateway);
    void showFigures(const std::optional<client::RankedItem>& figures);
    [[nodiscard]] QString id() const { return m_id; }

Q_SIGNALS:
    void closeAsked();
    void editAsked(const QString& id);
    void trafficAsked(const QString& id);
    void deleteAsked(const QString& id);

private:
    QLabel* addFact(QFormLayout* facts, const QString& title, const QString& objectName);

    QString m_id;
    QLabel* m_title;
    Tag* m_state;
    Tag* m_kind;
    QLabel* m_below;
    QLabel* m_description;
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
