// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitForm.h"

#include "limits/LimitWords.h"
#include "limits/MatchRows.h"
#include "model/Words.h"
#include "widgets/FormField.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr double kMost = 1e15;
constexpr int kMostQueue = 60'000;

/// Letters, digits and dashes, as an id must be.
QString idFrom(const QString& name)
{
    QString id;
    for (const QChar letter : name.toLower()) {
        if ((letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9'))
            id += letter;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    return id;
}

QDoubleSpinBox* amountBox()
{
    auto* box = new QDoubleSpinBox;
    box->setRange(0, kMost);
    box->setDecimals(0);
    box->setGroupSeparatorShown(true);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setMinimumWidth(grid::scaled(96));
    box->setMaximumWidth(grid::scaled(180));
    return box;
}

/// The tint on which the worst case stands.
class LimitTint : public QWidget
{
protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(roles(this)(Role::LimitTint));
        painter.drawRoundedRect(rect(), grid::kRadiusSmall, grid::kRadiusSmall);
    }
};

} // namespace

LimitForm::LimitForm(QWidget* parent)
    : QScrollArea(parent)
    , m_limit(amountBox())
    , m_unit(new QComboBox)
    , m_kind(new QComboBox)
    , m_per(new QLineEdit)
    , m_period(new QComboBox)
    , m_burst(amountBox())
    , m_zone(new QLineEdit)
    , m_match(new MatchRows)
    , m_partition(new QPushButton)
    , m_missing(new QComboBox)
    , m_prefix(new QSpinBox)
    , m_action(new QComboBox)
    , m_wait(new QLineEdit)
    , m_length(new QSpinBox)
    , m_enforce(new QSpinBox)
    , m_replaces(new QLineEdit)
    , m_name(new QLineEdit)
    , m_id(new QLineEdit)
{
    setObjectName(u"limitForm"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new QWidget;
    setGround(body, Role::Surface);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    m_column->setSpacing(grid::kGapWide);
    buildNumbers();
    buildWho();
    buildAction();
    buildName();
    m_column->addStretch(1);
    setWidget(body);
    for (QLineEdit* edit : {m_per, m_zone, m_wait, m_replaces})
        connect(edit, &QLineEdit::textEdited, this, &LimitForm::edited);
    for (QComboBox* box : {m_unit, m_kind, m_period, m_missing, m_action})
        connect(box, &QComboBox::currentIndexChanged, this, &LimitForm::edited);
    for (QDoubleSpinBox* box : {m_limit, m_burst})
        connect(box, &QDoubleSpinBox::valueChanged, this, &LimitForm::edited);
    for (QSpinBox* box : {m_prefix, m_length, m_enforce})
        connect(box, &QSpinBox::valueChanged, this, &LimitForm::edited);
    connect(m_match, &MatchRows::changed, this, &LimitForm::edited);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& name) {
        if (m_isNew && !m_idTouched)
            m_id->setText(idFrom(name));
        edited();
    });
    connect(m_id, &QLineEdit::textEdited, this, [this] {
        m_idTouched = true;
        edited();
    });
}

FormField* LimitForm::add(const QString& path, const QString& label, QWidget* field)
{
    auto* made = new FormField(label, field);
    field->setObjectName(u"limitField."_s + path);
    field->setAccessibleName(label);
    m_fields.insert(path, made);
    return made;
}

void LimitForm::buildNumbers()
{
    for (const auto& [word, unit] : model::words<model::LimitUnit>())
        m_unit->addItem(unitName(unit), static_cast<int>(unit));
    m_kind->addItem(tr("average with burst"));
    m_kind->addItem(tr("never more in any window"));
    m_kind->addItem(tr("calendar quota"));
    m_kind->addItem(tr("at once, in flight"));
    for (const auto& [word, period] : model::words<model::CalendarPeriod>())
        m_period->addItem(periodName(period), static_cast<int>(period));
    m_per->setMaximumWidth(grid::scaled(88));
    m_zone->setPlaceholderText(u"UTC"_s);
    auto* first = new QHBoxLayout;
    first->setSpacing(grid::kGap);
    first->addWidget(add(u"promise.limit"_s, tr("Limit"), m_limit));
    first->addWidget(add(u"unit"_s, tr("Unit"), m_unit));
    first->addStretch(1);
    auto* second = new QHBoxLayout;
    second->setSpacing(grid::kGap);
    second->addWidget(add(u"promise.kind"_s, tr("Promise"), m_kind));
    second->addWidget(add(u"promise.per"_s, tr("Per"), m_per));
    second->addWidget(add(u"promise.period"_s, tr("Per"), m_period));
    second->addWidget(add(u"promise.burst"_s, tr("Burst"), m_burst));
    second->addWidget(add(u"promise.time_zone"_s, tr("Time zone"), m_zone));
    second->addStretch(1);
    m_worst = new LimitTint;
    m_worstAmount = new TextLabel({}, TextSize::KeyFigure, Role::Limit, QFont::Bold);
    m_worstWords = new TextLabel({}, TextSize::Secondary);
    m_worstAmount->setObjectName(u"worstAmount"_s);
    m_worstWords->setObjectName(u"worstWords"_s);
    m_worstWords->setWordWrap(true);
    auto* worst = new QHBoxLayout(m_worst);
    worst->setContentsMargins(grid::kGapWide, grid::kGap, grid::kGapWide, grid::kGap);
    worst->setSpacing(grid::kGapWide);
    worst->addWidget(m_worstAmount);
    worst->addWidget(m_worstWords, 1);
    m_column->addLayout(first);
    m_column->addWidget(m_worst);
    m_column->addLayout(second);
}

void LimitForm::buildWho()
{
    auto* menu = new QMenu(m_partition);
    for (const std::string_view each : model::limitDimensions()) {
        const QString id = QString::fromUtf8(each.data(), qsizetype(each.size()));
        if (id == "header"_L1)
            continue; // has a name of its own: written in YAML
        QAction* action = menu->addAction(dimensionName(id));
        action->setData(id);
        action->setCheckable(true);
        m_dimensions.append(action);
        connect(action, &QAction::toggled, this, [this] {
            showPartition();
            edited();
        });
    }
    m_partition->setMenu(menu);
    m_missing->addItem(tr("one counter for each address"));
    m_missing->addItem(tr("one counter together"));
    m_missing->addItem(tr("refused"));
    m_prefix->setRange(16, 128);
    m_column->addWidget(add(u"match"_s, tr("Counts"), m_match));
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGap);
    row->addWidget(add(u"partition"_s, tr("A counter for each"), m_partition));
    row->addWidget(add(u"missing"_s, tr("Callers without it"), m_missing));
    row->addWidget(add(u"ipv6_prefix"_s, tr("IPv6 bits"), m_prefix));
    row->addStretch(1);
    m_column->addLayout(row);
}

void LimitForm::buildAction()
{
    for (const auto& [word, action] : model::words<model::LimitAction>())
        m_action->addItem(actionName(action), static_cast<int>(action));
    m_wait->setMaximumWidth(grid::scaled(72));
    m_length->setRange(1, kMostQueue);
    m_enforce->setRange(0, 100);
    m_enforce->setSuffix(u" %"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGap);
    row->addWidget(add(u"action"_s, tr("Above it"), m_action));
    row->addWidget(add(u"queue.wait"_s, tr("Waits at most"), m_wait));
    row->addWidget(add(u"queue.length"_s, tr("Places"), m_length));
    row->addWidget(add(u"enforce"_s, tr("Enforced for"), m_enforce));
    row->addStretch(1);
    m_column->addLayout(row);
}

void LimitForm::buildName()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGap);
    row->addWidget(add(u"name"_s, tr("Name"), m_name), 3);
    row->addWidget(add(u"id"_s, tr("Id"), m_id), 2);
    m_column->addLayout(row);
    m_replaces->setPlaceholderText(tr("ids with commas between; usually none"));
    m_column->addWidget(add(u"replaces"_s, tr("Instead of the rules"), m_replaces));
}

LimitForm::Kind LimitForm::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

void LimitForm::edited()
{
    if (m_filling)
        return;
    // In flight is a unit and a promise: the one follows the other.
    const auto inFlight = static_cast<int>(model::LimitUnit::InFlight);
    const bool isUnit = m_unit->currentData().toInt() == inFlight;
    if (isUnit != (kind() == Kind::InFlight)) {
        const QSignalBlocker quietUnit(m_unit);
        const QSignalBlocker quietKind(m_kind);
        if (sender() == m_unit)
            m_kind->setCurrentIndex(static_cast<int>(isUnit ? Kind::InFlight : Kind::Average));
        else
            m_unit->setCurrentIndex(m_unit->findData(
                kind() == Kind::InFlight ? inFlight
                                         : static_cast<int>(model::LimitUnit::Requests)));
    }
    if (sender() == m_kind && kind() == Kind::Average && m_burst->value() <= 0) {
        const QSignalBlocker quiet(m_burst);
        m_burst->setValue(m_limit->value());
    }
    if (m_per->text().isEmpty() && (kind() == Kind::Average || kind() == Kind::Window))
        m_per->setText(u"1m"_s);
    showWhatApplies();
    Q_EMIT changed();
}

void LimitForm::showWhatApplies()
{
    const Kind is = kind();
    m_fields[u"promise.per"_s]->setVisible(is == Kind::Average || is == Kind::Window);
    m_fields[u"promise.period"_s]->setVisible(is == Kind::Calendar);
    m_fields[u"promise.time_zone"_s]->setVisible(is == Kind::Calendar);
    m_fields[u"promise.burst"_s]->setVisible(is == Kind::Average);
    const bool cost = m_unit->currentData().toInt() == static_cast<int>(model::LimitUnit::CostUsd);
    m_limit->setDecimals(cost ? 2 : 0);
    m_burst->setDecimals(cost ? 2 : 0);
    m_limit->setPrefix(cost ? u"$"_s : QString());
    m_burst->setPrefix(m_limit->prefix());
    const auto action = static_cast<model::LimitAction>(m_action->currentData().toInt());
    m_fields[u"queue.wait"_s]->setVisible(action == model::LimitAction::Queue);
    m_fields[u"queue.length"_s]->setVisible(action == model::LimitAction::Queue);
    m_fields[u"enforce"_s]->setVisible(action != model::LimitAction::Shadow);
    const bool identity = std::ranges::any_of(m_dimensions, [](const QAction* each) {
        return each->isChecked() && each->data().toString() != "ip"_L1;
    });
    const bool address = std::ranges::any_of(m_dimensions, [](const QAction* each) {
        return each->isChecked() && each->data().toString() == "ip"_L1;
    });
    m_fields[u"missing"_s]->setVisible(identity);
    m_fields[u"ipv6_prefix"_s]->setVisible(address || (identity && m_missing->currentIndex() == 0));
}

void LimitForm::showPartition()
{
    QStringList chosen;
    for (const QAction* each : std::as_const(m_dimensions)) {
        if (each->isChecked())
            chosen.append(each->text());
    }
    for (const QString& each : std::as_const(m_otherDimensions))
        chosen.append(dimensionName(each));
    m_partition->setText(chosen.isEmpty() ? tr("none: one for all") : chosen.join(u", "_s));
}

void LimitForm::setRule(const model::LimitRule& rule, bool isNew)
{
    m_filling = true;
    m_base = rule;
    m_isNew = isNew;
    m_id->setEnabled(isNew);
    const auto text = [](QLineEdit* edit, const std::string& value) {
        const QString shown = QString::fromStdString(value);
        if (edit->text() != shown)
            edit->setText(shown);
    };
    text(m_name, rule.name);
    text(m_id, rule.id);
    m_unit->setCurrentIndex(m_unit->findData(static_cast<int>(rule.unit)));
    m_kind->setCurrentIndex(static_cast<int>(rule.promise.index()));
    showWhatApplies(); // decimals first: a box rounds what it is given
    m_limit->setValue(limitOf(rule.promise));
    if (const auto* average = std::get_if<model::AveragePromise>(&rule.promise)) {
        text(m_per, formatDuration(average->per));
        m_burst->setValue(average->burst);
    } else if (const auto* window = std::get_if<model::WindowPromise>(&rule.promise)) {
        text(m_per, formatDuration(window->per));
    } else if (const auto* calendar = std::get_if<model::CalendarPromise>(&rule.promise)) {
        m_period->setCurrentIndex(m_period->findData(static_cast<int>(calendar->per)));
        text(m_zone, calendar->timeZone);
    }
    m_match->setMatch(rule.match);
    m_otherDimensions.clear();
    for (QAction* each : std::as_const(m_dimensions))
        each->setChecked(std::ranges::find(rule.partition, each->data().toString().toStdString()) !=
                         rule.partition.end());
    for (const std::string& each : rule.partition) {
        if (each.starts_with("header:"))
            m_otherDimensions.append(QString::fromStdString(each));
    }
    showPartition();
    m_missing->setCurrentIndex(static_cast<int>(rule.missing));
    m_prefix->setValue(static_cast<int>(rule.ipv6Prefix));
    m_action->setCurrentIndex(m_action->findData(static_cast<int>(rule.action)));
    text(m_wait, formatDuration(rule.queue.wait));
    m_length->setValue(static_cast<int>(rule.queue.length));
    m_enforce->setValue(static_cast<int>(rule.enforce));
    QStringList replaced;
    for (const std::string& each : rule.replaces)
        replaced.append(QString::fromStdString(each));
    text(m_replaces, replaced.join(u", "_s).toStdString());
    showWhatApplies();
    m_filling = false;
}

model::Promise LimitForm::promise() const
{
    const double limit = m_limit->value();
    // What is no duration becomes 0, which the check refuses by the field's name.
    const Duration per = parseDuration(m_per->text().trimmed().toStdString()).value_or(Duration{});
    switch (kind()) {
    case Kind::Average:
        return model::AveragePromise{limit, per, m_burst->value()};
    case Kind::Window:
        return model::WindowPromise{limit, per};
    case Kind::Calendar:
        return model::CalendarPromise{
            limit, static_cast<model::CalendarPeriod>(m_period->currentData().toInt()),
            m_zone->text().trimmed().isEmpty() ? "UTC" : m_zone->text().trimmed().toStdString()};
    case Kind::InFlight:
        break;
    }
    return model::InFlightPromise{limit};
}

model::LimitRule LimitForm::rule() const
{
    model::LimitRule rule = m_base;
    rule.id = m_id->text().trimmed().toStdString();
    rule.name = m_name->text().trimmed().toStdString();
    if (rule.name.empty())
        rule.name = rule.id;
    rule.unit = static_cast<model::LimitUnit>(m_unit->currentData().toInt());
    rule.promise = promise();
    rule.match = m_match->match();
    rule.partition.clear();
    for (const QAction* each : m_dimensions) {
        if (each->isChecked())
            rule.partition.push_back(each->data().toString().toStdString());
    }
    for (const QString& each : m_otherDimensions)
        rule.partition.push_back(each.toStdString());
    if (std::ranges::is_permutation(rule.partition, m_base.partition))
        rule.partition = m_base.partition; // in the order it was written
    rule.missing = static_cast<model::MissingIdentity>(m_missing->currentIndex());
    rule.ipv6Prefix = static_cast<std::uint32_t>(m_prefix->value());
    rule.action = static_cast<model::LimitAction>(m_action->currentData().toInt());
    rule.queue.wait = parseDuration(m_wait->text().trimmed().toStdString()).value_or(Duration{});
    rule.queue.length = static_cast<std::uint32_t>(m_length->value());
    rule.enforce = static_cast<std::uint32_t>(m_enforce->value());
    rule.replaces.clear();
    const QStringList replaced = m_replaces->text().split(u',', Qt::SkipEmptyParts);
    for (const QString& each : replaced)
        rule.replaces.push_back(each.trimmed().toStdString());
    return rule;
}

QList<client::FieldFault> LimitForm::showFaults(const QList<client::FieldFault>& faults)
{
    for (FormField* field : std::as_const(m_fields))
        field->setError({});
    m_match->clearErrors();
    QList<client::FieldFault> homeless;
    for (const client::FieldFault& fault : faults) {
        FormField* field = m_match->fieldAt(fault.path);
        QString path = fault.path;
        if (path == "promise.per"_L1 && kind() == Kind::Calendar)
            path = u"promise.period"_s;
        while (!field && !path.isEmpty()) { // the nearest field above: partition[1] -> partition
            field = m_fields.value(path);
            path = path.left(
                std::max<qsizetype>(0, std::max(path.lastIndexOf(u'.'), path.lastIndexOf(u'['))));
        }
        if (field && field->isVisibleTo(this) && field->error().isEmpty())
            field->setError(fault.message);
        else if (!field || !field->isVisibleTo(this))
            homeless.append(fault);
    }
    return homeless;
}

void LimitForm::setWorstCase(const QString& amount, const QString& sentence)
{
    m_worstAmount->setText(amount);
    m_worstWords->setText(sentence);
}

void LimitForm::focusLimit()
{
    m_limit->setFocus();
    m_limit->selectAll();
}

} // namespace gatehouse::ui
