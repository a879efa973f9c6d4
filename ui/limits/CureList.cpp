// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/CureList.h"

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
        return {CureList::tr("%1 s").arg(whole), CureList::tr("before the first refusal")};
    return {shortNumber(figure), {}};
}

} // namespace

CureList::CureList(const client::Names& names, QWidget* parent)
    : QWidget(parent)
    , m_names(names)
{
    setObjectName(u"cureList"_s);
    setGround(this, Role::Surface);
    auto* head = new Bar(grid::kHeader);
    head->row()->addWidget(
        new TextLabel(tr("Five cures, in this order"), TextSize::Body, Role::Text, QFont::Bold));
    head->row()->addStretch(1);
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

QWidget* CureList::makeCure(int number, const client::Explanation::Cure& cure)
{
    auto* box = new QWidget;
    box->setObjectName(u"cure."_s + cure.cure);
    auto* title = new TextLabel(titleOf(cure.cure), TextSize::Body, Role::Text, QFont::Bold);
    auto* first = new QHBoxLayout;
    first->addWidget(title, 1);
    if (!cure.text.isEmpty()) {
        auto* copy = new QPushButton(tr("Copy text"));
        copy->setObjectName(u"copyCure"_s);
        copy->setToolTip(cure.text);
        setButtonRole(copy, ButtonRole::Main);
        connect(copy, &QPushButton::clicked, this, [this, text = cure.text] {
            QGuiApplication::clipboard()->setText(text);
            Q_EMIT told(tr("The text for the owner is in the clipboard."));
        });
        first->addWidget(copy);
    }
    if (!cure.rule.isEmpty()) {
        auto* open =
            new QPushButton(cure.cure == "spread"_L1 ? tr("Set queue") : tr("Try in editor"));
        open->setObjectName(u"openCure"_s);
        connect(open, &QPushButton::clicked, this,
                [this, rule = cure.rule] { Q_EMIT ruleAsked(rule); });
        first->addWidget(open);
    }
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
    QString sentence = cure.sentence;
    if (!cure.application.isEmpty()) // the server says ids
        sentence.replace(cure.application,
                         m_names.name(client::Names::Kind::Application, cure.application));
    for (const QString& text : {sentence, cure.figure ? QString() : cure.why}) {
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
    int number = 0;
    for (const client::Explanation::Cure& cure : explanation.cures) {
        m_column->insertWidget(number, makeCure(number + 1, cure));
        ++number;
    }
}

} // namespace gatehouse::ui
