// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiLifeBar.h"

#include "apis/ApiLifeWords.h"
#include "apis/ApiStepBox.h"
#include "apis/ApiWords.h"

#include "widgets/AskBox.h"
#include "widgets/DiffView.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QDateTime>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr qsizetype kShownRevisions = 4;
constexpr int kCompareWidth = 640;
constexpr int kCompareHeight = 460;

QString dayOf(std::int64_t millis)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(millis).date(), QLocale::ShortFormat);
}

} // namespace

ApiLifeBar::ApiLifeBar(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_next(new QPushButton)
    , m_more(new IconButton(Icon::OverflowMenu, tr("More")))
    , m_menu(new QMenu(this))
    , m_notice(new TextLabel({}, TextSize::Secondary, Role::Notice))
    , m_revisionsTitle(new TextLabel({}, TextSize::Secondary, Role::Muted, QFont::Bold))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"apiLife"_s);
    m_next->setObjectName(u"apiNextStep"_s);
    m_more->setObjectName(u"apiMoreSteps"_s);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_notice->setObjectName(u"apiLifeNotice"_s);
    m_notice->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(grid::kGap);
    row->addWidget(m_next);
    row->addWidget(m_more);
    row->addStretch(1);
    m_rows->setSpacing(0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    column->addLayout(row);
    column->addWidget(m_notice);
    column->addWidget(m_revisionsTitle);
    column->addLayout(m_rows);
    connect(m_next, &QPushButton::clicked, this, [this] {
        const auto steps = model::stepsFrom(m_api.state);
        if (!steps.empty())
            take(steps.front());
    });
}

void ApiLifeBar::showApi(const model::Api& api, quint32 revision)
{
    const bool other = api.id != m_api.id || revision != m_revision;
    m_api = api;
    m_revision = revision;
    refreshSteps();
    if (other)
        loadRevisions();
}

void ApiLifeBar::refreshSteps()
{
    const auto steps = model::stepsFrom(m_api.state);
    m_next->setVisible(!steps.empty());
    m_menu->clear();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i == 0)
            m_next->setText(stepName(steps[i]));
        else
            m_menu->addAction(stepName(steps[i]), this, [this, step = steps[i]] { take(step); });
    }
    if (!m_menu->isEmpty())
        m_menu->addSeparator();
    m_menu->addAction(tr("Renew from a description…"), this,
                      [this] { Q_EMIT importAsked(QString::fromStdString(m_api.id)); });
    m_menu->addAction(tr("Save OpenAPI…"), this, [this] { exportTo(u"openapi"_s); });
    m_menu->addAction(tr("Save documentation as HTML…"), this, [this] { exportTo(u"html"_s); });
    QStringList told;
    if (m_api.mock)
        told.append(tr("Answers come from its document; nothing stands behind it yet."));
    if (m_api.state == model::ApiState::Blocked && !m_api.blockedReason.empty())
        told.append(tr("Blocked: %1").arg(QString::fromStdString(m_api.blockedReason)));
    if (m_api.deprecation && m_api.state == model::ApiState::Deprecated) {
        if (m_api.deprecation->sunsetMillis > 0)
            told.append(tr("Ends on %1.").arg(dayOf(m_api.deprecation->sunsetMillis)));
        if (!m_api.deprecation->successor.empty())
            told.append(
                tr("Use %1 instead.").arg(QString::fromStdString(m_api.deprecation->successor)));
    }
    m_notice->setText(told.join(u' '));
    m_notice->setVisible(!told.isEmpty());
}

void ApiLifeBar::take(model::LifeStep step)
{
    askStep(this, m_api, step, m_callers, [this, step](const QJsonObject& body) {
        const QString name = displayName(m_api);
        m_client.stepApi({this, m_stepTicket}, QString::fromStdString(m_api.id), body,
                         [this, name, step](const client::Answer<void>& answer) {
                             if (!answer)
                                 return Q_EMIT failed(answer.error());
                             QString what = stepName(step);
                             what.remove(u'…');
                             Q_EMIT done(tr("%1: %2").arg(name, what));
                         });
    });
}

void ApiLifeBar::loadRevisions()
{
    showRevisions({});
    if (m_revision == 0)
        return;
    m_client.apiRevisions({this, m_revisionsTicket}, QString::fromStdString(m_api.id),
                          [this](const client::Answer<QList<client::ApiRevision>>& answer) {
                              if (answer)
                                  showRevisions(*answer);
                          });
}

void ApiLifeBar::showRevisions(const QList<client::ApiRevision>& revisions)
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    m_revisionsTitle->setVisible(!revisions.isEmpty());
    m_revisionsTitle->setText(tr("Revisions"));
    for (const client::ApiRevision& revision : revisions.mid(0, kShownRevisions)) {
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto* name = new TextLabel(
            u"%1   %2"_s.arg(revision.number)
                .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(revision.createdMillis),
                                        QLocale::ShortFormat)));
        row->addWidget(name, 1);
        if (revision.current) {
            row->addWidget(new TextLabel(tr("serves"), TextSize::Secondary, Role::Muted));
        } else {
            auto* compareButton = new QPushButton(tr("Compare"));
            setButtonRole(compareButton, ButtonRole::Link);
            compareButton->setObjectName(u"compareRevision%1"_s.arg(revision.number));
            row->addWidget(compareButton);
            connect(compareButton, &QPushButton::clicked, this,
                    [this, number = revision.number] { compare(number); });
            auto* back = new QPushButton(tr("Bring back"));
            setButtonRole(back, ButtonRole::Link);
            back->setObjectName(u"restoreRevision%1"_s.arg(revision.number));
            row->addWidget(back);
            connect(back, &QPushButton::clicked, this,
                    [this, number = revision.number] { restore(number); });
        }
        m_rows->addWidget(line);
    }
}

void ApiLifeBar::compare(quint32 number)
{
    m_client.compareApi(
        {this, m_compareTicket}, QString::fromStdString(m_api.id), number, 0,
        [this, number](const client::Answer<client::ApiComparison>& answer) {
            if (!answer)
                return Q_EMIT failed(answer.error());
            auto* box = new QDialog(this);
            box->setObjectName(u"apiCompareBox"_s);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->setWindowTitle(tr("Revision %1 and now").arg(number));
            auto* column = new QVBoxLayout(box);
            for (const auto& one : answer->differences) {
                auto* line = new TextLabel((one.breaking ? tr("Breaks callers: ") : QString()) +
                                               one.place + u' ' + one.message,
                                           TextSize::Body, one.breaking ? Role::Bad : Role::Text);
                line->setWordWrap(true);
                column->addWidget(line);
            }
            if (answer->lines.isEmpty())
                column->addWidget(
                    new TextLabel(tr("Nothing differs."), TextSize::Body, Role::Muted));
            auto* view = new DiffView;
            view->setLines(answer->lines);
            auto* scroll = new QScrollArea;
            scroll->setWidgetResizable(true);
            scroll->setWidget(view);
            column->addWidget(scroll, 1);
            box->resize(grid::scaled(kCompareWidth), grid::scaled(kCompareHeight));
            box->open();
        });
}

void ApiLifeBar::restore(quint32 number)
{
    askBefore(
        this,
        tr("Make this API what it was in revision %1? That becomes a new revision.").arg(number),
        tr("Bring back"), [this, number] {
            m_client.restoreApi(
                {this, m_stepTicket}, QString::fromStdString(m_api.id), number,
                [this, number](const client::Answer<void>& answer) {
                    if (!answer)
                        return Q_EMIT failed(answer.error());
                    Q_EMIT done(tr("%1 is as in revision %2.").arg(displayName(m_api)).arg(number));
                });
        });
}

void ApiLifeBar::exportTo(const QString& form)
{
    const bool html = form == "html"_L1;
    auto* dialog = new QFileDialog(this, html ? tr("Save documentation") : tr("Save OpenAPI"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QString::fromStdString(m_api.id) + (html ? u".html"_s : u".json"_s));
    connect(dialog, &QFileDialog::fileSelected, this, [this, form](const QString& path) {
        m_client.exportApi({this, m_exportTicket}, QString::fromStdString(m_api.id), form, {},
                           [this, path](const client::Answer<QByteArray>& answer) {
                               if (!answer)
                                   return Q_EMIT failed(answer.error());
                               QSaveFile file(path);
                               if (file.open(QIODevice::WriteOnly) &&
                                   file.write(*answer) == answer->size() && file.commit())
                                   return Q_EMIT done(tr("%1 is saved.").arg(path));
                               client::Problem problem;
                               problem.message =
                                   tr("%1 could not be written: %2").arg(path, file.errorString());
                               Q_EMIT failed(problem);
                           });
    });
    dialog->open();
}

} // namespace gatehouse::ui
