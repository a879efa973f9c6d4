// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LogPane.h"

#include "limits/CureList.h"
#include "limits/DoctorWords.h"
#include "limits/LogUpload.h"
#include "widgets/Bar.h"
#include "widgets/Card.h"
#include "widgets/ChartPanel.h"
#include "widgets/FileDrop.h"
#include "widgets/Icon.h"
#include "widgets/NumberFormat.h"
#include "widgets/TableSetup.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kCuresWidth = 400;
constexpr int kChartHeight = 190;
constexpr int kProgressSteps = 1000;

QString formName(const QString& form)
{
    if (form == "haproxy"_L1)
        return LogPane::tr("HAProxy");
    if (form == "envoy"_L1)
        return LogPane::tr("Envoy");
    if (form == "json"_L1)
        return LogPane::tr("JSON lines");
    return LogPane::tr("combined: nginx, Apache, Kong, APISIX");
}

} // namespace

LogPane::LogPane(client::AdminClient& client, const client::Names& names, QWidget* parent)
    : QWidget(parent)
    , m_names(names)
    , m_upload(new LogUpload(client, this))
    , m_subject(new TextLabel({}, TextSize::Code, Role::Muted))
    , m_cancel(new QPushButton(tr("Stop reading")))
    , m_progress(new QProgressBar)
    , m_state(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_content(new QWidget)
    , m_verdict(new TextLabel({}, TextSize::Title, Role::Text, QFont::Bold))
    , m_facts(new TextLabel({}, TextSize::Body, Role::Muted))
    , m_chart(new ChartPanel(tr("Calls and refusals"), m_group, ChartUnit::PerSecond,
                             ChartPanel::Arrangement::FigureRight))
    , m_callers(new QTableWidget)
    , m_cures(new CureList(names))
{
    setObjectName(u"logPane"_s);
    setGround(this, Role::Window);
    m_verdict->setObjectName(u"logVerdict"_s);
    m_facts->setObjectName(u"logFacts"_s);
    m_state->setObjectName(u"logState"_s);
    m_state->setAlignment(Qt::AlignCenter);
    for (TextLabel* label : {m_verdict, m_facts, m_state})
        label->setWordWrap(true);
    m_progress->setObjectName(u"logProgress"_s);
    m_progress->setAccessibleName(tr("How much of the log is read"));
    m_progress->setRange(0, kProgressSteps);
    m_progress->setTextVisible(false);
    m_callers->setObjectName(u"logCallers"_s);
    m_callers->setAccessibleName(tr("Callers, the most refused first"));
    m_callers->setColumnCount(5);
    m_callers->setHorizontalHeaderLabels(
        {tr("Caller"), tr("Calls"), tr("Refused"), tr("Tries"), tr("Conduct")});
    m_callers->setEditTriggers(QAbstractItemView::NoEditTriggers);
    setUpTable(m_callers, grid::kRowDense, false);
    m_callers->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_chart->chart().setMinimumHeight(grid::scaled(kChartHeight));
    auto* verdict = new Card;
    verdict->body()->addWidget(m_verdict);
    verdict->body()->addWidget(m_facts);
    auto* cards = new QVBoxLayout(m_content);
    cards->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kSide);
    cards->setSpacing(grid::kGapWide);
    cards->addWidget(verdict);
    cards->addWidget(m_chart);
    cards->addWidget(m_callers, 1);
    auto* left = new QWidget;
    setGround(left, Role::Window);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->addWidget(m_state, 1);
    leftColumn->addWidget(m_content, 1);
    auto* body = new QSplitter(Qt::Horizontal);
    body->setHandleWidth(1);
    body->setChildrenCollapsible(false);
    body->addWidget(left);
    body->addWidget(m_cures);
    m_cures->setMinimumWidth(grid::scaled(grid::kInspectorLeast));
    body->setStretchFactor(0, 1);
    body->setSizes({2000, grid::scaled(kCuresWidth)});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_progress);
    column->addWidget(body, 1);
    say(tr("Drop an access log here: nginx, Apache, HAProxy, Envoy, Kong or APISIX."));
    setBusy(false);
    connect(new FileDrop(this), &FileDrop::dropped, this, &LogPane::open);
    connect(m_upload, &LogUpload::progress, this, &LogPane::showProgress);
    connect(m_upload, &LogUpload::done, this, &LogPane::showReport);
    connect(m_upload, &LogUpload::failed, this,
            [this](const QString& words, const QString& detail) {
                setBusy(false);
                say(words, detail);
            });
    connect(m_cures, &CureList::ruleAsked, this, &LogPane::ruleAsked);
    connect(m_cures, &CureList::told, this, &LogPane::told);
}

QWidget* LogPane::makeHead()
{
    auto* head = new Bar(grid::kHeader);
    auto* back = new QPushButton(icon(Icon::GoPrevious, Role::Accent), tr("Rate limits"));
    back->setObjectName(u"backFromLog"_s);
    setButtonRole(back, ButtonRole::Link);
    m_subject->setElided();
    m_cancel->setObjectName(u"stopLog"_s);
    auto* another = new QPushButton(icon(Icon::DocumentOpen), tr("Open a log file"));
    another->setObjectName(u"openAnotherLog"_s);
    head->row()->addWidget(back);
    head->row()->addWidget(
        new TextLabel(tr("Why were these refused?"), TextSize::Title, Role::Text, QFont::Bold));
    head->row()->addWidget(m_subject, 1);
    head->row()->addWidget(m_cancel);
    head->row()->addWidget(another);
    connect(back, &QPushButton::clicked, this, &LogPane::closeAsked);
    connect(another, &QPushButton::clicked, this, &LogPane::choose);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_upload->cancel();
        setBusy(false);
        say(tr("Reading was stopped."));
    });
    return head;
}

void LogPane::choose()
{
    // Not native where a test or another program must reach it; never a nested loop.
    auto* dialog = new QFileDialog(this, tr("Open an access log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &LogPane::open);
    dialog->open();
}

void LogPane::open(const QString& path)
{
    m_name = QFileInfo(path).fileName();
    m_subject->setText(m_name);
    setBusy(true);
    m_progress->setValue(0);
    say(tr("Reading %1 \u2026").arg(m_name));
    m_upload->start(path);
}

void LogPane::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
}

void LogPane::say(const QString& words, const QString& detail)
{
    m_content->hide();
    m_cures->hide();
    m_state->setText(words);
    m_state->setToolTip(detail);
    m_state->show();
}

void LogPane::showProgress(qint64 read, qint64 size, const client::LogProgress& found)
{
    m_progress->setValue(size > 0 ? int(double(read) / double(size) * kProgressSteps) : 0);
    m_state->setText(read >= size || found.full
                         ? tr("Trying limits on %1 calls \u2026").arg(wholeNumber(found.calls))
                         : tr("Reading %1 (%2): %3 calls")
                               .arg(m_name, formName(found.form), wholeNumber(found.calls)));
}

void LogPane::showReport(const client::LogReport& report)
{
    setBusy(false);
    m_state->hide();
    m_content->show();
    m_cures->show();
    const qint64 calls = report.read.calls;
    const double share = calls > 0 ? 100.0 * double(report.refused) / double(calls) : 0;
    m_verdict->setText(report.refused == 0
                           ? tr("None of %1 calls was refused.").arg(wholeNumber(calls))
                           : tr("%1 of %2 calls were answered 429 or 503 (%3 %).")
                                 .arg(wholeNumber(report.refused), wholeNumber(calls),
                                      QLocale().toString(share, 'g', 3)));
    QStringList facts{tr("%1, %2 lines, %3 callers.")
                          .arg(formName(report.read.form), wholeNumber(report.read.lines),
                               wholeNumber(report.callers))};
    if (report.retries > 0)
        facts.append(tr("%1 calls repeat a refused one.").arg(wholeNumber(report.retries)));
    if (report.read.unread > 0)
        facts.append(tr("%1 lines could not be read.").arg(wholeNumber(report.read.unread)));
    if (report.read.full)
        facts.append(tr("Only the first %1 calls are looked at.").arg(wholeNumber(calls)));
    m_facts->setText(facts.join(u' '));
    const auto aSecond = [&report](QList<double> values) {
        for (double& value : values)
            value *= 1000 / std::max(1.0, report.stepMillis);
        return values;
    };
    m_chart->setLayers({{.id = u"calls"_s,
                         .name = tr("calls"),
                         .role = Role::Series7,
                         .form = ChartLayer::Form::FilledLine},
                        {.id = u"refused"_s,
                         .name = tr("refused"),
                         .role = Role::Limit,
                         .form = ChartLayer::Form::FilledLine}});
    m_chart->chart().setTime(report.explained.fromMillis,
                             std::max<qint64>(1, std::llround(report.stepMillis)), report.points);
    m_chart->chart().setValues(u"calls"_s, aSecond(report.callsSeries));
    m_chart->chart().setValues(u"refused"_s, aSecond(report.refusedSeries));
    showCallers(report);
    m_cures->showCures(report.explained);
    Q_EMIT logOpened(m_upload->log(), m_name, report.explained.fromMillis,
                     report.explained.toMillis);
}

void LogPane::showCallers(const client::LogReport& report)
{
    const auto& all = report.explained.conduct;
    m_callers->setRowCount(int(all.size()));
    for (int row = 0; row < int(all.size()); ++row) {
        const client::Explanation::Conduct& each = all.at(row);
        const QString values[] = {m_names.name(client::Names::Kind::Application, each.application),
                                  wholeNumber(each.requests), wholeNumber(each.refused),
                                  QLocale().toString(each.tries, 'f', 2), labelName(each.label)};
        for (int i = 0; i < 5; ++i) {
            auto* item = new QTableWidgetItem(values[i]);
            if (i > 0 && i < 4)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_callers->setItem(row, i, item);
        }
    }
}

} // namespace gatehouse::ui
