// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Explanation.h"
#include "client/Names.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace gatehouse::ui {

class TextLabel;

/// The five cures in their order, each with a figure from this traffic and the button that prepares
/// it; nothing is applied here. One that would not help stays, pale, and says why. GUI thread only.
class CureList : public QWidget
{
    Q_OBJECT

public:
    explicit CureList(const client::Names& names, QWidget* parent = nullptr);
    void showCures(const client::Explanation& explanation);

Q_SIGNALS:
    /// A rule for the editor, as it would be after the cure.
    void ruleAsked(const QJsonObject& rule);
    void told(const QString& words);
    /// Where the cure is done: `api`, `model_route`, `provider`.
    void linkAsked(const QString& kind, const QString& id);
    /// The person wants to be told before this rule is full.
    void watchAsked(const QString& rule);

private:
    [[nodiscard]] QWidget* makeCure(int number, const client::Explanation& explanation,
                                    const client::Explanation::Cure& cure);
    void addButtons(QHBoxLayout& row, const client::Explanation& explanation,
                    const client::Explanation::Cure& cure);
    void addLink(QHBoxLayout& row, const QString& name, const QString& words, const QString& kind,
                 const QString& id);
    [[nodiscard]] QPushButton* addButton(QHBoxLayout& row, const QString& name,
                                         const QString& words);

    const client::Names& m_names;
    TextLabel* m_span;
    QVBoxLayout* m_column;
};

} // namespace gatehouse::ui
