// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/DoctorPane.h"

#include "limits/CureList.h"
#include "limits/LimitWords.h"
#include "limits/RuleMeter.h"
#include "model/Words.h"
#include "widgets/Bar.h"
#include "widgets/BusyBar.h"
#include "widgets/Card.h"
#include "widgets/ChartPanel.h"
#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kCuresWidth = 400;
constexpr int kChartHeight = 190;
constexpr qsizetype kMostCallers = 5;
constexpr qsizetype kMostRules = 6;

QString causeName(const QString& cause)
{
    if (cause == "own_rule"_L1)
        return DoctorPane::tr("Own rule");
    if (cause == "own_queue"_L1)
        return DoctorPane::tr("Own queue");
    if (cause == "own_shedding"_L1)
        return DoctorPane::tr("Own shedding");
    if (cause == "provider_key_limit"_L1)
        return DoctorPane::tr("Provider limit");
    if (cause == "provider_overload"_L1)
        return DoctorPane::tr("Provider busy");
    return DoctorPane::tr("Inside a 200 stream");
}

QString verdictOf(const client::Explanation& explanation)
{
    const QString& cause = explanation.cause;
    if (cause == "own_rule"_L1)
        return DoctorPane::tr("Refused by your own rule.");
    if (cause == "own_queue"_L1)
        return DoctorPane::tr("Waited in your own queue in vain.");
    if (cause == "own_shedding"_L1)
        return DoctorPane::tr("The gateway itself had too many connections.");
    if (cause == "provider_key_limit"_L1)
        return DoctorPane::tr("Refused by the provider: its key has a limit.");
    if (cause == "provider_overload"_L1)
        return DoctorPane::tr("The provider was overloaded.");
    if (cause == "refused_in_stream"_L1)
        return DoctorPane::tr("Refused inside a stream that began with 200.");
    return DoctorPane::tr("This request was not refused.");
}

QString labelName(const QString& label)
{
    if (label == "ignores_retry_after"_L1)
        return DoctorPane::tr("ignores Retry-After");
    if (label == "wakes_together"_L1)
        return DoctorPane::tr("wakes all at once");
    if (label == "polite"_L1)
        return DoctorPane::tr("polite");
    return DoctorPane::tr("too few calls to tell");
}

model::LimitUnit unitOf(const client::ExplainedRule& rule)
{
    return model::fromWord<model::LimitUnit>(rule.unit.toStdString())
        .value_or(model::LimitUnit::Requests);
}

void clearGrid(QLayout& layout, int keep = 0)
{
    while (layout.count() > keep) {
        const std::unique_ptr<QLayoutItem> item(layout.takeAt(keep));
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
    }
}

QString percent(const std::optional<double>& share)
{
    return share ? DoctorPane::tr("%1 %").arg(std::lround(*share * 100)) : u"\u2013"_s;
}

Card* titled(const QString& title)
{
    auto* card = new Card;
    card->body()->addWidget(new TextLabel(title, TextSize::Body, Role::Text, QFont::Bold));
    return card;
}

} // namespace

DoctorPane::DoctorPane(client::AdminClient& client, const client::Names& names, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_names(names)
    , m_subject(new TextLabel({}, TextSize::Code, Role::Muted))
    , m_busy(new BusyBar)
    , m_content(new QWidget)
    , m_state(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_verdict(new TextLabel({}, TextSize::Title, Role::Text, QFont::Bold))
    , m_rule(new TextLabel)
    , m_used(new TextLabel)
    , m_causes(new QGridLayout)
    , m_blame(new ChartPanel(tr("Who filled the counter"), m_group, ChartUnit::PerSecond,
                             ChartPanel::Arrangement::FigureRight))
    , m_conduct(new QGridLayout)
    , m_room(new QVBoxLayout)
    , m_cures(new CureList(names))
{
    setObjectName(u"doctorPane"_s);
    setGround(this, Role::Window);
    m_verdict->setObjectName(u"doctorVerdict"_s);
    m_rule->setObjectName(u"doctorRule"_s);
    m_used->setObjectName(u"doctorUsed"_s);
    m_state->setObjectName(u"doctorState"_s);
    m_state->setAlignment(Qt::AlignCenter);
    m_state->setWordWrap(true);
    for (TextLabel* label : {m_verdict, m_rule, m_used})
        label->setWordWrap(true);
    for (TextLabel* label : {m_rule, m_used})
        label->setTextFormat(Qt::RichText);
    Card* conduct = titled(tr("Conduct of the callers"));
    m_conduct->setHorizontalSpacing(grid::kGapWide);
    m_conduct->setVerticalSpacing(4);
    m_conduct->setColumnStretch(0, 1);
    conduct->body()->addLayout(m_conduct);
    conduct->body()->addStretch(1);
    Card* room = titled(tr("Room in the other rules at that moment"));
    m_room->setSpacing(0);
    room->body()->addLayout(m_room);
    room->body()->addStretch(1);
    m_blame->chart().setMinimumHeight(grid::scaled(kChartHeight));
    auto* cards = new QVBoxLayout(m_content);
    cards->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kSide);
    cards->setSpacing(grid::kGapWide);
    cards->addWidget(makeVerdict());
    cards->addWidget(m_blame, 1);
    auto* pair = new QHBoxLayout;
    pair->setSpacing(grid::kGapWide);
    pair->addWidget(conduct, 1);
    pair->addWidget(room, 1);
    cards->addLayout(pair);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* ground = new QWidget;
    setGround(ground, Role::Window);
    auto* groundColumn = new QVBoxLayout(ground);
    groundColumn->setContentsMargins(0, 0, 0, 0);
    groundColumn->addWidget(m_state);
    groundColumn->addWidget(m_content, 1);
    scroll->setWidget(ground);
    auto* body = new QSplitter(Qt::Horizontal);
    body->setHandleWidth(1);
    body->setChildrenCollapsible(false);
    body->addWidget(scroll);
    body->addWidget(m_cures);
    m_cures->setMinimumWidth(grid::scaled(grid::kInspectorLeast));
    body->setStretchFactor(0, 1);
    body->setSizes({2000, grid::scaled(kCuresWidth)});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_busy);
    column->addWidget(body, 1);
    m_content->hide();
    m_cures->hide();
    connect(m_cures, &CureList::ruleAsked, this, &DoctorPane::ruleAsked);
    connect(m_cures, &CureList::told, this, &DoctorPane::told);
}

QWidget* DoctorPane::makeHead()
{
    auto* head = new Bar(grid::kHeader);
    auto* back = new QPushButton(icon(Icon::GoPrevious, Role::Accent), tr("Rate limits"));
    back->setObjectName(u"backFromDoctor"_s);
    setButtonRole(back, ButtonRole::Link);
    m_subject->setElided();
    auto* open = new QPushButton(tr("Open request"));
    open->setObjectName(u"openRequest"_s);
    m_open = open;
    head->row()->addWidget(back);
    head->row()->addWidget(
        new TextLabel(tr("Why was this refused?"), TextSize::Title, Role::Text, QFont::Bold));
    head->row()->addWidget(m_subject, 1);
    head->row()->addWidget(open);
    connect(back, &QPushButton::clicked, this, &DoctorPane::closeAsked);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT requestAsked(m_id); });
    return head;
}

QWidget* DoctorPane::makeVerdict()
{
    auto* card = new Card;
    m_causes->setHorizontalSpacing(grid::kGap);
    m_causes->setVerticalSpacing(grid::kGap);
    card->body()->addWidget(m_verdict);
    card->body()->addWidget(m_rule);
    card->body()->addWidget(m_used);
    card->body()->addLayout(m_causes);
    return card;
}

void DoctorPane::say(const QString& words, const QString& detail)
{
    m_content->hide();
    m_cures->hide();
    m_state->setText(words);
    m_state->setToolTip(detail);
    m_state->show();
}

void DoctorPane::showNewest()
{
    m_id.clear();
    m_subject->clear();
    m_open->setEnabled(false);
    m_busy->setBusy(true);
    client::TrafficFilter refused;
    refused.status = u"429"_s;
    m_client.traffic({this, m_ticket}, refused, {}, 1,
                     [this](const client::Answer<client::TrafficPage>& answer) {
                         m_busy->setBusy(false);
                         if (!answer)
                             say(answer.error().message, answer.error().detail);
                         else if (answer->items.isEmpty())
                             say(tr("Nothing was refused in the traffic that is still recorded."));
                         else
                             showRequest(answer->items.first().id);
                     });
}

void DoctorPane::showRequest(const QString& id)
{
    m_id = id;
    m_subject->setText(id);
    m_open->setEnabled(true);
    m_busy->setBusy(true);
    m_client.explain({this, m_ticket}, id,
                     [this](const client::Answer<client::Explanation>& answer) {
                         m_busy->setBusy(false);
                         if (answer)
                             show(*answer);
                         else
                             say(answer.error().kind == client::Problem::Kind::NotFound
                                     ? tr("This request is no longer recorded.")
                                     : answer.error().message,
                                 answer.error().detail);
                     });
}

QString DoctorPane::applicationName(const QString& id) const
{
    return id.isEmpty() ? tr("nobody known") : m_names.name(client::Names::Kind::Application, id);
}

void DoctorPane::show(const client::Explanation& explanation)
{
    const client::TrafficRecord& record = explanation.record;
    constexpr int kIdShown = 10; // its time; the tool tip has the whole
    m_subject->setText(QStringList{record.id.left(kIdShown), applicationName(record.application),
                                   record.method + u' ' + record.path,
                                   QString::number(record.status)}
                           .join(u" \u00b7 "_s));
    m_subject->setToolTip(record.id);
    m_state->hide();
    m_content->show();
    m_cures->show();
    showVerdict(explanation);
    showBlame(explanation);
    showConduct(explanation);
    showRoom(explanation);
    m_cures->showCures(explanation);
}

void DoctorPane::showVerdict(const client::Explanation& explanation)
{
    QString verdict = verdictOf(explanation);
    if (explanation.cause == "own_rule"_L1 && !explanation.blame.isEmpty() &&
        explanation.blame.first().application != explanation.record.application)
        verdict = tr("Refused by your own rule: %1 had used up the shared counter.")
                      .arg(applicationName(explanation.blame.first().application));
    m_verdict->setText(verdict);
    m_verdict->setToolTip(explanation.sentence);
    m_rule->setVisible(explanation.rule.has_value());
    m_used->setVisible(explanation.rule.has_value());
    if (explanation.rule) {
        const client::ExplainedRule& rule = *explanation.rule;
        const model::LimitUnit unit = unitOf(rule);
        m_rule->setText(
            u"<b>%1</b>: %2"_s.arg(rule.name.toHtmlEscaped(), rule.sentence.toHtmlEscaped()));
        QStringList facts{tr("Used <b>%1 of %2</b> at %3.")
                              .arg(countText(unit, rule.used), countText(unit, rule.limit),
                                   explanation.record.time().toString(u"HH:mm:ss.zzz"_s))};
        if (rule.clearsAtMillis > 0)
            facts.append(
                tr("Empty again %1 later if nobody calls.")
                    .arg(milliseconds(double(rule.clearsAtMillis - explanation.record.timeMillis))
                             .text()));
        if (explanation.toldWaitMillis)
            facts.append(*explanation.toldWaitMillis < 0
                             ? tr("The caller was told not to come again.")
                             : tr("The caller was told to wait %1.")
                                   .arg(milliseconds(double(*explanation.toldWaitMillis)).text()));
        if (!rule.stored)
            facts.append(tr("The rule is deleted meanwhile."));
        m_used->setText(facts.join(u' '));
    }
    clearGrid(*m_causes);
    int at = 0;
    constexpr int kColumns = 3;
    for (const client::Explanation::Cause& cause : explanation.causes) {
        auto* words = new TextLabel(causeName(cause.cause), TextSize::Body,
                                    cause.applies ? Role::Text : Role::Muted,
                                    cause.applies ? QFont::Bold : QFont::Normal);
        words->setToolTip(cause.detail);
        auto* cell = new QWidget;
        auto* row = new QHBoxLayout(cell);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(grid::kGap);
        row->addWidget(new StateShape(cause.applies ? State::Full : State::Idle));
        row->addWidget(words);
        row->addStretch(1);
        m_causes->addWidget(cell, at / kColumns, at % kColumns);
        ++at;
    }
}

void DoctorPane::showBlame(const client::Explanation& explanation)
{
    m_blame->setVisible(!explanation.blame.isEmpty());
    if (explanation.blame.isEmpty())
        return;
    const double aSecond = 1000.0 / double(std::max<qint64>(1, explanation.blameStepMillis));
    const auto scaled = [aSecond](QList<double> values) {
        for (double& value : values)
            value *= aSecond;
        return values;
    };
    QList<ChartLayer> layers;
    qsizetype index = 0;
    QList<std::pair<QString, QString>> shares;
    for (const client::Explanation::Share& share : explanation.blame) {
        if (index >= kMostCallers)
            break;
        QList<double> values;
        for (const auto& series : explanation.usedSeries) {
            if (series.application == share.application)
                values = scaled(series.values);
        }
        layers.append({.id = u"app."_s + share.application,
                       .name = applicationName(share.application),
                       .role = seriesRole(static_cast<int>(index)),
                       .form = ChartLayer::Form::Stack,
                       .fill = 0.5,
                       .values = values});
        shares.append({layers.last().id, percent(share.share)});
        ++index;
    }
    if (!explanation.refusedSeries.isEmpty())
        layers.append({.id = u"refused"_s,
                       .name = tr("refused"),
                       .role = Role::Limit,
                       .form = ChartLayer::Form::Stack,
                       .fill = 0.5,
                       .values = scaled(explanation.refusedSeries)});
    m_blame->setLayers(layers);
    for (const auto& [id, text] : shares)
        m_blame->setLegendValue(id, text);
    m_blame->chart().setTime(explanation.blameFromMillis, explanation.blameStepMillis,
                             explanation.blamePoints);
    for (const ChartLayer& layer : layers)
        m_blame->chart().setValues(layer.id, layer.values);
    m_blame->chart().setReference(explanation.limitPerStep
                                      ? std::optional(*explanation.limitPerStep * aSecond)
                                      : std::nullopt);
    m_blame->chart().setMarks({{explanation.record.timeMillis, tr("this request"), Role::Muted}});
}

void DoctorPane::showConduct(const client::Explanation& explanation)
{
    clearGrid(*m_conduct);
    int row = 0;
    if (explanation.conduct.isEmpty()) {
        m_conduct->addWidget(
            new TextLabel(tr("Nobody was refused around it."), TextSize::Body, Role::Muted), 0, 0);
        return;
    }
    const QString heads[] = {{}, tr("Refused"), tr("Early"), tr("Tries")};
    for (int i = 0; i < 4; ++i)
        m_conduct->addWidget(new TextLabel(heads[i], TextSize::Secondary, Role::Muted), row, i,
                             i > 0 ? Qt::AlignRight : Qt::AlignLeft);
    ++row;
    for (const client::Explanation::Conduct& each : explanation.conduct) {
        if (row > 2 * kMostCallers)
            break;
        const bool rude =
            each.label == "ignores_retry_after"_L1 || each.label == "wakes_together"_L1;
        auto* name = new TextLabel(applicationName(each.application));
        name->setElided();
        m_conduct->addWidget(name, row, 0);
        const QString values[] = {wholeNumber(each.refused), percent(each.earlyShare),
                                  QLocale().toString(each.tries, 'f', 2)};
        for (int i = 0; i < 3; ++i)
            m_conduct->addWidget(
                new TextLabel(values[i], TextSize::Body, rude && i > 0 ? Role::Bad : Role::Text),
                row, i + 1, Qt::AlignRight);
        ++row;
        m_conduct->addWidget(new TextLabel(labelName(each.label), TextSize::Secondary,
                                           rude ? Role::Bad : Role::Muted),
                             row, 0, 1, 4);
        ++row;
    }
}

void DoctorPane::showRoom(const client::Explanation& explanation)
{
    clearGrid(*m_room);
    if (explanation.others.isEmpty())
        m_room->addWidget(new TextLabel(tr("No other rule met it."), TextSize::Body, Role::Muted));
    for (const client::ExplainedRule& rule : explanation.others.mid(0, kMostRules)) {
        auto* meter = new RuleMeter;
        const model::LimitUnit unit = unitOf(rule);
        const bool full = rule.limit > 0 && rule.remaining <= 0;
        meter->setValues({rule.name, rule.limit > 0 ? rule.used / rule.limit : 0, full,
                          tr("%1 left").arg(countText(unit, std::max(0.0, rule.remaining))),
                          countText(unit, rule.used) + u" / "_s + countText(unit, rule.limit)});
        m_room->addWidget(meter);
    }
}

} // namespace gatehouse::ui
