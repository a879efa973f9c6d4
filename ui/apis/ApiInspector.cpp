// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiInspector.h"

#include "apis/ApiWords.h"

#include "widgets/CodeLabel.h"
#include "widgets/CodeSnippet.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr std::size_t kMostRoutes = 8;

QString upstreamText(const model::Api& api)
{
    if (!api.upstream || api.upstream->targets.empty())
        return ApiInspector::tr("none");
    QStringList lines;
    for (const model::UpstreamTarget& target : api.upstream->targets) {
        const QString url = QString::fromStdString(target.url);
        lines.append(api.upstream->targets.size() > 1
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
            lines.append(ApiInspector::tr("and %n more", nullptr,
                                          static_cast<int>(api.routes.size() - kMostRoutes)));
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
    , m_curl(new CodeLabel)
    , m_edit(new QPushButton(icon(Icon::DocumentEdit), tr("Edit")))
    , m_delete(new QPushButton)
{
    setObjectName(u"apiInspector"_s);
    setGround(this, Role::Surface);
    auto* body = new QWidget;
    setGround(body, Role::Surface);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGapWide);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    auto* cross = new IconButton(Icon::Cross, tr("Close"));
    m_title->setObjectName(u"apiInspectorTitle"_s);
    head->addWidget(m_title);
    head->addWidget(m_state);
    head->addWidget(m_kind);
    head->addStretch(1);
    head->addWidget(cross);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addLayout(head);
    titles->addWidget(m_below);
    column->addLayout(titles);
    m_description->setWordWrap(true);
    column->addWidget(m_description);
    column->addWidget(new Separator);
    auto* facts = new QFormLayout;
    facts->setHorizontalSpacing(grid::kSide);
    facts->setVerticalSpacing(4);
    m_now = addFact(facts, tr("Now"), u"apiNow"_s);
    m_upstream = addFact(facts, tr("Upstream"), u"apiUpstream"_s);
    m_routes = addFact(facts, tr("Routes"), u"apiRoutes"_s);
    m_access = addFact(facts, tr("Access"), u"apiAccessText"_s);
    m_team = addFact(facts, tr("Team"), u"apiTeamText"_s);
    column->addLayout(facts);
    column->addWidget(new Separator);
    auto* callHead = new QHBoxLayout;
    auto* copy = new QPushButton(icon(Icon::EditCopy), tr("Copy"));
    copy->setObjectName(u"copyCall"_s);
    setControlSize(copy, ControlSize::Small);
    callHead->addWidget(new TextLabel(tr("Call it"), TextSize::Body, Role::Text, QFont::Bold), 1);
    callHead->addWidget(copy);
    column->addLayout(callHead);
    m_curl->setObjectName(u"apiCurl"_s);
    column->addWidget(m_curl);
    column->addWidget(new Separator);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(grid::kGap);
    auto* traffic = new QPushButton(icon(Icon::ViewListText), tr("Its traffic"));
    traffic->setObjectName(u"apiTraffic"_s);
    m_edit->setObjectName(u"editApi"_s);
    m_delete->setObjectName(u"deleteApi"_s);
    setButtonRole(m_delete, ButtonRole::Danger);
    buttons->addWidget(m_edit);
    buttons->addWidget(traffic);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addWidget(m_delete, 0, Qt::AlignLeft);
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
            [this] { QGuiApplication::clipboard()->setText(m_curl->text()); });
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editAsked(m_id); });
    connect(traffic, &QPushButton::clicked, this, [this] { Q_EMIT trafficAsked(m_id); });
    connect(m_delete, &QPushButton::clicked, this, [this] { Q_EMIT deleteAsked(m_id); });
}

QLabel* ApiInspector::addFact(QFormLayout* facts, const QString& title, const QString& objectName)
{
    QLabel* value = new TextLabel;
    value->setObjectName(objectName);
    value->setAccessibleName(title);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts->addRow(new TextLabel(title, TextSize::Body, Role::Muted), value);
    return value;
}

void ApiInspector::showApi(const client::Stored<model::Api>& api, const QString& team,
                           const QUrl& gateway)
{
    const model::Api& value = api.value;
    m_id = QString::fromStdString(value.id);
    m_title->setText(displayName(value));
    m_state->show(stateName(value.state), stateRole(value.state));
    m_kind->show(kindName(value.kind), Role::Quiet);
    const int revision = api.json.value(u"revision"_s).toInt();
    m_below->setText(QString::fromStdString(value.basePath) +
                     (revision > 0 ? tr(", revision %1").arg(revision) : QString()));
    m_description->setText(QString::fromStdString(value.description));
    m_description->setVisible(!value.description.empty());
    m_upstream->setText(upstreamText(value));
    m_routes->setText(routesText(value));
    m_access->setText(accessName(value.access));
    m_team->setText(team.isEmpty() ? tr("none") : team);
    const QString address =
        gateway.isEmpty() ? u"http://127.0.0.1:8480"_s : gateway.toString(QUrl::StripTrailingSlash);
    m_curl->setText(codeSnippet(SnippetLanguage::Curl, {exampleMethod(value),
                                                        address + examplePath(value),
                                                        value.access != model::Access::Open,
                                                        {},
                                                        {}}));
    // The form knows REST APIs; the other kinds have an editor of their own.
    m_edit->setVisible(value.kind == model::ApiKind::Rest);
    m_delete->setText(tr("Delete %1…").arg(displayName(value)));
}

void ApiInspector::showFigures(const std::optional<client::RankedItem>& figures)
{
    const QString calls = perSecond(figures ? figures->perSecond : NAN).text();
    m_now->setText(
        figures && figures->refusedPerSecond >= 0.005
            ? tr("%1, %2 refused").arg(calls, perSecond(figures->refusedPerSecond).text())
            : calls);
}

} // namespace gatehouse::ui
