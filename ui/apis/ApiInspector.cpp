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
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
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

QString upstreamText(const model::Api& api)
{
    if (!api.upstream || api.upstream->targets.empty())
        return ApiInspector::tr("none");
    QStringList lines;
    for (const model::UpstreamTarget& target : api.upstream->targets) {
        const QString url = QString::fromStdString(target.url);
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
    auto* callHead = new QHBoxLayout;
    auto* copy = new QPushButton(icon(Icon::EditCopy), tr("Copy"));
    copy->setObjectName(u"copyCall"_s);
    setControlSize(copy, ControlSize::Small);
    QLabel* caption = new TextLabel(tr("Call it"), TextSize::Secondary, Role::Muted);
    caption->setFont(textFont(TextSize::Secondary, QFont::Bold));
    callHead->addWidget(caption, 1);
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

void ApiInspector::showApi(const client::Stored<model::Api>& api, const QString& team,
                           const QUrl& gateway)
{
    const model::Api& value = api.value;
    m_id = QString::fromStdString(value.id);
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

void ApiInspector::showFigures(const std::optional<client::RankedItem>& figures)
{
    const QString calls = perSecond(figures ? figures->perSecond : NAN).text();
    m_now->setText(
        figures && figures->refusedPerSecond >= 0.005
            ? tr("%1, %2 refused").arg(calls, perSecond(figures->refusedPerSecond).text())
            : calls);
}

} // namespace gatehouse::ui
