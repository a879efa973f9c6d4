// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationFacts.h"

#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QFormLayout>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr int kWidth = 299;
constexpr int kTitleWidth = 76;
} // namespace

ApplicationFacts::ApplicationFacts(QWidget* parent)
    : QWidget(parent)
{
    setFixedWidth(grid::scaled(kWidth));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QFormLayout* now = addSection(tr("Now"));
    m_rate = addFact(now, tr("Calls"), u"applicationRate"_s, Qt::AlignRight);
    m_refused = addFact(now, tr("Refused, 429"), u"applicationRefused"_s, Qt::AlignRight);
    QFormLayout* hour = addSection(tr("Last hour"));
    m_calls = addFact(hour, tr("Calls"), u"applicationCalls"_s, Qt::AlignRight);
    m_refusedShare =
        addFact(hour, tr("Refused, 429"), u"applicationRefusedShare"_s, Qt::AlignRight);
    m_failedShare = addFact(hour, tr("Failed, 5xx"), u"applicationFailedShare"_s, Qt::AlignRight);
    QFormLayout* about = addSection(tr("About"));
    m_id = addFact(about, tr("Id"), u"applicationIdText"_s, Qt::AlignLeft);
    m_id->setFont(textFont(TextSize::Code));
    m_team = addFact(about, tr("Team"), u"applicationTeamText"_s, Qt::AlignLeft);
    m_models = addFact(about, tr("Models"), u"applicationModelsText"_s, Qt::AlignLeft);
    column->addStretch(1);
}

QFormLayout* ApplicationFacts::addSection(const QString& title)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    inner->setSpacing(grid::kGap);
    inner->addWidget(new TextLabel(title, TextSize::Secondary, Role::Muted, QFont::Bold));
    auto* facts = new QFormLayout;
    facts->setHorizontalSpacing(grid::kSide);
    facts->setVerticalSpacing(4);
    inner->addLayout(facts);
    column->addLayout(inner);
    column->addWidget(new Separator);
    return facts;
}

QLabel* ApplicationFacts::addFact(QFormLayout* section, const QString& title,
                                  const QString& objectName, Qt::Alignment alignment)
{
    QLabel* value = new TextLabel;
    value->setObjectName(objectName);
    value->setAccessibleName(title);
    value->setWordWrap(true);
    value->setAlignment(alignment | Qt::AlignTop);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QLabel* name = new TextLabel(title, TextSize::Body, Role::Muted);
    if (alignment & Qt::AlignLeft)
        name->setMinimumWidth(grid::scaled(kTitleWidth));
    section->addRow(name, value);
    return value;
}

void ApplicationFacts::showApplication(const QString& id, const QString& team,
                                       const QStringList& models)
{
    m_id->setText(id);
    m_team->setText(team.isEmpty() ? tr("none") : team);
    m_models->setText(models.isEmpty() ? tr("every model") : models.join(u'\n'));
}

void ApplicationFacts::showFigures(const std::optional<client::UsageItem>& figures)
{
    const auto share = [](double percent) {
        return std::isnan(percent) ? u"\u2013"_s : tr("%1 %").arg(shortNumber(percent));
    };
    m_rate->setText(perSecond(figures ? figures->perSecond : NAN).text());
    m_refused->setText(perSecond(figures ? figures->refusedPerSecond : NAN).text());
    m_calls->setText(figures ? wholeNumber(std::llround(figures->callsOfTheHour())) : u"\u2013"_s);
    m_refusedShare->setText(share(figures ? figures->refusedPercent() : NAN));
    m_failedShare->setText(share(figures ? figures->failedPercent() : NAN));
}

} // namespace gatehouse::ui
