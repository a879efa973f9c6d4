// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/ReviewPage.h"

#include "limits/LimitWords.h"
#include "limits/StagedLimits.h"
#include "limits/TryPane.h"
#include "widgets/Bar.h"
#include "widgets/Card.h"
#include "widgets/DiffView.h"
#include "widgets/Icon.h"
#include "widgets/MessageBar.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <memory>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kTryWidth = 344;

QString howWords(const StagedLimit& change)
{
    if (!change.after)
        return ReviewPage::tr("Its counters are lost with it.");
    QStringList parts;
    switch (modeOf(*change.after)) {
    case LimitMode::Shadow:
        parts.append(ReviewPage::tr("Counts, refuses nothing."));
        break;
    case LimitMode::Ramp:
        parts.append(change.how.raiseAfter.count() > 0
                         ? ReviewPage::tr("Refuses %1 % of it first, all after %2 min.")
                               .arg(change.after->enforce)
                               .arg(change.how.raiseAfter.count())
                         : ReviewPage::tr("Refuses %1 % of it.").arg(change.after->enforce));
        break;
    case LimitMode::Enforced:
        parts.append(ReviewPage::tr("In force at once."));
        break;
    }
    if (change.how.bound)
        parts.append(
            ReviewPage::tr("Goes back by itself when more than %1 % of the calls of callers that "
                           "were fine before are refused.")
                .arg(QLocale().toString(*change.how.bound * 100, 'g', 3)));
    return parts.join(u' ');
}

} // namespace

ReviewPage::ReviewPage(client::AdminClient& client, const client::Names& names,
                       StagedLimits& staged, std::function<qint64()> serverNow, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_names(names)
    , m_staged(staged)
    , m_notice(new MessageBar)
    , m_apply(new QPushButton)
    , m_cards(new QVBoxLayout)
    , m_try(new TryPane(client, names, std::move(serverNow)))
{
    setObjectName(u"reviewPage"_s);
    setGround(this, Role::Window);
    m_notice->setObjectName(u"reviewNotice"_s);
    auto* list = new QWidget;
    setGround(list, Role::Window);
    auto* listColumn = new QVBoxLayout(list);
    listColumn->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kSide);
    m_cards->setSpacing(grid::kGapWide);
    listColumn->addLayout(m_cards);
    listColumn->addStretch(1);
    const auto scrolled = [](QWidget* inner) {
        auto* scroll = new QScrollArea;
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setWidgetResizable(true);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(inner);
        return scroll;
    };
    auto* tryScroll = scrolled(m_try);
    tryScroll->setMinimumWidth(grid::scaled(grid::kInspectorLeast));
    auto* body = new QSplitter(Qt::Horizontal);
    body->setHandleWidth(1);
    body->setChildrenCollapsible(false);
    body->addWidget(scrolled(list));
    body->addWidget(tryScroll);
    body->setStretchFactor(0, 1);
    body->setSizes({2000, grid::scaled(kTryWidth)});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_notice);
    column->addWidget(body, 1);
    connect(&m_staged, &StagedLimits::changed, this, [this] {
        if (!isVisible())
            return;
        if (m_staged.all().isEmpty())
            Q_EMIT closeAsked();
        else
            open();
    });
}

QWidget* ReviewPage::makeHead()
{
    auto* head = new Bar(grid::kHeader);
    auto* back = new QPushButton(icon(Icon::GoPrevious, Role::Accent), tr("Rate limits"));
    back->setObjectName(u"backFromReview"_s);
    setButtonRole(back, ButtonRole::Link);
    auto* discard = new QPushButton(tr("Discard all"));
    discard->setObjectName(u"discardAll"_s);
    m_apply->setObjectName(u"applyLimits"_s);
    setButtonRole(m_apply, ButtonRole::Main);
    head->row()->addWidget(back);
    head->row()->addWidget(
        new TextLabel(tr("Review and apply"), TextSize::Title, Role::Text, QFont::Bold), 1);
    head->row()->addWidget(discard);
    head->row()->addWidget(m_apply);
    connect(back, &QPushButton::clicked, this, &ReviewPage::closeAsked);
    connect(discard, &QPushButton::clicked, this, [this] { m_staged.clear(); });
    connect(m_apply, &QPushButton::clicked, this, &ReviewPage::apply);
    return head;
}

void ReviewPage::open()
{
    m_notice->dismiss();
    m_lines.clear();
    build();
    askDifference();
    QList<model::LimitRule> rules;
    QStringList gone;
    for (const StagedLimit& each : m_staged.all()) {
        if (each.after)
            rules.append(*each.after);
        else
            gone.append(each.id);
    }
    m_try->setChanges(rules, gone);
}

void ReviewPage::build()
{
    while (m_cards->count() > 0) {
        const std::unique_ptr<QLayoutItem> item(m_cards->takeAt(0));
        item->widget()->hide();
        item->widget()->deleteLater();
    }
    for (const StagedLimit& each : m_staged.all())
        m_cards->addWidget(makeCard(each));
    const auto count = m_staged.all().size();
    m_apply->setText(count == 1 ? tr("Apply 1 change") : tr("Apply %1 changes").arg(count));
    m_apply->setEnabled(!m_staged.all().isEmpty());
}

QWidget* ReviewPage::makeCard(const StagedLimit& change)
{
    auto* card = new Card;
    card->setObjectName(u"staged."_s + change.id);
    const model::LimitRule& rule = change.after ? *change.after : *change.before;
    auto* title = new TextLabel(displayName(rule), TextSize::Body, Role::Text, QFont::Bold);
    title->setElidedInRow();
    auto* tag = new Tag;
    tag->show(stagedWords(change), change.after ? Role::Notice : Role::Bad);
    auto* drop = new QPushButton(tr("Take out"));
    drop->setObjectName(u"dropStaged"_s);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    head->addWidget(title);
    head->addWidget(tag);
    head->addStretch(1);
    if (change.after) {
        auto* edit = new QPushButton(icon(Icon::DocumentEdit), tr("Edit"));
        edit->setObjectName(u"editStaged"_s);
        head->addWidget(edit);
        connect(edit, &QPushButton::clicked, this,
                [this, id = change.id] { Q_EMIT editAsked(id); });
    }
    head->addWidget(drop);
    // The card goes with the change; the click must be over before that.
    connect(
        drop, &QPushButton::clicked, this, [this, id = change.id] { m_staged.drop(id); },
        Qt::QueuedConnection);
    auto* sentence = new TextLabel(plainText(sentenceRuns(rule, m_names)));
    sentence->setWordWrap(true);
    auto* how = new TextLabel(howWords(change), TextSize::Secondary, Role::Muted);
    how->setWordWrap(true);
    auto* diff = new DiffView;
    diff->setObjectName(u"stagedDiff"_s);
    diff->setLines(m_lines.value(change.id));
    diff->setVisible(m_lines.contains(change.id));
    card->body()->addLayout(head);
    card->body()->addWidget(sentence);
    card->body()->addWidget(how);
    card->body()->addWidget(diff);
    return card;
}

void ReviewPage::askDifference()
{
    m_client.applyLimits({this, m_diffTicket}, m_staged.request(true),
                         [this](const client::Answer<QList<client::WorkspaceChange>>& answer) {
                             if (!answer) {
                                 onApplied(answer);
                                 return;
                             }
                             for (const client::WorkspaceChange& change : *answer)
                                 m_lines.insert(change.path.section(u'/', 1), change.lines);
                             build();
                         });
}

void ReviewPage::apply()
{
    m_apply->setEnabled(false);
    m_client.applyLimits(
        {this, m_applyTicket}, m_staged.request(false),
        [this](const client::Answer<QList<client::WorkspaceChange>>& answer) {
            m_apply->setEnabled(true);
            onApplied(answer);
            if (!answer)
                return;
            m_staged.clear();
            Q_EMIT applied(answer->size() == 1 ? tr("1 change is applied.")
                                               : tr("%1 changes are applied.").arg(answer->size()));
        });
}

void ReviewPage::onApplied(const client::Answer<QList<client::WorkspaceChange>>& answer)
{
    if (answer)
        return;
    const client::Problem& problem = answer.error();
    QStringList stale;
    for (const StagedLimit& each : m_staged.all()) {
        if (problem.detail.contains(u"limits/"_s + each.id) && each.before)
            stale.append(displayName(*each.before));
    }
    if (problem.kind == client::Problem::Kind::Changed)
        m_notice->say(State::Near,
                      tr("Somebody else changed %1 meanwhile. Edit it anew, or take it "
                         "out.")
                          .arg(stale.join(u", "_s)));
    else if (!problem.faults.isEmpty())
        m_notice->say(State::Failed,
                      problem.faults.first().path + u": "_s + problem.faults.first().message);
    else
        m_notice->say(State::Failed, problem.message, {}, problem.detail);
}

} // namespace gatehouse::ui
