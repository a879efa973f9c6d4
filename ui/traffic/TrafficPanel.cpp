// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficPanel.h"

#include "traffic/TrafficFilterBox.h"
#include "traffic/TrafficInspector.h"
#include "traffic/TrafficModel.h"
#include "traffic/TrafficQuery.h"
#include "traffic/TrafficStrip.h"
#include "traffic/TrafficTable.h"
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
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QFileDialog>
#include <QJsonDocument>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {

namespace {

using Kind = client::Names::Kind;

/// Clocks that differ less than this are taken for one.
constexpr qint64 kSameClock = 2'000;

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
    m_inspector = new TrafficInspector(client, *m_names);
    m_splitter = new InspectorSplitter(makeList(), m_inspector);
    m_splitter->setSizes({728, grid::scaled(376)});
    column->addWidget(m_splitter, 1);
    m_busy = new BusyBar(this); // lies over the rows' edge: nothing moves for it
    connectAll();
    m_filter->setQuery(u"last:10m"_s);
    showRange();
}

void TrafficPanel::connectAll()
{
    connect(&m_feed, &client::LiveFeed::tick, this, [this] { learnClock(m_feed.clockAhead()); });
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
        if (m_wantsFirst && m_model->rowCount() > 0) {
            m_wantsFirst = false;
            m_table->selectRow(0);
        }
        showCount();
        listChanged();
    });
    connect(m_model, &TrafficModel::rowsInserted, this, &TrafficPanel::listChanged);
    connect(m_model, &TrafficModel::failed, this, [this](const client::Problem& problem) {
        m_trouble->say(State::Failed, problem.message,
                       {{tr("Retry"), [this] { m_model->reload(); }}});
    });
    connect(m_inspector, &TrafficInspector::explainWanted, this,
            [this](const QString& id) { Q_EMIT linkActivated(Link{u"doctor"_s, id, {}}); });
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
    auto* forms = new QMenu(save);
    forms->addAction(tr("What is listed, as CSV"), this, [this] { chooseExport(u"csv"_s); });
    forms->addAction(tr("What is listed, as JSON lines"), this,
                     [this] { chooseExport(u"jsonl"_s); });
    save->setMenu(forms);
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
    columns->setMenu(new QMenu(columns));
    bar->row()->addWidget(columns);
    column->addWidget(bar);
    m_trouble = new MessageBar(MessageBar::Shape::Bar, list);
    column->addWidget(m_trouble);
    m_strip = new TrafficStrip(m_client, *m_model, list);
    column->addWidget(m_strip);
    connect(m_strip, &TimeStrip::rangeChosen, this, &TrafficPanel::chooseTime);
    column->addWidget(new Separator(Qt::Horizontal, list));
    m_table = new TrafficTable(m_model, list);
    m_table->addColumnSwitches(columns->menu());
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &TrafficPanel::updateFollowing);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TrafficPanel::inspectCurrent);
    connect(m_table, &QTableView::activated, this, &TrafficPanel::inspectCurrent);
    connect(m_table, &QTableView::clicked, this, &TrafficPanel::inspectCurrent);
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

void TrafficPanel::activate()
{
    m_active = true;
    m_inspector->setGatewayAddress(m_connection.status().gatewayUrl().toString());
    m_names->setActive(true);
    wantFeed();
    m_strip->setActive(true);
    learnClock(m_feed.clockAhead()); // a feed at rest may bring no tick for long
    applyFilter();
}

void TrafficPanel::deactivate()
{
    m_active = false;
    m_strip->setActive(false);
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

void TrafficPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    m_busy->setGeometry(0, m_splitter->y(), width(), m_busy->height());
    m_busy->raise();
}

void TrafficPanel::applyFilter()
{
    const TrafficQuery query = parseTrafficQuery(m_filter->query());
    if (!query.unknown.isEmpty())
        m_trouble->say(State::Near, tr("Not understood: %1").arg(query.unknown.join(u' ')));
    else
        m_trouble->dismiss();
    const client::TrafficFilter filter = byId(query.filter);
    m_asked = filter;
    m_last = query.last;
    m_feed.setTrafficFilter(filter);
    if (!m_active)
        return;
    m_model->setFilter(withTime(filter, query.last));
    m_strip->showFor(query.last, filter != client::TrafficFilter(), m_rangeFrom, m_rangeTo);
}

void TrafficPanel::learnClock(qint64 ahead)
{
    if (std::abs(ahead - m_ahead) < kSameClock)
        return;
    m_ahead = ahead;
    m_strip->setClockAhead(ahead);
    if (m_last.count() > 0)
        applyFilter(); // the last minutes are those of the server
}

void TrafficPanel::listChanged()
{
    m_empty->setVisible(m_model->rowCount() == 0);
    m_table->setVisible(m_model->rowCount() > 0);
    m_strip->listChanged();
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
        filter.fromMillis = QDateTime::currentMSecsSinceEpoch() + m_ahead - last.count() * 1000;
    if (m_rangeTo > 0) {
        filter.fromMillis = m_rangeFrom;
        filter.toMillis = m_rangeTo;
    }
    return filter;
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
    const QString listed = wholeNumber(m_model->rowCount());
    const QString all = wholeNumber(m_model->totalToday());
    QString words = m_model->hasOlder() ? tr("newest %1 of %2 today").arg(listed, all)
                                        : tr("%1 of %2 today").arg(listed, all);
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
    if (row < 0 || m_table->currentIndex().row() == row)
        return;
    m_table->selectionModel()->setCurrentIndex(
        m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
}

bool TrafficPanel::open(const Link& link)
{
    if (link.kind == "request"_L1) {
        m_selected = link.id;
        m_inspector->showId(link.id);
        keepSelection();
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
    m_wantsFirst = filter.status == "429"_L1;
    m_filter->setQuery(trafficQueryText(filter));
    showRange();
    applyFilter();
    return true;
}

void TrafficPanel::focusFilter()
{
    m_filter->focusLine();
}

void TrafficPanel::chooseExport(const QString& ending)
{
    auto* dialog = new QFileDialog(this, tr("Export what is listed"), u"traffic."_s + ending);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setNameFilter(ending == "csv"_L1 ? tr("CSV (*.csv)") : tr("JSON lines (*.jsonl)"));
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
