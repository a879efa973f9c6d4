// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationDialog.h"

#include "base/Id.h"
#include "widgets/FormField.h"
#include "widgets/MessageBar.h"
#include "widgets/State.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

ApplicationDialog::ApplicationDialog(client::AdminClient& client, const QList<model::Team>& teams,
                                     const QStringList& modelNames, QWidget* parent)
    : QDialog(parent)
    , m_client(client)
    , m_notice(new MessageBar)
    , m_name(new QLineEdit)
    , m_id(new QLineEdit)
    , m_team(new QComboBox)
    , m_onlyThese(new QCheckBox(tr("Only the models ticked here")))
    , m_models(new QListWidget)
    , m_nameField(new FormField(tr("Name"), m_name))
    , m_idField(new FormField(tr("Id"), m_id))
    , m_teamField(new FormField(tr("Team"), m_team))
    , m_modelsField(new FormField({}, m_models))
    , m_save(new QPushButton(tr("Create application")))
{
    setObjectName(u"applicationDialog"_s);
    setWindowTitle(tr("New application"));
    setGround(this, Role::Surface);
    m_name->setObjectName(u"applicationName"_s);
    m_name->setPlaceholderText(tr("Storefront"));
    m_id->setObjectName(u"applicationId"_s);
    m_id->setFont(textFont(TextSize::Code));
    m_idField->setHint(tr("Limits and files refer to it; it stays when the name changes."));
    m_team->setObjectName(u"applicationTeam"_s);
    m_team->addItem(tr("No team"), QString());
    for (const model::Team& team : teams)
        m_team->addItem(QString::fromStdString(team.name.empty() ? team.id : team.name),
                        QString::fromStdString(team.id));
    m_onlyThese->setObjectName(u"onlyTheseModels"_s);
    m_models->setObjectName(u"applicationModels"_s);
    m_models->setAccessibleName(tr("Models that it may call"));
    m_models->setMinimumHeight(grid::scaled(160));
    m_models->setEnabled(false);
    for (const QString& name : modelNames)
        addModel(name, false);
    m_save->setObjectName(u"saveApplication"_s);
    m_save->setDefault(true);
    setButtonRole(m_save, ButtonRole::Main);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(grid::kGap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto* form = new QVBoxLayout;
    form->setContentsMargins(grid::kSide, grid::kSide, grid::kSide, grid::kSide);
    form->setSpacing(grid::kGapWide);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_nameField, m_idField, m_teamField,
                                                           m_onlyThese, m_modelsField})
        form->addWidget(widget);
    form->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addLayout(form, 1);
    setMinimumWidth(grid::scaled(440));
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& name) {
        if (m_isNew && !m_id->isModified())
            m_id->setText(name.trimmed().isEmpty()
                              ? QString()
                              : QString::fromStdString(idFromName(name.trimmed().toStdString())));
    });
    connect(m_onlyThese, &QCheckBox::toggled, m_models, &QWidget::setEnabled);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ApplicationDialog::save);
}

void ApplicationDialog::addModel(const QString& name, bool checked)
{
    auto* item = new QListWidgetItem(name, m_models);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
}

void ApplicationDialog::offerModels(const QStringList& names)
{
    for (const QString& name : names) {
        if (m_models->findItems(name, Qt::MatchExactly).isEmpty())
            addModel(name, false);
    }
}

void ApplicationDialog::edit(const client::Stored<model::Application>& application)
{
    m_isNew = false;
    m_save->setText(tr("Save"));
    load(application);
    readAgain();
}

void ApplicationDialog::readAgain()
{
    m_save->setEnabled(false);
    m_client.read<model::Application>(
        {this, m_ticket}, QString::fromStdString(m_base.id),
        [this](const client::Answer<client::Stored<model::Application>>& answer) {
            m_save->setEnabled(true);
            if (answer)
                load(*answer);
            else
                m_notice->say(State::Failed, answer.error().message);
        });
}

void ApplicationDialog::load(const client::Stored<model::Application>& application)
{
    m_base = application.value;
    m_etag = application.etag;
    const QString name = QString::fromStdString(m_base.name.empty() ? m_base.id : m_base.name);
    setWindowTitle(tr("Edit %1").arg(name));
    m_name->setText(name);
    m_id->setText(QString::fromStdString(m_base.id));
    m_id->setReadOnly(true);
    const QString team = QString::fromStdString(m_base.team);
    if (m_team->findData(team) < 0)
        m_team->addItem(team, team);
    m_team->setCurrentIndex(m_team->findData(team));
    m_onlyThese->setChecked(!m_base.models.empty());
    for (int row = 0; row < m_models->count(); ++row)
        m_models->item(row)->setCheckState(Qt::Unchecked);
    for (const std::string& allowed : m_base.models) {
        const QString text = QString::fromStdString(allowed);
        const QList<QListWidgetItem*> found = m_models->findItems(text, Qt::MatchExactly);
        if (found.isEmpty())
            addModel(text, true); // allowed, but nobody answers it now
        else
            found.first()->setCheckState(Qt::Checked);
    }
}

model::Application ApplicationDialog::value() const
{
    model::Application application = m_base;
    application.name = m_name->text().trimmed().toStdString();
    application.id = m_id->text().trimmed().toStdString();
    application.team = m_team->currentData().toString().toStdString();
    application.models.clear();
    for (int row = 0; m_onlyThese->isChecked() && row < m_models->count(); ++row) {
        if (m_models->item(row)->checkState() == Qt::Checked)
            application.models.push_back(m_models->item(row)->text().toStdString());
    }
    return application;
}

void ApplicationDialog::save()
{
    const model::Application application = value();
    m_nameField->setError(application.name.empty() ? tr("A name, please") : QString());
    m_idField->setError(isValidId(application.id) ? QString() : tr("Letters, digits, . _ and -"));
    // An empty list would mean every model: the opposite of what the tick says.
    const bool nothing = m_onlyThese->isChecked() && application.models.empty();
    m_modelsField->setError(nothing ? tr("Tick at least one model") : QString());
    if (application.name.empty() || !isValidId(application.id) || nothing)
        return;
    m_save->setEnabled(false);
    const auto done = [this](const client::Answer<client::Stored<model::Application>>& answer) {
        m_save->setEnabled(true);
        if (!answer) {
            showProblem(answer.error());
            return;
        }
        Q_EMIT saved(QString::fromStdString(answer->value.id));
        accept();
    };
    if (m_isNew)
        m_client.create<model::Application>({this, m_ticket}, application, done);
    else
        m_client.replace<model::Application>({this, m_ticket}, QString::fromStdString(m_base.id),
                                             application, m_etag, done);
}

void ApplicationDialog::showProblem(const client::Problem& problem)
{
    if (problem.kind == client::Problem::Kind::Changed) {
        m_notice->say(State::Near, tr("Somebody else changed this application meanwhile."),
                      {{tr("Load theirs"), [this] {
                            m_notice->dismiss();
                            readAgain();
                        }}});
        return;
    }
    bool placed = false;
    for (const auto& fault : problem.faults) {
        FormField* field = fault.path.startsWith("name"_L1)     ? m_nameField
                           : fault.path.startsWith("id"_L1)     ? m_idField
                           : fault.path.startsWith("team"_L1)   ? m_teamField
                           : fault.path.startsWith("models"_L1) ? m_modelsField
                                                                : nullptr;
        if (field) {
            field->setError(fault.message);
            placed = true;
        }
    }
    if (!placed)
        m_notice->say(State::Failed, problem.message, {}, problem.detail);
}

} // namespace gatehouse::ui
