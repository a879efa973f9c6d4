// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiInspector.h"

#include "apis/ApiWords.h"

#include "widgets/CodeBlock.h"
#include "widgets/CodeSnippet.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/TimeChart.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr std::size_t kMostRoutes = 8;
constexpr int kCallLines = 5;
constexpr int kMostTitle = 150;
constexpr int kMostCallers = 6;
constexpr int kChartHeight = 96;
constexpr double kMinute = 60;

QString upstreamText(const model::Api& api)
{
    if (!api.upstream || api.upstream->targets.empty())
        return ApiInspector::tr("none");
    QStringList lines;
    for (const model::UpstreamTarget& target : api.upstream->targets) {
        QString url = QString::fromStdString(target.url);
        if (url.startsWith(u"http://"_s))
            url = url.mid(7); // what is usual need not be said
        lines.append(
            !std::ranges::all_of(api.upstream->targets,
                                 [&](const auto& other) { return other.weight == target.weight; })
                ? ApiInspector::tr("%1, weight %2").arg(url).arg(target.weight)
                : url);
    }
    return lines.join(u'\n');
}

QString routesText(const model::Api& api)
{
    if (api.routes.empty())
        return ApiInspector::tr("every method and path");
    QStringList lines;
    for (const model::Route& route : api.routes) {
        if (static_cast<std::size_t>(lines.size()) == kMostRoutes) {
            lines.append(ApiInspector::tr("and %1 more").arg(api.routes.size() - kMostRoutes));
            break;
        }
        QStringList methods;
        for (const std::string& method : route.methods)
            methods.append(QString::fromStdString(method));
        lines.append((methods.isEmpty() ? ApiInspector::tr("any") : methods.join(u' ')) + u' ' +
                     QString::fromStdString(route.path));
    }
    return lines.join(u'\n');
}

} // namespace

ApiInspector::ApiInspector(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold))
    , m_state(new Tag)
    , m_kind(new Tag)
    , m_below(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_description(new TextLabel)
    , m_curl(new CodeBlock)
    , m_edit(new QPushButton(tr("Open")))
    , m_delete(new QPushButton)
{
    setObjectName(u"apiInspector"_s);
    setGround(this, Role::Surface);
    auto* body = new QWidget;
    setGround(body, Role::Surface);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto section = [column] {
        auto* inner = new QVBoxLayout;
        inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
        inner->setSpacing(grid::kGap);
        column->addLayout(inner);
        column->addWidget(new Separator);
        return inner;
    };
    auto* top = new QHBoxLayout;
    top->setContentsMargins(grid::kSide, grid::kGap, grid::kGap, grid::kGap);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    QToolButton* cross = new IconButton(Icon::Cross, tr("Close"));
    m_title->setObjectName(u"apiInspectorTitle"_s);
    m_title->setMinimumWidth(0);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    head->addWidget(m_title);
    head->addWidget(m_state);
    head->addWidget(m_kind);
    head->addStretch(1);
    titles->addLayout(head);
    titles->addWidget(m_below);
    top->addLayout(titles, 1);
    top->addWidget(cross);
    column->addLayout(top);
    column->addWidget(new Separator);
    column->addWidget(makeTrouble());
    column->addWidget(makeHour());
    m_description->setWordWrap(true);
    m_description->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, 0);
    column->addWidget(m_description);
    auto* facts = new QFormLayout;
    facts->setHorizontalSpacing(grid::kSide);
    facts->setVerticalSpacing(4);
    m_now = addFact(facts, tr("Now"), u"apiNow"_s);
    m_upstream = addFact(facts, tr("Upstream"), u"apiUpstream"_s);
    m_routes = addFact(facts, tr("Routes"), u"apiRoutes"_s);
    m_access = addFact(facts, tr("Access"), u"apiAccessText"_s);
    m_team = addFact(facts, tr("Team"), u"apiTeamText"_s);
    section()->addLayout(facts);
    column->addWidget(makeCallers());
    auto* callHead = new QHBoxLayout;
    auto* copy = new QPushButton(icon(Icon::EditCopy), tr("Copy"));
    copy->setObjectName(u"copyCall"_s);
    setControlSize(copy, ControlSize::Small);
    callHead->addWidget(new TextLabel(tr("Call it"), TextSize::Secondary, Role::Muted, QFont::Bold),
                        1);
    callHead->addWidget(copy);
    m_curl->setObjectName(u"apiCurl"_s);
    m_curl->setAccessibleName(tr("Call it"));
    m_curl->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_curl->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_curl->setFixedHeight(kCallLines * m_curl->fontMetrics().lineSpacing() + 2 * grid::kGapWide);
    QVBoxLayout* call = section();
    call->addLayout(callHead);
    call->addWidget(m_curl);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    buttons->setSpacing(grid::kGap);
    auto* traffic = new QPushButton(tr("Its calls"));
    traffic->setObjectName(u"apiTraffic"_s);
    m_edit->setObjectName(u"editApi"_s);
    m_delete->setObjectName(u"deleteApi"_s);
    setButtonRole(m_delete, ButtonRole::Danger);
    buttons->addWidget(m_edit);
    buttons->addWidget(traffic);
    buttons->addWidget(m_delete);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connect(cross, &QToolButton::clicked, this, &ApiInspector::closeAsked);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_curl->toPlainText()); });
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editAsked(m_id); });
    connect(traffic, &QPushButton::clicked, this, [this] { Q_EMIT trafficAsked(m_id); });
    connect(m_delete, &QPushButton::clicked, this, [this] { Q_EMIT deleteAsked(m_id); });
}

QLabel* ApiInspector::addFact(QFormLayout* facts, const QString& title, const QString& objectName)
{
    facts->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    QLabel* value = new TextLabel;
    value->setObjectName(objectName);
    value->setAccessibleName(title);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts->addRow(new TextLabel(title, TextSize::Body, Role::Muted), value);
    return value;
}

QWidget* ApiInspector::makeTrouble()
{
    m_trouble = new QWidget;
    m_troubleShape = new StateShape;
    m_troubleText = new TextLabel({}, TextSize::Body, Role::Bad, QFont::Bold);
    m_troubleText->setObjectName(u"apiTrouble"_s);
    m_troubleText->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    row->setSpacing(grid::kGap);
    row->addWidget(m_troubleShape, 0, Qt::AlignVCenter);
    row->addWidget(m_troubleText, 1);
    auto* column = new QVBoxLayout(m_trouble);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(new Separator);
    m_trouble->hide();
    return m_trouble;
}

QWidget* ApiInspector::makeHour()
{
    m_hour = new QWidget;
    m_hourTitle = new TextLabel({}, TextSize::Secondary, Role::Muted, QFont::Bold);
    m_hourFigure = new TextLabel({}, TextSize::Secondary, Role::Text, QFont::Bold);
    m_chart = new TimeChart(m_group, ChartUnit::PerSecond);
    m_chart->setAccessibleName(tr("Calls, last hour"));
    m_chart->setIntervals(2);
    m_chart->setFixedHeight(grid::scaled(kChartHeight));
    m_chart->setLayers({{.id = u"calls"_s,
                         .name = tr("Calls"),
                         .form = ChartLayer::Form::FilledLine,
                         .values = {}},
                        {.id = u"failed"_s,
                         .name = tr("Failed"),
                         .role = Role::Bad,
                         .form = ChartLayer::Form::FilledLine,
                         .values = {}}});
    auto* head = new QHBoxLayout;
    head->addWidget(m_hourTitle, 1);
    head->addWidget(m_hourFigure);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    inner->setSpacing(4);
    inner->addLayout(head);
    inner->addWidget(m_chart);
    auto* column = new QVBoxLayout(m_hour);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(inner);
    column->addWidget(new Separator);
    m_hour->hide();
    return m_hour;
}

QWidget* ApiInspector::makeCallers()
{
    m_callers = new QWidget;
    m_callers->setObjectName(u"apiCallers"_s);
    m_callerRows = new QFormLayout;
    m_callerRows->setVerticalSpacing(4);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    inner->setSpacing(grid::kGap);
    inner->addWidget(new TextLabel(tr("Callers"), TextSize::Secondary, Role::Muted, QFont::Bold));
    inner->addLayout(m_callerRows);
    auto* column = new QVBoxLayout(m_callers);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(inner);
    column->addWidget(new Separator);
    m_callers->hide();
    return m_callers;
}

void ApiInspector::showCallers(const client::UsageFigures& callers,
                               const QHash<QString, QString>& names)
{
    QList<client::UsageItem> items = callers.items;
    std::ranges::stable_sort(items, std::greater{}, &client::UsageItem::callsOfTheHour);
    while (m_callerRows->rowCount() > 0)
        m_callerRows->removeRow(0);
    for (const client::UsageItem& item : items.mid(0, kMostCallers)) {
        const QString name = names.value(item.id, item.id);
        QLabel* label =
            new TextLabel(fontMetrics().elidedText(name, Qt::ElideRight, grid::scaled(kMostTitle)));
        if (label->text() != name)
            label->setToolTip(name);
        QLabel* rate = new TextLabel(
            item.perSecond >= 1 ? perSecond(item.perSecond).text()
                                : tr("%1 /min").arg(shortNumber(item.perSecond * kMinute)));
        rate->setAlignment(Qt::AlignRight);
        m_callerRows->addRow(label, rate);
    }
    if (items.size() > kMostCallers)
        m_callerRows->addRow(new TextLabel(tr("and %1 more").arg(items.size() - kMostCallers),
                                           TextSize::Body, Role::Muted));
    m_callers->setVisible(!items.isEmpty());
}

void ApiInspector::showApi(const client::Stored<model::Api>& api, const QString& team,
                           const QUrl& gateway)
{
    const model::Api& value = api.value;
    if (const QString id = QString::fromStdString(value.id); m_id != id) {
        m_id = id;
        m_callers->hide(); // of another one
    }
    const QString name = displayName(value);
    m_title->setText(
        m_title->fontMetrics().elidedText(name, Qt::ElideRight, grid::scaled(kMostTitle)));
    m_title->setToolTip(name == m_title->text() ? QString() : name);
    m_state->show(stateName(value.state), stateRole(value.state));
    m_kind->show(kindName(value.kind), Role::Quiet);
    const int revision = api.json.value(u"revision"_s).toInt();
    QStringList below{QString::fromStdString(value.basePath)};
    if (revision > 0)
        below.append(u"r%1"_s.arg(revision));
    if (!team.isEmpty())
        below.append(team);
    m_below->setText(below.join(u", "_s));
    m_description->setText(QString::fromStdString(value.description));
    m_description->setVisible(!value.description.empty());
    m_upstream->setText(upstreamText(value));
    m_routes->setText(routesText(value));
    m_access->setText(accessName(value.access));
    m_team->setText(team.isEmpty() ? tr("none") : team);
    const QString address =
        gateway.isEmpty() ? u"http://127.0.0.1:8480"_s : gateway.toString(QUrl::StripTrailingSlash);
    m_curl->setPlainText(codeSnippet(SnippetLanguage::Curl, {exampleMethod(value),
                                                             address + examplePath(value),
                                                             value.access != model::Access::Open,
                                                             {},
                                                             {}})
                             .trimmed());
    // The form knows REST APIs; the other kinds have an editor of their own.
    m_edit->setVisible(value.kind == model::ApiKind::Rest);
    m_delete->setText(tr("Delete…"));
    m_delete->setToolTip(tr("Delete %1").arg(name));
}

void ApiInspector::showFigures(const std::optional<client::UsageItem>& figures,
                               const client::UsageFigures& hour)
{
    QStringList now{perSecond(figures ? figures->perSecond : NAN).text()};
    if (figures && figures->p95Ms)
        now.append(tr("p95 %1").arg(milliseconds(*figures->p95Ms).text()));
    if (figures && figures->refusedPerSecond >= 0.005)
        now.append(tr("%1 refused").arg(perSecond(figures->refusedPerSecond).text()));
    m_now->setText(now.join(u", "_s));

    const Trouble trouble = troubleOf(figures);
    m_trouble->setVisible(trouble != Trouble::None);
    const double failed = figures ? figures->failedPercent() : NAN;
    if (trouble == Trouble::Failed) {
        m_troubleText->setText(tr("%1 % answered 5xx in the last hour").arg(shortNumber(failed)));
    } else if (trouble == Trouble::Refused) {
        m_troubleText->setText(
            tr("%1 % refused now")
                .arg(shortNumber(100 * figures->refusedPerSecond / figures->perSecond)));
    }
    m_troubleText->setRole(trouble == Trouble::Failed ? Role::Bad : Role::Limit);
    m_troubleShape->setState(trouble == Trouble::Failed ? State::Failed : State::Full);

    const double calls = figures ? figures->callsOfTheHour() : 0;
    m_hour->setVisible(calls > 0);
    if (calls <= 0)
        return;
    const auto aSecond = [](QList<double> values) {
        for (double& value : values)
            value /= kMinute;
        return values;
    };
    const auto failures = std::llround(failed / 100 * calls);
    const QString all = wholeNumber(std::llround(calls));
    m_hourTitle->setText(trouble == Trouble::Failed ? tr("Failed, of %1 calls an hour").arg(all)
                                                    : tr("Last hour, %1 calls").arg(all));
    m_hourFigure->setText(tr("%1 failed").arg(wholeNumber(failures)));
    m_hourFigure->setRole(failures > 0 ? Role::Bad : Role::Muted);
    m_chart->setTime(hour.fromMillis, hour.stepMillis, hour.points);
    m_chart->setValues(u"calls"_s, aSecond(figures->calls));
    m_chart->setValues(u"failed"_s, aSecond(figures->failed));
    // Failures are few beside the calls: in trouble they have the scale to themselves.
    m_chart->setLayerVisible(u"calls"_s, trouble != Trouble::Failed);
}

} // namespace gatehouse::ui
