// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RouteEditor.h"

#include "models/TargetList.h"

#include "widgets/Bar.h"
#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/SegmentedControl.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/TimeChart.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kChartHeight = 104;
constexpr double kMinute = 60;
constexpr double kFill = 0.6;

QString strategyHint(model::RouteStrategy strategy)
{
    switch (strategy) {
    case model::RouteStrategy::Priority:
        return RouteEditor::tr("The first target with room answers; before the first byte the next "
                               "one takes over.");
    case model::RouteStrategy::Weighted:
        return RouteEditor::tr("Calls are shared by weight; the others take over when one fails.");
    case model::RouteStrategy::LeastLatency:
        return RouteEditor::tr("The target with the fastest first token answers.");
    case model::RouteStrategy::LowestCost:
        return RouteEditor::tr("The cheapest target answers, by the catalogue's prices.");
    }
    return {};
}

} // namespace

RouteEditor::RouteEditor(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_title(new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold))
    , m_names(new QComboBox)
    , m_rate(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_notice(new MessageBar)
    , m_name(new QLineEdit)
    , m_nameField(new FormField(tr("Name, used as the model"), m_name))
    , m_strategy(
          new SegmentedControl({tr("Priority"), tr("Weighted"), tr("Fastest"), tr("Cheapest")}))
    , m_strategyHint(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_targets(new TargetList)
    , m_targetsFault(new TextLabel({}, TextSize::Secondary))
    , m_hour(new QWidget)
    , m_chart(new TimeChart(m_group, ChartUnit::PerSecond))
    , m_save(new QPushButton(tr("Save")))
    , m_undo(new QPushButton(tr("Discard")))
    , m_try(new QPushButton(icon(Icon::DialogScripts), tr("Try")))
    , m_delete(new QPushButton)
{
    setObjectName(u"routeEditor"_s);
    setGround(this, Role::Surface);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_notice);
    m_name->setObjectName(u"routeName"_s);
    m_name->setFont(textFont(TextSize::Code));
    m_strategy->setObjectName(u"routeStrategy"_s);
    m_strategy->setAccessibleName(tr("Strategy"));
    m_strategyHint->setWordWrap(true);
    m_targetsFault->setObjectName(u"routeTargetsFault"_s);
    m_targetsFault->setWordWrap(true);
    auto* add = new QPushButton(icon(Icon::ListAdd), tr("Add target"));
    add->setObjectName(u"addTarget"_s);
    setControlSize(add, ControlSize::Small);
    m_save->setObjectName(u"saveRoute"_s);
    setButtonRole(m_save, ButtonRole::Main);
    m_undo->setObjectName(u"discardRoute"_s);
    m_try->setObjectName(u"tryRoute"_s);
    m_try->setToolTip(tr("Ask it in the playground"));
    m_delete->setObjectName(u"deleteRoute"_s);
    setButtonRole(m_delete, ButtonRole::Danger);

    auto* body = new QWidget;
    setGround(body, Role::Surface);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto section = [column] {
        auto* inner = new QVBoxLayout;
        inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
        inner->setSpacing(grid::kGap);
        column->addLayout(inner);
        column->addWidget(new Separator);
        return inner;
    };
    QVBoxLayout* how = section();
    how->addWidget(m_nameField);
    how->addWidget(m_strategy, 0, Qt::AlignLeft);
    how->addWidget(m_strategyHint);
    QVBoxLayout* who = section();
    who->addWidget(new TextLabel(tr("Targets in order, share now"), TextSize::Secondary,
                                 Role::Muted, QFont::Bold));
    who->addWidget(m_targets);
    who->addWidget(m_targetsFault);
    who->addWidget(add, 0, Qt::AlignLeft);
    makeHour();
    column->addWidget(m_hour);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    buttons->setSpacing(grid::kGap);
    buttons->addWidget(m_save);
    buttons->addWidget(m_undo);
    buttons->addWidget(m_try);
    buttons->addWidget(m_delete);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    layout->addWidget(scroll, 1);
    connect(add, &QPushButton::clicked, m_targets, &TargetList::addEmpty);
    connect(m_targets, &TargetList::changed, this, &RouteEditor::showSaving);
    connect(m_name, &QLineEdit::textChanged, this, &RouteEditor::showSaving);
    connect(m_strategy, &SegmentedControl::currentChanged, this, &RouteEditor::showStrategy);
    connect(m_save, &QPushButton::clicked, this, &RouteEditor::save);
    connect(m_undo, &QPushButton::clicked, this, [this] { load({m_base, {}, m_etag}); });
    connect(m_try, &QPushButton::clicked, this,
            [this] { Q_EMIT tryAsked(QString::fromStdString(m_base.name)); });
    connect(m_delete, &QPushButton::clicked, this,
            [this] { Q_EMIT deleteAsked(QString::fromStdString(m_base.name)); });
}

void RouteEditor::makeHour()
{
    m_chart->setAccessibleName(tr("Calls by target, last hour"));
    m_chart->setIntervals(2);
    m_chart->setFixedHeight(grid::scaled(kChartHeight));
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    inner->setSpacing(4);
    inner->addWidget(new TextLabel(tr("Calls by target, last hour"), TextSize::Secondary,
                                   Role::Muted, QFont::Bold));
    inner->addWidget(m_chart);
    auto* column = new QVBoxLayout(m_hour);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(inner);
    column->addWidget(new Separator);
    m_hour->hide();
}

QString RouteEditor::route() const
{
    return m_isNew ? QString() : QString::fromStdString(m_base.name);
}

void RouteEditor::setHour(const QString& route, const client::UsageFigures& targets)
{
    if (route != this->route())
        return;
    QHash<QString, double> shares;
    QList<ChartLayer> layers;
    double all = 0;
    double calls = 0;
    for (const client::UsageItem& item : targets.items) {
        all += item.perSecond;
        calls += item.callsOfTheHour();
    }
    for (std::size_t i = 0; i < m_base.targets.size(); ++i) {
        const model::ModelTarget& target = m_base.targets[i];
        const QString name = QString::fromStdString(target.provider + '/' + target.model);
        const client::UsageItem* item = targets.find(name);
        if (all > 0)
            shares.insert(name, item ? item->perSecond / all : 0);
        if (!item)
            continue;
        QList<double> values = item->calls;
        for (double& value : values)
            value /= kMinute;
        layers.append({.id = name,
                       .name = QString::fromStdString(target.model),
                       .role = seriesRole(static_cast<int>(i)),
                       .form = ChartLayer::Form::Stack,
                       .fill = kFill,
                       .values = values});
    }
    m_targets->setShares(shares);
    m_hour->setVisible(calls > 0 && !layers.isEmpty());
    m_chart->setTime(targets.fromMillis, targets.stepMillis, targets.points);
    m_chart->setLayers(layers);
}

QWidget* RouteEditor::makeHead()
{
    auto* head = new Bar(grid::kHeader);
    QToolButton* cross = new IconButton(Icon::Cross, tr("Close"));
    m_names->setObjectName(u"routeNames"_s);
    m_names->setAccessibleName(tr("Route"));
    m_names->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_names->setMinimumContentsLength(8);
    head->row()->addWidget(m_title);
    head->row()->addWidget(m_names);
    head->row()->addStretch(1);
    head->row()->addWidget(m_rate);
    head->row()->addWidget(cross);
    connect(cross, &QToolButton::clicked, this, &RouteEditor::closeAsked);
    connect(m_names, &QComboBox::textActivated, this, [this](const QString& name) {
        showNames(); // whether it is left is for the panel to decide
        Q_EMIT routeAsked(name);
    });
    return head;
}

void RouteEditor::setChoices(const QList<TargetChoice>& choices)
{
    m_targets->setChoices(choices);
}

void RouteEditor::setExistingNames(const QStringList& names)
{
    m_existing = names;
    showNames();
}

void RouteEditor::setFirstTokens(const QHash<QString, double>& ms)
{
    m_targets->setFirstTokens(ms);
}

void RouteEditor::setPrices(const QHash<QString, QString>& prices)
{
    m_targets->setPrices(prices);
}

void RouteEditor::setCalls(const QHash<QString, double>& perSecondByRoute)
{
    m_calls = perSecondByRoute;
    showNames();
}

void RouteEditor::showNames()
{
    const QString name = QString::fromStdString(m_base.name);
    const QSignalBlocker quiet(m_names);
    m_names->clear();
    m_names->addItems(m_existing);
    m_names->setCurrentIndex(m_names->findText(name));
    m_names->setVisible(!m_isNew);
    m_title->setText(m_isNew ? tr("New route") : tr("Route"));
    const auto calls = m_calls.constFind(name);
    m_rate->setText(m_isNew || calls == m_calls.constEnd() ? QString() : perSecond(*calls).text());
}

void RouteEditor::startAdding()
{
    m_isNew = true;
    m_notice->dismiss();
    m_save->setText(tr("Create route"));
    m_nameField->show();
    load({});
    m_targets->addEmpty();
    m_name->setFocus();
}

void RouteEditor::edit(const client::Stored<model::ModelRoute>& route)
{
    m_isNew = false;
    m_notice->dismiss();
    const QString name = QString::fromStdString(route.value.name);
    m_save->setText(tr("Save"));
    m_nameField->hide();
    m_delete->setText(tr("Delete %1…").arg(name));
    load(route);
    readAgain();
}

void RouteEditor::readAgain()
{
    m_client.read<model::ModelRoute>(
        {this, m_readTicket}, QString::fromStdString(m_base.name),
        [this](const client::Answer<client::Stored<model::ModelRoute>>& answer) {
            if (!answer)
                m_notice->say(State::Failed, answer.error().message);
            else if (hasEdits())
                m_etag = answer->etag; // the person was faster than the answer
            else
                load(*answer);
        });
}

void RouteEditor::load(const client::Stored<model::ModelRoute>& route)
{
    if (m_isNew || route.value.name != m_base.name) { // the figures are another one's
        m_targets->setShares({});
        m_hour->hide();
    }
    m_base = route.value;
    m_etag = route.etag;
    m_name->setText(QString::fromStdString(m_base.name));
    m_name->setReadOnly(!m_isNew);
    m_strategy->setCurrentIndex(static_cast<int>(m_base.strategy));
    m_targets->setTargets(m_base.targets);
    m_nameField->setError({});
    m_targetsFault->hide();
    showNames();
    showStrategy();
}

void RouteEditor::showStrategy()
{
    const auto strategy = static_cast<model::RouteStrategy>(m_strategy->currentIndex());
    m_strategyHint->setText(strategyHint(strategy));
    m_targets->setWeighted(strategy == model::RouteStrategy::Weighted);
    showSaving();
}

void RouteEditor::showSaving()
{
    const bool edited = hasEdits();
    m_save->setVisible(m_isNew || edited);
    m_undo->setVisible(!m_isNew && edited);
    m_try->setVisible(!m_isNew && !edited);
    m_delete->setVisible(!m_isNew && !edited);
}

model::ModelRoute RouteEditor::value() const
{
    model::ModelRoute route = m_base;
    route.name = m_name->text().trimmed().toStdString();
    route.strategy = static_cast<model::RouteStrategy>(m_strategy->currentIndex());
    route.targets = m_targets->targets();
    return route;
}

bool RouteEditor::hasEdits() const
{
    if (!m_isNew)
        return value() != m_base;
    return !m_name->text().isEmpty() ||
           std::ranges::any_of(m_targets->targets(), [](const model::ModelTarget& target) {
               return !target.model.empty();
           });
}

bool RouteEditor::check()
{
    const model::ModelRoute route = value();
    const QString name = QString::fromStdString(route.name);
    m_nameField->setError(name.isEmpty() ? tr("A name, please")
                          : m_isNew && m_existing.contains(name)
                              ? tr("There is already a route with this name")
                              : QString());
    QString fault;
    if (route.targets.empty())
        fault = tr("Add at least one target");
    for (std::size_t i = 0; i < route.targets.size() && fault.isEmpty(); ++i) {
        if (route.targets[i].provider.empty())
            fault = tr("Target %1 needs a provider").arg(i + 1);
        else if (route.targets[i].model.empty())
            fault = tr("Target %1 needs a model").arg(i + 1);
    }
    m_targetsFault->setText(fault);
    m_targetsFault->setVisible(!fault.isEmpty());
    return m_nameField->error().isEmpty() && fault.isEmpty();
}

void RouteEditor::save()
{
    if (!check())
        return;
    m_save->setEnabled(false);
    const auto done = [this](const client::Answer<client::Stored<model::ModelRoute>>& answer) {
        onSaved(answer);
    };
    if (m_isNew)
        m_client.create<model::ModelRoute>({this, m_saveTicket}, value(), done);
    else
        m_client.replace<model::ModelRoute>(
            {this, m_saveTicket}, QString::fromStdString(m_base.name), value(), m_etag, done);
}

void RouteEditor::onSaved(const client::Answer<client::Stored<model::ModelRoute>>& answer)
{
    m_save->setEnabled(true);
    if (answer) {
        edit(*answer);
        Q_EMIT saved(QString::fromStdString(answer->value.name));
        return;
    }
    const client::Problem& problem = answer.error();
    if (problem.kind == client::Problem::Kind::Changed) {
        m_notice->say(State::Near, tr("Somebody else changed this route meanwhile."),
                      {{tr("Load theirs"), [this] {
                            load({m_base, {}, {}});
                            m_notice->dismiss();
                            readAgain();
                        }}});
        return;
    }
    QStringList rest;
    for (const auto& fault : problem.faults) {
        if (fault.path.startsWith("name"_L1))
            m_nameField->setError(fault.message);
        else
            rest.append(fault.path.isEmpty() ? fault.message
                                             : fault.path + u": "_s + fault.message);
    }
    m_notice->say(State::Failed, rest.isEmpty() ? problem.message : rest.join(u'\n'), {},
                  problem.detail);
}

} // namespace gatehouse::ui
