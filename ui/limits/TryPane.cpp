// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/TryPane.h"

#include "limits/LimitWords.h"
#include "limits/SaidWords.h"
#include "widgets/Bar.h"
#include "widgets/BusyBar.h"
#include "widgets/ChartLegend.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/TimeChart.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QDateTimeEdit>
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
constexpr int kOwnRange = 0;  ///< Of m_span: from and to are given.
constexpr int kLogRange = -1; ///< An opened log.
constexpr double kShares[] = {0, 0.001, 0.01, 0.05};

QString percentText(double share)
{
    return TryPane::tr("%1 %").arg(QLocale().toString(share * 100, 'g', 3));
}
} // namespace

TryPane::TryPane(client::AdminClient& client, const client::Names& names,
                 std::function<qint64()> serverNow, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_names(names)
    , m_now(std::move(serverNow))
    , m_span(new QComboBox)
    , m_from(new QDateTimeEdit)
    , m_to(new QDateTimeEdit)
    , m_range(makeRange())
    , m_busy(new BusyBar)
    , m_state(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_before(new TextLabel({}, TextSize::KeyFigure, Role::Muted))
    , m_after(new TextLabel({}, TextSize::KeyFigure, Role::Text, QFont::Bold))
    , m_change(new TextLabel({}, TextSize::Body, Role::Muted, QFont::Bold))
    , m_chart(new TimeChart(m_group, ChartUnit::PerSecond))
    , m_rows(new QGridLayout)
    , m_politeWords(new TextLabel({}, TextSize::Secondary))
    , m_share(new QComboBox)
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
    words->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGap);
    words->addWidget(m_state);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_busy);
    column->addWidget(m_range);
    column->addLayout(words);
    column->addWidget(m_result);
    column->addStretch(1);
    m_result->hide();
    m_range->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(600ms);
    connect(&m_pause, &QTimer::timeout, this, &TryPane::run);
    connect(m_span, &QComboBox::activated, this, &TryPane::chooseSpan);
    for (QDateTimeEdit* edit : {m_from, m_to})
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, [this] { m_pause.start(); });
    connect(m_share, &QComboBox::activated, this, &TryPane::run);
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
    m_span->addItem(tr("last 7 days"), 7 * 1440);
    m_span->addItem(tr("from \u2026 to \u2026"), kOwnRange);
    m_span->setCurrentIndex(1);
    head->row()->addWidget(m_span);
    return head;
}

QWidget* TryPane::makeRange()
{
    auto* box = new QWidget;
    auto* rows = new QGridLayout(box);
    rows->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, 0);
    rows->setHorizontalSpacing(grid::kGap);
    rows->setVerticalSpacing(grid::kGap);
    rows->setColumnStretch(1, 1);
    m_from->setObjectName(u"tryFrom"_s);
    m_to->setObjectName(u"tryTo"_s);
    int row = 0;
    for (const auto& [edit, name] : {std::pair(m_from, tr("From")), {m_to, tr("To")}}) {
        edit->setCalendarPopup(true);
        edit->setAccessibleName(name);
        edit->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
        rows->addWidget(new TextLabel(name, TextSize::Secondary, Role::Muted), row, 0);
        rows->addWidget(edit, row++, 1);
    }
    return box;
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
                         .form = ChartLayer::Form::FilledLine},
                        {.id = u"before-polite"_s,
                         .name = tr("before, without retries"),
                         .role = Role::Text,
                         .pen = Qt::DotLine},
                        {.id = u"after-polite"_s,
                         .name = tr("after, without retries"),
                         .role = Role::Limit,
                         .pen = Qt::DashLine},
                        {.id = u"queued"_s, .name = tr("queued, after"), .role = Role::Series2}});
    auto* legend = new ChartLegend;
    legend->setEntries(
        {{.id = u"before"_s, .name = tr("before"), .role = Role::Series7},
         {.id = u"after"_s, .name = tr("after"), .role = Role::Limit},
         {.id = u"before-polite"_s, .name = tr("before, without retries"), .role = Role::Text},
         {.id = u"after-polite"_s, .name = tr("after, without retries"), .role = Role::Limit},
         {.id = u"queued"_s, .name = tr("queued, after"), .role = Role::Series2}});
    connect(legend, &ChartLegend::visibleChanged, m_chart, &TimeChart::setLayerVisible);
    m_rows->setHorizontalSpacing(grid::kGapWide);
    m_rows->setVerticalSpacing(4);
    m_rows->setColumnStretch(0, 1);
    m_politeWords->setObjectName(u"tryPolite"_s);
    m_politeWords->setWordWrap(true);
    m_note->setWordWrap(true);
    m_smallestBox = makeSmallest();
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(grid::kSide, 0, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    column->addLayout(figures);
    column->addWidget(m_chart);
    column->addWidget(legend);
    column->addWidget(new Separator);
    column->addLayout(m_rows);
    column->addWidget(m_politeWords);
    column->addWidget(new Separator);
    column->addWidget(m_smallestBox);
    column->addWidget(m_note);
    return box;
}

QWidget* TryPane::makeSmallest()
{
    m_share->setObjectName(u"tryShare"_s);
    m_share->setAccessibleName(tr("Share of its calls that may be refused"));
    for (const double share : kShares)
        m_share->addItem(share == 0 ? tr("nobody") : tr("at most %1").arg(percentText(share)),
                         share);
    m_smallest->setObjectName(u"trySmallest"_s);
    m_smallest->setWordWrap(true);
    m_take->setObjectName(u"takeSmallest"_s);
    setButtonRole(m_take, ButtonRole::Link);
    auto* first = new QHBoxLayout;
    first->setSpacing(grid::kGap);
    first->addWidget(new TextLabel(tr("Smallest limit that refuses")));
    first->addWidget(m_share);
    first->addStretch(1);
    auto* second = new QHBoxLayout;
    second->setSpacing(grid::kGap);
    second->addWidget(m_smallest, 1);
    second->addWidget(m_take);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::kGap);
    column->addLayout(first);
    column->addLayout(second);
    return box;
}

void TryPane::addLog(const QString& id, const QString& name, qint64 fromMillis, qint64 toMillis)
{
    m_log = id;
    m_logSpan = {fromMillis, toMillis};
    if (const int old = m_span->findData(kLogRange); old >= 0)
        m_span->removeItem(old);
    m_span->addItem(name, kLogRange);
    m_span->setCurrentIndex(m_span->count() - 1);
    m_range->hide();
}

void TryPane::clear()
{
    m_pause.stop();
    m_ticket.cancel();
    m_politeTicket.cancel();
    m_busy->setBusy(false);
    m_replay.reset();
    m_polite.reset();
    m_result->hide();
    m_state->setText(tr("Recorded traffic is replayed with this rule as soon as it is complete."));
    m_state->show();
}

void TryPane::setRule(const model::LimitRule& rule)
{
    setChanges({rule}, {});
    m_suggests = true;
}

void TryPane::setChanges(const QList<model::LimitRule>& rules, const QStringList& removed)
{
    m_rules = rules;
    m_removed = removed;
    m_suggests = false;
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

void TryPane::chooseSpan()
{
    const bool own = m_span->currentData().toInt() == kOwnRange;
    if (own && m_range->isHidden()) {
        // It begins with what was shown before.
        const QSignalBlocker from(m_from);
        const QSignalBlocker to(m_to);
        m_from->setDateTime(QDateTime::fromMSecsSinceEpoch(m_asked.from));
        m_to->setDateTime(QDateTime::fromMSecsSinceEpoch(m_asked.to));
    }
    m_range->setVisible(own);
    run();
}

TryPane::Span TryPane::span() const
{
    const qint64 minutes = m_span->currentData().toInt();
    if (minutes == kOwnRange)
        return {m_from->dateTime().toMSecsSinceEpoch(), m_to->dateTime().toMSecsSinceEpoch()};
    if (minutes == kLogRange)
        return m_logSpan;
    const qint64 to = m_now();
    return {to - minutes * 60'000, to};
}

QJsonObject TryPane::body(bool withRetries) const
{
    QJsonArray rules;
    for (const model::LimitRule& rule : m_rules)
        rules.append(QJsonDocument::fromJson(client::writeValue<model::LimitRule>(rule)).object());
    QJsonObject body{{u"from_ms"_s, m_asked.from},
                     {u"to_ms"_s, m_asked.to},
                     {u"rules"_s, rules},
                     {u"as"_s, withRetries ? u"recorded"_s : u"without_retries"_s},
                     {u"points"_s, kPoints}};
    if (m_span->currentData().toInt() == kLogRange)
        body[u"log"_s] = m_log;
    if (!m_removed.isEmpty())
        body[u"remove"_s] = QJsonArray::fromStringList(m_removed);
    if (m_suggests && withRetries)
        body[u"smallest"_s] = QJsonObject{{u"rule"_s, QString::fromStdString(m_rules.first().id)},
                                          {u"share"_s, m_share->currentData().toDouble()}};
    return body;
}

void TryPane::run()
{
    m_pause.stop();
    if (m_client.endpoint().isEmpty() || (m_rules.isEmpty() && m_removed.isEmpty()) ||
        (m_suggests && m_rules.first().id.empty()))
        return;
    setBusy(true);
    m_asked = span();
    m_politeTicket.cancel();
    m_client.simulateLimits({this, m_ticket}, body(true),
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

void TryPane::runWithoutRetries()
{
    m_client.simulateLimits({this, m_politeTicket}, body(false),
                            [this](const client::Answer<client::Replay>& answer) {
                                if (answer) // the difference as recorded stands without it
                                    showWithoutRetries(*answer);
                            });
}

void TryPane::show(const client::Replay& replay)
{
    m_replay = replay;
    m_polite.reset();
    m_state->setText(replay.calls == 0
                         ? tr("No recorded call in this span.")
                         : tr("Refused of %1 recorded calls, now and with this change")
                               .arg(wholeNumber(replay.calls)));
    QStringList assumptions;
    for (const client::Said& each : replay.assumptions)
        assumptions.append(saidWords(each, m_names));
    m_state->setToolTip(assumptions.join(u'\n'));
    m_result->setVisible(replay.calls > 0);
    if (replay.calls == 0)
        return;
    showFigures();
    showRows();
    showSmallest();
    showNotes();
    runWithoutRetries();
}

void TryPane::showWithoutRetries(const client::Replay& replay)
{
    m_polite = replay;
    showFigures();
    showRows();
    showNotes();
}

void TryPane::showFigures()
{
    const client::Replay& replay = *m_replay;
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
    m_chart->setValues(u"queued"_s, replay.after.queued > 0 ? aSecond(replay.after.queuedSeries)
                                                            : QList<double>());
    m_chart->setValues(u"before-polite"_s,
                       m_polite ? aSecond(m_polite->before.refusedSeries) : QList<double>());
    m_chart->setValues(u"after-polite"_s,
                       m_polite ? aSecond(m_polite->after.refusedSeries) : QList<double>());
}

void TryPane::showRows()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int row = 0;
    const auto line = [this, &row](const QString& name, const QStringList& values, Role role,
                                   bool strong, bool inner) {
        auto* label = new TextLabel(inner ? u"   "_s + name : name, TextSize::Secondary, Role::Text,
                                    strong ? QFont::Bold : QFont::Normal);
        label->setElided();
        m_rows->addWidget(label, row, 0);
        for (qsizetype i = 0; i < values.size(); ++i)
            m_rows->addWidget(new TextLabel(values.at(i), TextSize::Secondary,
                                            i == 1 ? role : Role::Muted,
                                            strong && i == 1 ? QFont::Bold : QFont::Normal),
                              row, int(i) + 1, Qt::AlignRight);
        ++row;
    };
    const client::Replay& replay = *m_replay;
    const auto figures = [this, &line, &replay](const QString& name, auto of, Role role,
                                                bool strong, bool inner) {
        const qint64 after = of(replay.after);
        line(name,
             {wholeNumber(of(replay.before)), wholeNumber(after),
              m_polite ? wholeNumber(of(m_polite->after)) : u"\u2026"_s},
             after > 0 ? role : Role::Text, strong, inner);
    };
    line({}, {tr("before"), tr("after"), tr("no retries")}, Role::Muted, false, false);
    using Side = client::ReplaySide;
    figures(
        tr("Answered"), [](const Side& side) { return side.admitted; }, Role::Text, false, false);
    figures(tr("Refused"), [](const Side& side) { return side.refused; }, Role::Limit, true, false);
    // Each part, and below it whose calls they are.
    const auto byApplication = [this, &figures, &replay](
                                   qint64 client::ReplaySide::Application::* what, Role role) {
        QStringList shown;
        for (const auto* side : {&replay.after, &replay.before}) {
            for (const auto& each : side->applications) {
                if (each.*what == 0 || shown.contains(each.id) || shown.size() >= kMostApplications)
                    continue;
                shown.append(each.id);
                figures(
                    m_names.name(client::Names::Kind::Application, each.id),
                    [&each, what](const Side& of) {
                        const auto* found = of.find(each.id);
                        return found ? found->*what : 0;
                    },
                    role, false, true);
            }
        }
    };
    byApplication(&client::ReplaySide::Application::refused, Role::Limit);
    figures(tr("Queued"), [](const Side& side) { return side.queued; }, Role::Text, false, false);
    byApplication(&client::ReplaySide::Application::queued, Role::Text);
    if (replay.after.longestWaitMillis > 0 || replay.before.longestWaitMillis > 0)
        line(tr("Longest wait"),
             {milliseconds(double(replay.before.longestWaitMillis)).text(),
              milliseconds(double(replay.after.longestWaitMillis)).text(),
              {}},
             Role::Text, false, true);
    if (replay.after.wouldRefuse > 0 || replay.before.wouldRefuse > 0)
        figures(
            tr("Noted in shadow"), [](const Side& side) { return side.wouldRefuse; }, Role::Notice,
            false, false);
}

void TryPane::showSmallest()
{
    m_smallestBox->setVisible(m_suggests);
    m_take->setVisible(m_replay->smallest.has_value());
    if (!m_replay->smallest) {
        m_smallest->setText(saidWords(m_replay->whyNoSmallest, m_names));
        return;
    }
    m_suggested = *m_replay->smallest;
    const QString amount =
        amountText(m_rules.first().unit, m_suggested) + perText(m_rules.first().promise);
    m_smallest->setText(amount);
    m_take->setText(tr("Take %1").arg(amountText(m_rules.first().unit, m_suggested)));
}

void TryPane::showNotes()
{
    const client::Replay& replay = *m_replay;
    m_politeWords->setVisible(m_polite.has_value() && replay.retries > 0);
    if (m_polite)
        m_politeWords->setText(
            m_polite->after.refused == 0
                ? tr("Without the clients\u2019 %1 retries nothing would be refused.")
                      .arg(wholeNumber(replay.retries))
                : tr("Without the clients\u2019 %1 retries %2 would be refused.")
                      .arg(wholeNumber(replay.retries), wholeNumber(m_polite->after.refused)));
    QStringList notes;
    if (replay.completeFromMillis > replay.fromMillis)
        notes.append(tr("Records reach back to %1 only.")
                         .arg(QDateTime::fromMSecsSinceEpoch(replay.completeFromMillis)
                                  .toString(u"yyyy-MM-dd HH:mm"_s)));
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
}

} // namespace gatehouse::ui
