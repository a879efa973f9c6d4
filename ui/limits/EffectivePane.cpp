// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/EffectivePane.h"

#include "limits/CounterWatch.h"
#include "limits/LimitWords.h"
#include "limits/RuleMeter.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

EffectivePane::EffectivePane(const client::Names& names, const CounterWatch& counters,
                             QWidget* parent)
    : QWidget(parent)
    , m_names(names)
    , m_counters(counters)
    , m_application(new QComboBox)
    , m_api(new QComboBox)
    , m_verdict(new TextLabel)
    , m_room(new TextLabel({}, TextSize::Secondary, Role::Muted))
{
    setObjectName(u"effectivePane"_s);
    m_application->setObjectName(u"effectiveApplication"_s);
    m_application->setAccessibleName(tr("Application"));
    m_api->setObjectName(u"effectiveApi"_s);
    m_api->setAccessibleName(tr("If it calls"));
    m_verdict->setObjectName(u"effectiveVerdict"_s);
    m_verdict->setWordWrap(true);
    m_room->setObjectName(u"effectiveRoom"_s);
    m_room->setWordWrap(true);
    for (QComboBox* box : {m_application, m_api}) {
        box->setMinimumContentsLength(12);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, &EffectivePane::refresh);
    }
    auto* form = new QFormLayout;
    form->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    form->setVerticalSpacing(grid::kGap);
    form->addRow(new TextLabel(tr("What may"), TextSize::Body, Role::Muted), m_application);
    form->addRow(new TextLabel(tr("send to"), TextSize::Body, Role::Muted), m_api);
    form->addRow(m_verdict);
    form->addRow(m_room);
    auto* list = new QWidget;
    setGround(list, Role::Surface);
    m_meters = new QVBoxLayout(list);
    m_meters->setContentsMargins(grid::kSide, grid::kGap, grid::kSide, grid::kGap);
    m_meters->setSpacing(0);
    m_meters->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(form);
    column->addWidget(new Separator);
    column->addWidget(scroll, 1);
}

void EffectivePane::setApplications(const QList<model::Application>& applications)
{
    m_applications = applications;
    fillBoxes();
}

void EffectivePane::setApis(const QStringList& ids)
{
    m_apiIds = ids;
    fillBoxes();
}

void EffectivePane::setRules(const QList<client::Stored<model::LimitRule>>& rules)
{
    m_rules = rules;
    refresh();
}

void EffectivePane::showApplication(const QString& id)
{
    m_asked = id;
    fillBoxes();
}

QString EffectivePane::application() const
{
    return m_application->currentData().toString();
}

void EffectivePane::fillBoxes()
{
    const QString chosen = m_asked.isEmpty() ? application() : m_asked;
    const QString api = m_api->currentData().toString();
    m_application->clear();
    for (const model::Application& each : std::as_const(m_applications)) {
        const QString id = QString::fromStdString(each.id);
        m_application->addItem(each.name.empty() ? id : QString::fromStdString(each.name), id);
    }
    m_application->setCurrentIndex(
        std::max(m_application->count() > 0 ? 0 : -1, m_application->findData(chosen)));
    if (application() == m_asked)
        m_asked.clear();
    m_api->clear();
    m_api->addItem(tr("any API"), QString());
    for (const QString& id : std::as_const(m_apiIds))
        m_api->addItem(m_names.name(client::Names::Kind::Api, id), id);
    m_api->setCurrentIndex(std::max(0, m_api->findData(api)));
    refresh();
}

EffectivePane::Effective EffectivePane::effective(const model::LimitRule& rule,
                                                  const std::string& application,
                                                  const std::string& team,
                                                  const std::string& api) const
{
    Effective out{&rule, {}, true};
    const auto* counters = m_counters.countersOf(QString::fromStdString(rule.id));
    if (rule.partition.size() == 1) {
        const std::string& by = rule.partition.front();
        out.own = by == "application" || by == "team" || (by == "api" && !api.empty());
        const std::string& value = by == "application" ? application : by == "team" ? team : api;
        const auto at = counters && out.own
                            ? std::ranges::find(*counters, QString::fromStdString(value),
                                                &client::LimitCounter::partition)
                            : decltype(counters->cbegin()){};
        if (counters && out.own && at != counters->cend())
            out.counter = *at;
        if (out.own)
            return out;
    } else {
        out.own = rule.partition.empty();
    }
    if (counters && !counters->isEmpty())
        out.counter = counters->first();
    return out;
}

void EffectivePane::sayVerdict(const std::vector<Effective>& all)
{
    const auto refuses = [](const Effective& each) {
        return each.own && each.counter.isFull() && modeOf(*each.rule) == LimitMode::Enforced;
    };
    const auto full = std::ranges::count_if(all, refuses);
    m_verdict->setRole(full > 0 ? Role::Limit : Role::Text);
    if (all.empty())
        m_verdict->setText(tr("No rule limits it."));
    else if (full > 0)
        m_verdict->setText(
            tr("Refused now. %1 rules apply, %2 without room.").arg(all.size()).arg(full));
    else
        m_verdict->setText(all.size() == 1 ? tr("Answered now. 1 rule applies.")
                                           : tr("Answered now. %1 rules apply.").arg(all.size()));
    double room = -1;
    for (const Effective& each : all) {
        if (each.rule->unit != model::LimitUnit::Requests || !each.own ||
            modeOf(*each.rule) != LimitMode::Enforced)
            continue;
        const double left =
            each.counter.limit > 0 ? each.counter.remaining : limitOf(each.rule->promise);
        room = room < 0 ? left : std::min(room, left);
    }
    m_room->setVisible(room >= 0);
    m_room->setText(
        tr("Could send %1 requests at once without a refusal.").arg(wholeNumber(qint64(room))));
}

void EffectivePane::refresh()
{
    const QString chosen = application();
    const auto at =
        std::ranges::find(m_applications, chosen.toStdString(), &model::Application::id);
    std::vector<Effective> all;
    if (at != m_applications.end()) {
        const std::string api = m_api->currentData().toString().toStdString();
        for (const auto& rule : std::as_const(m_rules)) {
            if (mayMatch(rule.value, at->id, at->team, api))
                all.push_back(effective(rule.value, at->id, at->team, api));
        }
    }
    std::ranges::stable_sort(all, std::greater{},
                             [](const Effective& each) { return each.counter.share(); });
    sayVerdict(all);
    // The last item is the stretch. Meters are kept, so that nothing flickers.
    while (m_meters->count() - 1 > static_cast<int>(all.size()))
        delete m_meters->takeAt(m_meters->count() - 2)->widget();
    while (m_meters->count() - 1 < static_cast<int>(all.size()))
        m_meters->insertWidget(m_meters->count() - 1, new RuleMeter);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Effective& each = all[i];
        const client::LimitCounter& counter = each.counter;
        QStringList facts;
        if (!each.own)
            facts.append(tr("the fullest of its counters"));
        if (modeOf(*each.rule) == LimitMode::Shadow)
            facts.append(tr("shadow, refuses nothing"));
        else if (counter.isFull() && counter.clearsMillis > 0)
            facts.append(tr("empty %1").arg(whenText(counter.clearsMillis, m_counters.now())));
        const double limit = each.rule->unit == model::LimitUnit::CostUsd
                                 ? limitOf(each.rule->promise) * 1e9
                                 : limitOf(each.rule->promise);
        auto* meter = static_cast<RuleMeter*>(m_meters->itemAt(static_cast<int>(i))->widget());
        meter->setValues(
            {displayName(*each.rule), counter.share(), counter.isFull(), facts.join(u", "_s),
             countText(each.rule->unit, counter.used) + u" / "_s +
                 countText(each.rule->unit, counter.limit > 0 ? counter.limit : limit)});
    }
}

} // namespace gatehouse::ui
