// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RouteEditor.h"

#include "widgets/Bar.h"
#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/SegmentedControl.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QCompleter>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kMostWeight = 1000;

QToolButton* arrow(Icon name, const QString& what, const QString& objectName)
{
    auto* button = new IconButton(name, what);
    button->setObjectName(objectName);
    return button;
}

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
    , m_notice(new MessageBar)
    , m_name(new QLineEdit)
    , m_nameField(new FormField(tr("Name, used as the model"), m_name))
    , m_strategy(
          new SegmentedControl({tr("Priority"), tr("Weighted"), tr("Fastest"), tr("Cheapest")}))
    , m_strategyHint(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_targets(new QVBoxLayout)
    , m_targetsFault(new TextLabel({}, TextSize::Secondary))
    , m_save(new QPushButton(tr("Save")))
    , m_try(new QPushButton(icon(Icon::DialogScripts), tr("Try")))
    , m_delete(new QPushButton)
{
    setObjectName(u"routeEditor"_s);
    setGround(this, Role::Surface);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new Bar(grid::kHeader);
    auto* cross = new IconButton(Icon::Cross, tr("Close"));
    head->row()->addWidget(m_title, 1);
    head->row()->addWidget(cross);
    layout->addWidget(head);
    layout->addWidget(m_notice);
    auto* body = new QWidget;
    setGround(body, Role::Surface);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGapWide);
    m_name->setObjectName(u"routeName"_s);
    m_name->setFont(textFont(TextSize::Code));
    m_strategy->setObjectName(u"routeStrategy"_s);
    m_strategy->setAccessibleName(tr("Strategy"));
    m_strategyHint->setWordWrap(true);
    m_targets->setSpacing(grid::kGap);
    m_targetsFault->setObjectName(u"routeTargetsFault"_s);
    m_targetsFault->setWordWrap(true);
    auto* add = new QPushButton(icon(Icon::ListAdd), tr("Add target"));
    add->setObjectName(u"addTarget"_s);
    setControlSize(add, ControlSize::Small);
    m_save->setObjectName(u"saveRoute"_s);
    setButtonRole(m_save, ButtonRole::Main);
    m_try->setObjectName(u"tryRoute"_s);
    m_try->setToolTip(tr("Ask it in the playground"));
    m_delete->setObjectName(u"deleteRoute"_s);
    setButtonRole(m_delete, ButtonRole::Danger);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(grid::kGap);
    buttons->addWidget(m_save);
    buttons->addWidget(m_try);
    buttons->addStretch();
    column->addWidget(m_nameField);
    column->addWidget(m_strategy, 0, Qt::AlignLeft);
    column->addWidget(m_strategyHint);
    column->addWidget(
        new TextLabel(tr("Targets in order"), TextSize::Body, Role::Text, QFont::Bold));
    column->addLayout(m_targets);
    column->addWidget(m_targetsFault);
    column->addWidget(add, 0, Qt::AlignLeft);
    column->addLayout(buttons);
    column->addWidget(m_delete, 0, Qt::AlignLeft);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    layout->addWidget(scroll, 1);
    connect(cross, &QToolButton::clicked, this, &RouteEditor::closeAsked);
    connect(add, &QPushButton::clicked, this, [this] {
        addTarget({});
        updateRows();
    });
    connect(m_strategy, &SegmentedControl::currentChanged, this, &RouteEditor::updateRows);
    connect(m_save, &QPushButton::clicked, this, &RouteEditor::save);
    connect(m_try, &QPushButton::clicked, this,
            [this] { Q_EMIT tryAsked(QString::fromStdString(m_base.name)); });
    connect(m_delete, &QPushButton::clicked, this,
            [this] { Q_EMIT deleteAsked(QString::fromStdString(m_base.name)); });
}

void RouteEditor::setChoices(const QList<Choice>& choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    for (const Row& row : std::as_const(m_rows)) {
        const QSignalBlocker quiet(row.provider);
        const QString provider = row.provider->currentData().toString();
        const QString model = row.model->currentText();
        row.provider->clear();
        for (const Choice& choice : m_choices)
            row.provider->addItem(choice.name, choice.id);
        if (row.provider->findData(provider) < 0 && !provider.isEmpty())
            row.provider->addItem(provider, provider);
        row.provider->setCurrentIndex(std::max(0, row.provider->findData(provider)));
        fillModels(row, model);
    }
}

void RouteEditor::startAdding()
{
    m_isNew = true;
    m_notice->dismiss();
    m_title->setText(tr("New route"));
    m_save->setText(tr("Create route"));
    m_delete->hide();
    m_try->hide();
    load({});
    if (m_rows.isEmpty()) {
        addTarget({});
        updateRows();
    }
    m_name->setFocus();
}

void RouteEditor::edit(const client::Stored<model::ModelRoute>& route)
{
    m_isNew = false;
    m_notice->dismiss();
    const QString name = QString::fromStdString(route.value.name);
    m_title->setText(tr("Route %1").arg(name));
    m_save->setText(tr("Save"));
    m_delete->setText(tr("Delete %1").arg(name));
    m_delete->show();
    m_try->show();
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
    m_base = route.value;
    m_etag = route.etag;
    m_name->setText(QString::fromStdString(m_base.name));
    m_name->setReadOnly(!m_isNew);
    m_strategy->setCurrentIndex(static_cast<int>(m_base.strategy));
    for (const Row& row : std::as_const(m_rows))
        delete row.widget;
    m_rows.clear();
    for (const model::ModelTarget& target : m_base.targets)
        addTarget(target);
    m_nameField->setError({});
    m_targetsFault->hide();
    updateRows();
}

void RouteEditor::addTarget(const model::ModelTarget& target)
{
    Row row{new QWidget,
            new TextLabel({}, TextSize::Body, Role::Muted),
            new QComboBox,
            new QComboBox,
            new QSpinBox,
            arrow(Icon::ArrowUp, tr("Move up"), u"targetUp"_s),
            arrow(Icon::ArrowDown, tr("Move down"), u"targetDown"_s)};
    row.provider->setObjectName(u"targetProvider"_s);
    row.provider->setAccessibleName(tr("Provider"));
    row.model->setObjectName(u"targetModel"_s);
    row.model->setAccessibleName(tr("Model"));
    row.model->setEditable(true);
    row.model->setInsertPolicy(QComboBox::NoInsert);
    row.model->lineEdit()->setPlaceholderText(tr("model"));
    row.model->completer()->setCompletionMode(QCompleter::PopupCompletion);
    row.model->completer()->setFilterMode(Qt::MatchContains);
    for (QComboBox* box : {row.provider, row.model}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
    }
    row.weight->setObjectName(u"targetWeight"_s);
    row.weight->setAccessibleName(tr("Weight"));
    row.weight->setRange(1, kMostWeight);
    row.weight->setValue(static_cast<int>(target.weight));
    row.weight->setPrefix(tr("weight "));
    for (const Choice& choice : std::as_const(m_choices))
        row.provider->addItem(choice.name, choice.id);
    const QString provider = QString::fromStdString(target.provider);
    if (!provider.isEmpty() && row.provider->findData(provider) < 0)
        row.provider->addItem(provider, provider);
    row.provider->setCurrentIndex(provider.isEmpty() ? 0 : row.provider->findData(provider));
    fillModels(row, QString::fromStdString(target.model));

    auto* cross = new IconButton(Icon::Cross, tr("Remove this target"));
    cross->setObjectName(u"removeTarget"_s);
    auto* first = new QHBoxLayout;
    first->setSpacing(4);
    first->addWidget(row.number);
    first->addWidget(row.provider, 1);
    first->addWidget(row.up);
    first->addWidget(row.down);
    first->addWidget(cross);
    auto* second = new QHBoxLayout;
    second->setSpacing(grid::kGap);
    second->addWidget(row.model, 1);
    second->addWidget(row.weight);
    auto* column = new QVBoxLayout(row.widget);
    column->setContentsMargins(0, 0, 0, grid::kGap);
    column->setSpacing(4);
    column->addLayout(first);
    column->addLayout(second);
    m_targets->addWidget(row.widget);
    m_rows.append(row);
    QWidget* widget = row.widget;
    connect(row.provider, &QComboBox::currentIndexChanged, this, [this, widget] {
        for (const Row& candidate : std::as_const(m_rows)) {
            if (candidate.widget == widget)
                fillModels(candidate, {});
        }
    });
    connect(row.up, &QToolButton::clicked, this, [this, widget] { moveTarget(widget, -1); });
    connect(row.down, &QToolButton::clicked, this, [this, widget] { moveTarget(widget, 1); });
    connect(cross, &QToolButton::clicked, this, [this, widget] { removeTarget(widget); });
}

void RouteEditor::fillModels(const Row& row, const QString& current) const
{
    row.model->clear();
    for (const Choice& choice : m_choices) {
        if (choice.id == row.provider->currentData().toString())
            row.model->addItems(choice.models);
    }
    row.model->setCurrentText(current);
}

void RouteEditor::removeTarget(QWidget* widget)
{
    m_rows.removeIf([widget](const Row& row) { return row.widget == widget; });
    widget->hide();
    widget->deleteLater(); // its own button was clicked
    updateRows();
}

void RouteEditor::moveTarget(QWidget* widget, int by)
{
    const auto at = std::ranges::find(m_rows, widget, &Row::widget);
    const auto from = static_cast<int>(at - m_rows.begin());
    const int to = from + by;
    if (at == m_rows.end() || to < 0 || to >= m_rows.size())
        return;
    m_rows.move(from, to);
    m_targets->removeWidget(widget);
    m_targets->insertWidget(to, widget);
    updateRows();
}

void RouteEditor::updateRows()
{
    const auto strategy = static_cast<model::RouteStrategy>(m_strategy->currentIndex());
    m_strategyHint->setText(strategyHint(strategy));
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows.at(i);
        row.number->setText(QString::number(i + 1));
        row.weight->setVisible(strategy == model::RouteStrategy::Weighted);
        row.up->setEnabled(i > 0);
        row.down->setEnabled(i + 1 < m_rows.size());
    }
}

model::ModelRoute RouteEditor::value() const
{
    model::ModelRoute route = m_base;
    route.name = m_name->text().trimmed().toStdString();
    route.strategy = static_cast<model::RouteStrategy>(m_strategy->currentIndex());
    route.targets.clear();
    for (const Row& row : m_rows)
        route.targets.push_back({row.provider->currentData().toString().toStdString(),
                                 row.model->currentText().trimmed().toStdString(),
                                 static_cast<std::uint32_t>(row.weight->value())});
    return route;
}

bool RouteEditor::hasEdits() const
{
    if (!m_isNew)
        return value() != m_base;
    return !m_name->text().isEmpty() || std::ranges::any_of(m_rows, [](const Row& row) {
        return !row.model->currentText().isEmpty();
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
