// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview/OverviewPanel.h"

#include "overview/ErrorsCard.h"
#include "overview/ProvidersCard.h"
#include "overview/RankingCard.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "client/Names.h"
#include "widgets/ChartPanel.h"
#include "widgets/Icon.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/Theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr int kMinuteRange = 600; ///< Seconds; the range that grows by the feed's seconds.
constexpr int kPoints = 360;
constexpr int kErrors = 6;
constexpr int kOneColumn = 720; ///< Narrower panels stand their cards below each other.
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

/// The shape of a state as the icon of a button, in the colours of the theme of now.
QIcon stateIcon(State state)
{
    QPixmap pixmap(QSize(12, 12) * qApp->devicePixelRatio());
    pixmap.setDevicePixelRatio(qApp->devicePixelRatio());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    paintState(&painter, QRectF(0, 0, 12, 12), state,
               roles(QGuiApplication::palette())(roleOf(state)));
    return pixmap;
}

/// What stands in a legend: nothing where there is nothing to say.
QString legendText(ChartUnit unit, double value)
{
    if (std::isnan(value))
        return {};
    switch (unit) {
    case ChartUnit::Millis:
        return value >= 999.5 ? milliseconds(value).text() : shortNumber(value);
    case ChartUnit::UsdPerHour:
        return u"$"_s + shortNumber(value);
    case ChartUnit::PerSecond:
    case ChartUnit::TokensPerSecond:
        break;
    }
    return shortNumber(value);
}

/// When the refusals that last until now began; 0 = there are none, or they fill the whole range.
qint64 refusedSince(const client::OverviewFigures& figures)
{
    constexpr int kLeast = 3; // fewer steps are chance, not a state
    const QList<double> values = figures.series.value(u"refused_own"_s);
    qsizetype first = values.size();
    while (first > 0 && values[first - 1] > 0)
        --first;
    const bool isRun = first > 0 && values.size() - first >= kLeast;
    return isRun ? figures.fromMillis + figures.stepMillis * first : 0;
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
    m_names = new client::Names(client, feed, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeCards(), 1);
    makeLayers();
    connect(m_names, &client::Names::changed, this, &OverviewPanel::showLists);
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        if (change.collection == "providers"_L1)
            loadKinds();
    });
    connect(&m_feed, &client::LiveFeed::tick, this, &OverviewPanel::showTick);
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        updateStale();
        if (m_active && m_connection.isConnected()) {
            m_names->setActive(true);
            loadKinds();
            load();
        }
    });
    connect(&m_reload, &QTimer::timeout, this, &OverviewPanel::load);
}

QWidget* OverviewPanel::makeHeader()
{
    auto* header = new PanelHeader(tr("Overview"), this);
    m_liveButton = new QPushButton(this);
    m_liveButton->setObjectName(u"overviewLive"_s);
    m_liveButton->setIconSize({12, 12});
    m_liveButton->setText(tr("Live"));
    m_liveButton->setIcon(stateIcon(State::Good));
    m_liveButton->setToolTip(tr("Keep the figures of now, or hold them still"));
    connect(m_liveButton, &QPushButton::clicked, this, [this] { setLive(!m_live); });
    m_range = new QComboBox(this);
    m_range->setObjectName(u"overviewRange"_s);
    m_range->setAccessibleName(tr("Range of time"));
    m_range->addItem(icon(Icon::Clock), tr("Last 10 min"), kMinuteRange);
    m_range->addItem(icon(Icon::Clock), tr("Last hour"), 3600);
    m_range->addItem(icon(Icon::Clock), tr("Last day"), 86400);
    m_range->setCurrentIndex(1);
    connect(m_range, &QComboBox::currentIndexChanged, this, [this] {
        m_group.resetZoom();
        load();
    });
    header->addAction(m_liveButton);
    header->addAction(m_range);
    return header;
}

QWidget* OverviewPanel::makeCards()
{
    auto* page = new QWidget;
    setGround(page, Role::Window);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGapWide);
    m_empty = new MessageBar(MessageBar::Shape::Card, page);
    m_empty->setObjectName(u"overviewEmpty"_s);
    column->addWidget(m_empty);
    makeCharts(page);
    makeLists(page);
    const auto row = [&](std::initializer_list<std::pair<QWidget*, int>> cards, int height) {
        auto* layout = new QBoxLayout(QBoxLayout::LeftToRight);
        layout->setSpacing(grid::kGapWide);
        for (const auto& [card, width] : cards)
            layout->addWidget(card, width);
        column->addLayout(layout, height);
        m_rows.append(layout);
    };
    row({{m_requests, 704}, {m_refused, 356}}, 236);
    row({{m_latency, 1}, {m_firstToken, 1}, {m_tokens, 1}, {m_cost, 1}}, 160);
    row({{m_errors, 560}, {m_ranking, 288}, {m_providers, 200}}, 224);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    return scroll;
}

void OverviewPanel::makeCharts(QWidget* page)
{
    using Arrangement = ChartPanel::Arrangement;
    m_requests =
        new ChartPanel(tr("Requests"), m_group, ChartUnit::PerSecond, Arrangement::Wide, page);
    m_refused = new ChartPanel(tr("Refused with 429"), m_group, ChartUnit::PerSecond,
                               Arrangement::FigureRight, page);
    m_requests->chart().setIntervals(3);
    m_requests->chart().setTimeTicks(5);
    m_refused->chart().setIntervals(3);
    m_foot = new QLabel(m_requests);
    m_foot->setObjectName(u"overviewFoot"_s);
    m_foot->setFont(textFont(TextSize::Secondary));
    m_foot->setForegroundRole(QPalette::PlaceholderText);
    m_requests->body()->addWidget(new Separator(Qt::Horizontal, m_requests));
    m_requests->body()->addWidget(m_foot);
    m_latency =
        new ChartPanel(tr("Latency, REST"), m_group, ChartUnit::Millis, Arrangement::Small, page);
    m_firstToken = new ChartPanel(tr("First token, models"), m_group, ChartUnit::Millis,
                                  Arrangement::Small, page);
    m_tokens =
        new ChartPanel(tr("Tokens"), m_group, ChartUnit::TokensPerSecond, Arrangement::Small, page);
    m_cost =
        new ChartPanel(tr("Cost"), m_group, ChartUnit::UsdPerHour, Arrangement::SmallNote, page);
    connect(&m_requests->chart(), &TimeChart::momentClicked, this, [this](const QString& layer) {
        if (layer.startsWith("status_"_L1))
            openTraffic(u"status"_s, layer.mid(7));
    });
    connect(&m_refused->chart(), &TimeChart::momentClicked, this,
            [this] { openTraffic(u"status"_s, u"429"_s); });
}

void OverviewPanel::makeLists(QWidget* page)
{
    m_errors = new ErrorsCard(*m_names, page);
    m_ranking = new RankingCard({{u"application"_s, tr("Applications"), {}, {}},
                                 {u"api"_s, tr("APIs"), {}, {}},
                                 {u"model"_s, tr("Models"), {}, {}}},
                                page);
    m_ranking->setObjectName(u"overviewRanking"_s);
    m_providers = new ProvidersCard(page);
    m_providers->setObjectName(u"overviewProviders"_s);
    connect(m_ranking, &RankingCard::chosen, this, &OverviewPanel::openTraffic);
    connect(m_providers, &ProvidersCard::chosen, this,
            [this](const QString& id) { openTraffic(u"provider"_s, id); });
    connect(m_errors, &ErrorsCard::allChosen, this, [this] { openTraffic(u"status"_s, u"5xx"_s); });
    connect(m_errors, &ErrorsCard::chosen, this,
            [this](const QString& id) { Q_EMIT linkActivated(Link{u"request"_s, id, {}}); });
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
    m_names->setActive(true);
    loadKinds();
    setLive(m_live);
    load();
}

void OverviewPanel::deactivate()
{
    m_active = false;
    m_reload.stop();
    m_ticket.cancel();
    m_errorsTicket.cancel();
    m_kindsTicket.cancel();
    m_catalogueTicket.cancel();
    m_names->setActive(false);
    m_feed.want(this, {});
}

void OverviewPanel::setLive(bool live)
{
    m_live = live;
    m_liveButton->setText(live ? tr("Live") : tr("Paused"));
    m_liveButton->setIcon(stateIcon(live ? State::Good : State::Idle));
    if (!m_active)
        return;
    m_feed.want(this, live ? client::Topics(client::Topic::Ticks | client::Topic::Changes)
                           : client::Topics(client::Topic::Changes));
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
    loadErrors();
}

void OverviewPanel::loadKinds()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    m_client.list<model::Provider>(
        {this, m_kindsTicket}, [this](client::Answer<client::Listing<model::Provider>> answer) {
            if (!answer)
                return; // a kind that is not known is taken for callable
            m_providerKinds.clear();
            for (const auto& item : answer->items)
                m_providerKinds.insert(QString::fromStdString(item.value.id),
                                       QString::fromStdString(item.value.kind));
            showLists();
        });
    if (!m_uncallable.isEmpty())
        return; // what this build speaks does not change
    m_client.catalogueProviders({this, m_catalogueTicket},
                                [this](client::Answer<QList<client::CatalogueProvider>> answer) {
                                    if (!answer)
                                        return;
                                    for (const client::CatalogueProvider& each : *answer) {
                                        if (!each.callable)
                                            m_uncallable.insert(each.id);
                                    }
                                    showLists();
                                });
}

void OverviewPanel::loadErrors()
{
    client::TrafficFilter filter;
    filter.status = u"5xx"_s;
    m_client.traffic({this, m_errorsTicket}, filter, {}, kErrors,
                     [this](client::Answer<client::TrafficPage> answer) {
                         if (answer)
                             m_errors->setItems(answer->items);
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
    showLists();
    QList<ChartMark> marks;
    if (const qint64 since = refusedSince(figures); since > 0)
        marks.append({since, {}, Role::Limit});
    m_requests->chart().setMarks(marks);
    m_firstToken->chart().setMarks(marks);
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

void OverviewPanel::showLists()
{
    using Kind = client::Names::Kind;
    const auto named = [this](Kind kind, const auto& items) {
        QStringList names;
        for (const auto& item : items)
            names << m_names->name(kind, item.id);
        return names;
    };
    m_ranking->setItems(u"application"_s, m_figures.applications,
                        named(Kind::Application, m_figures.applications));
    m_ranking->setItems(u"api"_s, m_figures.apis, named(Kind::Api, m_figures.apis));
    QStringList models;
    for (const client::RankedItem& item : m_figures.models)
        models << item.id;
    m_ranking->setItems(u"model"_s, m_figures.models, models);
    QList<ProvidersCard::Item> providers;
    for (const client::ProviderHealth& each : std::as_const(m_figures.providers))
        providers.append({each, m_names->name(Kind::Provider, each.id),
                          !m_uncallable.contains(m_providerKinds.value(each.id, each.id))});
    m_providers->setItems(std::move(providers));
    m_errors->refresh();
}

void OverviewPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    for (QBoxLayout* row : std::as_const(m_rows))
        row->setDirection(event->size().width() < grid::scaled(kOneColumn)
                              ? QBoxLayout::TopToBottom
                              : QBoxLayout::LeftToRight);
}

void OverviewPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    // Pictures and rich text carry the colours of the theme in which they were made.
    if (event->type() == QEvent::PaletteChange && m_foot) {
        m_liveButton->setIcon(stateIcon(m_live ? State::Good : State::Idle));
        showFoot();
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
            panel->setLegendValue(layer.id,
                                  legendText(panel->chart().unit(), shown(layer.id, of(layer.id))));
        }
    }
    m_requests->legend().setStrong(u"status_429"_s, of(u"status_429"_s) > 0);
    const double in = of(u"tokens_in"_s);
    const double cached = of(u"tokens_cached"_s);
    m_tokens->setLegendValue(u"cached"_s,
                             in > 0 && cached >= 0
                                 ? tr("%1 %").arg(wholeNumber(qRound64(cached / in * 100)))
                                 : QString());
    m_inFlight = of(u"active"_s);
}

void OverviewPanel::showToday(const client::TodayTotals& today)
{
    m_requests->setNote(tr("%1 today").arg(shortNumber(double(today.requests))));
    m_refused->setNote(tr("%1 today").arg(wholeNumber(today.refused429)));
    m_cost->setNote(tr("%1 today").arg(usd(double(today.costNanoUsd) / kNanoPerUsd)));
    m_today = today;
    showFoot();
    const bool nothing = today.requests == 0 && m_figures.applications.isEmpty();
    if (nothing && !m_empty->isVisibleTo(this)) {
        m_empty->say(State::Idle, tr("No traffic yet: figures appear with the first call."),
                     {{tr("Send a test request"),
                       [this] { Q_EMIT linkActivated(Link{u"playground"_s, {}, {}}); }}});
    } else if (!nothing) {
        m_empty->dismiss();
    }
    if (today.errors5xx > m_errorsToday && m_active && m_live && !m_errorsTicket.isWaiting())
        loadErrors();
    m_errorsToday = today.errors5xx;
}

void OverviewPanel::showFoot()
{
    const QString ink = roles(this)(Role::Text).name();
    const auto fact = [&ink](const QString& name, const QString& value) {
        return u"%1 <b style=\"color:%2\">%3</b>"_s.arg(name, ink, value);
    };
    const QStringList facts{fact(tr("In flight"), shortNumber(m_inFlight)),
                            fact(tr("5xx today"), wholeNumber(m_today.errors5xx)),
                            fact(tr("Tokens today"), shortNumber(double(m_today.tokensIn) +
                                                                 double(m_today.tokensOut)))};
    m_foot->setText(facts.join(u"&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;"_s));
}

void OverviewPanel::updateStale()
{
    const client::Connection::State state = m_connection.state();
    const bool stale = state == client::Connection::State::Lost ||
                       state == client::Connection::State::Unreachable ||
                       state == client::Connection::State::Unauthorized;
    for (ChartPanel* panel : panels())
        panel->setStale(stale);
    for (RowsCard* card : std::initializer_list<RowsCard*>{m_errors, m_ranking, m_providers})
        card->setStale(stale);
    m_foot->setEnabled(!stale);
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
        setLive(parts[1] == "live");
    }
}

} // namespace gatehouse::ui
