// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TargetList.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

TargetList::TargetList(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"targetList"_s);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void TargetList::setTargets(const std::vector<model::ModelTarget>& targets)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    for (const model::ModelTarget& target : targets)
        add(target);
    showFacts();
}

std::vector<model::ModelTarget> TargetList::targets() const
{
    std::vector<model::ModelTarget> targets;
    for (const TargetRow* row : m_rows)
        targets.push_back(row->target());
    return targets;
}

void TargetList::setChoices(const QList<TargetChoice>& choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    for (TargetRow* row : std::as_const(m_rows))
        row->setChoices(choices);
}

void TargetList::setWeighted(bool weighted)
{
    m_weighted = weighted;
    showFacts();
}

void TargetList::setFirstTokens(const QHash<QString, double>& ms)
{
    m_firstTokens = ms;
    showFacts();
}

void TargetList::setPrices(const QHash<QString, QString>& prices)
{
    m_prices = prices;
    showFacts();
}

void TargetList::setShares(const QHash<QString, double>& shares)
{
    m_shares = shares;
    showFacts();
}

void TargetList::addEmpty()
{
    TargetRow* row = add({});
    onChanged();
    row->openFields(true);
}

TargetRow* TargetList::add(const model::ModelTarget& target)
{
    auto* row = new TargetRow(target, m_choices);
    m_rows.append(row);
    m_layout->addWidget(row);
    connect(row, &TargetRow::changed, this, &TargetList::onChanged);
    connect(row, &TargetRow::removeAsked, this, [this, row] { remove(row); });
    connect(row, &TargetRow::moveAsked, this, [this, row](int by) {
        move(row, static_cast<int>(m_rows.indexOf(row)) + by);
        row->setFocus();
    });
    connect(row, &TargetRow::draggedTo, this, [this, row](int y) {
        const int at = static_cast<int>(m_rows.indexOf(row));
        if (at > 0 && y < m_rows.at(at - 1)->geometry().center().y())
            move(row, at - 1);
        else if (at + 1 < m_rows.size() && y > m_rows.at(at + 1)->geometry().center().y())
            move(row, at + 1);
    });
    return row;
}

void TargetList::remove(TargetRow* row)
{
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater(); // its own button was clicked
    onChanged();
}

void TargetList::move(TargetRow* row, int to)
{
    if (to < 0 || to >= m_rows.size())
        return;
    m_rows.move(m_rows.indexOf(row), to);
    m_layout->removeWidget(row);
    m_layout->insertWidget(to, row);
    m_layout->activate(); // a drag goes on from the new places
    onChanged();
}

void TargetList::showFacts()
{
    int number = 0;
    for (TargetRow* row : std::as_const(m_rows)) {
        const model::ModelTarget target = row->target();
        const QString provider = QString::fromStdString(target.provider);
        row->setNumber(++number);
        const QString name = provider + u'/' + QString::fromStdString(target.model);
        row->setWeighted(m_weighted);
        row->setShare(m_shares.isEmpty() ? std::nullopt : std::optional(m_shares.value(name)));
        const auto ms = m_firstTokens.constFind(provider);
        row->setFirstToken(ms == m_firstTokens.constEnd() ? std::nullopt : std::optional(*ms));
        row->setPrice(m_prices.value(name));
    }
}

void TargetList::onChanged()
{
    showFacts();
    Q_EMIT changed();
}

} // namespace gatehouse::ui
