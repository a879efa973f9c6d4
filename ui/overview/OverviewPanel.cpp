// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/OverviewPanel.h"

#include "overview/RankingCard.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/ChartPanel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr int kMinuteRange = 600; ///< Seconds; the range that grows by the feed's seconds.
constexpr int kPoints = 360;
constexpr double kNanoPerUsd = 1e9;
constexpr double kSecondsPerHour = 3600;
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

ChartLayer line(const QString& id, const QString& name, Role role)
{
    return {id, name, role, ChartLayer::Form::Line, 1, false, true, {}};
}

ChartLayer area(const QString& id, const QString& name, Role role, double fill = 1,
                bool hatched = false)
{
    return {id, name, role, ChartLayer::Form::Stack, fill, hatched, true, {}};
}

/// The server counts nano-dollars a second; people think of dollars an hour.
double shown(const QString& id, double value)
{
    return id == "cost_nano_usd"_L1 ? value / kNanoPerUsd * kSecondsPerHour : value;
}

QString dollars(qint64 nano)
{
    return u"$"_s + shortNumber(double(nano) / kNanoPerUsd);
}

} // namespace

OverviewPanel::OverviewPanel(client::AdminClient& client, client::LiveFeed& feed,
                             client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
{
    setObjectName(u"overviewPanel"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeCards(), 1);
    makeLayers();
    connect(&m_feed, &client::LiveFeed::tick, this, &OverviewPanel::showTick);
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        updateStale();
        if (m_active && m_connection.isConnected())
            load();
    });
    connect(&m_reload, &QTimer::timeout, this, &OverviewPanel::load);
}

QWidget* OverviewPanel::makeHeader()
{
    auto* header = new QWidget(this);
    header->setFixedHeight(grid::scaled(grid::kHeader));
    setGround(header, Role::Surface);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(grid::kSide, 0, grid::kSide, 0);
    row->setSpacing(grid::kGap);
    auto* title = new QLabel(tr("Overview"), header);
    title->setFont(textFont(TextSize::Title, QFont::Bold));
    row->addWidget(title, 1);
    m_liveButton = new QPushButton(tr("Live"), header);
    m_liveButton->setObjectName(u"overviewLive"_s);
    m_liveButton->setCheckable(true);
    m_liveButton->setChecked(true);
    m_liveButton->setToolTip(tr("Keep the figures of now, or hold them still"));
    connect(m_liveButton, &QPushButton::toggled, this, &OverviewPanel::setLive);
    m_range = new QComboBox(header);
    m_range->setObjectName(u"overviewRange"_s);
    m_range->setAccessibleName(tr("Range of time"));
    m_range->addItem(tr("Last 10 min"), kMinuteRange);
    m_range->addItem(tr("Last hour"), 3600);
    m_range->addItem(tr("Last day"), 86400);
    m_range->setCurrentIndex(1);
    connect(m_range, &QComboBox::currentIndexChanged, this, [this] {
        m_group.resetZoom();
        load();
    });
    row->addWidget(m_liveButton);
    row->addWidget(m_range);
    return header;
}

QWidget* OverviewPanel::makeCards()
{
    using Arrangement = ChartPanel::Arrangement;
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGapWide);
    m_empty = new QLabel(tr("No traffic yet: figures appear with the first call. "
                            "<a href=\"send\">Send a test request</a>"),
                         page);
    m_empty->setObjectName(u"overviewEmpty"_s);
    m_empty->hide();
    connect(m_empty, &QLabel::linkActivated, this,
            [this] { Q_EMIT linkActivated(Link{u"playground"_s, {}, {}}); });
    column->addWidget(m_empty);

    m_requests =
        new ChartPanel(tr("Requests"), m_group, ChartUnit::PerSecond, Arrangement::Wide, page);
    m_refused = new ChartPanel(tr("Refused with 429"), m_group, ChartUnit::PerSecond,
                               Arrangement::FigureRight, page);
    m_requests->chart().setIntervals(3);
    m_requests->chart().setTimeTicks(5);
    m_refused->chart().setIntervals(3);
    m_inFlight = new QLabel(m_requests);
    m_inFlight->setFont(textFont(TextSize::Secondary));
    m_requests->body()->addWidget(m_inFlight);
    auto* first = new QHBoxLayout;
    first->setSpacing(grid::kGapWide);
    first->addWidget(m_requests, 704);
    first->addWidget(m_refused, 356);
    column->addLayout(first, 236);

    m_latency =
        new ChartPanel(tr("Latency, REST"), m_group, ChartUnit::Millis, Arrangement::Small, page);
    m_firstToken = new ChartPanel(tr("First token, models"), m_group, ChartUnit::Millis,
                                  Arrangement::Small, page);
    m_tokens =
        new ChartPanel(tr("Tokens"), m_group, ChartUnit::TokensPerSecond, Arrangement::Small, page);
    m_cost = new ChartPanel(tr("Cost"), m_group, ChartUnit::UsdPerHour, Arrangement::Small, page);
    auto* second = new QHBoxLayout;
    second->setSpacing(grid::kGapWide);
    for (ChartPanel* panel : {m_latency, m_firstToken, m_tokens, m_cost})
        second->addWidget(panel, 1);
    column->addLayout(second, 160);

    m_applications = new RankingCard(tr("Applications"), page);
    m_apis = new RankingCard(tr("APIs"), page);
    m_models = new RankingCard(tr("Models"), page);
    m_providers = new ProvidersCard(page);
    auto* third = new QHBoxLayout;
    third->setSpacing(grid::kGapWide);
    for (RankingCard* card : {m_applications, m_apis, m_models})
        third->addWidget(card, 284);
    third->addWidget(m_providers, 200);
    column->addLayout(third, 224);
    connect(m_applications, &RankingCard::chosen, this,
            [this](const QString& id) { openTraffic(u"application"_s, id); });
    connect(m_apis, &RankingCard::chosen, this,
            [this](const QString& id) { openTraffic(u"api"_s, id); });
    connect(m_models, &RankingCard::chosen, this,
            [this](const QString& id) { openTraffic(u"model"_s, id); });
    connect(&m_requests->chart(), &TimeChart::momentClicked, this, [this](const QString& layer) {
        if (layer.startsWith("status_"_L1))
            openTraffic(u"status"_s, layer.mid(7));
    });
    connect(&m_refused->chart(), &TimeChart::momentClicked, this,
            [this] { openTraffic(u"status"_s, u"429"_s); });
    return page;
}

void OverviewPanel::makeLayers()
{
    const double pale = roles(this).isDark() ? 0.28 : 0.22;
    m_requests->setLayers({area(u"status_2xx"_s, tr("2xx"), Role::Good, pale),
                           area(u"status_4xx"_s, tr("other 4xx"), Role::Notice),
                           area(u"status_429"_s, tr("429"), Role::Limit),
                           area(u"status_5xx"_s, tr("5xx"), Role::Bad)});
    m_refused->setLayers({area(u"refused_own"_s, tr("own rule"), Role::Limit),
                          area(u"refused_provider"_s, tr("provider"), Role::Limit, 1, true),
                          area(u"refused_shed"_s, tr("shed"), Role::Quiet)});
    m_latency->setLayers({line(u"rest_p50_ms"_s, tr("p50"), Role::P50),
                          line(u"rest_p95_ms"_s, tr("p95"), Role::P95),
                          line(u"rest_p99_ms"_s, tr("p99"), Role::P99)});
    m_firstToken->setLayers({line(u"first_token_p50_ms"_s, tr("p50"), Role::P50),
                             line(u"first_token_p95_ms"_s, tr("p95"), Role::P95)});
    m_tokens->setLayers({line(u"tokens_in"_s, tr("in"), Role::Series1),
                         line(u"tokens_out"_s, tr("out"), Role::Series2)});
    m_tokens->addFact(u"cached"_s, tr("cached"));
    ChartLayer cost = line(u"cost_nano_usd"_s, tr("an hour"), Role::Series1);
    cost.form = ChartLayer::Form::FilledLine;
    m_cost->setLayers({cost});
    showNow({});
}

QList<ChartPanel*> OverviewPanel::panels() const
{
    return {m_requests, m_refused, m_latency, m_firstToken, m_tokens, m_cost};
}

std::chrono::seconds OverviewPanel::range() const
{
    return std::chrono::seconds(m_range->currentData().toInt());
}

void OverviewPanel::activate()
{
    m_active = true;
    setLive(m_live);
    load();
}

void OverviewPanel::deactivate()
{
    m_active = false;
    m_reload.stop();
    m_ticket.cancel();
    m_feed.want(this, {});
}

void OverviewPanel::setLive(bool live)
{
    m_live = live;
    m_liveButton->setText(live ? tr("Live") : tr("Paused"));
    if (!m_active)
        return;
    m_feed.want(this, live ? client::Topics(client::Topic::Ticks) : client::Topics());
    if (live)
        load();
    else
        m_reload.stop();
}

void OverviewPanel::load()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    const int points = range().count() == kMinuteRange ? kMinuteRange : kPoints;
    m_client.overview({this, m_ticket}, range(), points,
                      [this](client::Answer<client::OverviewFigures> answer) {
                          if (answer)
                              showFigures(*answer);
                          // A failure is the connection's to tell; the curves stay, pale.
                          updateStale();
                      });
}

void OverviewPanel::showFigures(const client::OverviewFigures& figures)
{
    m_figures = figures;
    for (ChartPanel* panel : panels()) {
        TimeChart& chart = panel->chart();
        chart.setTime(figures.fromMillis, figures.stepMillis, figures.points);
        const QList<ChartLayer> layers = chart.layers();
        for (const ChartLayer& layer : layers) {
            QList<double> values = figures.series.value(layer.id);
            for (double& value : values)
                value = shown(layer.id, value);
            chart.setValues(layer.id, std::move(values));
        }
    }
    showNow(figures.now);
    showToday(figures.today);
    m_applications->setItems(figures.applications);
    m_apis->setItems(figures.apis);
    m_models->setItems(figures.models);
    m_providers->setItems(figures.providers);
    if (m_live)
        m_reload.start(int(std::clamp<qint64>(figures.stepMillis, 5000, 240'000)));
}

void OverviewPanel::showTick(const client::Tick& tick)
{
    if (!m_active || !m_live)
        return;
    showNow(tick.now);
    showToday(tick.today);
    if (tick.secondMillis == 0 || range().count() != kMinuteRange || m_figures.points == 0)
        return;
    // The ten minutes grow by the feed itself; seconds that it missed are gaps until the next load.
    const qint64 end = m_figures.fromMillis + m_figures.stepMillis * m_figures.points;
    const qint64 steps = (tick.secondMillis - end) / m_figures.stepMillis + 1;
    if (steps < 1 || steps > m_figures.points)
        return;
    m_figures.fromMillis += steps * m_figures.stepMillis;
    for (ChartPanel* panel : panels()) {
        TimeChart& chart = panel->chart();
        chart.setTime(m_figures.fromMillis, m_figures.stepMillis, m_figures.points);
        const QList<ChartLayer> layers = chart.layers();
        for (const ChartLayer& layer : layers) {
            QList<double> values = layer.values;
            values.resize(m_figures.points, kGap);
            values.remove(0, steps);
            values.resize(m_figures.points, kGap);
            values.last() = shown(layer.id, client::valueOf(tick.second, layer.id));
            chart.setValues(layer.id, std::move(values));
        }
    }
}

void OverviewPanel::showNow(const client::NamedValues& now)
{
    const auto of = [&now](const QString& name) { return client::valueOf(now, name); };
    m_requests->setFigure(shortNumber(of(u"requests"_s)), tr("a second"));
    m_refused->setFigure(shortNumber(of(u"status_429"_s)), u"/s"_s);
    for (ChartPanel* panel : panels()) {
        const QList<ChartLayer> layers = panel->chart().layers();
        for (const ChartLayer& layer : layers) {
            const double value = shown(layer.id, of(layer.id));
            const QString text = shortNumber(value);
            panel->setLegendValue(layer.id,
                                  panel == m_cost && value == value ? u"$"_s + text : text);
        }
    }
    m_requests->legend().setStrong(u"status_429"_s, of(u"status_429"_s) > 0);
    const double in = of(u"tokens_in"_s);
    const double cached = of(u"tokens_cached"_s);
    m_tokens->setLegendValue(u"cached"_s, in > 0 && cached >= 0
                                              ? tr("%1 %").arg(shortNumber(cached / in * 100))
                                              : shortNumber(kGap));
    m_inFlight->setText(tr("In flight <b>%1</b>").arg(shortNumber(of(u"active"_s))));
}

void OverviewPanel::showToday(const client::TodayTotals& today)
{
    m_requests->setNote(tr("%1 today").arg(shortNumber(double(today.requests))));
    m_refused->setNote(tr("%1 today").arg(shortNumber(double(today.refused429))));
    m_cost->setNote(tr("%1 today").arg(dollars(today.costNanoUsd)));
    m_empty->setVisible(today.requests == 0 && m_figures.applications.isEmpty());
}

void OverviewPanel::updateStale()
{
    const client::Connection::State state = m_connection.state();
    const bool stale = state == client::Connection::State::Lost ||
                       state == client::Connection::State::Unreachable ||
                       state == client::Connection::State::Unauthorized;
    for (ChartPanel* panel : panels())
        panel->setStale(stale);
}

void OverviewPanel::openTraffic(const QString& key, const QString& value)
{
    Link link{u"traffic"_s, {}, {}};
    link.query.addQueryItem(key, value);
    Q_EMIT linkActivated(link);
}

QByteArray OverviewPanel::saveState() const
{
    return QByteArray::number(m_range->currentIndex()) + (m_live ? " live" : " paused");
}

void OverviewPanel::restoreState(const QByteArray& state)
{
    const QList<QByteArray> parts = state.split(' ');
    const int index = parts.first().toInt();
    if (parts.size() == 2 && index >= 0 && index < m_range->count()) {
        m_range->setCurrentIndex(index);
        m_liveButton->setChecked(parts[1] == "live");
    }
}

} // namespace gatehouse::ui
