// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/TrafficInspector.h"

#include "traffic/TrafficText.h"
#include "traffic/TrySides.h"

#include "client/AdminClient.h"
#include "client/Names.h"
#include "widgets/Bar.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/SegmentedControl.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"
#include "widgets/Waterfall.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {

namespace {

using Kind = client::Names::Kind;

QPlainTextEdit* codePage(const QString& name, const QString& title)
{
    auto* page = new QPlainTextEdit;
    page->setObjectName(name);
    page->setAccessibleName(title);
    page->setReadOnly(true);
    page->setTabChangesFocus(true);
    page->setFrameShape(QFrame::NoFrame);
    page->setFont(textFont(TextSize::Code));
    return page;
}

QToolButton* flatButton(Icon name, const QString& tip)
{
    auto* button = new QToolButton;
    button->setIcon(icon(name));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    setButtonRole(button, ButtonRole::Flat);
    return button;
}

/// `number` bold, then `unit` muted, as one rich text.
QString boldFigure(const Quantity& quantity, const QWidget* widget)
{
    return u"<b>%1</b> <span style=\"color:%2\">%3</span>"_s.arg(quantity.number.toHtmlEscaped(),
                                                                 roles(widget)(Role::Muted).name(),
                                                                 quantity.unit.toHtmlEscaped());
}

} // namespace

TrafficInspector::TrafficInspector(client::AdminClient& client, const client::Names& names,
                                   QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_names(names)
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"trafficInspector"_s);
    setGround(this, Role::Surface);
    setMinimumWidth(grid::scaled(grid::kInspectorLeast));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_tabs, 1);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setUsesScrollButtons(false);
    m_tabs->addTab(makeOverview(), tr("Overview"));
    m_request = makeBodyPage(u"requestBody"_s, tr("Request"));
    m_answer = makeBodyPage(u"answerBody"_s, tr("Answer"));
    m_events = codePage(u"events"_s, tr("Events"));
    m_headers = codePage(u"headers"_s, tr("Headers"));
    m_tabs->addTab(m_events, tr("Events"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tries = new TrySides;
    m_tabs->addTab(m_tries, tr("Tries"));
    m_settle.setSingleShot(true);
    m_settle.setInterval(80ms);
    connect(&m_settle, &QTimer::timeout, this, &TrafficInspector::ask);
}

QWidget* TrafficInspector::makeHead()
{
    auto* head = new QWidget(this);
    head->setFixedHeight(grid::scaled(52));
    m_title = new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold);
    m_title->setElided();
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_status = new Tag;
    m_subtitle = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_subtitle->setTextFormat(Qt::PlainText);
    m_subtitle->setElided();
    m_subtitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* copy = flatButton(Icon::EditCopy, tr("Copy as cURL"));
    copy->setObjectName(u"copyCurl"_s);
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(curlCommand(m_detail, m_gateway)); });
    QToolButton* close = new IconButton(Icon::Cross, tr("Close"));
    connect(close, &QToolButton::clicked, this, &TrafficInspector::closeWanted);
    auto* first = new QHBoxLayout;
    first->setSpacing(grid::kGap);
    first->addWidget(m_title);
    first->addWidget(m_status);
    first->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(first);
    words->addWidget(m_subtitle);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(grid::kSide, 6, grid::kGap, 6);
    row->setSpacing(4);
    row->addLayout(words, 1);
    row->addSpacing(grid::kGap);
    row->addWidget(copy);
    row->addWidget(close);
    return head;
}

QWidget* TrafficInspector::makeOverview()
{
    auto* page = new QWidget;
    setGround(page, Role::Surface);
    m_headline = new TextLabel({}, TextSize::Secondary, Role::Muted, QFont::Bold);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setElided();
    m_total = new QLabel;
    m_total->setFont(textFont(TextSize::Secondary));
    m_waterfall = new Waterfall;
    auto* head = new QHBoxLayout;
    head->addWidget(m_headline, 1);
    head->addWidget(m_total);
    auto* figures = new QGridLayout;
    figures->setHorizontalSpacing(grid::kGapWide);
    figures->setVerticalSpacing(4);
    const QString names[] = {tr("In"), tr("Out"), tr("Cost"), tr("Gateway")};
    for (int i = 0; i < 4; ++i) {
        figures->setColumnStretch(i, 1);
        figures->addWidget(new TextLabel(names[i], TextSize::Secondary, Role::Muted), 0, i);
        m_figures[i] = new QLabel;
        m_figures[i]->setFont(textFont(TextSize::Secondary));
        m_figures[i]->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        figures->addWidget(m_figures[i], 1, i);
    }
    m_facts = new QGridLayout;
    m_facts->setHorizontalSpacing(grid::kGapWide);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, grid::kGapWide);
    column->setSpacing(0);
    column->addWidget(makeExplain());
    const auto section = [column] {
        auto* inner = new QVBoxLayout;
        inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
        inner->setSpacing(grid::kGapWide);
        column->addLayout(inner);
        return inner;
    };
    QVBoxLayout* course = section();
    course->addLayout(head);
    course->addWidget(m_waterfall);
    column->addWidget(new Separator(Qt::Horizontal, page));
    section()->addLayout(figures);
    column->addWidget(new Separator(Qt::Horizontal, page));
    section()->addLayout(m_facts);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    return scroll;
}

QWidget* TrafficInspector::makeExplain()
{
    m_explain = new QWidget;
    auto* why = new QPushButton(icon(Icon::HelpContents), tr("Why was this refused?"));
    why->setObjectName(u"explainRequest"_s);
    connect(why, &QPushButton::clicked, this, [this] { Q_EMIT explainWanted(m_id); });
    auto* row = new QHBoxLayout(m_explain);
    row->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, 0);
    row->addWidget(why);
    row->addStretch(1);
    m_explain->hide();
    return m_explain;
}

QPlainTextEdit* TrafficInspector::makeBodyPage(const QString& name, const QString& title)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* forms = new SegmentedControl({tr("Pretty"), tr("Raw")});
    forms->setObjectName(name + u"Form"_s);
    forms->setAccessibleName(tr("Form of the text"));
    connect(forms, &SegmentedControl::currentChanged, this, [this](int index) {
        m_pretty = index == 0;
        for (SegmentedControl* each : std::as_const(m_forms))
            each->setCurrentIndex(index);
        showBodies();
    });
    m_forms.append(forms);
    auto* bar = new Bar(grid::kToolbar);
    bar->row()->addWidget(forms);
    bar->row()->addStretch(1);
    QPlainTextEdit* text = codePage(name, title);
    column->addWidget(bar);
    column->addWidget(text, 1);
    m_tabs->addTab(page, title);
    return text;
}

void TrafficInspector::showRecord(const client::TrafficRecord& record)
{
    if (record.id == m_id)
        return;
    m_id = record.id;
    m_detail = {record, {}, {}, {}};
    fill(record);
    for (QPlainTextEdit* page : {m_request, m_answer, m_events, m_headers})
        page->clear();
    m_tries->clear();
    m_settle.start();
}

void TrafficInspector::showId(const QString& id)
{
    m_id = id;
    m_title->setText(id);
    m_subtitle->clear();
    ask();
}

void TrafficInspector::renamed()
{
    if (!m_detail.record.id.isEmpty())
        fill(m_detail.record);
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
    showBodies();
    m_tries->showDetail(detail,
                        [this](const QString& id) { return m_names.name(Kind::Provider, id); });
    m_headers->setPlainText(tr("Request") + u'\n' + headerLines(detail.request) + u'\n' +
                            tr("Answer") + u'\n' + headerLines(detail.response));
}

void TrafficInspector::showBodies()
{
    m_request->setPlainText(readableBody(m_detail.request, m_pretty));
    m_answer->setPlainText(readableBody(m_detail.response, m_pretty));
    const QStringList events =
        m_detail.record.stream ? eventLines(m_detail.response) : QStringList();
    m_events->setPlainText(events.isEmpty()
                               ? tr("The recording policy kept no body of this stream.")
                               : events.join(u'\n'));
    const int tab = m_tabs->indexOf(m_events);
    m_tabs->setTabText(tab, events.isEmpty() ? tr("Events")
                                             : tr("Events %1").arg(wholeNumber(events.size())));
}

void TrafficInspector::fill(const client::TrafficRecord& record)
{
    const State state = stateOfStatus(record.status);
    constexpr int kTooMany = 429;
    m_explain->setVisible(record.refusedBy != client::RefusedBy::Nobody ||
                          record.status == kTooMany);
    m_title->setText(record.method + u' ' + record.path);
    m_title->setToolTip(m_title->text());
    m_status->show(record.status == 0 ? tr("cut") : QString::number(record.status), roleOf(state));
    constexpr int kIdShown = 10; // its time; the tool tip has the whole
    QStringList meta{record.time().toString(u"HH:mm:ss.zzz"_s), record.id.left(kIdShown)};
    if (!record.application.isEmpty())
        meta << m_names.name(Kind::Application, record.application);
    m_subtitle->setText(meta.join(u" · "_s));
    m_subtitle->setToolTip(m_subtitle->text() + u'\n' + record.id);
    const double totalMs = double(record.totalMicros()) / 1000;
    m_headline->setText(headline(record, m_names.name(Kind::Provider, record.provider)));
    m_total->setText(tr("<b>%1</b> total").arg(milliseconds(totalMs).text()));
    m_waterfall->setRows(
        waterfallRows(record,
                      [this](const QString& id) { return m_names.name(Kind::Provider, id); }),
        totalMs);
    m_tabs->setTabVisible(m_tabs->indexOf(m_events), record.stream);
    m_tabs->setTabText(m_tabs->indexOf(m_events), tr("Events"));
    // Where both sides were kept, the fields of both are among the tries.
    const bool tries = !m_detail.tries.isEmpty();
    m_tabs->setTabVisible(m_tabs->indexOf(m_tries), tries || record.attempts.size() > 1);
    m_tabs->setTabVisible(m_tabs->indexOf(m_headers), !tries);
    m_tabs->setTabText(m_tabs->indexOf(m_tries),
                       record.attempts.size() > 1
                           ? tr("Tries %1").arg(wholeNumber(record.attempts.size()))
                           : tr("Tries"));
    fillFigures(record);
    fillFacts(record);
}

void TrafficInspector::fillFigures(const client::TrafficRecord& record)
{
    const bool model = record.tokens() > 0;
    const auto below = [this](const QString& text) {
        return text.isEmpty() ? QString()
                              : u"<br><span style=\"color:%1\">%2</span>"_s.arg(
                                    roles(this)(Role::Muted).name(), text.toHtmlEscaped());
    };
    const auto put = [&](int place, const Quantity& figure, const QString& second) {
        m_figures[place]->setText(boldFigure(figure, this) + below(second));
    };
    const Quantity bytesIn{wholeNumber(record.bytesIn), tr("bytes")};
    const Quantity bytesOut{wholeNumber(record.bytesOut), tr("bytes")};
    put(0, model ? Quantity{wholeNumber(record.inputTokens), tr("tokens")} : bytesIn,
        model ? tr("%1 cached").arg(wholeNumber(record.cachedTokens)) : QString());
    const double seconds = double(record.phases.lastByte - record.phases.firstToken) / 1e6;
    const bool speed = record.stream && record.phases.firstToken > 0 && seconds > 0;
    put(1, model ? Quantity{wholeNumber(record.outputTokens), tr("tokens")} : bytesOut,
        speed ? tr("%1 /s").arg(shortNumber(double(record.outputTokens) / seconds)) : QString());
    put(2, {record.costNanoUsd > 0 ? costText(record.costNanoUsd) : u"–"_s, {}},
        record.modelAsked == record.modelUsed ? QString() : record.modelAsked);
    put(3, milliseconds(double(record.phases.admitted) / 1000),
        record.finish.isEmpty() ? QString() : tr("finish: %1").arg(record.finish));
}

void TrafficInspector::fillFacts(const client::TrafficRecord& record)
{
    while (QLayoutItem* item = m_facts->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int row = 0;
    const auto fact = [&](const QString& name, const QString& value) {
        if (value.isEmpty())
            return;
        QLabel* text = new TextLabel(value, TextSize::Secondary);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_facts->addWidget(new TextLabel(name, TextSize::Secondary, Role::Muted), row, 0,
                           Qt::AlignLeft | Qt::AlignTop);
        m_facts->addWidget(text, row, 1);
        ++row;
    };
    fact(tr("API"), m_names.name(Kind::Api, record.api));
    fact(tr("Route"), record.route);
    fact(tr("Model used"), record.modelUsed);
    fact(tr("Provider"), m_names.name(Kind::Provider, record.provider));
    fact(tr("Key"), record.providerKey);
    fact(tr("Error"), QString(record.error).replace(u'_', u' '));
    fact(tr("Client"), record.client);
}

void TrafficInspector::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // Rich text carries the colours of the theme in which it was made.
    if (event->type() == QEvent::PaletteChange && !m_forms.isEmpty() &&
        !m_detail.record.id.isEmpty())
        fillFigures(m_detail.record);
}

void TrafficInspector::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeWanted();
    else
        QWidget::keyPressEvent(event);
}

} // namespace gatehouse::ui
