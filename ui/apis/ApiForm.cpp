// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiForm.h"

#include "apis/ApiWords.h"
#include "apis/HeaderRows.h"
#include "apis/RouteRows.h"
#include "apis/TargetRows.h"

#include "base/Id.h"
#include "widgets/FormField.h"
#include "widgets/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kFormWidth = 760;
constexpr int kMostRetries = 10;

QLineEdit* makeEdit(const QString& name, const QString& placeholder, bool code = false)
{
    auto* edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setPlaceholderText(placeholder);
    if (code)
        edit->setFont(textFont(TextSize::Code));
    return edit;
}

QGridLayout* makeGrid(QVBoxLayout* into)
{
    auto* layout = new QGridLayout;
    layout->setHorizontalSpacing(grid::kGapWide);
    layout->setVerticalSpacing(grid::kGapWide);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 1);
    into->addLayout(layout);
    return layout;
}

} // namespace

ApiForm::ApiForm(QWidget* parent)
    : QScrollArea(parent)
    , m_body(new QWidget)
    , m_layout(new QVBoxLayout)
{
    setObjectName(u"apiForm"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setGround(m_body, Role::Surface);
    auto* outer = new QHBoxLayout(m_body);
    outer->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapSection);
    auto* column = new QWidget;
    column->setMaximumWidth(grid::scaled(kFormWidth));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(grid::kGapWide);
    column->setLayout(m_layout);
    outer->addWidget(column, 100);
    outer->addStretch(1);
    setWidget(m_body);
    buildAbout();
    buildUpstream();
    buildRoutes();
    buildHeaders();
    m_layout->addStretch();
}

QVBoxLayout* ApiForm::section(const QString& title, const QString& hint)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    auto* label = new QLabel(title);
    label->setFont(textFont(TextSize::Body, QFont::Bold));
    head->addWidget(label);
    if (!hint.isEmpty()) {
        auto* muted = new QLabel(hint);
        muted->setFont(textFont(TextSize::Secondary));
        muted->setForegroundRole(QPalette::PlaceholderText);
        head->addWidget(muted);
    }
    head->addStretch();
    if (m_layout->count() > 0)
        m_layout->addSpacing(grid::kGapWide);
    m_layout->addLayout(head);
    auto* layout = new QVBoxLayout;
    layout->setSpacing(grid::kGapWide);
    m_layout->addLayout(layout);
    return layout;
}

void ApiForm::buildAbout()
{
    QGridLayout* layout = makeGrid(section(tr("About")));
    m_name = makeEdit(u"apiName"_s, tr("Orders"));
    m_id = makeEdit(u"apiId"_s, u"orders"_s, true);
    m_basePath = makeEdit(u"apiBasePath"_s, u"/orders"_s, true);
    m_description = makeEdit(u"apiDescription"_s, tr("What it is for, in a sentence"));
    m_team = new QComboBox;
    m_team->setObjectName(u"apiTeam"_s);
    m_team->addItem(tr("No team"), QString());
    m_state = new QComboBox;
    m_state->setObjectName(u"apiState"_s);
    for (const model::ApiState state : kApiStates)
        m_state->addItem(stateName(state), static_cast<int>(state));
    m_access = new QComboBox;
    m_access->setObjectName(u"apiAccess"_s);
    for (const auto access : {model::Access::Open, model::Access::Key, model::Access::Subscription})
        m_access->addItem(accessName(access), static_cast<int>(access));
    m_nameField = new FormField(tr("Name"), m_name);
    m_idField = new FormField(tr("Id"), m_id);
    m_basePathField = new FormField(tr("Base path"), m_basePath);
    m_teamField = new FormField(tr("Team"), m_team);
    m_stateField = new FormField(tr("State"), m_state);
    m_stateField->setHint(tr("Callers reach it while it is published or deprecated."));
    m_accessField = new FormField(tr("Who may call"), m_access);
    layout->addWidget(m_nameField, 0, 0, Qt::AlignTop);
    layout->addWidget(m_idField, 0, 1, Qt::AlignTop);
    layout->addWidget(m_basePathField, 1, 0, Qt::AlignTop);
    layout->addWidget(m_teamField, 1, 1, Qt::AlignTop);
    layout->addWidget(m_accessField, 2, 0, Qt::AlignTop);
    layout->addWidget(m_stateField, 2, 1, Qt::AlignTop);
    layout->addWidget(new FormField(tr("Description"), m_description), 3, 0, 1, 2);
    connect(m_name, &QLineEdit::textEdited, this, &ApiForm::onNameEdited);
    connect(m_id, &QLineEdit::textEdited, this, [this] { m_idTouched = true; });
    for (QLineEdit* edit : {m_name, m_id, m_basePath, m_description})
        connect(edit, &QLineEdit::textChanged, this, &ApiForm::changed);
    for (QComboBox* combo : {m_team, m_state, m_access})
        connect(combo, &QComboBox::currentIndexChanged, this, &ApiForm::changed);
}

void ApiForm::buildUpstream()
{
    QVBoxLayout* layout = section(tr("Upstream"), tr("where the calls go, by weight"));
    m_targets = new TargetRows;
    m_targetsField = new FormField({}, m_targets);
    layout->addWidget(m_targetsField);
    QGridLayout* fields = makeGrid(layout);
    m_balance = new QComboBox;
    m_balance->setObjectName(u"apiBalance"_s);
    m_balance->addItems({tr("in turn, by weight"), tr("fewest calls under way"),
                         tr("the same caller, the same target")});
    m_timeout = makeEdit(u"apiTimeout"_s, u"60s"_s, true);
    m_timeoutField = new FormField(tr("Timeout"), m_timeout);
    m_timeoutField->setHint(tr("The longest silence of the upstream: 250ms, 30s, 5m."));
    m_retries = new QSpinBox;
    m_retries->setObjectName(u"apiRetries"_s);
    m_retries->setRange(0, kMostRetries);
    m_retriesField = new FormField(tr("Retries"), m_retries);
    m_retriesField->setHint(
        tr("Of calls that may be repeated, before the first byte of an answer."));
    m_preserveHost = new QCheckBox(tr("Send the caller's Host instead of the target's"));
    m_preserveHost->setObjectName(u"apiPreserveHost"_s);
    fields->addWidget(m_timeoutField, 0, 0, Qt::AlignTop);
    fields->addWidget(m_retriesField, 0, 1, Qt::AlignTop);
    fields->addWidget(new FormField(tr("Which target"), m_balance), 1, 0, Qt::AlignTop);
    fields->addWidget(m_preserveHost, 1, 1, Qt::AlignBottom);
    connect(m_targets, &TargetRows::changed, this, &ApiForm::changed);
    connect(m_timeout, &QLineEdit::textChanged, this, &ApiForm::changed);
    connect(m_retries, &QSpinBox::valueChanged, this, &ApiForm::changed);
    connect(m_balance, &QComboBox::currentIndexChanged, this, &ApiForm::changed);
    connect(m_preserveHost, &QCheckBox::toggled, this, &ApiForm::changed);
}

void ApiForm::buildRoutes()
{
    QVBoxLayout* layout =
        section(tr("Routes"), tr("methods, path, path sent upstream; none = everything"));
    m_routes = new RouteRows;
    layout->addWidget(m_routes);
    connect(m_routes, &RouteRows::changed, this, &ApiForm::changed);
}

void ApiForm::buildHeaders()
{
    QVBoxLayout* request =
        section(tr("Headers of the request"), tr("removed, then set, then added"));
    m_requestHeaders = new HeaderRows;
    m_requestHeaders->setObjectName(u"requestHeaders"_s);
    request->addWidget(m_requestHeaders);
    QVBoxLayout* response = section(tr("Headers of the answer"));
    m_responseHeaders = new HeaderRows;
    m_responseHeaders->setObjectName(u"responseHeaders"_s);
    response->addWidget(m_responseHeaders);
    connect(m_requestHeaders, &HeaderRows::changed, this, &ApiForm::changed);
    connect(m_responseHeaders, &HeaderRows::changed, this, &ApiForm::changed);
}

void ApiForm::setTeams(const QList<model::Team>& teams)
{
    const QSignalBlocker quiet(m_team);
    const QString current = m_team->currentData().toString();
    while (m_team->count() > 1)
        m_team->removeItem(1);
    for (const model::Team& team : teams)
        m_team->addItem(QString::fromStdString(team.name.empty() ? team.id : team.name),
                        QString::fromStdString(team.id));
    m_team->setCurrentIndex(std::max(0, m_team->findData(current)));
}

void ApiForm::setApi(const model::Api& api, bool isNew)
{
    QSignalBlocker quiet(this);
    m_base = api;
    m_isNew = isNew;
    m_idTouched = !isNew || !api.id.empty();
    m_name->setText(QString::fromStdString(api.name));
    m_id->setText(QString::fromStdString(api.id));
    m_id->setReadOnly(!isNew);
    m_idField->setHint(isNew ? QString() : tr("Fixed: files and limits refer to it."));
    m_basePath->setText(QString::fromStdString(api.basePath));
    m_description->setText(QString::fromStdString(api.description));
    if (const QString team = QString::fromStdString(api.team); m_team->findData(team) < 0)
        m_team->addItem(team, team);
    m_team->setCurrentIndex(m_team->findData(QString::fromStdString(api.team)));
    m_state->setCurrentIndex(m_state->findData(static_cast<int>(api.state)));
    m_access->setCurrentIndex(m_access->findData(static_cast<int>(api.access)));
    const model::Upstream upstream = api.upstream.value_or(model::Upstream{});
    m_targets->setTargets(upstream.targets.empty() ? std::vector<model::UpstreamTarget>(1)
                                                   : upstream.targets);
    m_balance->setCurrentIndex(static_cast<int>(upstream.balance));
    m_timeout->setText(QString::fromStdString(formatDuration(upstream.timeout)));
    m_retries->setValue(static_cast<int>(upstream.retries));
    m_preserveHost->setChecked(upstream.preserveHost);
    m_routes->setRoutes(api.routes);
    m_requestHeaders->setChanges(api.requestHeaders);
    m_responseHeaders->setChanges(api.responseHeaders);
    showFaults({});
    verticalScrollBar()->setValue(0);
    quiet.unblock();
    Q_EMIT changed();
}

model::Api ApiForm::api() const
{
    model::Api api = m_base;
    api.name = m_name->text().trimmed().toStdString();
    api.id = m_id->text().trimmed().toStdString();
    api.basePath = m_basePath->text().trimmed().toStdString();
    api.description = m_description->text().trimmed().toStdString();
    api.team = m_team->currentData().toString().toStdString();
    api.state = static_cast<model::ApiState>(m_state->currentData().toInt());
    api.access = static_cast<model::Access>(m_access->currentData().toInt());
    model::Upstream upstream = m_base.upstream.value_or(model::Upstream{});
    upstream.targets = m_targets->targets();
    upstream.balance = static_cast<model::Balance>(m_balance->currentIndex());
    const auto timeout = parseDuration(m_timeout->text().trimmed().toStdString());
    upstream.timeout = timeout ? *timeout : Duration::zero(); // checkApi() tells it at the field
    upstream.retries = static_cast<std::uint32_t>(m_retries->value());
    upstream.preserveHost = m_preserveHost->isChecked();
    // What answers from its document needs no server.
    if (m_base.mock && upstream.targets.empty())
        api.upstream.reset();
    else
        api.upstream = std::move(upstream);
    api.routes = m_routes->routes();
    api.requestHeaders = m_requestHeaders->changes();
    api.responseHeaders = m_responseHeaders->changes();
    return api;
}

void ApiForm::onNameEdited(const QString& name)
{
    if (!m_isNew || m_idTouched)
        return;
    m_id->setText(name.trimmed().isEmpty()
                      ? QString()
                      : QString::fromStdString(idFromName(name.trimmed().toStdString())));
}

FormField* ApiForm::fieldFor(const QString& path) const
{
    const auto indexed = [&path](const QString& prefix) -> std::optional<std::size_t> {
        if (!path.startsWith(prefix + u'['))
            return std::nullopt;
        const qsizetype from = prefix.size() + 1;
        bool ok = false;
        const auto index =
            path.sliced(from, std::max<qsizetype>(0, path.indexOf(u']', from) - from)).toULong(&ok);
        return ok ? std::optional<std::size_t>(index) : std::nullopt;
    };
    if (path == u"name"_s)
        return m_nameField;
    if (path == u"id"_s)
        return m_idField;
    if (path == u"base_path"_s)
        return m_basePathField;
    if (path == u"team"_s)
        return m_teamField;
    if (path == u"state"_s)
        return m_stateField;
    if (path == u"access"_s)
        return m_accessField;
    if (path == u"upstream.timeout"_s)
        return m_timeoutField;
    if (path == u"upstream.retries"_s)
        return m_retriesField;
    if (const auto i = indexed(u"upstream.targets"_s))
        return m_targets->fieldAt(*i);
    if (path.startsWith(u"upstream"_s))
        return m_targetsField;
    if (const auto i = indexed(u"routes"_s))
        return path.endsWith(u"rewrite"_s) ? m_routes->rewriteField(*i) : m_routes->pathField(*i);
    if (path.startsWith(u"request_headers."_s))
        return m_requestHeaders->fieldAt(path.sliced(16));
    if (path.startsWith(u"response_headers."_s))
        return m_responseHeaders->fieldAt(path.sliced(17));
    return nullptr;
}

QList<FormField*> ApiForm::allFields() const
{
    return m_body->findChildren<FormField*>();
}

std::vector<FieldFault> ApiForm::showFaults(const std::vector<FieldFault>& faults)
{
    QHash<FormField*, QString> told;
    std::vector<FieldFault> homeless;
    for (const FieldFault& fault : faults) {
        if (FormField* field = fieldFor(fault.field)) {
            if (!told.contains(field))
                told.insert(field, fault.message);
        } else {
            homeless.push_back(fault);
        }
    }
    for (FormField* field : allFields())
        field->setError(told.value(field));
    return homeless;
}

void ApiForm::focusFirstFault()
{
    FormField* first = nullptr;
    for (FormField* field : allFields()) {
        if (field->error().isEmpty())
            continue;
        if (!first || field->mapTo(m_body, QPoint()).y() < first->mapTo(m_body, QPoint()).y())
            first = field;
    }
    if (first) {
        ensureWidgetVisible(first);
        first->field()->setFocus();
    }
}

} // namespace gatehouse::ui
