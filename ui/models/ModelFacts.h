// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ServerTypes.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;

namespace gatehouse::ui {

/// What the catalogue knows of one model: what it takes, what it can, what it costs. GUI thread
/// only.
class ModelFacts : public QWidget
{
    Q_OBJECT

public:
    explicit ModelFacts(QWidget* parent = nullptr);
    /// `callName` is how a caller asks for it; empty = its provider is not in the workspace.
    void showModel(const client::CatalogueModel& model, const QString& provider,
                   const QString& callName);

Q_SIGNALS:
    void closeAsked();
    void tryAsked(const QString& name);

private:
    [[nodiscard]] QLabel* addFact(QFormLayout* facts, const QString& title,
                                  const QString& objectName);

    QString m_name;
    QLabel* m_title;
    QLabel* m_below;
    QLabel* m_context;
    QLabel* m_answer;
    QLabel* m_abilities;
    QLabel* m_state;
    QFormLayout* m_prices;
    QPushButton* m_copy;
    QPushButton* m_try;
};

} // namespace gatehouse::ui
