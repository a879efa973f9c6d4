// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitEditor.h"

#include "limits/ApplyBox.h"
#include "limits/LimitChart.h"
#include "limits/LimitForm.h"
#include "limits/LimitWords.h"
#include "limits/LimitYaml.h"
#include "limits/MatchRows.h"
#include "limits/RuleTraffic.h"
#include "limits/SaidWords.h"
#include "limits/TryPane.h"
#include "model/Validate.h"
#include "widgets/AskBox.h"
#include "widgets/Bar.h"
#include "widgets/ChartLegend.h"
#include "widgets/Icon.h"
#include "widgets/IconButton.h"
#include "widgets/MessageBar.h"
#include "widgets/NumberFormat.h"
#include "widgets/Separator.h"
#include "widgets/Tag.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <chrono>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gatehouse::ui {
namespace {

constexpr int kTryWidth = 344;
constexpr auto kUsualRaise = 30min;
constexpr double kUsualBound = 0.01;
constexpr auto kLongestDrawn = 1h; ///< Of a longer period a minute's share says nothing.

/// The server may name the collection before the field: `limits[0].promise.limit`.
QString fieldOf(const QString& path)
{
    const qsizetype end = path.startsWith("limits["_L1) ? path.indexOf("]."_L1) : -1;
    return end < 0 ? path : path.sliced(end + 2);
}

} // namespace

LimitEditor::LimitEditor(client::AdminClient& client, const client::Names& names,
                         std::function<qint64()> serverNow, QWidget* parent)
    : QWidget(parent)
    , m_client(client)
    , m_names(names)
    , m_title(new TextLabel({}, TextSize::Title, Role::Text, QFont::Bold))
    , m_edited(new Tag)
    , m_apply(new ApplyBox)
    , m_save(m_apply->addButton())
    , m_notice(new MessageBar)
    , m_sentence(new TextLabel({}, TextSize::Title))
    , m_trafficWords(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_legend(new ChartLegend)
    , m_chart(new LimitChart)
    , m_chartNote(new TextLabel({}, TextSize::Secondary, Role::Muted))
    , m_form(new LimitForm)
    , m_yaml(new LimitYaml)
    , m_traffic(new RuleTraffic(client, names, this))
    , m_try(new TryPane(client, names, std::move(serverNow)))
{
    setObjectName(u"limitEditor"_s);
    setGround(this, Role::Surface);
    m_sentence->setObjectName(u"editorSentence"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::RichText);
    m_sentence->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    auto* lower = new QSplitter(Qt::Horizontal);
    lower->setHandleWidth(1);
    lower->setChildrenCollapsible(false);
    lower->addWidget(m_form);
    lower->addWidget(m_yaml);
    lower->setSizes({1000, 640});
    auto* halves = new QSplitter(Qt::Vertical);
    halves->setHandleWidth(1);
    halves->setChildrenCollapsible(false);
    halves->addWidget(makeChart());
    halves->addWidget(lower);
    halves->setSizes({1000, 1050});
    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addWidget(m_sentence);
    leftColumn->addWidget(new Separator);
    leftColumn->addWidget(halves, 1);
    auto* tryScroll = new QScrollArea;
    tryScroll->setFrameShape(QFrame::NoFrame);
    tryScroll->setWidgetResizable(true);
    tryScroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tryScroll->setWidget(m_try);
    auto* right = new QWidget;
    right->setMinimumWidth(grid::scaled(grid::kInspectorLeast));
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addWidget(tryScroll, 1);
    rightColumn->addWidget(new Separator);
    rightColumn->addWidget(m_apply);
    auto* body = new QSplitter(Qt::Horizontal);
    body->setHandleWidth(1);
    body->setChildrenCollapsible(false);
    body->addWidget(left);
    body->addWidget(right);
    body->setStretchFactor(0, 1);
    body->setSizes({2000, grid::scaled(kTryWidth)});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_notice);
    column->addWidget(body, 1);
    m_previewPause.setSingleShot(true);
    m_previewPause.setInterval(120ms);
    connect(&m_previewPause, &QTimer::timeout, this, &LimitEditor::preview);
    connect(m_form, &LimitForm::changed, this, [this] { take(m_form->rule(), Source::Form); });
    connect(m_yaml, &LimitYaml::edited, this,
            [this](const model::LimitRule& rule) { take(rule, Source::Yaml); });
    connect(m_yaml, &LimitYaml::wrongChanged, this,
            [this](bool wrong) { m_save->setEnabled(!wrong); });
    connect(m_traffic, &RuleTraffic::changed, this, &LimitEditor::showTraffic);
    const auto setAmount = [this](double amount) {
        model::LimitRule rule = m_rule;
        auto* average = std::get_if<model::AveragePromise>(&rule.promise);
        const bool follows = average && average->burst == average->limit;
        setLimit(rule.promise, amount);
        if (follows)
            average->burst = amount; // as the file has it without a burst
        take(rule, Source::Line);
    };
    connect(m_chart, &LimitChart::limitMoved, this, [this, setAmount](double aMinute) {
        setAmount(std::max(1.0, std::round(aMinute / perMinute(m_rule))));
    });
    connect(m_try, &TryPane::limitChosen, this, setAmount);
    connect(m_apply, &ApplyBox::enforceChosen, this, [this](int percent) {
        model::LimitRule rule = m_rule;
        // A rule that waits or refuses keeps what it would do: shadow is enforcing nothing.
        if (rule.action == model::LimitAction::Shadow)
            rule.action = model::LimitAction::Refuse;
        rule.enforce = static_cast<std::uint32_t>(percent);
        take(rule, Source::Line);
    });
}

QWidget* LimitEditor::makeHead()
{
    auto* head = new Bar(grid::kHeader);
    auto* back = new QPushButton(icon(Icon::GoPrevious, Role::Accent), tr("Rate limits"));
    back->setObjectName(u"backToLimits"_s);
    setButtonRole(back, ButtonRole::Link);
    m_title->setObjectName(u"limitEditorTitle"_s);
    m_title->setElidedInRow();
    m_edited->setObjectName(u"limitEdited"_s);
    m_undo = new IconButton(Icon::EditUndo, tr("Undo"));
    m_undo->setObjectName(u"undoLimit"_s);
    m_redo = new IconButton(Icon::EditRedo, tr("Redo"));
    m_redo->setObjectName(u"redoLimit"_s);
    head->row()->addWidget(back);
    head->row()->addWidget(m_title);
    head->row()->addWidget(m_edited);
    head->row()->addStretch(1);
    head->row()->addWidget(m_undo);
    head->row()->addWidget(m_redo);
    const auto key = [this](QKeySequence::StandardKey which, auto act) {
        auto* keys = new QShortcut(QKeySequence(which), this);
        keys->setContext(Qt::WidgetWithChildrenShortcut);
        connect(keys, &QShortcut::activated, this, act);
        return keys->key().toString(QKeySequence::NativeText);
    };
    m_save->setToolTip(key(QKeySequence::Save, [this] { stage(); }));
    // Fields have an undo of their own for what is typed into them.
    connect(m_undo, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_redo, &QToolButton::clicked, this, [this] { step(1); });
    connect(back, &QPushButton::clicked, this, &LimitEditor::leave);
    connect(m_apply->cancelButton(), &QPushButton::clicked, this, &LimitEditor::leave);
    connect(m_save, &QPushButton::clicked, this, &LimitEditor::stage);
    return head;
}

QWidget* LimitEditor::makeChart()
{
    m_legend->setAlignRight(true);
    m_chartNote->setWordWrap(true);
    m_trafficWords->setObjectName(u"trafficWords"_s);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    head->addWidget(
        new TextLabel(tr("Traffic this rule would meet"), TextSize::Body, Role::Text, QFont::Bold));
    head->addWidget(m_trafficWords);
    head->addWidget(m_legend, 1);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGap);
    column->setSpacing(grid::kGap);
    column->addLayout(head);
    column->addWidget(m_chart, 1);
    column->addWidget(m_chartNote);
    return box;
}

void LimitEditor::setApplications(const QList<model::Application>& applications)
{
    QStringList ids;
    QStringList teams;
    for (const model::Application& each : applications) {
        ids.append(QString::fromStdString(each.id));
        const QString team = QString::fromStdString(each.team);
        if (!team.isEmpty() && !teams.contains(team))
            teams.append(team);
    }
    m_form->match().setChoices(u"application"_s, ids);
    m_form->match().setChoices(u"team"_s, teams);
    m_traffic->setApplications(applications);
}

void LimitEditor::setApis(const QStringList& ids)
{
    m_form->match().setChoices(u"api"_s, ids);
}

void LimitEditor::addLog(const QString& id, const QString& name, qint64 fromMillis, qint64 toMillis)
{
    m_try->addLog(id, name, fromMillis, toMillis);
}

void LimitEditor::startNew(const model::LimitRule& rule)
{
    m_isNew = true;
    m_title->setText(tr("New rule"));
    m_apply->setHow({kUsualRaise, kUsualBound});
    load({rule, {}, {}});
    m_form->focusLimit();
}

void LimitEditor::edit(const client::Stored<model::LimitRule>& rule)
{
    m_isNew = false;
    m_title->setText(displayName(rule.value));
    m_apply->setHow({kUsualRaise, kUsualBound});
    load(rule);
    readAgain();
}

void LimitEditor::editStaged(const client::Stored<model::LimitRule>* stored,
                             const StagedLimit& change)
{
    if (!change.after)
        return;
    if (stored) {
        edit(*stored);
    } else {
        startNew(*change.after);
        m_title->setText(displayName(*change.after));
    }
    m_apply->setHow(change.how);
    m_opened = *change.after;
    take(m_opened, Source::Line);
}

void LimitEditor::editAs(const client::Stored<model::LimitRule>& rule,
                         const model::LimitRule& changed)
{
    edit(rule);
    take(changed, Source::Line);
}

void LimitEditor::load(const client::Stored<model::LimitRule>& rule)
{
    m_notice->dismiss();
    m_base = rule.value;
    m_opened = m_base;
    m_etag = rule.etag;
    m_try->clear();
    m_steps.clear();
    m_at = 0;
    take(m_base, Source::Load);
    m_traffic->refresh();
}

void LimitEditor::readAgain()
{
    // Without the ETag a save would overwrite whatever was saved meanwhile.
    m_save->setEnabled(false);
    m_client.read<model::LimitRule>(
        {this, m_readTicket}, QString::fromStdString(m_base.id),
        [this](const client::Answer<client::Stored<model::LimitRule>>& answer) {
            m_save->setEnabled(!m_yaml->isWrong());
            if (!answer)
                return m_notice->say(State::Failed, answer.error().message);
            m_etag = answer->etag;
            if (m_rule == m_base)
                return load(*answer);
            if (answer->value == m_base)
                return;
            m_base = answer->value;
            take(m_rule, Source::Load);
            m_notice->say(State::Near,
                          tr("Somebody else changed this rule meanwhile. Your edit is still here."),
                          {{tr("Load theirs"), [this, theirs = *answer] { load(theirs); }}});
        });
}

void LimitEditor::take(const model::LimitRule& rule, Source source)
{
    m_rule = rule;
    if (source != Source::Form)
        m_form->setRule(m_rule, m_isNew);
    if (source != Source::Yaml)
        m_yaml->setRule(m_rule);
    m_apply->setRule(m_rule);
    m_edited->show(m_isNew ? tr("new") : tr("edited"), Role::Notice);
    m_edited->setVisible(m_isNew || m_rule != m_base);
    keepStep();
    showSentence();
    m_traffic->setRule(m_rule);
    showTraffic();
    m_previewPause.start();
}

void LimitEditor::showSentence()
{
    QString text;
    for (const TextRun& run : sentenceRuns(m_rule, m_names))
        text += run.bold ? u"<b>%1</b>"_s.arg(run.text.toHtmlEscaped()) : run.text.toHtmlEscaped();
    m_sentence->setText(
        text + u" <span style=\"color:%1\">%2</span>"_s.arg(
                   roles(this)(Role::Muted).name(), secondLine(m_rule, -1).toHtmlEscaped()));
}

/// How many calls a minute one unit of the limit stands for; 0 = that cannot be drawn.
double LimitEditor::perMinute(const model::LimitRule& rule) const
{
    const Duration per = periodOf(rule.promise);
    if (rule.unit != model::LimitUnit::Requests || per <= Duration::zero() || per > kLongestDrawn)
        return 0;
    return std::chrono::duration<double>(1min) / std::chrono::duration<double>(per);
}

void LimitEditor::showLine()
{
    const auto line = [this](const model::LimitRule& rule) -> std::optional<double> {
        const double factor = perMinute(rule);
        return factor > 0 ? std::optional(limitOf(rule.promise) * factor) : std::nullopt;
    };
    const auto words = [](const model::LimitRule& rule) {
        return amountText(rule.unit, limitOf(rule.promise)) + u' ' +
               perText(rule.promise).trimmed();
    };
    const auto limit = line(m_rule);
    m_chart->setLimit(limit, words(m_rule));
    m_chart->setStored(m_isNew ? std::nullopt : line(m_base), tr("now %1").arg(words(m_base)));
    QString note;
    if (!limit)
        note = m_rule.unit == model::LimitUnit::Requests
                   ? tr("A quota of such a period has no line here: the chart shows minutes.")
                   : tr("The rule counts %1, the chart calls: so there is no line to drag.")
                         .arg(unitName(m_rule.unit));
    else if (m_traffic->isApart())
        note = tr("Each caller has a counter of its own: every curve meets the line alone.");
    m_chartNote->setText(note);
    m_chartNote->setVisible(!note.isEmpty());
}

void LimitEditor::showTraffic()
{
    m_chart->setTraffic(m_traffic->callers(), m_traffic->fromMillis(), m_traffic->stepMillis(),
                        !m_traffic->isApart());
    m_trafficWords->setText(m_traffic->words());
    QList<ChartLegend::Entry> entries;
    for (const LimitChart::Caller& each : m_traffic->callers())
        entries.append({.id = each.name,
                        .name = each.name,
                        .role = each.role,
                        .swatch = ChartLegend::Swatch::Square});
    entries.append({.id = u"above"_s,
                    .name = tr("above the limit"),
                    .role = Role::Limit,
                    .swatch = ChartLegend::Swatch::Square});
    m_legend->setEntries(entries);
    showLine();
}

void LimitEditor::preview()
{
    std::vector<model::Fault> own;
    model::validateValue(m_rule, {}, own);
    QList<client::FieldFault> faults;
    for (const model::Fault& fault : own) {
        // A new rule has no id until it is named; that is told when it is saved.
        if (!(m_isNew && m_rule.id.empty() && (fault.path == "id" || fault.path == "name")))
            faults.append(
                {0, QString::fromStdString(fault.path), QString::fromStdString(fault.message)});
    }
    showFaults(faults);
    if (!faults.isEmpty()) {
        m_previewTicket.cancel();
        m_try->clear();
        return;
    }
    model::LimitRule asked = m_rule;
    if (asked.id.empty())
        asked.id = asked.name = "new";
    m_client.previewLimit(
        {this, m_previewTicket}, asked, [this](const client::Answer<client::LimitPreview>& answer) {
            if (answer)
                m_form->setWorstCase(
                    amountText(m_rule.unit, answer->worstAmount),
                    tr("at worst: %1").arg(worstWords(m_rule, answer->worstAmount)));
            else
                showFaults(answer.error().faults);
        });
    m_try->setRule(asked);
}

void LimitEditor::showFaults(const QList<client::FieldFault>& faults)
{
    QList<client::FieldFault> named;
    for (client::FieldFault fault : faults) {
        fault.path = fieldOf(fault.path);
        named.append(fault);
    }
    const QList<client::FieldFault> homeless = m_form->showFaults(named);
    if (!faults.isEmpty())
        m_form->setWorstCase(u"\u2013"_s, tr("The rule is not complete."));
    if (!homeless.isEmpty())
        m_notice->say(State::Failed, homeless.first().path + u": "_s + homeless.first().message);
}

bool LimitEditor::hasEdits() const
{
    return m_rule != m_opened || m_yaml->isWrong();
}

void LimitEditor::leave()
{
    if (!hasEdits()) {
        Q_EMIT closeAsked();
        return;
    }
    askBefore(this, tr("Leave without keeping it? What you changed here is lost."),
              tr("Discard changes"), [this] {
                  load({m_base, {}, m_etag});
                  Q_EMIT closeAsked();
              });
}

void LimitEditor::keepStep()
{
    if (m_at < m_steps.size() && m_steps.at(m_at) == m_rule) {
        // One of the steps is shown.
    } else {
        m_steps.resize(std::min(m_at + 1, m_steps.size()));
        m_steps.append(m_rule);
        constexpr qsizetype kMostSteps = 200;
        if (m_steps.size() > kMostSteps)
            m_steps.removeFirst();
        m_at = m_steps.size() - 1;
    }
    m_undo->setEnabled(m_at > 0);
    m_redo->setEnabled(m_at + 1 < m_steps.size());
}

void LimitEditor::step(int by)
{
    const qsizetype to = m_at + by;
    if (to < 0 || to >= m_steps.size())
        return;
    m_at = to;
    take(m_steps.at(to), Source::Load);
}

void LimitEditor::stage()
{
    if (!m_save->isEnabled())
        return;
    std::vector<model::Fault> own;
    model::validateValue(m_rule, {}, own);
    if (!own.empty()) {
        QList<client::FieldFault> faults;
        for (const model::Fault& fault : own)
            faults.append(
                {0, QString::fromStdString(fault.path), QString::fromStdString(fault.message)});
        showFaults(faults);
        return;
    }
    StagedLimit change{QString::fromStdString(m_rule.id),
                       m_isNew ? std::nullopt : std::optional(m_base), m_etag, m_rule,
                       m_apply->how()};
    load({m_rule, {}, {}}); // nothing here is unsaved any more
    m_previewPause.stop();
    m_try->clear();
    Q_EMIT staged(change);
}

} // namespace gatehouse::ui
