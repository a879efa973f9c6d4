// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apis/ApiStepBox.h"

#include "apis/ApiLifeWords.h"
#include "apis/ApiWords.h"

#include "model/Words.h"
#include "widgets/FormField.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

namespace {

constexpr int kWidth = 460;
/// The usual notice between announcement and end.
constexpr int kNoticeMonths = 6;
constexpr qsizetype kMostCallers = 5;

bool asks(model::LifeStep step)
{
    return model::needsReason(step) || step == model::LifeStep::Deprecate ||
           step == model::LifeStep::Discard;
}

class StepBox final : public QDialog
{
    Q_DECLARE_TR_FUNCTIONS(ApiStepBox)

public:
    StepBox(QWidget* parent, const model::Api& api, model::LifeStep step,
            const QStringList& callers, std::function<void(const QJsonObject&)> run)
        : QDialog(parent)
        , m_step(step)
        , m_run(std::move(run))
    {
        setObjectName(u"apiStepBox"_s);
        setAttribute(Qt::WA_DeleteOnClose);
        QString title = stepName(step);
        title.remove(u'…');
        setWindowTitle(title);
        setMinimumWidth(grid::scaled(kWidth));
        auto* column = new QVBoxLayout(this);
        column->setSpacing(grid::kGapWide);
        auto* head = new TextLabel(title + u": "_s + displayName(api), TextSize::Title, Role::Text,
                                   QFont::Bold);
        head->setWordWrap(true);
        column->addWidget(head);
        auto* meaning = new TextLabel(stepMeaning(step), TextSize::Body, Role::Muted);
        meaning->setWordWrap(true);
        column->addWidget(meaning);
        if (step == model::LifeStep::Retire || step == model::LifeStep::Deprecate ||
            step == model::LifeStep::Block)
            column->addWidget(makeCallers(callers));
        if (step == model::LifeStep::Deprecate)
            addDates(column);
        m_reason = new QLineEdit;
        m_reason->setObjectName(u"stepReason"_s);
        m_reasonField = new FormField(
            model::needsReason(step) ? tr("Reason") : tr("Reason (may be empty)"), m_reason);
        column->addWidget(m_reasonField);
        addButtons(column, title);
    }

private:
    QWidget* makeCallers(const QStringList& callers)
    {
        QString text = tr("Nobody called in the last hour.");
        if (!callers.isEmpty()) {
            text = tr("Still calling: %1").arg(callers.mid(0, kMostCallers).join(u", "_s));
            if (callers.size() > kMostCallers)
                text += u' ' + tr("and %1 more").arg(callers.size() - kMostCallers);
        }
        auto* label =
            new TextLabel(text, TextSize::Body, callers.isEmpty() ? Role::Muted : Role::Notice);
        label->setObjectName(u"stepCallers"_s);
        label->setWordWrap(true);
        return label;
    }

    void addDates(QVBoxLayout* column)
    {
        m_hasSunset = new QCheckBox(tr("It ends on a day"));
        m_hasSunset->setObjectName(u"stepHasSunset"_s);
        m_hasSunset->setChecked(true);
        m_sunset = new QDateEdit(QDate::currentDate().addMonths(kNoticeMonths));
        m_sunset->setObjectName(u"stepSunset"_s);
        m_sunset->setMinimumDate(QDate::currentDate());
        m_sunset->setCalendarPopup(true);
        m_sunset->setDisplayFormat(u"yyyy-MM-dd"_s);
        connect(m_hasSunset, &QCheckBox::toggled, m_sunset, &QWidget::setEnabled);
        auto* row = new QHBoxLayout;
        row->addWidget(m_hasSunset);
        row->addWidget(m_sunset);
        row->addStretch(1);
        column->addLayout(row);
        m_successor = new QLineEdit;
        m_successor->setObjectName(u"stepSuccessor"_s);
        m_successor->setPlaceholderText(u"/orders-v2"_s);
        column->addWidget(new FormField(tr("What to use instead"), m_successor));
        m_documentation = new QLineEdit;
        m_documentation->setObjectName(u"stepDocumentation"_s);
        m_documentation->setPlaceholderText(u"https://"_s);
        column->addWidget(new FormField(tr("Where to read about it"), m_documentation));
    }

    void addButtons(QVBoxLayout* column, const QString& title)
    {
        auto* cancel = new QPushButton(tr("Cancel"));
        auto* go = new QPushButton(title);
        go->setObjectName(u"stepGo"_s);
        go->setDefault(true);
        const bool harms = m_step == model::LifeStep::Retire || m_step == model::LifeStep::Block ||
                           m_step == model::LifeStep::Discard;
        setButtonRole(go, harms ? ButtonRole::Danger : ButtonRole::Main);
        auto* row = new QHBoxLayout;
        row->addStretch(1);
        row->addWidget(cancel);
        row->addWidget(go);
        column->addLayout(row);
        connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
        connect(go, &QPushButton::clicked, this, [this] { finish(); });
    }

    void finish()
    {
        const QString reason = m_reason->text().trimmed();
        if (model::needsReason(m_step) && reason.isEmpty()) {
            m_reasonField->setError(tr("Say why: those who are affected are told."));
            m_reason->setFocus();
            return;
        }
        const auto word = model::toWord(m_step);
        QJsonObject body{
            {u"step"_s, QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()))},
            {u"reason"_s, reason}};
        if (m_sunset) {
            if (m_hasSunset->isChecked())
                body.insert(u"sunset"_s, m_sunset->date().toString(Qt::ISODate));
            body.insert(u"successor"_s, m_successor->text().trimmed());
            body.insert(u"documentation"_s, m_documentation->text().trimmed());
        }
        m_run(body);
        accept();
    }

    model::LifeStep m_step;
    std::function<void(const QJsonObject&)> m_run;
    QLineEdit* m_reason = nullptr;
    FormField* m_reasonField = nullptr;
    QCheckBox* m_hasSunset = nullptr;
    QDateEdit* m_sunset = nullptr;
    QLineEdit* m_successor = nullptr;
    QLineEdit* m_documentation = nullptr;
};

} // namespace

void askStep(QWidget* parent, const model::Api& api, model::LifeStep step,
             const QStringList& callers, std::function<void(const QJsonObject&)> run)
{
    if (!asks(step)) {
        const auto word = model::toWord(step);
        run({{u"step"_s, QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()))}});
        return;
    }
    auto* box = new StepBox(parent, api, step, callers, std::move(run));
    box->open();
}

} // namespace gatehouse::ui
