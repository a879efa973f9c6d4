// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiEditor.h"

#include "apis/ApiForm.h"
#include "apis/ApiWords.h"

#include "widgets/AskBox.h"
#include "widgets/Bar.h"
#include "widgets/Icon.h"
#include "widgets/MessageBar.h"
#include "widgets/State.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// The server may name the collection before the field: `apis[0].base_path`.
QString fieldOf(const QString& path)
{
    const qsizetype end = path.startsWith("apis["_L1) ? path.indexOf("]."_L1) : -1;
    return end < 0 ? path : path.sliced(end + 2);
}

} // namespace

ApiEditor::ApiEditor(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_title(new TextLabel({}, TextSize::Title, Role::Text, QFont::Bold))
    , m_save(new QPushButton)
    , m_notice(new MessageBar)
    , m_form(new ApiForm)
{
    setObjectName(u"apiEditor"_s);
    setGround(this, Role::Surface);
    auto* head = new Bar(grid::kHeader);
    auto* back = new QPushButton(icon(Icon::GoPrevious, Role::Accent), tr("APIs"));
    back->setObjectName(u"backToApis"_s);
    setButtonRole(back, ButtonRole::Link);
    m_title->setObjectName(u"apiEditorTitle"_s);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"cancelApi"_s);
    m_save->setObjectName(u"saveApi"_s);
    setButtonRole(m_save, ButtonRole::Main);
    head->row()->addWidget(back);
    head->row()->addWidget(m_title, 1);
    head->row()->addWidget(cancel);
    head->row()->addWidget(m_save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_notice);
    column->addWidget(m_form, 1);
    auto* keys = new QShortcut(QKeySequence::Save, this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    m_save->setToolTip(keys->key().toString(QKeySequence::NativeText));
    connect(keys, &QShortcut::activated, this, &ApiEditor::save);
    connect(back, &QPushButton::clicked, this, &ApiEditor::leave);
    connect(cancel, &QPushButton::clicked, this, &ApiEditor::leave);
    connect(m_save, &QPushButton::clicked, this, &ApiEditor::save);
    connect(m_form, &ApiForm::changed, this, &ApiEditor::onEdited);
}

void ApiEditor::setTeams(const QList<model::Team>& teams)
{
    m_form->setTeams(teams);
}

void ApiEditor::setOthers(const QList<client::Stored<model::Api>>& others)
{
    m_others.clear();
    for (const auto& other : others)
        m_others.push_back(other.value);
}

void ApiEditor::startNew()
{
    m_isNew = true;
    m_title->setText(tr("New API"));
    m_save->setText(tr("Create API"));
    load({});
}

void ApiEditor::edit(const client::Stored<model::Api>& api)
{
    m_isNew = false;
    m_title->setText(displayName(api.value));
    m_save->setText(tr("Save"));
    load(api);
    readAgain();
}

void ApiEditor::load(const client::Stored<model::Api>& api)
{
    m_notice->dismiss();
    m_wasChecked = false;
    m_base = api.value;
    m_etag = api.etag;
    m_form->setApi(m_base, m_isNew);
    m_shown = m_form->api();
}

void ApiEditor::readAgain()
{
    // Without the ETag a save would overwrite whatever was saved meanwhile.
    m_save->setEnabled(false);
    m_client.read<model::Api>({this, m_readTicket}, QString::fromStdString(m_base.id),
                              [this](const client::Answer<client::Stored<model::Api>>& answer) {
                                  m_save->setEnabled(true);
                                  if (!answer)
                                      m_notice->say(State::Failed, answer.error().message);
                                  else if (hasEdits())
                                      m_etag = answer->etag;
                                  else
                                      load(*answer);
                              });
}

bool ApiEditor::hasEdits() const
{
    return m_form->api() != m_shown;
}

void ApiEditor::leave()
{
    if (!hasEdits()) {
        Q_EMIT closeAsked();
        return;
    }
    askBefore(this, tr("Leave without saving? What you changed is lost."), tr("Discard changes"),
              [this] {
                  load({m_base, {}, m_etag});
                  Q_EMIT closeAsked();
              });
}

void ApiEditor::onEdited()
{
    if (m_wasChecked)
        m_form->showFaults(checkApi(m_form->api(), m_others, m_isNew));
}

void ApiEditor::save()
{
    if (!m_save->isEnabled())
        return;
    const model::Api api = m_form->api();
    const std::vector<FieldFault> faults = checkApi(api, m_others, m_isNew);
    const std::vector<FieldFault> homeless = m_form->showFaults(faults);
    m_wasChecked = true;
    if (!faults.empty()) {
        m_form->focusFirstFault();
        if (homeless.empty())
            m_notice->dismiss();
        else
            m_notice->say(State::Failed, homeless.front().message);
        return;
    }
    m_save->setEnabled(false);
    const auto done = [this](const client::Answer<client::Stored<model::Api>>& answer) {
        onSaved(answer);
    };
    if (m_isNew)
        m_client.create<model::Api>({this, m_saveTicket}, api, done);
    else
        m_client.replace<model::Api>({this, m_saveTicket}, QString::fromStdString(m_base.id), api,
                                     m_etag, done);
}

void ApiEditor::onSaved(const client::Answer<client::Stored<model::Api>>& answer)
{
    m_save->setEnabled(true);
    if (answer) {
        m_isNew = false;
        load(*answer);
        Q_EMIT saved(QString::fromStdString(answer->value.id), displayName(answer->value));
        return;
    }
    const client::Problem& problem = answer.error();
    if (problem.kind == client::Problem::Kind::Changed) {
        m_notice->say(State::Near,
                      tr("Somebody else changed this API meanwhile. Your edit is still here."),
                      {{tr("Load theirs"), [this] {
                            load({m_base, {}, {}});
                            readAgain();
                        }}});
        return;
    }
    std::vector<FieldFault> faults;
    for (const client::FieldFault& fault : problem.faults)
        faults.push_back({fieldOf(fault.path), fault.message});
    const std::vector<FieldFault> homeless = m_form->showFaults(faults);
    if (!faults.empty() && homeless.empty()) {
        m_form->focusFirstFault();
        return;
    }
    m_notice->say(State::Failed,
                  homeless.empty() ? problem.message
                                   : homeless.front().field + u": "_s + homeless.front().message,
                  {}, problem.detail);
}

} // namespace gatehouse::ui
