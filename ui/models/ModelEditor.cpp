// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelEditor.h"

#include "models/FactFields.h"
#include "models/PriceFields.h"

#include "model/Codec.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/State.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

/// What the workspace says, as the answer carries it.
model::ModelOverride ownOf(const QJsonObject& item)
{
    const QByteArray json = QJsonDocument(item["own"_L1].toObject()).toJson();
    auto read = model::fromJson<model::ModelOverride>(
        std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
    return read ? *read : model::ModelOverride{};
}

/// Nothing but its name: the catalogue's values hold.
bool saysNothing(const model::ModelOverride& own)
{
    model::ModelOverride bare;
    bare.provider = own.provider;
    bare.model = own.model;
    return own == bare;
}

QVBoxLayout* section(QVBoxLayout* column)
{
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    inner->setSpacing(grid::kGap);
    column->addLayout(inner);
    return inner;
}

} // namespace

ModelEditor::ModelEditor(client::AdminClient& client, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_title(new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold))
    , m_below(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_used(new Tag)
    , m_yours(new Tag)
    , m_notice(new MessageBar)
{
    setObjectName(u"modelEditor"_s);
    setGround(this, Role::Surface);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(makeHead());
    whole->addWidget(new Separator);
    whole->addWidget(m_notice);
    auto* page = new QWidget;
    setGround(page, Role::Surface);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeFacts(column);
    column->addWidget(new Separator);
    makePrices(column);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    whole->addWidget(scroll, 1);
    whole->addWidget(new Separator);
    makeButtons(whole); // always at hand
    connect(m_facts, &FactFields::changed, this, &ModelEditor::showSaving);
    connect(m_prices, &PriceFields::changed, this, &ModelEditor::showSaving);
}

QWidget* ModelEditor::makeHead()
{
    auto* head = new QWidget;
    m_title->setObjectName(u"modelTitle"_s);
    m_title->setElidedInRow();
    m_below->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_below->setElided();
    m_yours->setObjectName(u"modelYours"_s);
    auto* cross = new IconButton(Icon::Cross, tr("Close"));
    connect(cross, &QToolButton::clicked, this, &ModelEditor::closeAsked);
    auto* first = new QHBoxLayout;
    first->setSpacing(grid::kGap);
    first->addWidget(m_title);
    first->addWidget(m_used);
    first->addStretch(1);
    auto* titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addLayout(first);
    titles->addWidget(m_below);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(grid::kSide, grid::kGap, grid::kGap, grid::kGap);
    row->addLayout(titles, 1);
    row->addWidget(cross);
    return head;
}

QLabel* ModelEditor::addFact(QGridLayout* facts, const QString& title, const QString& objectName)
{
    const int row = facts->rowCount();
    QLabel* value = new TextLabel;
    value->setObjectName(objectName);
    value->setAccessibleName(title);
    value->setWordWrap(true);
    facts->addWidget(new TextLabel(title, TextSize::Body, Role::Muted), row, 0, Qt::AlignTop);
    facts->addWidget(value, row, 1);
    return value;
}

void ModelEditor::makeFacts(QVBoxLayout* column)
{
    QVBoxLayout* inner = section(column);
    m_place = new QWidget;
    auto* place = new QFormLayout(m_place);
    place->setContentsMargins(0, 0, 0, 0);
    place->setHorizontalSpacing(grid::kSide);
    m_provider = new QComboBox;
    m_provider->setObjectName(u"ownProvider"_s);
    m_id = new QLineEdit;
    m_id->setObjectName(u"ownModel"_s);
    m_id->setFont(textFont(TextSize::Code));
    m_id->setPlaceholderText(tr("as the provider calls it"));
    place->addRow(new TextLabel(tr("Provider"), TextSize::Body, Role::Muted), m_provider);
    place->addRow(new TextLabel(tr("Model"), TextSize::Body, Role::Muted), m_id);
    connect(m_id, &QLineEdit::textChanged, this, &ModelEditor::showSaving);
    m_known = new QWidget;
    auto* facts = new QGridLayout(m_known);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setHorizontalSpacing(grid::kSide);
    facts->setVerticalSpacing(4);
    facts->setColumnStretch(1, 1);
    m_context = addFact(facts, tr("Context"), u"modelContext"_s);
    m_answer = addFact(facts, tr("Answer"), u"modelAnswer"_s);
    m_abilities = addFact(facts, tr("Able to"), u"modelAbilities"_s);
    m_state = addFact(facts, tr("State"), u"modelState"_s);
    m_change = new QPushButton(tr("Change these values"));
    m_change->setObjectName(u"changeFacts"_s);
    setButtonRole(m_change, ButtonRole::Link);
    m_facts = new FactFields;
    m_facts->setObjectName(u"factFields"_s);
    inner->addWidget(m_place);
    inner->addWidget(m_known);
    inner->addWidget(m_change, 0, Qt::AlignLeft);
    inner->addWidget(m_facts);
    connect(m_change, &QPushButton::clicked, this, [this] {
        m_facts->show();
        m_change->hide();
    });
}

void ModelEditor::makePrices(QVBoxLayout* column)
{
    QVBoxLayout* inner = section(column);
    auto* head = new QHBoxLayout;
    head->addWidget(
        new TextLabel(tr("Price of 1 M tokens"), TextSize::Body, Role::Text, QFont::Bold), 1);
    head->addWidget(m_yours);
    inner->addLayout(head);
    m_prices = new PriceFields;
    m_prices->setObjectName(u"priceFields"_s);
    inner->addWidget(m_prices);
    m_further = new TextLabel({}, TextSize::Secondary, Role::Muted);
    m_further->setObjectName(u"furtherPrices"_s);
    m_further->setWordWrap(true);
    inner->addWidget(m_further);
}

void ModelEditor::makeButtons(QVBoxLayout* column)
{
    QVBoxLayout* inner = section(column);
    auto* words = new TextLabel(tr("Your values outlive an update of the catalogue. What was "
                                   "charged before keeps its price."),
                                TextSize::Secondary, Role::Muted);
    words->setWordWrap(true);
    inner->addWidget(words);
    m_save = new QPushButton(tr("Save"));
    m_save->setObjectName(u"saveModel"_s);
    setButtonRole(m_save, ButtonRole::Main);
    m_back = new QPushButton;
    m_back->setObjectName(u"backToCatalogue"_s);
    setButtonRole(m_back, ButtonRole::Flat);
    auto* first = new QHBoxLayout;
    first->setSpacing(grid::kGap);
    first->addWidget(m_save);
    first->addWidget(m_back);
    first->addStretch(1);
    m_copy = new QPushButton(icon(Icon::EditCopy), tr("Copy name"));
    m_try = new QPushButton(icon(Icon::DialogScripts), tr("Try"));
    auto* second = new QHBoxLayout;
    second->setSpacing(grid::kGap);
    second->addWidget(m_copy);
    second->addWidget(m_try);
    second->addStretch(1);
    inner->addLayout(first);
    inner->addLayout(second);
    connect(m_save, &QPushButton::clicked, this, &ModelEditor::save);
    connect(m_back, &QPushButton::clicked, this, &ModelEditor::removeOwn);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_name); });
    connect(m_try, &QPushButton::clicked, this, [this] { Q_EMIT tryAsked(m_name); });
}

void ModelEditor::showModel(const client::CatalogueModel& model, const QString& provider,
                            const QString& callName, bool isUsed)
{
    m_isNew = false;
    m_notice->dismiss();
    m_model = model;
    m_name = callName.isEmpty() ? model.id : callName;
    m_title->setText(model.name);
    m_below->setText(tr("%1, %2").arg(m_name, provider));
    m_isStored = model.json.contains("own"_L1);
    m_etag.clear();
    model::ModelOverride own = ownOf(model.json);
    own.provider = model.provider.toStdString();
    own.model = model.id.toStdString();
    m_state->setText(model.deprecated     ? tr("deprecated")
                     : callName.isEmpty() ? tr("its provider is not added here")
                                          : tr("can be called"));
    fill(model);
    load(std::move(own));
    showTags(isUsed);
    m_try->setVisible(!callName.isEmpty());
    if (m_isStored)
        m_client.read<model::ModelOverride>(
            {this, m_readTicket}, id(),
            [this](const client::Answer<client::Stored<model::ModelOverride>>& answer) {
                if (answer)
                    m_etag = answer->etag;
            });
}

void ModelEditor::fill(const client::CatalogueModel& model)
{
    m_context->setText(model.context > 0 ? tr("%1 tokens").arg(wholeNumber(model.context))
                                         : u"\u2013"_s);
    m_answer->setText(model.maxOutput > 0 ? tr("at most %1").arg(wholeNumber(model.maxOutput))
                                          : u"\u2013"_s);
    QStringList can;
    for (const auto& [able, word] :
         {std::pair{model.vision, tr("see")}, std::pair{model.tools, tr("tools")},
          std::pair{model.jsonSchema, tr("schema")}, std::pair{model.reasoning, tr("think")}}) {
        if (able)
            can.append(word);
    }
    m_abilities->setText(can.isEmpty() ? tr("nothing of that is known") : can.join(u", "_s));
    QStringList further = furtherPrices(model.json);
    const QStringList listed = furtherPrices(model.json["listed"_L1].toObject());
    if (m_isStored && further != listed && !listed.isEmpty())
        further.append(tr("In the catalogue: %1").arg(listed.join(u"; "_s)));
    m_further->setText(further.join(u'\n'));
    m_further->setVisible(!further.isEmpty());
}

void ModelEditor::showTags(bool isUsed)
{
    m_used->show(tr("in a route"), Role::Accent);
    m_used->setVisible(isUsed);
    m_yours->show(tr("yours"), Role::Accent);
    m_yours->setVisible(m_isStored && !m_isNew);
}

void ModelEditor::startAdding(const QList<std::pair<QString, QString>>& providers)
{
    m_isNew = true;
    m_isStored = false;
    m_notice->dismiss();
    m_model = {};
    m_etag.clear();
    m_title->setText(tr("A model of your own"));
    m_below->setText(tr("one that the catalogue does not know"));
    showTags(false);
    m_provider->clear();
    for (const auto& [id, name] : providers)
        m_provider->addItem(name, id);
    m_id->clear();
    m_further->hide();
    load({});
    m_id->setFocus();
}

void ModelEditor::load(model::ModelOverride own)
{
    m_own = std::move(own);
    // Without an own value the catalogue's stands in the item itself.
    const QJsonObject listed = m_isStored ? m_model.json["listed"_L1].toObject() : m_model.json;
    m_prices->setPrices(listed, m_own);
    m_facts->setFacts(listed, m_own);
    model::ModelOverride facts = m_own;
    facts.price = {};
    facts.priceFrom.clear();
    facts.tiers.reset();
    facts.windows.reset();
    facts.units.reset();
    const bool open = m_isNew || !saysNothing(facts);
    m_facts->setVisible(open);
    m_change->setVisible(!open);
    m_place->setVisible(m_isNew);
    m_known->setVisible(!m_isNew);
    m_copy->setVisible(!m_isNew);
    m_try->setVisible(!m_isNew);
    showSaving();
}

model::ModelOverride ModelEditor::value() const
{
    model::ModelOverride own = m_own;
    if (m_isNew) {
        own.provider = m_provider->currentData().toString().toStdString();
        own.model = m_id->text().trimmed().toStdString();
    }
    m_prices->writeTo(own);
    m_facts->writeTo(own);
    return own;
}

QString ModelEditor::id() const
{
    return QString::fromStdString(m_own.provider) + u':' + QString::fromStdString(m_own.model);
}

bool ModelEditor::hasEdits() const
{
    if (!m_prices->fault().isEmpty() || !m_facts->fault().isEmpty())
        return true;
    return m_isNew ? !m_id->text().trimmed().isEmpty() : value() != m_own;
}

void ModelEditor::showSaving()
{
    const bool good = m_prices->fault().isEmpty() && m_facts->fault().isEmpty() &&
                      (!m_isNew || (!m_id->text().trimmed().isEmpty() && m_provider->count() > 0));
    m_save->setEnabled(good && (m_isNew || hasEdits()));
    m_save->setText(m_isNew ? tr("Add model") : tr("Save"));
    const bool listed = m_model.json.contains("listed"_L1);
    m_back->setText(listed ? tr("Back to the catalogue") : tr("Delete this model"));
    m_back->setVisible(m_isStored);
}

void ModelEditor::save()
{
    model::ModelOverride own = value();
    if (!m_isNew && saysNothing(own) && m_model.json.contains("listed"_L1)) {
        removeOwn();
        return;
    }
    const auto answered = [this](const client::Answer<client::Stored<model::ModelOverride>>& a) {
        done(a ? nullptr : &a.error());
    };
    m_save->setEnabled(false);
    if (m_isStored)
        m_client.replace<model::ModelOverride>({this, m_saveTicket}, id(), own, m_etag, answered);
    else
        m_client.create<model::ModelOverride>({this, m_saveTicket}, own, answered);
}

void ModelEditor::removeOwn()
{
    m_client.remove<model::ModelOverride>(
        {this, m_saveTicket}, id(),
        [this](const client::Answer<void>& answer) { done(answer ? nullptr : &answer.error()); });
}

void ModelEditor::done(const client::Problem* problem)
{
    showSaving();
    if (!problem) {
        m_own = value(); // nothing is unsaved any more
        if (m_isNew)
            m_id->clear();
        Q_EMIT saved();
        return;
    }
    QString words = problem->message;
    for (const auto& fault : problem->faults)
        words = fault.path.isEmpty() ? fault.message : fault.path + u": "_s + fault.message;
    m_notice->say(State::Failed, words, {}, problem->detail);
}

} // namespace gatehouse::ui
