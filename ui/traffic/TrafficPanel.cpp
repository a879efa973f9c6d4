// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficPanel.h"

#include "traffic/TrafficInspector.h"
#include "traffic/TrafficModel.h"
#include "traffic/TrafficQuery.h"
#include "traffic/TrafficText.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"
#include "widgets/TimeStrip.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QSplitter>
#include <QStringListModel>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {

namespace {
constexpr int kStripBars = 140;
constexpr int kWidths[] = {108, 76, 100, 80, 160, 70, 62, 88};
} // namespace

TrafficPanel::TrafficPanel(client::AdminClient& client, client::LiveFeed& feed,
                           client::Connection& connection, QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
    , m_model(new TrafficModel(client, this))
{
    setObjectName(u"trafficPanel"_s);
    setGround(this, Role::Surface);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_inspector = new TrafficInspector(client, m_splitter);
    m_inspector->hide();
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({728, 376});
    column->addWidget(m_splitter, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(250ms);
    connect(&m_typing, &QTimer::timeout, this, &TrafficPanel::applyFilter);
    m_stripTimer.setInterval(5s);
    connect(&m_stripTimer, &QTimer::timeout, this, &TrafficPanel::loadStrip);
    connect(&m_feed, &client::LiveFeed::records, this,
            [this](const QList<client::TrafficRecord>& batch) {
                if (m_active && !m_paused && m_rangeTo == 0)
                    m_model->add(batch);
                showCount();
            });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_active && m_connection.isConnected())
            m_model->reload();
    });
    connect(m_model, &TrafficModel::heldBackChanged, this, [this](int count) {
        m_followButton->setVisible(count > 0);
        m_followButton->setText(tr("%n new, follow", nullptr, count));
    });
    connect(m_model, &TrafficModel::modelReset, this, &TrafficPanel::keepSelection);
    connect(m_model, &TrafficModel::modelReset, this, &TrafficPanel::showCount);
    connect(m_model, &TrafficModel::failed, this, [this](const client::Problem& problem) {
        m_hint->setText(problem.message);
        m_hint->show();
    });
    connect(m_inspector, &TrafficInspector::closeWanted, this, [this] {
        m_inspector->hide();
        m_table->setFocus();
    });
}

QWidget* TrafficPanel::makeHeader()
{
    auto* header = new QWidget(this);
    header->setFixedHeight(grid::scaled(grid::kHeader));
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(grid::kSide, 0, grid::kSide, 0);
    row->setSpacing(grid::kGap);
    auto* title = new QLabel(tr("Traffic"), header);
    title->setFont(textFont(TextSize::Title, QFont::Bold));
    m_count = new QLabel(header);
    m_count->setFont(textFont(TextSize::Secondary));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_followButton = new QPushButton(icon(Icon::GoUp, Role::OnAccent), {}, header);
    m_followButton->setObjectName(u"trafficFollow"_s);
    setButtonRole(m_followButton, ButtonRole::Main);
    m_followButton->hide();
    connect(m_followButton, &QPushButton::clicked, this, &TrafficPanel::follow);
    m_pause = new QPushButton(icon(Icon::MediaPlaybackPause), tr("Pause"), header);
    m_pause->setObjectName(u"trafficPause"_s);
    m_pause->setCheckable(true);
    connect(m_pause, &QPushButton::toggled, this, &TrafficPanel::setPaused);
    m_range = new QComboBox(header);
    m_range->setAccessibleName(tr("Range of time"));
    m_range->addItem(tr("Last 10 min"), 600);
    m_range->addItem(tr("Last hour"), 3600);
    m_range->addItem(tr("Last day"), 86400);
    connect(m_range, &QComboBox::currentIndexChanged, this, &TrafficPanel::loadStrip);
    auto* save = new QPushButton(icon(Icon::DocumentExport), tr("Export"), header);
    save->setObjectName(u"trafficExport"_s);
    connect(save, &QPushButton::clicked, this, &TrafficPanel::chooseExport);
    row->addWidget(title);
    row->addSpacing(grid::kGap);
    row->addWidget(m_count, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_followButton, m_pause, m_range, save})
        row->addWidget(widget);
    return header;
}

QWidget* TrafficPanel::makeList()
{
    auto* list = new QWidget(this);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_filter = new QLineEdit(list);
    m_filter->setObjectName(u"trafficFilter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setPlaceholderText(u"status:5xx model:gpt* latency:>2s text:\"refund\""_s);
    m_filter->addAction(icon(Icon::ViewFilter), QLineEdit::LeadingPosition);
    auto* completer = new QCompleter(trafficQueryKeys(), m_filter);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    m_filter->setCompleter(completer);
    connect(m_filter, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, &TrafficPanel::applyFilter);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(grid::kSide, 6, grid::kSide, 6);
    bar->setSpacing(grid::kGap);
    bar->addWidget(m_filter, 1);
    auto* columns = new QPushButton(icon(Icon::ViewFileColumns), {}, list);
    columns->setAccessibleName(tr("Columns"));
    columns->setToolTip(tr("Columns"));
    auto* menu = new QMenu(columns);
    columns->setMenu(menu);
    bar->addWidget(columns);
    column->addLayout(bar);
    m_hint = new QLabel(list);
    m_hint->setContentsMargins(grid::kSide, 0, grid::kSide, 4);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->hide();
    column->addWidget(m_hint);
    m_strip = new TimeStrip(list);
    m_strip->setObjectName(u"trafficStrip"_s);
    column->addWidget(m_strip);
    connect(m_strip, &TimeStrip::rangeChosen, this, [this](qint64 from, qint64 to) {
        m_rangeFrom = from;
        m_rangeTo = to;
        applyFilter();
    });

    m_table = new QTableView(list);
    m_table->setObjectName(u"trafficTable"_s);
    m_table->setAccessibleName(tr("Exchanges"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(grid::scaled(grid::kRowDense));
    QHeaderView* head = m_table->horizontalHeader();
    head->setHighlightSections(false);
    head->setSectionResizeMode(TrafficModel::Model, QHeaderView::Stretch);
    for (int i = 0; i < TrafficModel::ColumnCount; ++i) {
        head->resizeSection(i, grid::scaled(kWidths[i]));
        QAction* action =
            menu->addAction(m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, this,
                [this, i](bool on) { m_table->setColumnHidden(i, !on); });
    }
    column->addWidget(m_table, 1);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &TrafficPanel::updateFollowing);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TrafficPanel::inspectCurrent);
    return list;
}

void TrafficPanel::activate()
{
    m_active = true;
    m_inspector->setGatewayAddress(m_connection.status().gatewayUrl().toString());
    m_feed.want(this, m_paused ? client::Topics() : client::Topics(client::Topic::Traffic));
    applyFilter();
    m_stripTimer.start();
}

void TrafficPanel::deactivate()
{
    m_active = false;
    m_stripTimer.stop();
    m_stripTicket.cancel();
    m_feed.want(this, {});
}

void TrafficPanel::applyFilter()
{
    m_typing.stop();
    TrafficQuery query = parseTrafficQuery(m_filter->text());
    m_hint->setVisible(!query.unknown.isEmpty());
    m_hint->setText(tr("Not understood: %1").arg(query.unknown.join(u' ')));
    m_feed.setTrafficFilter(query.filter);
    query.filter.fromMillis = m_rangeFrom;
    query.filter.toMillis = m_rangeTo;
    if (m_active) {
        m_model->setFilter(query.filter);
        loadStrip();
    }
}

void TrafficPanel::loadStrip()
{
    if (!m_active || m_client.endpoint().isEmpty())
        return;
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
        m_strip->setBars(std::move(bars), answer->fromMillis, answer->stepMillis);
    };
    m_client.overview({this, m_stripTicket}, std::chrono::seconds(m_range->currentData().toInt()),
                      kStripBars, show);
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
    m_feed.want(this, paused ? client::Topics() : client::Topics(client::Topic::Traffic));
    if (!paused)
        m_model->reload(); // what came meanwhile
    updateFollowing();
}

void TrafficPanel::showCount()
{
    const QLocale locale;
    m_count->setText(
        tr("%1 shown, %2 today")
            .arg(locale.toString(m_model->rowCount()), locale.toString(m_model->totalToday())));
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
    m_filter->setText(trafficQueryText(filter));
    applyFilter();
    return true;
}

void TrafficPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
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
    return m_filter->text().toUtf8();
}

void TrafficPanel::restoreState(const QByteArray& state)
{
    m_filter->setText(QString::fromUtf8(state));
}

} // namespace gatehouse::ui
