// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitActions.h"

#include "limits/LimitWords.h"
#include "widgets/AskBox.h"

namespace gatehouse::ui {

LimitActions::LimitActions(client::AdminClient& client, QWidget* parent)
    : QObject(parent)
    , m_client(client)
    , m_parent(parent)
{
}

void LimitActions::enforce(const QString& id, int percent)
{
    const auto saved = [this](const client::Answer<client::Stored<model::LimitRule>>& answer) {
        if (answer)
            Q_EMIT done(tr("%1 is saved.").arg(displayName(answer->value)));
        else
            Q_EMIT failed(answer.error());
    };
    m_client.read<model::LimitRule>(
        {this, m_ticket}, id,
        [this, id, percent, saved](const client::Answer<client::Stored<model::LimitRule>>& answer) {
            if (!answer)
                return Q_EMIT failed(answer.error());
            model::LimitRule rule = answer->value;
            // A rule that waits or refuses keeps what it would do: shadow is enforcing nothing.
            if (rule.action == model::LimitAction::Shadow)
                rule.action = model::LimitAction::Refuse;
            rule.enforce = static_cast<std::uint32_t>(percent);
            m_client.replace<model::LimitRule>({this, m_ticket}, id, rule, answer->etag, saved);
        });
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

void LimitActions::askDelete(const model::LimitRule& rule)
{
    const QString id = QString::fromStdString(rule.id);
    const QString name = displayName(rule);
    askBefore(m_parent, tr("Delete %1? Its counters are lost with it.").arg(name),
              tr("Delete %1").arg(name), [this, id, name] {
                  m_client.remove<model::LimitRule>(
                      {this, m_ticket}, id, [this, name](const client::Answer<void>& answer) {
                          if (answer)
                              Q_EMIT done(tr("%1 is deleted.").arg(name));
                          else
                              Q_EMIT failed(answer.error());
                      });
              });
}

} // namespace gatehouse::ui
