// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficPanel.h"

#include "traffic/TrafficDelegate.h"
#include "traffic/TrafficFilterBox.h"
#include "traffic/TrafficInspector.h"
#include "traffic/TrafficModel.h"
#include "traffic/TrafficQuery.h"
#include "traffic/TrafficText.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "client/Names.h"
#include "widgets/Bar.h"
#include "widgets/BusyBar.h"
#include "widgets/EmptyState.h"
#include "widgets/Icon.h"
#include "widgets/InspectorSplitter.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/PanelHeader.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/TableSetup.h"
#include "widgets/Theme.h"
#include "widgets/TimeStrip.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QJsonDocument>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {

namespace {

using Kind = client::Names::Kind;

constexpr int kStripBars = 140;
constexpr int kWidths[] = {116, 76, 100, 80, 160, 64, 60, 88};
constexpr qint64 kDay = 86'400;
constexpr qint64 kMostOfStrip = 5'000; ///< Records that are read to count a filtered strip.

/// The strip shows more than the list, so that there is something to drag to.
qint64 stripSeconds(qint64 last)
{
    return last == 0 ? kDay : std::min(last * 16, kDay);
}

} // namespace

TrafficPanel::TrafficPanel(client::AdminClient& client, client::LiveFeed& feed,
                           client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
    , m_names(new client::Names(client, feed, this))
    , m_model(new TrafficModel(client, *m_names, this))
{
    setObjectName(u"trafficPanel"_s);
    setGround(this, Role::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_busy = new BusyBar(this);
    column->addWidget(m_busy);
    m_inspector = new TrafficInspector(client, *m_names);
    m_splitter = new InspectorSplitter(makeList(), m_inspector);
    m_splitter->setSizes({728, grid::scaled(376)});
    column->addWidget(m_splitter, 1);
    connectAll();
    m_filter->setQuery(u"last:10m"_s);
    showRange();
}

void TrafficPanel::connectAll()
{
    m_stripTimer.setInterval(5s);
    m_count.setSingleShot(true);
    m_count.setInterval(200ms);
    connect(&m_count, &QTimer::timeout, this, &TrafficPanel::countStrip);
    connect(&m_stripTimer, &QTimer::timeout, this, &TrafficPanel::loadStrip);
    connect(&m_feed, &client::LiveFeed::records, this,
            [this](const QList<client::TrafficRecord>& batch, qint64 skipped) {
                if (m_active && !m_paused && m_rangeTo == 0)
                    m_model->add(batch, skipped);
                showCount();
            });
    connect(&m_feed, &client::LiveFeed::openChanged, this, [this](bool open) {
        if (!open)
            m_feedBroke = true;
        else if (std::exchange(m_feedBroke, false) && m_active && !m_paused && m_rangeTo == 0)
            m_model->catchUp();
    });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (!m_active || !m_connection.isConnected())
            return;
        m_names->setActive(true);
        if (m_model->rowCount() == 0)
            m_model->reload();
    });
    connect(m_names, &client::Names::changed, this, [this] {
        m_model->renamed();
        m_inspector->renamed();
        // A name in the filter may stand for an id now.
        if (byId(parseTrafficQuery(m_filter->query()).filter) != m_asked)
            applyFilter();
    });
    connect(m_model, &TrafficModel::heldBackChanged, this, [this](int count) {
        m_followButton->setVisible(count > 0);
        m_followButton->setText(tr("%1 new, follow").arg(wholeNumber(count)));
    });
    connect(m_model, &TrafficModel::loadingChanged, m_busy, &BusyBar::setBusy);
    connect(m_model, &TrafficModel::modelReset, this, [this] {
        m_trouble->dismiss();
        keepSelection();
        showCount();
        readForStrip();
    });
    connect(m_model, &TrafficModel::rowsInserted, this, &TrafficPanel::readForStrip);
    connect(m_model, &TrafficModel::failed, this, [this](const client::Problem& problem) {
        m_trouble->say(State::Failed, problem.message,
                       {{tr("Retry"), [this] { m_model->reload(); }}});
    });
    connect(m_inspector, &TrafficInspector::closeWanted, this, [this] {
        m_inspector->hide();
        m_table->setFocus();
    });
}

QWidget* TrafficPanel::makeHeader()
{
    m_header = new PanelHeader(tr("Traffic"), this);
    m_followButton = new QPushButton(icon(Icon::GoUp, Role::OnAccent), {}, m_header);
    m_followButton->setObjectName(u"trafficFollow"_s);
    setButtonRole(m_followButton, ButtonRole::Main);
    m_followButton->hide();
    connect(m_followButton, &QPushButton::clicked, this, &TrafficPanel::follow);
    m_pause = new QPushButton(icon(Icon::MediaPlaybackPause), tr("Pause"), m_header);
    m_pause->setObjectName(u"trafficPause"_s);
    m_pause->setCheckable(true);
    connect(m_pause, &QPushButton::toggled, this, &TrafficPanel::setPaused);
    m_range = new QComboBox(m_header);
    m_range->setObjectName(u"trafficRange"_s);
    m_range->setAccessibleName(tr("Range of time"));
    m_range->setMinimumWidth(m_range->fontMetrics().horizontalAdvance(tr("Last 10 min")) +
                             grid::kIcon + grid::scaled(44));
    m_range->setPlaceholderText(tr("Other time"));
    m_range->addItem(icon(Icon::Clock), tr("Last 10 min"), u"10m"_s);
    m_range->addItem(icon(Icon::Clock), tr("Last hour"), u"1h"_s);
    m_range->addItem(icon(Icon::Clock), tr("Last day"), u"24h"_s);
    m_range->addItem(icon(Icon::Clock), tr("Any time"), QString());
    connect(m_range, &QComboBox::activated, this,
            [this] { setLast(m_range->currentData().toString()); });
    auto* save = new QPushButton(icon(Icon::DocumentExport), tr("Export"), m_header);
    save->setObjectName(u"trafficExport"_s);
    connect(save, &QPushButton::clicked, this, &TrafficPanel::chooseExport);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_followButton, m_pause, m_range, save})
        m_header->addAction(widget);
    return m_header;
}

QWidget* TrafficPanel::makeList()
{
    auto* list = new QWidget;
    setGround(list, Role::Surface);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_filter = new TrafficFilterBox([this](const QString& word) {
        return trafficCompletions(word, [this](const QString& key) { return valuesOf(key); });
    });
    connect(m_filter, &TrafficFilterBox::changed, this, [this] {
        m_rangeFrom = m_rangeTo = 0;
        showRange();
        applyFilter();
    });
    auto* bar = new Bar(grid::kToolbar, Role::Surface, list);
    bar->row()->addWidget(m_filter, 1);
    auto* columns = new QToolButton;
    columns->setObjectName(u"trafficColumns"_s);
    columns->setIcon(icon(Icon::ViewFileColumns));
    columns->setAccessibleName(tr("Columns"));
    columns->setToolTip(tr("Columns"));
    columns->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(columns);
    columns->setMenu(menu);
    bar->row()->addWidget(columns);
    column->addWidget(bar);
    m_trouble = new MessageBar(MessageBar::Shape::Bar, list);
    column->addWidget(m_trouble);
    m_strip = new TimeStrip(list);
    m_strip->setObjectName(u"trafficStrip"_s);
    column->addWidget(m_strip);
    connect(m_strip, &TimeStrip::rangeChosen, this, &TrafficPanel::chooseTime);
    column->addWidget(new Separator(Qt::Horizontal, list));
    makeTable(list, menu);
    column->addWidget(m_table, 1);
    m_empty =
        new EmptyState(Icon::ViewListText, tr("No exchange matches this filter and time."), list);
    m_empty->setObjectName(u"trafficEmpty"_s);
    connect(m_empty->setLink(tr("Show everything")), &QPushButton::clicked, this, [this] {
        m_filter->setQuery({});
        m_rangeFrom = m_rangeTo = 0;
        showRange();
        applyFilter();
    });
    m_empty->hide();
    column->addWidget(m_empty, 1);
    return list;
}

void TrafficPanel::makeTable(QWidget* list, QMenu* columns)
{
    m_table = new QTableView(list);
    m_table->setObjectName(u"trafficTable"_s);
    m_table->setAccessibleName(tr("Exchanges"));
    m_table->setHorizontalHeader(new TrafficHeader(m_table));
    m_table->setModel(m_model);
    setUpTable(m_table, grid::kRowDense, false);
    m_table->setItemDelegate(new TrafficDelegate(m_table));
    m_table->setFont(textFont(TextSize::Secondary));
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    QHeaderView* head = m_table->horizontalHeader();
    head->setSectionResizeMode(TrafficModel::Model, QHeaderView::Stretch);
    for (int i = 0; i < TrafficModel::ColumnCount; ++i) {
        head->resizeSection(i, grid::scaled(kWidths[i]));
        QAction* action =
            columns->addAction(m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, this,
                [this, i](bool on) { m_table->setColumnHidden(i, !on); });
    }
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &TrafficPanel::updateFollowing);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TrafficPanel::inspectCurrent);
    connect(m_table, &QTableView::activated, this, &TrafficPanel::inspectCurrent);
    connect(m_table, &QTableView::clicked, this, &TrafficPanel::inspectCurrent);
}

void TrafficPanel::activate()
{
    m_active = true;
    m_inspector->setGatewayAddress(m_connection.status().gatewayUrl().toString());
    m_names->setActive(true);
    wantFeed();
    applyFilter();
    m_stripTimer.start();
}

void TrafficPanel::deactivate()
{
    m_active = false;
    m_stripTimer.stop();
    m_count.stop();
    m_stripTicket.cancel();
    m_names->setActive(false);
    m_feed.want(this, {});
}

void TrafficPanel::wantFeed()
{
    const client::Topics traffic =
        m_paused ? client::Topics() : client::Topics(client::Topic::Traffic);
    m_feed.want(this, traffic | client::Topic::Changes);
}

QStringList TrafficPanel::valuesOf(const QString& key) const
{
    if (key == "app"_L1 || key == "application"_L1)
        return m_names->all(Kind::Application);
    if (key == "api"_L1)
        return m_names->all(Kind::Api);
    if (key == "provider"_L1)
        return m_names->all(Kind::Provider);
    QStringList models;
    if (key == "model"_L1) {
        // What the list holds: names of models are known nowhere else by the time they are used.
        QSet<QString> seen;
        for (const client::TrafficRecord& record : m_model->records())
            seen << record.modelUsed << record.modelAsked;
        seen.remove({});
        models = seen.values();
        models.sort();
    }
    return models;
}

void TrafficPanel::setLast(const QString& last)
{
    QStringList words = m_filter->words();
    words.removeIf([](const QString& word) { return trafficQueryKey(word) == "last"_L1; });
    if (!last.isEmpty())
        words << u"last:"_s + last;
    m_filter->setQuery(words.join(u' '));
    m_rangeFrom = m_rangeTo = 0;
    showRange();
    applyFilter();
}

void TrafficPanel::chooseTime(qint64 from, qint64 to)
{
    QStringList words = m_filter->words();
    words.removeIf([](const QString& word) { return trafficQueryKey(word) == "last"_L1; });
    m_filter->setQuery(words.join(u' '));
    m_rangeFrom = from;
    m_rangeTo = to;
    showRange();
    applyFilter();
}

void TrafficPanel::showRange()
{
    const qint64 last = parseTrafficQuery(m_filter->query()).last.count();
    int index = -1;
    for (int i = 0; i < m_range->count(); ++i) {
        const QString each = m_range->itemData(i).toString();
        const qint64 seconds =
            each.isEmpty() ? 0 : parseTrafficQuery(u"last:"_s + each).last.count();
        if (seconds == last)
            index = i;
    }
    m_range->setCurrentIndex(m_rangeTo > 0 ? -1 : index);
}

void TrafficPanel::applyFilter()
{
    const TrafficQuery query = parseTrafficQuery(m_filter->query());
    if (!query.unknown.isEmpty())
        m_trouble->say(State::Near, tr("Not understood: %1").arg(query.unknown.join(u' ')));
    else
        m_trouble->dismiss();
    const client::TrafficFilter filter = byId(query.filter);
    m_filtered = filter != client::TrafficFilter();
    m_asked = filter;
    m_last = query.last;
    m_feed.setTrafficFilter(filter);
    if (!m_active)
        return;
    m_model->setFilter(withTime(filter, query.last));
    loadStrip();
}

client::TrafficFilter TrafficPanel::byId(client::TrafficFilter filter) const
{
    filter.application = m_names->id(Kind::Application, filter.application);
    filter.api = m_names->id(Kind::Api, filter.api);
    filter.provider = m_names->id(Kind::Provider, filter.provider);
    return filter;
}

client::TrafficFilter TrafficPanel::withTime(client::TrafficFilter filter,
                                             std::chrono::seconds last) const
{
    if (last.count() > 0)
        filter.fromMillis = QDateTime::currentMSecsSinceEpoch() - last.count() * 1000;
    if (m_rangeTo > 0) {
        filter.fromMillis = m_rangeFrom;
        filter.toMillis = m_rangeTo;
    }
    return filter;
}

void TrafficPanel::loadStrip()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
    if (m_filtered)
        return countStrip();
    const auto show = [this](client::Answer<client::OverviewFigures> answer) {
        if (!answer)
            return;
        const auto at = [&answer](const QString& name, int i) {
            const double value = answer->series.value(name).value(i);
            return std::isnan(value) ? 0.0 : value;
        };
        QList<TimeStrip::Bar> bars;
        for (int i = 0; i < answer->points; ++i) {
            bars.append({at(u"status_2xx"_s, i) + at(u"status_4xx"_s, i), at(u"status_429"_s, i),
                         at(u"status_5xx"_s, i)});
        }
        m_strip->setKnownFrom(0);
        m_strip->setBars(std::move(bars), answer->fromMillis, answer->stepMillis);
        showStripRange(answer->fromMillis + answer->stepMillis * answer->points);
    };
    m_client.overview({this, m_stripTicket}, std::chrono::seconds(stripSeconds(m_last.count())),
                      kStripBars, show);
}

void TrafficPanel::showStripRange(qint64 end)
{
    if (m_rangeTo > 0)
        m_strip->setRange(m_rangeFrom, m_rangeTo);
    else if (m_last.count() > 0 && m_last.count() < stripSeconds(m_last.count()))
        m_strip->setRange(end - m_last.count() * 1000, end);
    else
        m_strip->clearRange();
}

void TrafficPanel::countStrip()
{
    // The server's series know no filter: the strip counts the list, which covers its own time
    // only.
    if (m_rangeTo > 0)
        return; // the bars stay as they were, so that another time can be chosen
    m_stripTicket.cancel();
    const qint64 span = (m_last.count() > 0 ? m_last.count() : kDay) * 1000;
    const qint64 step = span / kStripBars;
    const qint64 end = QDateTime::currentMSecsSinceEpoch();
    const qint64 start = end - step * kStripBars;
    QList<TimeStrip::Bar> bars(kStripBars);
    for (const client::TrafficRecord& record : m_model->records()) {
        const qint64 place = (record.timeMillis - start) / step;
        if (record.timeMillis < start || place >= kStripBars)
            continue;
        if (record.status == 429)
            bars[place].refused += 1;
        else if (record.status >= 500 || record.status == 0)
            bars[place].failed += 1;
        else
            bars[place].good += 1;
    }
    const bool whole = m_model->reaches(start);
    m_strip->setKnownFrom(whole || m_model->rowCount() == 0 ? 0
                                                            : m_model->records().last().timeMillis);
    m_strip->setBars(std::move(bars), start, step);
    m_strip->clearRange();
}

void TrafficPanel::readForStrip()
{
    m_empty->setVisible(m_model->rowCount() == 0);
    m_table->setVisible(m_model->rowCount() > 0);
    if (!m_filtered || m_rangeTo > 0 || !m_active)
        return;
    const qint64 span = (m_last.count() > 0 ? m_last.count() : kDay) * 1000;
    if (m_model->rowCount() < kMostOfStrip &&
        !m_model->reaches(QDateTime::currentMSecsSinceEpoch() - span))
        QTimer::singleShot(0, m_model, [model = m_model] { model->fetchMore({}); });
    if (!m_count.isActive())
        m_count.start();
}

bool TrafficPanel::atTop() const
{
    return m_table->verticalScrollBar()->value() == 0;
}

void TrafficPanel::updateFollowing()
{
    m_model->setFollowing(!m_paused && atTop());
}

void TrafficPanel::follow()
{
    m_pause->setChecked(false);
    m_table->scrollToTop();
    m_model->setFollowing(true);
}

void TrafficPanel::setPaused(bool paused)
{
    m_paused = paused;
    m_pause->setText(paused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(icon(paused ? Icon::MediaPlaybackStart : Icon::MediaPlaybackPause));
    if (!m_active)
        return;
    wantFeed();
    if (!paused)
        m_model->reload(); // what came meanwhile
    updateFollowing();
}

void TrafficPanel::showCount()
{
    QString words = tr("%1 of %2 today")
                        .arg(wholeNumber(m_model->rowCount()), wholeNumber(m_model->totalToday()));
    if (m_model->skipped() > 0)
        words += u", "_s + tr("%1 too fast to list").arg(wholeNumber(m_model->skipped()));
    m_header->setSubtitle(words);
}

void TrafficPanel::inspectCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    const client::TrafficRecord& record = m_model->record(index.row());
    m_selected = record.id;
    m_inspector->showRecord(record);
    m_inspector->show();
}

void TrafficPanel::keepSelection()
{
    const int row = m_selected.isEmpty() ? -1 : m_model->rowOf(m_selected);
    if (row >= 0)
        m_table->selectionModel()->setCurrentIndex(m_model->index(row, 0),
                                                   QItemSelectionModel::ClearAndSelect |
                                                       QItemSelectionModel::Rows);
}

bool TrafficPanel::open(const Link& link)
{
    if (link.kind == "request"_L1) {
        m_selected = link.id;
        m_inspector->showId(link.id);
        m_inspector->show();
        return true;
    }
    if (link.kind != "traffic"_L1)
        return false;
    client::TrafficFilter filter;
    filter.status = link.query.queryItemValue(u"status"_s);
    filter.api = link.query.queryItemValue(u"api"_s, QUrl::FullyDecoded);
    filter.application = link.query.queryItemValue(u"application"_s, QUrl::FullyDecoded);
    filter.model = link.query.queryItemValue(u"model"_s, QUrl::FullyDecoded);
    filter.provider = link.query.queryItemValue(u"provider"_s, QUrl::FullyDecoded);
    filter.application = m_names->name(Kind::Application, filter.application);
    filter.api = m_names->name(Kind::Api, filter.api);
    filter.provider = m_names->name(Kind::Provider, filter.provider);
    m_rangeFrom = m_rangeTo = 0;
    m_filter->setQuery(trafficQueryText(filter));
    showRange();
    applyFilter();
    return true;
}

void TrafficPanel::focusFilter()
{
    m_filter->focusLine();
}

void TrafficPanel::chooseExport()
{
    auto* dialog = new QFileDialog(this, tr("Export what is shown"), u"traffic.csv"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("CSV (*.csv)"), tr("JSON lines (*.jsonl)")});
    connect(dialog, &QFileDialog::fileSelected, this, &TrafficPanel::exportTo);
    dialog->open();
}

void TrafficPanel::exportTo(const QString& name)
{
    const bool lines = name.endsWith(".jsonl"_L1);
    QSaveFile file(name);
    bool good = file.open(QIODevice::WriteOnly);
    if (good && !lines)
        file.write(csvHead().toUtf8());
    for (const client::TrafficRecord& record : m_model->records()) {
        if (!good)
            break;
        const QByteArray line =
            lines ? QJsonDocument(record.toJson()).toJson(QJsonDocument::Compact) + '\n'
                  : csvLine(record).toUtf8();
        good = file.write(line) == line.size();
    }
    good = good && file.commit();
    Q_EMIT message(good ? State::Good : State::Failed,
                   good ? tr("%n records exported.", nullptr, m_model->rowCount())
                        : tr("%1 could not be written: %2").arg(name, file.errorString()));
}

QByteArray TrafficPanel::saveState() const
{
    return m_filter->query().toUtf8();
}

void TrafficPanel::restoreState(const QByteArray& state)
{
    m_filter->setQuery(QString::fromUtf8(state));
    showRange();
}

} // namespace gatehouse::ui
