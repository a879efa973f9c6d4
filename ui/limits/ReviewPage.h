// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"
#include "client/Names.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace gatehouse::ui {

class MessageBar;
class StagedLimits;
class TextLabel;
class TryPane;
struct StagedLimit;

/// What is staged, change by change, as it differs from what is in force; beside it what all of it
/// together would have done with recorded traffic. Applies it. GUI thread only.
class ReviewPage : public QWidget
{
    Q_OBJECT

public:
    /// `staged` outlives it.
    ReviewPage(client::AdminClient& client, const client::Names& names, StagedLimits& staged,
               std::function<qint64()> serverNow, QWidget* parent = nullptr);

    /// The page comes into view.
    void open();

Q_SIGNALS:
    void closeAsked();
    void editAsked(const QString& id);
    void applied(const QString& words);

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeCard(const StagedLimit& change);
    void build();
    void askDifference();
    void apply();
    void onApplied(const client::Answer<QList<client::WorkspaceChange>>& answer);

    client::AdminClient& m_client;
    const client::Names& m_names;
    StagedLimits& m_staged;
    client::Ticket m_diffTicket;
    client::Ticket m_applyTicket;
    QHash<QString, QStringList> m_lines; ///< By rule.
    MessageBar* m_notice;
    QPushButton* m_apply;
    QVBoxLayout* m_cards;
    TryPane* m_try;
};

} // namespace gatehouse::ui
