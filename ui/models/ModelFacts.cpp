// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelFacts.h"

#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr double kNano = 1e-9;
constexpr int kMostTitle = 230;
} // namespace

ModelFacts::ModelFacts(QWidget* parent)
    : QWidget(parent)
    , m_title(new TextLabel({}, TextSize::Body, Role::Text, QFont::Bold))
    , m_below(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_prices(new QFormLayout)
    , m_copy(new QPushButton(icon(Icon::EditCopy), tr("Copy name")))
    , m_try(new QPushButton(icon(Icon::DialogScripts), tr("Try")))
{
    setObjectName(u"modelFacts"_s);
    setGround(this, Role::Surface);
    m_title->setObjectName(u"modelTitle"_s);
    m_below->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_below->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* cross = new IconButton(Icon::Cross, tr("Close"));
    auto* titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addWidget(m_title);
    titles->addWidget(m_below);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(grid::kSide, grid::kGap, grid::kGap, grid::kGap);
    top->addLayout(titles, 1);
    top->addWidget(cross);
    column->addLayout(top);
    column->addWidget(new Separator);
    const auto section = [column] {
        auto* inner = new QVBoxLayout;
        inner->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
        inner->setSpacing(grid::kGap);
        column->addLayout(inner);
        column->addWidget(new Separator);
        return inner;
    };
    auto* facts = new QFormLayout;
    m_context = addFact(facts, tr("Context"), u"modelContext"_s);
    m_answer = addFact(facts, tr("Answer"), u"modelAnswer"_s);
    m_abilities = addFact(facts, tr("Able to"), u"modelAbilities"_s);
    m_state = addFact(facts, tr("State"), u"modelState"_s);
    for (QFormLayout* form : {facts, m_prices}) {
        form->setHorizontalSpacing(grid::kSide);
        form->setVerticalSpacing(4);
    }
    section()->addLayout(facts);
    QVBoxLayout* prices = section();
    prices->addWidget(
        new TextLabel(tr("Price of 1 M tokens"), TextSize::Secondary, Role::Muted, QFont::Bold));
    prices->addLayout(m_prices);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    buttons->setSpacing(grid::kGap);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_try);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);
    connect(cross, &QToolButton::clicked, this, &ModelFacts::closeAsked);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_name); });
    connect(m_try, &QPushButton::clicked, this, [this] { Q_EMIT tryAsked(m_name); });
}

QLabel* ModelFacts::addFact(QFormLayout* facts, const QString& title, const QString& objectName)
{
    QLabel* value = new TextLabel;
    value->setObjectName(objectName);
    value->setAccessibleName(title);
    value->setWordWrap(true);
    facts->addRow(new TextLabel(title, TextSize::Body, Role::Muted), value);
    return value;
}

void ModelFacts::showModel(const client::CatalogueModel& model, const QString& provider,
                           const QString& callName)
{
    m_name = callName.isEmpty() ? model.id : callName;
    m_title->setText(
        m_title->fontMetrics().elidedText(model.name, Qt::ElideRight, grid::scaled(kMostTitle)));
    m_title->setToolTip(m_title->text() == model.name ? QString() : model.name);
    m_below->setText(tr("%1, %2").arg(m_name, provider));
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
    m_state->setText(model.deprecated     ? tr("deprecated")
                     : callName.isEmpty() ? tr("its provider is not added here")
                                          : tr("can be called"));
    while (m_prices->rowCount() > 0)
        m_prices->removeRow(0);
    for (const auto& [key, word] :
         {std::pair{"input_nano_usd_per_mtok"_L1, tr("In")},
          std::pair{"cached_input_nano_usd_per_mtok"_L1, tr("In, cached")},
          std::pair{"cache_write_nano_usd_per_mtok"_L1, tr("Cache write")},
          std::pair{"output_nano_usd_per_mtok"_L1, tr("Out")}}) {
        if (!model.json.contains(key))
            continue;
        QLabel* value = new TextLabel(usd(double(model.json[key].toInteger()) * kNano));
        value->setAlignment(Qt::AlignRight);
        m_prices->addRow(new TextLabel(word, TextSize::Body, Role::Muted), value);
    }
    if (m_prices->rowCount() == 0)
        m_prices->addRow(new TextLabel(tr("not known"), TextSize::Body, Role::Muted));
    m_try->setVisible(!callName.isEmpty());
}

} // namespace gatehouse::ui
