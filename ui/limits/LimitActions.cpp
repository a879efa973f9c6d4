// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitActions.h"

#include "limits/LimitWords.h"
#include "widgets/AskBox.h"

namespace gatehouse::ui {

LimitActions::LimitActions(client::AdminClient& client, StagedLimits& staged, QWidget* parent)
    : QObject(parent)
    , m_client(client)
    , m_staged(staged)
    , m_parent(parent)
{
}

void LimitActions::stage(const QString& id,
                         std::function<std::optional<model::LimitRule>(model::LimitRule)> make)
{
    // What is staged already goes on from there.
    const StagedLimit* known = m_staged.find(id);
    if (known && known->after) {
        StagedLimit change = *known;
        change.after = make(*known->after);
        if (!change.before && !change.after)
            m_staged.drop(id);
        else
            m_staged.stage(change);
        return;
    }
    m_client.read<model::LimitRule>(
        {this, m_ticket}, id,
        [this, id,
         make = std::move(make)](const client::Answer<client::Stored<model::LimitRule>>& answer) {
            if (answer)
                m_staged.stage({id, answer->value, answer->etag, make(answer->value), {}});
            else
                Q_EMIT failed(answer.error());
        });
}

void LimitActions::enforce(const QString& id, int percent)
{
    stage(id, [percent](model::LimitRule rule) -> std::optional<model::LimitRule> {
        // A rule that waits or refuses keeps what it would do: shadow is enforcing nothing.
        if (rule.action == model::LimitAction::Shadow)
            rule.action = model::LimitAction::Refuse;
        rule.enforce = static_cast<std::uint32_t>(percent);
        return rule;
    });
}

void LimitActions::remove(const model::LimitRule& rule)
{
    stage(QString::fromStdString(rule.id),
          [](const model::LimitRule&) -> std::optional<model::LimitRule> { return std::nullopt; });
}

void LimitActions::askReset(const model::LimitRule& rule)
{
    const QString id = QString::fromStdString(rule.id);
    const QString name = displayName(rule);
    askBefore(
        m_parent,
        tr("Empty all counters of %1? Its callers start anew, and the audit notes who did it.")
            .arg(name),
        tr("Reset %1").arg(name), [this, id, name] {
            m_client.resetLimit(
                {this, m_ticket}, id, [this, name](const client::Answer<void>& answer) {
                    if (answer)
                        Q_EMIT done(
                            tr("The counters of %1 are empty. The audit has it.").arg(name));
                    else
                        Q_EMIT failed(answer.error());
                });
        });
}

} // namespace gatehouse::ui
