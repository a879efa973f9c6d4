// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Figures.h"

#include <QWidget>

#include <optional>

class QFormLayout;
class QLabel;

namespace gatehouse::ui {

/// The right side of Applications: what the application does now and what it is. GUI thread only.
class ApplicationFacts : public QWidget
{
    Q_OBJECT

public:
    explicit ApplicationFacts(QWidget* parent = nullptr);
    void showApplication(const QString& id, const QString& team, const QStringList& models);
    void showFigures(const std::optional<client::UsageItem>& figures);

private:
    [[nodiscard]] QFormLayout* addSection(const QString& title);
    [[nodiscard]] static QLabel* addFact(QFormLayout* section, const QString& title,
                                         const QString& objectName, Qt::Alignment alignment);

    QLabel* m_rate;
    QLabel* m_refused;
    QLabel* m_calls;
    QLabel* m_refusedShare;
    QLabel* m_failedShare;
    QLabel* m_id;
    QLabel* m_team;
    QLabel* m_models;
};

} // namespace gatehouse::ui
