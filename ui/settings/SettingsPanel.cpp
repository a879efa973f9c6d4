// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/SettingsPanel.h"

#include "settings/AboutPage.h"
#include "settings/AddressPage.h"
#include "settings/AppearancePage.h"
#include "settings/FolderPage.h"
#include "settings/GatewayParts.h"
#include "settings/LanguagePage.h"
#include "settings/SavePreview.h"
#include "settings/SettingRow.h"
#include "settings/ShortcutsPage.h"
#include "settings/ThreadsPage.h"
#include "settings/TimesPage.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "client/LiveFeed.h"
#include "model/Validate.h"
#include "widgets/CellDelegate.h"
#include "widgets/FilterBox.h"
#include "widgets/MessageBar.h"
#include "widgets/PanelHeader.h"
#include "widgets/PendingBar.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kListWidth = 208;
constexpr int kPreviewWidth = 328;
constexpr int kEntryHeight = 30;

/// The server says `gateway.listen[0]` where the section's own fields say `listen`.
bool belongsTo(const QString& faultPath, const QString& path)
{
    QString own = faultPath;
    if (own.startsWith("gateway."_L1))
        own = own.mid(8);
    return own == path || own.startsWith(path + u'[') || own.startsWith(path + u'.');
}

} // namespace

SettingsPanel::SettingsPanel(client::AdminClient& client, client::LiveFeed& feed,
                             client::Connection& connection, Appearance& appearance,
                             QWidget* parent)
    : Panel(parent)
    , m_client(client)
    , m_feed(feed)
    , m_connection(connection)
    , m_header(new PanelHeader(tr("Settings")))
    , m_filter(m_header->addFilter(tr("Find a setting")))
    , m_list(new QListWidget)
    , m_stack(new QStackedWidget)
    , m_message(new MessageBar)
    , m_pending(new PendingBar(tr("Save and switch over")))
    , m_preview(new SavePreview)
{
    setGround(this, Role::Surface);
    m_filter->setObjectName(u"settingsFilter"_s);
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(tr("Pages of the settings"));
    m_list->setFixedWidth(grid::scaled(kListWidth) - 2 * grid::kGap);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new CellDelegate(kEntryHeight, false, m_list));
    m_preview->setFixedWidth(grid::scaled(kPreviewWidth));

    auto* content = new QVBoxLayout;
    content->setSpacing(0);
    content->addWidget(m_message);
    content->addWidget(m_stack, 1);
    content->addWidget(m_pending);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    auto* pages = new QHBoxLayout;
    pages->setContentsMargins(grid::kGap, grid::kGap, grid::kGap, grid::kGap);
    pages->addWidget(m_list);
    middle->addLayout(pages);
    middle->addWidget(new Separator(Qt::Vertical));
    middle->addLayout(content, 1);
    middle->addWidget(new Separator(Qt::Vertical));
    middle->addWidget(m_preview);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addLayout(middle, 1);

    makePages(appearance);
    connect(m_list, &QListWidget::currentRowChanged, this, &SettingsPanel::showPage);
    connect(m_filter, &QLineEdit::textChanged, this, &SettingsPanel::applyFilter);
    connect(m_pending, &PendingBar::saveWanted, this, &SettingsPanel::save);
    connect(m_pending, &PendingBar::discardWanted, this, [this] {
        m_draft.discard();
        m_message->dismiss();
        showValues();
    });
    connect(&m_feed, &client::LiveFeed::changed, this, [this](const client::Change& change) {
        const bool ours = change.collection == "gateway"_L1 || change.collection == "all"_L1;
        if (m_active && ours && !m_draft.isDirty())
            load();
    });
    connect(&m_connection, &client::Connection::stateChanged, this, [this] {
        if (m_active && m_connection.isConnected() && !m_draft.isDirty())
            load();
    });
    m_list->setCurrentRow(m_entries.front().row);
    refresh();
}

SettingsPanel::~SettingsPanel() = default;

void SettingsPanel::makePages(Appearance& appearance)
{
    addCaption(tr("This gateway"));
    m_address = new AddressPage;
    auto* threads = new ThreadsPage;
    auto* times = new TimesPage;
    m_parts = {{u"threads"_s, threads}, {u"times"_s, times}};
    addGatewayPage(u"address"_s, tr("Address and TLS"),
                   new GatewayParts({m_address, threads, times}));
    addCaption(tr("Workspace"));
    auto* folder = new FolderPage(m_client, m_connection);
    addPage(u"folder"_s, tr("Data folder"), folder);
    connect(folder, &FolderPage::done, this, [this](bool well, const QString& sentence) {
        Q_EMIT message(well ? State::Good : State::Failed, sentence);
    });
    addCaption(tr("This window"));
    addPage(u"appearance"_s, tr("Appearance"), new AppearancePage(appearance));
    addPage(u"language"_s, tr("Language"), new LanguagePage(appearance));
    addPage(u"shortcuts"_s, tr("Shortcuts"), new ShortcutsPage);
    addPage(u"about"_s, tr("About"), new AboutPage(m_connection));
}

void SettingsPanel::addCaption(const QString& text)
{
    auto* item = new QListWidgetItem(text, m_list);
    item->setFlags(Qt::NoItemFlags);
    item->setData(Qt::ForegroundRole, static_cast<int>(Role::Muted));
    item->setData(Qt::FontRole, textFont(TextSize::Secondary));
}

void SettingsPanel::addPage(const QString& id, const QString& title, SettingsPage* page)
{
    auto* item = new QListWidgetItem(title, m_list);
    item->setData(Qt::UserRole, id);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    m_stack->addWidget(scroll);
    m_entries.push_back({id, title, page, nullptr, m_list->count() - 1});
}

void SettingsPanel::addGatewayPage(const QString& id, const QString& title, GatewayPage* page)
{
    addPage(id, title, page);
    m_entries.back().gateway = page;
    page->setEnabled(false); // Until there is something to show.
    connect(page, &GatewayPage::edited, this, [this, page] {
        page->store(m_draft.wanted());
        refresh();
    });
}

void SettingsPanel::activate()
{
    m_active = true;
    m_feed.want(this, client::Topic::Changes);
    if (!m_draft.isDirty())
        load();
    loadOpenApis();
    showPage(m_list->currentRow());
}

void SettingsPanel::deactivate()
{
    m_active = false;
    m_feed.want(this, {});
}

bool SettingsPanel::open(const Link& link)
{
    const auto part = m_parts.constFind(link.id);
    const QString page = part == m_parts.constEnd() ? link.id : u"address"_s;
    const auto at = std::ranges::find(m_entries, page, &Entry::id);
    if (at == m_entries.end())
        return false;
    m_list->setCurrentRow(at->row);
    if (part != m_parts.constEnd())
        reveal(*part);
    return true;
}

void SettingsPanel::focusFilter()
{
    m_filter->setFocus();
}

QByteArray SettingsPanel::saveState() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(Qt::UserRole).toString().toUtf8() : QByteArray();
}

void SettingsPanel::restoreState(const QByteArray& state)
{
    open({u"settings"_s, QString::fromUtf8(state), {}});
}

bool SettingsPanel::hasUnsavedEdits() const
{
    return m_draft.isDirty();
}

void SettingsPanel::showPage(int row)
{
    const auto at = std::ranges::find(m_entries, row, &Entry::row);
    if (at == m_entries.end())
        return;
    m_stack->setCurrentIndex(static_cast<int>(at - m_entries.begin()));
    m_header->setSubtitle(at->title);
    m_preview->setVisible(at->gateway != nullptr || m_draft.isDirty());
    at->page->shown();
}

void SettingsPanel::applyFilter(const QString& text)
{
    int first = -1;
    for (const Entry& entry : m_entries) {
        const bool fits = (entry.title + u' ' + entry.page->searchText())
                              .contains(text.trimmed(), Qt::CaseInsensitive);
        m_list->setRowHidden(entry.row, !fits);
        if (fits && first < 0)
            first = entry.row;
    }
    if (first >= 0 && m_list->isRowHidden(m_list->currentRow()))
        m_list->setCurrentRow(first);
    const auto shown = std::ranges::find(m_entries, m_list->currentRow(), &Entry::row);
    if (text.trimmed().isEmpty() || shown == m_entries.end())
        return;
    for (SettingRow* row : shown->page->rows()) {
        if (row->label().contains(text.trimmed(), Qt::CaseInsensitive))
            return reveal(row);
    }
}

void SettingsPanel::reveal(QWidget* part)
{
    if (auto* scroll = qobject_cast<QScrollArea*>(m_stack->currentWidget()))
        scroll->ensureWidgetVisible(part, 0, grid::kSide);
}

void SettingsPanel::load()
{
    m_client.readGateway(
        {this, m_loading}, [this](const client::Answer<client::Stored<model::Gateway>>& answer) {
            if (!answer) {
                m_message->say(State::Failed, answer.error().message, {}, answer.error().detail);
                return;
            }
            if (m_draft.isDirty())
                return; // The person was quicker; saving will tell of a conflict.
            m_draft.load(*answer);
            showValues();
        });
}

void SettingsPanel::loadOpenApis()
{
    m_client.list<model::Api>(
        {this, m_apis}, [this](const client::Answer<client::Listing<model::Api>>& answer) {
            if (!answer)
                return;
            m_address->setOpenApis(static_cast<int>(
                std::ranges::count_if(answer->items, [](const client::Stored<model::Api>& api) {
                    return api.value.access == model::Access::Open;
                })));
        });
}

void SettingsPanel::showValues()
{
    for (const Entry& entry : m_entries) {
        if (!entry.gateway)
            continue;
        entry.gateway->setEnabled(m_draft.isLoaded());
        entry.gateway->show(m_draft.wanted());
    }
    refresh();
}

void SettingsPanel::refresh()
{
    const auto changes = m_draft.changes();
    QStringList names;
    for (const GatewayDraft::Change& change : changes)
        names.append(change.name);
    for (const Entry& entry : m_entries) {
        if (!entry.gateway)
            continue;
        int count = 0;
        for (SettingRow* row : entry.gateway->rows()) {
            const auto at = std::ranges::find(changes, row->path(), &GatewayDraft::Change::path);
            const bool changed = !row->path().isEmpty() && at != changes.end();
            row->setBefore(changed ? at->before : QString());
            count += changed ? 1 : 0;
        }
        QListWidgetItem* item = m_list->item(entry.row);
        item->setData(CellState, count > 0 ? QVariant(static_cast<int>(State::Near)) : QVariant());
        item->setData(CellUnit, count > 0 ? u"\u2002%1"_s.arg(count) : QVariant());
    }
    std::vector<model::Fault> found;
    if (m_draft.isDirty())
        model::validateValue(m_draft.wanted(), {}, found);
    QList<client::FieldFault> faults;
    for (const model::Fault& fault : found)
        faults.append(
            {0, QString::fromStdString(fault.path), QString::fromStdString(fault.message)});
    showFaults(faults);
    m_pending->show(names, tr("not saved: %1"));
    m_preview->show(m_draft);
    const auto shown = std::ranges::find(m_entries, m_list->currentRow(), &Entry::row);
    m_preview->setVisible(!changes.isEmpty() ||
                          (shown != m_entries.end() && shown->gateway != nullptr));
}

void SettingsPanel::showFaults(const QList<client::FieldFault>& faults)
{
    for (const Entry& entry : m_entries) {
        if (!entry.gateway)
            continue;
        for (SettingRow* row : entry.gateway->rows()) {
            QString error;
            for (const client::FieldFault& fault : faults) {
                if (!row->path().isEmpty() && belongsTo(fault.path, row->path()) &&
                    (row->path() != "tls"_L1 || fault.path.endsWith("tls"_L1)))
                    error = fault.message;
            }
            row->setError(error);
        }
    }
}

void SettingsPanel::save()
{
    // The first page with an error is where the person must look.
    for (const Entry& entry : m_entries) {
        if (!entry.gateway)
            continue;
        for (SettingRow* row : entry.gateway->rows()) {
            if (!row->error().isEmpty()) {
                m_list->setCurrentRow(entry.row);
                reveal(row);
                return;
            }
        }
    }
    m_message->dismiss();
    m_pending->setBusy(true);
    m_client.replaceGateway({this, m_saving}, m_draft.wanted(), m_draft.etag(),
                            [this](const auto& answer) { saved(answer); });
}

void SettingsPanel::saved(const client::Answer<client::Stored<model::Gateway>>& answer)
{
    m_pending->setBusy(false);
    if (answer) {
        m_draft.load(*answer);
        showValues();
        m_connection.refresh();
        Q_EMIT message(State::Good, tr("The gateway has the new settings."));
        return;
    }
    const client::Problem& problem = answer.error();
    if (problem.kind == client::Problem::Kind::Changed) {
        m_message->say(State::Near, tr("Somebody else changed these settings meanwhile."),
                       {{tr("Keep mine on top of theirs"), [this] { mergeWithTheirs(); }},
                        {tr("Take theirs"), [this] {
                             m_draft.discard();
                             m_message->dismiss();
                             load();
                         }}});
        return;
    }
    showFaults(problem.faults);
    m_message->say(State::Failed, problem.message, {}, problem.detail);
}

void SettingsPanel::mergeWithTheirs()
{
    m_client.readGateway({this, m_loading},
                         [this](const client::Answer<client::Stored<model::Gateway>>& answer) {
                             if (!answer) {
                                 m_message->say(State::Failed, answer.error().message);
                                 return;
                             }
                             m_draft.rebase(*answer);
                             m_message->dismiss();
                             showValues();
                         });
}

} // namespace gatehouse::ui
