// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FactFields.h"

#include "widgets/NumberFormat.h"
#include "widgets/TextLabel.h"
#include "widgets/Variants.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

enum Answer
{
    AsListed,
    Yes,
    No
};

/// Whole tokens, thousands apart or not; nothing where the text is none.
std::optional<std::uint32_t> tokensOf(const QLineEdit* field)
{
    QString text = field->text();
    for (const QChar apart : {u' ', u',', u'.', u'\u2009', u'\u202f', u'\u00a0'})
        text.remove(apart);
    bool good = false;
    const uint value = text.toUInt(&good);
    return good ? std::optional<std::uint32_t>(value) : std::nullopt;
}

} // namespace

FactFields::FactFields(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_kind(new QComboBox)
    , m_context(new QLineEdit)
    , m_output(new QLineEdit)
    , m_fault(new TextLabel({}, TextSize::Secondary, Role::Bad))
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(grid::kSide);
    form->setVerticalSpacing(4);
    const auto label = [](const QString& words) {
        return new TextLabel(words, TextSize::Body, Role::Muted);
    };
    m_name->setObjectName(u"factName"_s);
    m_kind->setObjectName(u"factKind"_s);
    m_context->setObjectName(u"factContext"_s);
    m_output->setObjectName(u"factOutput"_s);
    m_kind->addItem(QString(), QString());
    for (const auto& [kind, words] :
         {std::pair("chat", tr("Chat")), std::pair("embedding", tr("Embedding")),
          std::pair("image", tr("Image")), std::pair("audio_stt", tr("Transcription")),
          std::pair("audio_tts", tr("Speech")), std::pair("moderation", tr("Moderation")),
          std::pair("rerank", tr("Rerank"))})
        m_kind->addItem(words, QString::fromLatin1(kind));
    form->addRow(label(tr("Name")), m_name);
    form->addRow(label(tr("Kind")), m_kind);
    form->addRow(label(tr("Context")), m_context);
    form->addRow(label(tr("Answer")), m_output);
    using Own = model::ModelOverride;
    addChoice(form, tr("Sees pictures"), {u"vision"_s, &Own::vision});
    addChoice(form, tr("Uses tools"), {u"tools"_s, &Own::tools});
    addChoice(form, tr("Keeps a schema"), {u"json_schema"_s, &Own::jsonSchema});
    addChoice(form, tr("Thinks first"), {u"reasoning"_s, &Own::reasoning});
    addChoice(form, tr("Deprecated"), {u"deprecated"_s, &Own::deprecated});
    m_fault->setObjectName(u"factFault"_s);
    m_fault->setWordWrap(true);
    m_fault->hide();
    form->addRow(m_fault);
    for (QLineEdit* field : {m_name, m_context, m_output})
        connect(field, &QLineEdit::textChanged, this, &FactFields::tell);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FactFields::tell);
}

void FactFields::addChoice(QFormLayout* form, const QString& words, Choice choice)
{
    choice.box = new QComboBox;
    choice.box->setObjectName(u"fact_"_s + choice.key);
    choice.box->setAccessibleName(words);
    choice.box->addItems({QString(), tr("yes"), tr("no")});
    form->addRow(new TextLabel(words, TextSize::Body, Role::Muted), choice.box);
    connect(choice.box, &QComboBox::currentIndexChanged, this, &FactFields::tell);
    m_choices.append(choice);
}

void FactFields::setFacts(const QJsonObject& listed, const model::ModelOverride& own)
{
    const QSignalBlocker quiet(this);
    m_listed = listed;
    showListed();
    m_name->setText(QString::fromStdString(own.name));
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(QString::fromStdString(own.kind))));
    const auto number = [](const std::optional<std::uint32_t>& value) {
        return value ? QString::number(*value) : QString();
    };
    m_context->setText(number(own.context));
    m_output->setText(number(own.maxOutput));
    for (const Choice& choice : std::as_const(m_choices)) {
        const auto& value = own.*choice.value;
        choice.box->setCurrentIndex(!value ? AsListed : *value ? Yes : No);
    }
    tell();
}

void FactFields::showListed()
{
    const bool known = !m_listed.isEmpty();
    const auto catalogue = [known](const QString& value) {
        return known ? tr("list: %1").arg(value) : tr("not known");
    };
    m_name->setPlaceholderText(known ? m_listed["name"_L1].toString() : QString());
    const QString kind = m_listed["kind"_L1].toString();
    const int at = m_kind->findData(kind);
    m_kind->setItemText(0, known ? catalogue(at > 0 ? m_kind->itemText(at) : kind) : tr("Chat"));
    const auto size = [&](const QString& key) {
        const qint64 value = m_listed.value(key).toInteger();
        return catalogue(value > 0 ? wholeNumber(value) : u"\u2013"_s);
    };
    m_context->setPlaceholderText(size(u"context"_s));
    m_output->setPlaceholderText(size(u"max_output"_s));
    for (const Choice& choice : std::as_const(m_choices))
        choice.box->setItemText(
            AsListed, catalogue(m_listed.value(choice.key).toBool() ? tr("yes") : tr("no")));
}

void FactFields::writeTo(model::ModelOverride& own) const
{
    own.name = m_name->text().trimmed().toStdString();
    own.kind = m_kind->currentData().toString().toStdString();
    own.context = tokensOf(m_context);
    own.maxOutput = tokensOf(m_output);
    for (const Choice& choice : m_choices) {
        const int answer = choice.box->currentIndex();
        auto& value = own.*choice.value;
        if (answer == AsListed)
            value.reset();
        else
            value = answer == Yes;
    }
}

QString FactFields::fault() const
{
    for (const QLineEdit* field : {m_context, m_output}) {
        if (!field->text().trimmed().isEmpty() && !tokensOf(field))
            return tr("A whole number of tokens, like 128000");
    }
    return {};
}

void FactFields::clear()
{
    setFacts(m_listed, {});
    Q_EMIT changed();
}

void FactFields::tell()
{
    for (QLineEdit* field : {m_context, m_output})
        setFieldState(field, !field->text().trimmed().isEmpty() && !tokensOf(field)
                                 ? FieldState::Wrong
                                 : FieldState::Valid);
    const QString wrong = fault();
    m_fault->setText(wrong);
    m_fault->setVisible(!wrong.isEmpty());
    Q_EMIT changed();
}

} // namespace gatehouse::ui
