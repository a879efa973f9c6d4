// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Names.h"
#include "model/Limit.h"

#include <QJsonObject>
#include <QObject>

#include <chrono>
#include <optional>

namespace gatehouse::ui {

/// How a change is put into force; how much of what it would refuse it refuses stands in the rule.
struct HowToApply
{
    std::chrono::minutes raiseAfter{0}; ///< Then it refuses in all cases; 0 = never by itself.
    /// It goes back by itself when more of the calls of callers that were fine before are refused;
    /// none = it does not.
    std::optional<double> bound = 0.01;
    friend bool operator==(const HowToApply&, const HowToApply&) = default;
};

/// A change of one rule that is not applied yet.
struct StagedLimit
{
    QString id;
    std::optional<model::LimitRule> before; ///< As it was read; none = the rule is new.
    QByteArray etag;                        ///< With which it was read.
    std::optional<model::LimitRule> after;  ///< None = it is to be deleted.
    HowToApply how;
};

/// `1,200 → 1,800`, `new`, `deleted`.
[[nodiscard]] QString stagedWords(const StagedLimit& change);

/// Changes of rules that wait to be applied together, one a rule, in the order in which they were
/// made. GUI thread only.
class StagedLimits : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Instead of the change of that rule that was there; what changes nothing takes it out.
    void stage(StagedLimit change);
    void drop(const QString& id);
    void clear();
    [[nodiscard]] const QList<StagedLimit>& all() const { return m_all; }
    [[nodiscard]] const StagedLimit* find(const QString& id) const;

    /// Body of the admin API that applies all of them.
    [[nodiscard]] QJsonObject request(bool dryRun) const;
    [[nodiscard]] QJsonArray toJson() const;
    void fromJson(const QJsonArray& json);

Q_SIGNALS:
    void changed();

private:
    QList<StagedLimit> m_all;
};

} // namespace gatehouse::ui
