// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/CureList.h"

#include "limits/SaidWords.h"
#include "widgets/Bar.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

QString titleOf(const QString& cure)
{
    if (cure == "cause"_L1)
        return CureList::tr("Cause: tell the owner");
    if (cure == "limit"_L1)
        return CureList::tr("Limit: make it fit");
    if (cure == "fewer_calls"_L1)
        return CureList::tr("Fewer calls: cache");
    if (cure == "spread"_L1)
        return CureList::tr("Spread: let them queue");
    return CureList::tr("Watch: see it coming");
}

/// The figure and what it is.
std::pair<QString, QString> figureOf(const client::Explanation::Cure& cure)
{
    if (!cure.figure)
        return {u"\u2013"_s, {}};
    const double figure = *cure.figure;
    const QString whole = wholeNumber(std::llround(figure));
    if (cure.figureIs == "retry_share"_L1)
        return {CureList::tr("%1 %").arg(std::lround(figure * 100)),
                CureList::tr("of its calls are retries")};
    if (cure.figureIs == "smallest_limit"_L1)
        return {shortNumber(figure), CureList::tr("smallest limit that refuses nobody")};
    if (cure.figureIs == "identical_calls"_L1)
        return {whole, CureList::tr("identical calls")};
    if (cure.figureIs == "fewer_refusals"_L1)
        return {whole, CureList::tr("fewer refusals")};
    if (cure.figureIs == "warning_seconds"_L1)
        return {milliseconds(figure * 1000).text(), CureList::tr("before the first refusal")};
    return {shortNumber(figure), {}};
}

} // namespace

CureList::CureList(const client::Names& names, QWidget* parent)
    : QWidget(parent)
    , m_names(names)
    , m_span(new TextLabel({}, TextSize::Secondary, Role::Muted))
{
    setObjectName(u"cureList"_s);
    setGround(this, Role::Surface);
    auto* head = new Bar(grid::kHeader);
    head->row()->addWidget(
        new TextLabel(tr("Five cures, in this order"), TextSize::Body, Role::Text, QFont::Bold));
    head->row()->addStretch(1);
    head->row()->addWidget(m_span);
    auto* list = new QWidget;
    setGround(list, Role::Surface);
    m_column = new QVBoxLayout(list);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(scroll, 1);
}

QPushButton* CureList::addButton(QHBoxLayout& row, const QString& name, const QString& words)
{
    auto* button = new QPushButton(words);
    button->setObjectName(name);
    row.addWidget(button);
    return button;
}

void CureList::addLink(QHBoxLayout& row, const QString& name, const QString& words,
                       const QString& kind, const QString& id)
{
    if (id.isEmpty())
        return;
    connect(addButton(row, name, words), &QPushButton::clicked, this,
            [this, kind, id] { Q_EMIT linkAsked(kind, id); });
}

/// Each cure's way out: nothing is applied here, the place where it is done opens.
void CureList::addButtons(QHBoxLayout& row, const client::Explanation& explanation,
                          const client::Explanation::Cure& cure)
{
    const client::TrafficRecord& record = explanation.record;
    const bool isModel = !record.modelAsked.isEmpty();
    if (cure.cure == "cause"_L1 && !cure.application.isEmpty()) {
        const QString text = ownerLetter(explanation, cure.application, m_names);
        auto* copy = addButton(row, u"copyCure"_s, tr("Copy text"));
        copy->setToolTip(text);
        setButtonRole(copy, ButtonRole::Main);
        connect(copy, &QPushButton::clicked, this, [this, text] {
            QGuiApplication::clipboard()->setText(text);
            Q_EMIT told(tr("The text for the owner is in the clipboard."));
        });
    }
    if (!cure.rule.isEmpty()) {
        auto* open = addButton(row, u"openCure"_s,
                               cure.cure == "spread"_L1 ? tr("Set queue") : tr("Try in editor"));
        connect(open, &QPushButton::clicked, this,
                [this, rule = cure.rule] { Q_EMIT ruleAsked(rule); });
    }
    if (cure.cure == "fewer_calls"_L1) {
        if (isModel)
            addLink(row, u"openCache"_s, tr("Open route"), u"model_route"_s, record.modelAsked);
        else
            addLink(row, u"openCache"_s, tr("Open API"), u"api"_s, record.api);
    }
    if (cure.cure == "spread"_L1 && cure.rule.isEmpty() && isModel) {
        addLink(row, u"addKey"_s, tr("Add key"), u"provider"_s, record.provider);
        addLink(row, u"addTarget"_s, tr("Add target"), u"model_route"_s, record.modelAsked);
    }
    if (cure.cure == "watch"_L1 && explanation.rule && explanation.rule->stored) {
        auto* watch = addButton(row, u"watchCure"_s, tr("Add alert"));
        connect(watch, &QPushButton::clicked, this,
                [this, id = explanation.rule->id] { Q_EMIT watchAsked(id); });
    }
}

QWidget* CureList::makeCure(int number, const client::Explanation& explanation,
                            const client::Explanation::Cure& cure)
{
    auto* box = new QWidget;
    box->setObjectName(u"cure."_s + cure.cure);
    auto* title = new TextLabel(titleOf(cure.cure), TextSize::Body, Role::Text, QFont::Bold);
    auto* first = new QHBoxLayout;
    first->setSpacing(grid::kGap);
    first->addWidget(title, 1);
    addButtons(*first, explanation, cure);
    const auto [figure, what] = figureOf(cure);
    const bool helps = cure.figure && *cure.figure > 0;
    auto* second = new QHBoxLayout;
    second->setSpacing(grid::kGap);
    second->addWidget(new TextLabel(figure, TextSize::KeyFigure, helps ? Role::Text : Role::Muted,
                                    helps ? QFont::Bold : QFont::Normal));
    second->addWidget(new TextLabel(what), 0, Qt::AlignBottom);
    second->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(first);
    words->addLayout(second);
    for (const client::Said& said : {cure.sentence, cure.figure ? client::Said() : cure.why}) {
        const QString text = saidWords(said, m_names);
        if (text.isEmpty())
            continue;
        auto* label = new TextLabel(text, TextSize::Secondary, Role::Muted);
        label->setWordWrap(true);
        words->addWidget(label);
    }
    auto* row = new QHBoxLayout;
    row->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    row->setSpacing(grid::kGapWide);
    row->addWidget(new TextLabel(QString::number(number), TextSize::Body, Role::Muted), 0,
                   Qt::AlignTop);
    row->addLayout(words, 1);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(new Separator);
    return box;
}

void CureList::showCures(const client::Explanation& explanation)
{
    while (m_column->count() > 1) {
        const std::unique_ptr<QLayoutItem> item(m_column->takeAt(0));
        item->widget()->hide();
        item->widget()->deleteLater();
    }
    constexpr qint64 kMinute = 60'000;
    m_span->setText(
        tr("from %1 min")
            .arg((explanation.toMillis - explanation.fromMillis + kMinute - 1) / kMinute));
    m_span->setVisible(explanation.toMillis > explanation.fromMillis);
    int number = 0;
    for (const client::Explanation::Cure& cure : explanation.cures) {
        m_column->insertWidget(number, makeCure(number + 1, explanation, cure));
        ++number;
    }
}

} // namespace gatehouse::ui
