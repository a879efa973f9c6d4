// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficInspector.h"

#include "traffic/TrafficText.h"

#include "client/AdminClient.h"
#include "widgets/ChartScale.h"
#include "widgets/Icon.h"
#include "widgets/State.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {

namespace {

QPlainTextEdit* codePage(const QString& name, QTabWidget* tabs, const QString& title)
{
    auto* page = new QPlainTextEdit(tabs);
    page->setObjectName(name);
    page->setAccessibleName(title);
    page->setReadOnly(true);
    page->setFrameShape(QFrame::NoFrame);
    page->setFont(textFont(TextSize::Code));
    tabs->addTab(page, title);
    return page;
}

QToolButton* flatButton(Icon name, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(name));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    setButtonRole(button, ButtonRole::Flat);
    return button;
}

} // namespace

TrafficInspector::TrafficInspector(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_total(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_waterfall(new Waterfall(this))
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"trafficInspector"_s);
    setGround(this, Role::Surface);
    setMinimumWidth(grid::kInspectorLeast);
    m_title->setFont(textFont(TextSize::Body, QFont::Bold));
    m_title->setTextFormat(Qt::PlainText);
    m_subtitle->setFont(textFont(TextSize::Secondary));
    m_subtitle->setTextFormat(Qt::PlainText);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_subtitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_total->setFont(textFont(TextSize::Secondary, QFont::Bold));
    m_facts->setFont(textFont(TextSize::Secondary));
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(grid::kSide, grid::kGap, grid::kGap, grid::kGap);
    head->addLayout(words, 1);
    auto* copy = flatButton(Icon::EditCopy, tr("Copy as cURL"), this);
    copy->setObjectName(u"copyCurl"_s);
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(curlCommand(m_detail, m_gateway)); });
    auto* close = flatButton(Icon::Cross, tr("Close"), this);
    connect(close, &QToolButton::clicked, this, &TrafficInspector::closeWanted);
    head->addWidget(copy);
    head->addWidget(close);

    auto* overview = new QWidget(m_tabs);
    auto* page = new QVBoxLayout(overview);
    page->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    page->setSpacing(grid::kGapWide);
    page->addWidget(m_total);
    page->addWidget(m_waterfall);
    page->addWidget(m_facts);
    page->addStretch(1);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(overview, tr("Overview"));
    m_request = codePage(u"requestBody"_s, m_tabs, tr("Request"));
    m_answer = codePage(u"answerBody"_s, m_tabs, tr("Answer"));
    m_headers = codePage(u"headers"_s, m_tabs, tr("Headers"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_tabs, 1);

    m_settle.setSingleShot(true);
    m_settle.setInterval(80ms);
    connect(&m_settle, &QTimer::timeout, this, &TrafficInspector::ask);
}

void TrafficInspector::showRecord(const client::TrafficRecord& record)
{
    if (record.id == m_id)
        return;
    m_id = record.id;
    m_detail = {record, {}, {}};
    fill(record);
    m_request->clear();
    m_answer->clear();
    m_headers->clear();
    m_settle.start();
}

void TrafficInspector::showId(const QString& id)
{
    m_id = id;
    m_title->setText(id);
    m_subtitle->clear();
    ask();
}

void TrafficInspector::ask()
{
    m_client.trafficDetail({this, m_ticket}, m_id,
                           [this](client::Answer<client::TrafficDetail> answer) {
                               if (answer)
                                   showDetail(*answer);
                               else
                                   m_request->setPlainText(answer.error().message);
                           });
}

void TrafficInspector::showDetail(const client::TrafficDetail& detail)
{
    m_detail = detail;
    fill(detail.record);
    m_request->setPlainText(readableBody(detail.request, true));
    m_answer->setPlainText(readableBody(detail.response, true));
    m_headers->setPlainText(tr("Request") + u'\n' + headerLines(detail.request) + u'\n' +
                            tr("Answer") + u'\n' + headerLines(detail.response));
}

void TrafficInspector::fill(const client::TrafficRecord& record)
{
    m_title->setText(record.method + u' ' + record.path + u"  "_s + QString::number(record.status));
    m_subtitle->setText(
        QStringList{record.time().toString(u"HH:mm:ss.zzz"_s), record.id, record.application}.join(
            u" · "_s));
    const double totalMs = double(record.totalMicros()) / 1000;
    m_total->setText(tr("%1 total").arg(valueText(ChartUnit::Millis, totalMs)));
    m_waterfall->setRows(waterfallRows(record), totalMs);
    QStringList facts;
    const auto fact = [&facts](const QString& name, const QString& value) {
        if (!value.isEmpty())
            facts << name + u"  "_s + value;
    };
    const QLocale locale;
    fact(tr("API"), record.api);
    fact(tr("Route"), record.route);
    fact(tr("Model asked"), record.modelAsked);
    fact(tr("Model used"), record.modelUsed);
    fact(tr("Provider"), record.provider);
    if (record.tokens() > 0) {
        fact(tr("In"),
             tr("%1 tokens, %2 cached")
                 .arg(locale.toString(record.inputTokens), locale.toString(record.cachedTokens)));
        fact(tr("Out"), tr("%1 tokens").arg(locale.toString(record.outputTokens)));
    }
    if (record.costNanoUsd > 0)
        fact(tr("Cost"), u"$"_s + locale.toString(double(record.costNanoUsd) / 1e9, 'g', 3));
    fact(tr("Gateway"), valueText(ChartUnit::Millis, double(record.phases.admitted) / 1000));
    fact(tr("Finish"), record.finish);
    fact(tr("Error"), record.error);
    fact(tr("Client"), record.client);
    m_facts->setText(facts.join(u'\n'));
}

} // namespace gatehouse::ui
