// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiImportPage.h"

#include "apis/ApiLifeWords.h"

#include "widgets/Bar.h"
#include "widgets/FormField.h"
#include "widgets/Icon.h"
#include "widgets/MessageBar.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QMimeData>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {

namespace {

/// As much as the server takes.
constexpr qint64 kMostBytes = 64 << 20;
constexpr int kFetchTimeoutMs = 20'000;
constexpr auto kPause = 400ms;

enum Column
{
    Place,
    What
};

} // namespace

ApiImportPage::ApiImportPage(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_network(new QNetworkAccessManager(this))
{
    setObjectName(u"apiImportPage"_s);
    setGround(this, Role::Surface);
    setAcceptDrops(true);
    m_network->setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    m_notice = new MessageBar;
    auto* halves = new QSplitter(Qt::Horizontal);
    halves->setChildrenCollapsible(false);
    halves->addWidget(makeSource());
    halves->addWidget(makeResult());
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_notice);
    column->addWidget(halves, 1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ApiImportPage::tryIt);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_import->setEnabled(false);
        m_pause.start();
    });
    connect(m_basePath, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    reset();
}

QWidget* ApiImportPage::makeHead()
{
    auto* head = new Bar(grid::kHeader);
    auto* back = new QPushButton(icon(Icon::GoPrevious, Role::Accent), tr("APIs"));
    back->setObjectName(u"backFromImport"_s);
    setButtonRole(back, ButtonRole::Link);
    m_title = new TextLabel({}, TextSize::Title, Role::Text, QFont::Bold);
    m_title->setObjectName(u"importTitle"_s);
    m_import = new QPushButton(tr("Import"));
    m_import->setObjectName(u"runImport"_s);
    setButtonRole(m_import, ButtonRole::Main);
    head->row()->addWidget(back);
    head->row()->addWidget(m_title, 1);
    head->row()->addWidget(m_import);
    connect(back, &QPushButton::clicked, this, &ApiImportPage::closeAsked);
    connect(m_import, &QPushButton::clicked, this, &ApiImportPage::run);
    return head;
}

QWidget* ApiImportPage::makeSource()
{
    auto* half = new QWidget;
    auto* column = new QVBoxLayout(half);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kGapWide, grid::kSide);
    column->setSpacing(grid::kGap);
    m_url = new QLineEdit;
    m_url->setObjectName(u"importUrl"_s);
    m_url->setPlaceholderText(u"https://…/openapi.yaml"_s);
    m_url->setAccessibleName(tr("Address of the description"));
    auto* get = new QPushButton(tr("Fetch"));
    get->setObjectName(u"fetchImport"_s);
    auto* open = new QPushButton(tr("Open file…"));
    open->setObjectName(u"openImport"_s);
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGap);
    row->addWidget(m_url, 1);
    row->addWidget(get);
    row->addWidget(open);
    column->addLayout(row);
    m_text = new QPlainTextEdit;
    m_text->setObjectName(u"importText"_s);
    m_text->setAccessibleName(tr("Description"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setPlaceholderText(tr("Paste it here, or drop a file: OpenAPI 2.0, 3.0 or 3.1 in JSON "
                                  "or YAML, a Postman collection, a HAR file, a cURL line."));
    m_text->setAcceptDrops(false); // the page takes files, as their content
    column->addWidget(m_text, 1);
    connect(get, &QPushButton::clicked, this, &ApiImportPage::fetch);
    connect(m_url, &QLineEdit::returnPressed, this, &ApiImportPage::fetch);
    connect(open, &QPushButton::clicked, this, &ApiImportPage::chooseFile);
    return half;
}

QWidget* ApiImportPage::makeResult()
{
    auto* half = new QWidget;
    auto* column = new QVBoxLayout(half);
    column->setContentsMargins(grid::kGapWide, grid::kGapWide, grid::kSide, grid::kSide);
    column->setSpacing(grid::kGap);
    m_summary = new TextLabel({}, TextSize::Body, Role::Text);
    m_summary->setObjectName(u"importSummary"_s);
    m_summary->setWordWrap(true);
    m_basePath = new QLineEdit;
    m_basePath->setObjectName(u"importBasePath"_s);
    m_basePathField = new FormField(tr("Base path"), m_basePath);
    m_basePathField->setHint(tr("Where callers find it; empty = made from the title."));
    m_list = new QTreeWidget;
    m_list->setObjectName(u"importList"_s);
    m_list->setAccessibleName(tr("What comes of it"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->header()->setSectionResizeMode(Place, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(true);
    column->addWidget(m_summary);
    column->addWidget(m_basePathField);
    column->addWidget(m_list, 1);
    return half;
}

void ApiImportPage::startNew()
{
    m_id.clear();
    reset();
    m_title->setText(tr("Import an API"));
    m_basePathField->show();
    m_text->setFocus();
}

void ApiImportPage::startAgain(const QString& id, const QString& name)
{
    m_id = id;
    reset();
    m_title->setText(tr("Renew %1").arg(name));
    m_basePathField->hide();
    m_text->setFocus();
}

bool ApiImportPage::hasText() const
{
    return !m_text->document()->isEmpty();
}

void ApiImportPage::reset()
{
    m_tryTicket.cancel();
    m_runTicket.cancel();
    m_notice->dismiss();
    m_source.clear();
    m_url->clear();
    m_basePath->clear();
    m_text->clear();
    m_pause.stop();
    m_list->clear();
    m_import->setEnabled(false);
    m_summary->setText(tr("Each operation becomes a route, servers become targets. What cannot be "
                          "taken over is told with its line."));
}

void ApiImportPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void ApiImportPage::dropEvent(QDropEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.front().isLocalFile())
        openFile(urls.front().toLocalFile());
    else if (event->mimeData()->hasText())
        m_text->setPlainText(event->mimeData()->text());
    event->acceptProposedAction();
}

void ApiImportPage::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Open a description"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Descriptions (*.yaml *.yml *.json *.har *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ApiImportPage::openFile);
    dialog->open();
}

void ApiImportPage::openFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_notice->say(State::Failed, tr("%1 cannot be read: %2").arg(path, file.errorString()));
        return;
    }
    if (file.size() > kMostBytes) {
        m_notice->say(State::Failed, tr("%1 is larger than 64 MiB.").arg(path));
        return;
    }
    m_notice->dismiss();
    m_source = QFileInfo(path).fileName();
    m_text->setPlainText(QString::fromUtf8(file.readAll()));
}

void ApiImportPage::fetch()
{
    const QUrl url = QUrl::fromUserInput(m_url->text().trimmed());
    if (!url.isValid() || !url.scheme().startsWith("http"_L1)) {
        m_notice->say(State::Failed, tr("This is no http address."));
        return;
    }
    QNetworkRequest request(url);
    request.setTransferTimeout(kFetchTimeoutMs);
    QNetworkReply* reply = m_network->get(request);
    m_summary->setText(tr("Fetching %1 …").arg(url.host()));
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > kMostBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, url] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError) {
            m_summary->clear();
            m_notice->say(
                State::Failed,
                tr("%1 did not give a description: %2").arg(url.host(), reply->errorString()));
            return;
        }
        m_notice->dismiss();
        m_source = reply->url().toString();
        m_text->setPlainText(QString::fromUtf8(reply->readAll()));
    });
}

QJsonObject ApiImportPage::body(bool dryRun) const
{
    QJsonObject out{{u"text"_s, m_text->toPlainText()}, {u"source"_s, m_source}};
    if (!m_id.isEmpty())
        out.insert(u"id"_s, m_id);
    else if (const QString path = m_basePath->text().trimmed(); !path.isEmpty())
        out.insert(u"base_path"_s, path);
    if (dryRun)
        out.insert(u"dry_run"_s, true);
    QJsonArray take;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* item = m_list->topLevelItem(i);
        if (item->flags().testFlag(Qt::ItemIsUserCheckable) &&
            item->checkState(Place) == Qt::Checked)
            take.append(item->text(Place));
    }
    if (!take.isEmpty())
        out.insert(u"take"_s, take);
    return out;
}

void ApiImportPage::tryIt()
{
    if (!hasText())
        return reset();
    m_client.importApi({this, m_tryTicket}, body(true),
                       [this](const client::Answer<client::ApiImport>& answer) {
                           if (answer)
                               showResult(*answer);
                           else
                               showProblem(answer.error());
                       });
}

void ApiImportPage::run()
{
    m_import->setEnabled(false);
    m_client.importApi({this, m_runTicket}, body(false),
                       [this](const client::Answer<client::ApiImport>& answer) {
                           if (!answer)
                               return showProblem(answer.error());
                           reset();
                           Q_EMIT imported(answer->id, answer->name);
                       });
}

void ApiImportPage::showProblem(const client::Problem& problem)
{
    m_import->setEnabled(false);
    m_list->clear();
    m_summary->setText(problem.message);
    m_basePathField->setError({});
    for (const auto& fault : problem.faults) {
        if (fault.path == "base_path"_L1)
            m_basePathField->setError(fault.message);
        const QString place = fault.line > 0 ? tr("line %1").arg(fault.line) : QString();
        auto* item = new QTreeWidgetItem(m_list, {place, fault.path + u": "_s + fault.message});
        item->setForeground(What, roles(palette())(Role::Bad));
    }
}

void ApiImportPage::showResult(const client::ApiImport& result)
{
    m_import->setEnabled(true);
    m_basePathField->setError({});
    m_list->clear();
    QString summary = tr("%1, operations: %2").arg(result.form).arg(result.operations);
    if (m_id.isEmpty())
        summary += tr(" → %1 under %2").arg(result.name, result.basePath);
    m_summary->setText(summary);
    for (const auto& part : result.merge) {
        if (part.state == "in_sync"_L1)
            continue;
        auto* item = new QTreeWidgetItem(m_list, {part.place, mergeName(part.state)});
        if (part.state == "conflict"_L1) {
            item->setText(What, tr("changed on both sides; ticked = take theirs"));
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
            item->setCheckState(Place, Qt::Unchecked);
            item->setForeground(What, roles(palette())(Role::Notice));
        }
    }
    if (!m_id.isEmpty() && m_list->topLevelItemCount() == 0)
        m_summary->setText(summary + u' ' + tr("Nothing differs."));
    if (m_id.isEmpty()) {
        for (const QString& target : result.targets)
            new QTreeWidgetItem(m_list, {tr("target"), target});
        for (const QString& route : result.routes)
            new QTreeWidgetItem(m_list, {tr("route"), route});
    }
    for (const auto& remark : result.remarks) {
        auto* item = new QTreeWidgetItem(
            m_list,
            {remark.line > 0 ? tr("line %1").arg(remark.line) : tr("note"), remark.message});
        item->setToolTip(What, remark.path);
        item->setForeground(What, roles(palette())(Role::Muted));
    }
}

} // namespace gatehouse::ui
