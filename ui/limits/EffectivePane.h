// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Collections.h"
#include "client/LimitFigures.h"
#include "client/Names.h"

#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace gatehouse::ui {

class CounterWatch;
class TextLabel;

/// What one application may send now: every rule that its calls meet, the tightest first. Names and
/// counters outlive it. GUI thread only.
class EffectivePane : public QWidget
{
    Q_OBJECT

public:
    EffectivePane(const client::Names& names, const CounterWatch& counters,
                  QWidget* parent = nullptr);

    void setApplications(const QList<model::Application>& applications);
    void setApis(const QStringList& ids);
    void setRules(const QList<client::Stored<model::LimitRule>>& rules);
    void showApplication(const QString& id);
    [[nodiscard]] QString application() const;
    /// Counters or names are known anew.
    void refresh();

private:
    struct Effective
    {
        const model::LimitRule* rule = nullptr;
        client::LimitCounter counter;
        bool own = false; ///< The counter is surely the one that these calls are counted in.
    };
    [[nodiscard]] Effective effective(const model::LimitRule& rule, const std::string& application,
                                      const std::string& team, const std::string& api) const;
    void fillBoxes();
    void sayVerdict(const std::vector<Effective>& all);

    const client::Names& m_names;
    const CounterWatch& m_counters;
    QList<model::Application> m_applications;
    QStringList m_apiIds;
    QList<client::Stored<model::LimitRule>> m_rules;
    QString m_asked; ///< An application that was asked for before the list was there.
    QComboBox* m_application;
    QComboBox* m_api;
    TextLabel* m_verdict;
    TextLabel* m_room;
    QVBoxLayout* m_meters;
};

} // namespace gatehouse::ui
