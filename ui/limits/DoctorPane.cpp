// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/DoctorPane.h"

#include "limits/CureList.h"
#include "limits/DoctorWords.h"
#include "limits/LimitWords.h"
#include "limits/RuleMeter.h"
#include "limits/SaidWords.h"
#include "widgets/Bar.h"
#include "widgets/BusyBar.h"
#include "widgets/Card.h"
#include "widgets/ChartPanel.h"
#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kCuresWidth = 400;
constexpr int kChartHeight = 140;
constexpr qsizetype kMostCallers = 5;
constexpr qsizetype kMostRules = 6;
constexpr int kMostRecent = 50;
constexpr int kRecentWidth = 420;

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
    , m_recent(new QComboBox)
    , m_busy(new BusyBar)
    , m_content(new QWidget)
    , m_state(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_verdict(new TextLabel({}, TextSize::Title, Role::Text, QFont::Bold))
    , m_rule(new TextLabel)
    , m_used(new TextLabel)
    , m_causes(new QGridLayout)
    , m_blame(new ChartPanel(tr("Who filled the counter"), m_group, ChartUnit::PerSecond,
                             ChartPanel::Arrangement::FigureRight))
    , m_forecast(new ChartPanel(tr("If nothing changes"), m_ahead, ChartUnit::PerSecond,
                                ChartPanel::Arrangement::FigureRight))
    , m_forecastWords(new TextLabel({}, TextSize::Secondary))
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
    Card* room = titled(tr("Room in the other rules"));
    m_room->setSpacing(0);
    room->body()->addLayout(m_room);
    room->body()->addStretch(1);
    m_forecastWords->setObjectName(u"doctorForecast"_s);
    m_forecastWords->setWordWrap(true);
    // A wrapped label in a layout that scrolls asks for one line only.
    m_forecastWords->setMinimumHeight(2 * m_forecastWords->fontMetrics().lineSpacing());
    m_blame->chart().setMinimumHeight(grid::scaled(kChartHeight));
    m_forecast->chart().setMinimumHeight(grid::scaled(kChartHeight));
    m_forecast->body()->addWidget(m_forecastWords);
    auto* cards = new QVBoxLayout(m_content);
    cards->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kSide);
    cards->setSpacing(grid::kGapWide);
    cards->addWidget(makeVerdict());
    // As wide as three to two, whatever stands in them.
    for (const auto& [left, right] : {std::pair<QWidget*, QWidget*>(m_blame, conduct),
                                      std::pair<QWidget*, QWidget*>(m_forecast, room)}) {
        auto* pair = new QHBoxLayout;
        pair->setSpacing(grid::kGapWide);
        for (QWidget* card : {left, right})
            card->setSizePolicy(QSizePolicy::Ignored, card->sizePolicy().verticalPolicy());
        pair->addWidget(left, 3);
        pair->addWidget(right, 2);
        cards->addLayout(pair, 1);
    }
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
    connect(m_cures, &CureList::linkAsked, this, &DoctorPane::linkAsked);
    connect(m_cures, &CureList::watchAsked, this, &DoctorPane::watchAsked);
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
    m_recent->setObjectName(u"recentRefusals"_s);
    m_recent->setAccessibleName(tr("Other refused requests"));
    m_recent->setPlaceholderText(tr("Others"));
    m_recent->setMinimumContentsLength(10);
    m_recent->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_recent->view()->setMinimumWidth(grid::scaled(kRecentWidth));
    m_recent->hide();
    connect(m_recent, &QComboBox::activated, this,
            [this] { showRequest(m_recent->currentData().toString()); });
    head->row()->addWidget(m_recent);
    head->row()->addWidget(open);
    auto* log = new QPushButton(icon(Icon::DocumentOpen), tr("Open a log file"));
    log->setObjectName(u"openLog"_s);
    log->setToolTip(tr("An access log of nginx, Apache, HAProxy, Envoy, Kong or APISIX"));
    head->row()->addWidget(log);
    connect(log, &QPushButton::clicked, this, &DoctorPane::logAsked);
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
    readRecent([this](const QList<client::TrafficRecord>& recent) {
        m_busy->setBusy(false);
        if (recent.isEmpty())
            say(tr("Nothing was refused in the traffic that is still recorded."));
        else
            showRequest(recent.first().id);
    });
}

void DoctorPane::readRecent(std::function<void(const QList<client::TrafficRecord>&)> then)
{
    client::TrafficFilter refused;
    refused.status = u"429"_s;
    m_client.traffic(
        {this, m_recentTicket}, refused, {}, kMostRecent,
        [this, then = std::move(then)](const client::Answer<client::TrafficPage>& answer) {
            if (!answer) {
                // One that is asked for by its id is explained all the same.
                if (m_id.isEmpty()) {
                    m_busy->setBusy(false);
                    say(answer.error().message, answer.error().detail);
                }
                return;
            }
            m_recent->clear();
            for (const client::TrafficRecord& record : answer->items)
                m_recent->addItem(tr("%1, %2, %3")
                                      .arg(record.time().toString(u"HH:mm:ss.zzz"_s),
                                           applicationName(record.application), record.path),
                                  record.id);
            showInRecent();
            then(answer->items);
        });
}

void DoctorPane::showInRecent()
{
    m_recent->setVisible(m_recent->count() > 1);
    m_recent->setCurrentIndex(m_recent->findData(m_id));
}

void DoctorPane::showRequest(const QString& id)
{
    m_id = id;
    if (m_recent->count() == 0)
        readRecent([](const QList<client::TrafficRecord>&) {});
    showInRecent();
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

void DoctorPane::sayInOwnWords(client::ExplainedRule& rule) const
{
    const auto at = std::ranges::find(m_rules, rule.id.toStdString(),
                                      [](const auto& each) { return each.value.id; });
    if (at == m_rules.end())
        return;
    rule.name = displayName(at->value);
    rule.sentence =
        plainText(sentenceRuns(at->value, m_names)) + u" ("_s + secondLine(at->value, -1) + u")."_s;
}

void DoctorPane::show(client::Explanation explanation)
{
    if (explanation.rule)
        sayInOwnWords(*explanation.rule);
    for (client::ExplainedRule& rule : explanation.others)
        sayInOwnWords(rule);
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
    showForecast(explanation);
    showConduct(explanation);
    showRoom(explanation);
    m_cures->showCures(explanation);
    m_content->layout()->activate(); // rows that came just now count before anything is painted
    m_content->updateGeometry();
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
        words->setToolTip(saidWords(cause.detail, m_names));
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

void DoctorPane::showForecast(const client::Explanation& explanation)
{
    const auto& forecast = explanation.forecast;
    m_forecast->setVisible(forecast.has_value());
    if (!forecast)
        return;
    const double aSecond = 1000.0 / double(std::max<qint64>(1, forecast->stepMillis));
    const auto past = forecast->past.size();
    const auto gap = std::numeric_limits<double>::quiet_NaN();
    // One axis: what was asked, then what is to come.
    const auto ahead = [&](const QList<double>& values) {
        QList<double> out(past, gap);
        for (const double value : values)
            out.append(value * aSecond);
        return out;
    };
    QList<double> asked;
    for (const double value : forecast->past)
        asked.append(value * aSecond);
    asked.resize(past + forecast->middle.size(), gap);
    m_forecast->setLayers(
        {{.id = u"asked"_s, .name = tr("asked"), .role = Role::Text},
         {.id = u"middle"_s, .name = tr("to come"), .role = Role::Text, .pen = Qt::DashLine},
         {.id = u"low"_s, .name = tr("80 % band"), .role = Role::Series7, .pen = Qt::DotLine},
         {.id = u"high"_s,
          .name = tr("80 % band, above"),
          .role = Role::Series7,
          .pen = Qt::DotLine}});
    m_forecast->chart().setTime(forecast->fromMillis - past * forecast->stepMillis,
                                forecast->stepMillis, int(asked.size()));
    m_forecast->chart().setValues(u"asked"_s, asked);
    m_forecast->chart().setValues(u"middle"_s, ahead(forecast->middle));
    m_forecast->chart().setValues(u"low"_s, ahead(forecast->low));
    m_forecast->chart().setValues(u"high"_s, ahead(forecast->high));
    m_forecast->chart().setReference(forecast->limit ? std::optional(*forecast->limit * aSecond)
                                                     : std::nullopt);
    m_forecast->chart().setMarks({{forecast->fromMillis, tr("this request"), Role::Muted}});
    if (!forecast->limit) {
        m_forecastWords->setText({});
        return;
    }
    const double above =
        forecast->middle.isEmpty() ? 0 : forecast->middle.last() - *forecast->limit;
    const double perMinute = above * 60'000 / double(std::max<qint64>(1, forecast->stepMillis));
    if (above > 0)
        m_forecastWords->setText(
            tr("About %1 a minute more are asked than the rule lets through, and refusals go on.")
                .arg(countText(explanation.rule ? unitOf(*explanation.rule)
                                                : model::LimitUnit::Requests,
                               std::round(perMinute))));
    else if (explanation.fullAtMillis)
        m_forecastWords->setText(tr("It will be full again at %1.")
                                     .arg(QDateTime::fromMSecsSinceEpoch(*explanation.fullAtMillis)
                                              .toString(u"HH:mm"_s)));
    else
        m_forecastWords->setText(tr("What is asked stays below the limit from here on."));
}

void DoctorPane::showConduct(const client::Explanation& explanation)
{
    clearGrid(*m_conduct);
    if (explanation.conduct.isEmpty()) {
        m_conduct->addWidget(
            new TextLabel(tr("Nobody was refused around it."), TextSize::Body, Role::Muted), 0, 0);
        return;
    }
    int row = 0;
    const auto isRude = [](const client::Explanation::Conduct& each) {
        return each.label == "ignores_retry_after"_L1 || each.label == "wakes_together"_L1;
    };
    // The one that is most to blame in full, the others in a line.
    auto worst = std::ranges::find_if(explanation.conduct, isRude);
    if (worst == explanation.conduct.end())
        worst = explanation.conduct.begin();
    const bool rude = isRude(*worst);
    const auto line = [this, &row, rude](const QString& name, const QString& value, bool isFault) {
        auto* words = new TextLabel(name);
        words->setElided();
        m_conduct->addWidget(words, row, 0);
        m_conduct->addWidget(new TextLabel(value, TextSize::Body,
                                           rude && isFault ? Role::Bad : Role::Text,
                                           rude && isFault ? QFont::Bold : QFont::Normal),
                             row++, 1, Qt::AlignRight);
    };
    auto* who =
        new TextLabel(applicationName(worst->application), TextSize::Body, Role::Text, QFont::Bold);
    who->setElided();
    m_conduct->addWidget(who, row++, 0, 1, 2);
    line(tr("Refused"), wholeNumber(worst->refused), false);
    line(tr("Calls before the told time"), percent(worst->earlyShare),
         worst->earlyShare.value_or(0) > 0.1);
    line(tr("Tries for one question"), QLocale().toString(worst->tries, 'f', 2),
         worst->tries > 1.1);
    line(tr("Wakes all at once"),
         worst->wakeIndex ? QLocale().toString(*worst->wakeIndex, 'f', 2) : u"\u2013"_s,
         worst->label == "wakes_together"_L1);
    line(tr("Gives up"),
         worst->gaveUpShare && *worst->gaveUpShare == 0 ? tr("never") : percent(worst->gaveUpShare),
         worst->gaveUpShare && *worst->gaveUpShare == 0);
    auto* label = new TextLabel(labelName(worst->label), TextSize::Body,
                                rude ? Role::Bad : Role::Muted, QFont::Bold);
    label->setObjectName(u"doctorConduct"_s);
    m_conduct->addWidget(label, row++, 0, 1, 2);
    qsizetype others = 0;
    for (const client::Explanation::Conduct& each : explanation.conduct) {
        if (&each == &*worst || others++ >= kMostCallers)
            continue;
        auto* words = new TextLabel(tr("%1: %2; early %3, %4 tries")
                                        .arg(applicationName(each.application),
                                             labelName(each.label), percent(each.earlyShare),
                                             QLocale().toString(each.tries, 'f', 2)),
                                    TextSize::Secondary, isRude(each) ? Role::Bad : Role::Muted);
        words->setElided();
        m_conduct->addWidget(words, row++, 0, 1, 2);
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
