// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/TryPane.h"

#include "limits/LimitWords.h"
#include "widgets/Bar.h"
#include "widgets/BusyBar.h"
#include "widgets/ChartLegend.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/TimeChart.h"
#include "widgets/Variants.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {
constexpr int kPoints = 120;
constexpr qsizetype kMostApplications = 6;
constexpr int kChartHeight = 120;
} // namespace

TryPane::TryPane(client::AdminClient& client, const client::Names& names,
                 std::function<qint64()> serverNow, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_names(names)
    , m_now(std::move(serverNow))
    , m_span(new QComboBox)
    , m_polite(new QCheckBox(tr("Leave out the clients’ retries")))
    , m_busy(new BusyBar)
    , m_state(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_before(new TextLabel({}, TextSize::KeyFigure, Role::Muted))
    , m_after(new TextLabel({}, TextSize::KeyFigure, Role::Text, QFont::Bold))
    , m_change(new TextLabel({}, TextSize::Body, Role::Muted, QFont::Bold))
    , m_chart(new TimeChart(m_group, ChartUnit::PerSecond))
    , m_rows(new QGridLayout)
    , m_smallest(new TextLabel)
    , m_take(new QPushButton)
    , m_note(new TextLabel({}, TextSize::Secondary, Role::Muted))
{
    setObjectName(u"tryPane"_s);
    setGround(this, Role::Surface);
    m_state->setObjectName(u"tryState"_s);
    m_state->setWordWrap(true);
    m_before->setObjectName(u"tryBefore"_s);
    m_after->setObjectName(u"tryAfter"_s);
    m_result = makeResult();
    auto* words = new QVBoxLayout;
    words->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    words->addWidget(m_state);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_busy);
    column->addLayout(words);
    column->addWidget(m_result);
    column->addStretch(1);
    m_result->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(600ms);
    connect(&m_pause, &QTimer::timeout, this, &TryPane::run);
    connect(m_span, &QComboBox::activated, this, &TryPane::run);
    connect(m_polite, &QCheckBox::toggled, this, &TryPane::run);
    connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT limitChosen(m_suggested); });
}

QWidget* TryPane::makeHead()
{
    auto* head = new Bar(grid::kHeader);
    head->row()->addWidget(
        new TextLabel(tr("Try before apply"), TextSize::Body, Role::Text, QFont::Bold));
    head->row()->addStretch(1);
    m_span->setObjectName(u"trySpan"_s);
    m_span->setAccessibleName(tr("Recorded traffic to replay"));
    m_span->addItem(tr("last 15 minutes"), 15);
    m_span->addItem(tr("last hour"), 60);
    m_span->addItem(tr("last 24 hours"), 1440);
    m_span->setCurrentIndex(1);
    head->row()->addWidget(m_span);
    return head;
}

QWidget* TryPane::makeResult()
{
    auto* figures = new QHBoxLayout;
    figures->setSpacing(grid::kGap);
    figures->addWidget(m_before);
    figures->addWidget(new TextLabel(tr("to"), TextSize::Body, Role::Muted));
    figures->addWidget(m_after);
    figures->addStretch(1);
    figures->addWidget(m_change);
    m_chart->setFixedHeight(grid::scaled(kChartHeight));
    m_chart->setAccessibleName(tr("Refused over time, before and after"));
    m_chart->setLayers({{.id = u"before"_s,
                         .name = tr("before"),
                         .role = Role::Series7,
                         .form = ChartLayer::Form::FilledLine},
                        {.id = u"after"_s,
                         .name = tr("after"),
                         .role = Role::Limit,
                         .form = ChartLayer::Form::FilledLine}});
    auto* legend = new ChartLegend;
    legend->setEntries({{.id = u"before"_s, .name = tr("before"), .role = Role::Series7},
                        {.id = u"after"_s, .name = tr("after"), .role = Role::Limit}});
    connect(legend, &ChartLegend::visibleChanged, m_chart, &TimeChart::setLayerVisible);
    m_rows->setHorizontalSpacing(grid::kGapWide);
    m_rows->setVerticalSpacing(4);
    m_rows->setColumnStretch(0, 1);
    m_smallest->setObjectName(u"trySmallest"_s);
    m_smallest->setWordWrap(true);
    m_take->setObjectName(u"takeSmallest"_s);
    setButtonRole(m_take, ButtonRole::Link);
    m_note->setWordWrap(true);
    auto* take = new QHBoxLayout;
    take->addWidget(m_take);
    take->addStretch(1);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(grid::kSide, 0, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    column->addLayout(figures);
    column->addWidget(m_chart);
    column->addWidget(legend);
    column->addWidget(m_polite);
    column->addWidget(new Separator);
    column->addLayout(m_rows);
    column->addWidget(new Separator);
    column->addWidget(m_smallest);
    column->addLayout(take);
    column->addWidget(m_note);
    return box;
}

void TryPane::clear()
{
    m_pause.stop();
    m_ticket.cancel();
    m_busy->setBusy(false);
    m_result->hide();
    m_state->setText(tr("Recorded traffic is replayed with this rule as soon as it is complete."));
    m_state->show();
}

void TryPane::setRule(const model::LimitRule& rule)
{
    m_rule = rule;
    setBusy(true);
    m_pause.start();
}

void TryPane::setBusy(bool busy)
{
    m_busy->setBusy(busy);
    m_chart->setStale(busy);
    for (TextLabel* label : {m_before, m_after, m_change})
        label->setEnabled(!busy);
}

void TryPane::run()
{
    m_pause.stop();
    if (m_client.endpoint().isEmpty() || m_rule.id.empty())
        return;
    setBusy(true);
    const qint64 to = m_now();
    const qint64 minutes = m_span->currentData().toInt();
    const QJsonObject rule =
        QJsonDocument::fromJson(client::writeValue<model::LimitRule>(m_rule)).object();
    const QString id = QString::fromStdString(m_rule.id);
    const QJsonObject body{{u"from_ms"_s, to - minutes * 60'000},
                           {u"to_ms"_s, to},
                           {u"rules"_s, QJsonArray{rule}},
                           {u"as"_s, m_polite->isChecked() ? u"without_retries"_s : u"recorded"_s},
                           {u"points"_s, kPoints},
                           {u"smallest"_s, QJsonObject{{u"rule"_s, id}, {u"share"_s, 0}}}};
    m_client.simulateLimits({this, m_ticket}, body,
                            [this](const client::Answer<client::Replay>& answer) {
                                setBusy(false);
                                if (answer) {
                                    show(*answer);
                                    return;
                                }
                                m_result->hide();
                                m_state->setText(answer.error().message);
                                m_state->setToolTip(answer.error().detail);
                                m_state->show();
                            });
}

void TryPane::show(const client::Replay& replay)
{
    m_state->setText(replay.calls == 0 ? tr("No recorded call in this span.")
                                       : tr("Refused of %1 recorded calls, now and with this rule")
                                             .arg(wholeNumber(replay.calls)));
    m_state->setToolTip(replay.assumptions.join(u'\n'));
    m_result->setVisible(replay.calls > 0);
    if (replay.calls == 0)
        return;
    const qint64 before = replay.before.refused;
    const qint64 after = replay.after.refused;
    m_before->setText(wholeNumber(before));
    m_after->setText(wholeNumber(after));
    m_after->setRole(after > 0 ? Role::Limit : Role::Good);
    const auto percent =
        before > 0 ? std::lround(100.0 * double(after - before) / double(before)) : 0;
    m_change->setText(before == 0 || percent == 0 ? QString()
                      : percent < 0               ? u"\u2212%1 %"_s.arg(-percent)
                                                  : u"+%1 %"_s.arg(percent));
    m_change->setRole(percent < 0 ? Role::Good : Role::Bad);
    const auto aSecond = [&replay](QList<double> values) {
        for (double& value : values)
            value = value * 1000 / double(std::max<qint64>(1, replay.stepMillis));
        return values;
    };
    m_chart->setTime(replay.fromMillis, replay.stepMillis, replay.points);
    m_chart->setValues(u"before"_s, aSecond(replay.before.refusedSeries));
    m_chart->setValues(u"after"_s, aSecond(replay.after.refusedSeries));
    showRows(replay);
    showSmallest(replay);
    QStringList notes;
    if (replay.completeFromMillis > replay.fromMillis)
        notes.append(tr("Records reach back to %1 only.")
                         .arg(QDateTime::fromMSecsSinceEpoch(replay.completeFromMillis)
                                  .toString(u"HH:mm"_s)));
    if (replay.retries > 0)
        notes.append(tr("%1 of the calls repeat a refused one.").arg(wholeNumber(replay.retries)));
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
}

void TryPane::showRows(const client::Replay& replay)
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int row = 0;
    const auto line = [this, &row](const QString& name, const QString& before, const QString& after,
                                   Role role, bool strong, bool inner) {
        auto* label = new TextLabel(inner ? u"   "_s + name : name, TextSize::Secondary, Role::Text,
                                    strong ? QFont::Bold : QFont::Normal);
        label->setElided();
        m_rows->addWidget(label, row, 0);
        m_rows->addWidget(new TextLabel(before, TextSize::Secondary, Role::Muted), row, 1,
                          Qt::AlignRight);
        m_rows->addWidget(
            new TextLabel(after, TextSize::Secondary, role, strong ? QFont::Bold : QFont::Normal),
            row, 2, Qt::AlignRight);
        ++row;
    };
    const auto figures = [&line](const QString& name, qint64 before, qint64 after, Role role,
                                 bool strong, bool inner) {
        line(name, wholeNumber(before), wholeNumber(after), after > 0 ? role : Role::Text, strong,
             inner);
    };
    line({}, tr("before"), tr("after"), Role::Muted, false, false);
    figures(tr("Answered"), replay.before.admitted, replay.after.admitted, Role::Text, false,
            false);
    figures(tr("Refused"), replay.before.refused, replay.after.refused, Role::Limit, true, false);
    QStringList shown;
    for (const auto* side : {&replay.after, &replay.before}) {
        for (const auto& each : side->applications) {
            if (each.refused == 0 || shown.contains(each.id) || shown.size() >= kMostApplications)
                continue;
            shown.append(each.id);
            const auto* before = replay.before.find(each.id);
            const auto* after = replay.after.find(each.id);
            figures(m_names.name(client::Names::Kind::Application, each.id),
                    before ? before->refused : 0, after ? after->refused : 0, Role::Limit, false,
                    true);
        }
    }
    figures(tr("Queued"), replay.before.queued, replay.after.queued, Role::Text, false, false);
    if (replay.after.wouldRefuse > 0 || replay.before.wouldRefuse > 0)
        figures(tr("Noted in shadow"), replay.before.wouldRefuse, replay.after.wouldRefuse,
                Role::Notice, false, false);
}

void TryPane::showSmallest(const client::Replay& replay)
{
    m_take->setVisible(replay.smallest.has_value());
    if (!replay.smallest) {
        m_smallest->setText(replay.whyNoSmallest);
        m_smallest->setVisible(!replay.whyNoSmallest.isEmpty());
        return;
    }
    m_suggested = *replay.smallest;
    m_smallest->show();
    const QString amount = amountText(m_rule.unit, m_suggested);
    m_smallest->setText(tr("Smallest limit with which this rule refuses nobody: %1").arg(amount));
    m_take->setText(tr("Take %1").arg(amount));
}

} // namespace gatehouse::ui
