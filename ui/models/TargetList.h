// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TargetRow.h"

#include <QHash>

#include <vector>

class QVBoxLayout;

namespace gatehouse::ui {

/// The targets of a route in order. GUI thread only.
class TargetList : public QWidget
{
    Q_OBJECT

public:
    explicit TargetList(QWidget* parent = nullptr);

    void setTargets(const std::vector<model::ModelTarget>& targets);
    [[nodiscard]] std::vector<model::ModelTarget> targets() const;
    void setChoices(const QList<TargetChoice>& choices);
    /// Whether the weights decide: they are shown and edited only then.
    void setWeighted(bool weighted);
    /// Milliseconds by provider; prices by `provider/model`.
    void setFirstTokens(const QHash<QString, double>& ms);
    void setPrices(const QHash<QString, QString>& prices);
    /// The parts of the calls of now by `provider/model`, 0 to 1; empty = unknown.
    void setShares(const QHash<QString, double>& shares);
    /// One more target, opened to be chosen.
    void addEmpty();

Q_SIGNALS:
    void changed();

private:
    TargetRow* add(const model::ModelTarget& target);
    void remove(TargetRow* row);
    void move(TargetRow* row, int to);
    void showFacts();
    void onChanged();

    QList<TargetRow*> m_rows;
    QList<TargetChoice> m_choices;
    QHash<QString, double> m_firstTokens;
    QHash<QString, QString> m_prices;
    QHash<QString, double> m_shares;
    bool m_weighted = false;
    QVBoxLayout* m_layout;
};

} // namespace gatehouse::ui
