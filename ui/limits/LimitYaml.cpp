// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "limits/LimitYaml.h"

#include "model/Codec.h"
#include "model/Validate.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <utility>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

class LimitYaml::Highlighter final : public QSyntaxHighlighter
{
public:
    explicit Highlighter(QPlainTextEdit* text)
        : QSyntaxHighlighter(text->document())
        , m_text(text)
    {
    }

protected:
    void highlightBlock(const QString& text) override
    {
        static const QRegularExpression tokens(
            uR"((?<key>[A-Za-z_][\w.]*(?=\s*:(?:\s|$)))|(?<number>(?<=[:\[,\s])-?\d[\d.]*\b))"
            uR"(|(?<string>"(?:[^"\\]|\\.)*"))"_s);
        const Roles& colors = roles(m_text);
        for (auto it = tokens.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            const Role role = match.capturedStart(u"key"_s) >= 0      ? Role::CodeKey
                              : match.capturedStart(u"string"_s) >= 0 ? Role::CodeString
                                                                      : Role::CodeNumber;
            setFormat(static_cast<int>(match.capturedStart()),
                      static_cast<int>(match.capturedLength()), colors(role));
        }
    }

private:
    QPlainTextEdit* m_text;
};

QString limitYaml(const model::LimitRule& rule)
{
    return QString::fromStdString(model::writeYaml(model::write(rule)));
}

std::expected<model::LimitRule, std::vector<model::Fault>> limitFromYaml(const QString& yaml)
{
    auto node = model::parseYaml(yaml.toStdString());
    if (!node)
        return std::unexpected(std::move(node.error()));
    std::vector<model::Fault> faults;
    model::LimitRule rule = model::read<model::LimitRule>(*node, {}, faults);
    if (faults.empty())
        model::validateValue(rule, {}, faults);
    if (faults.empty())
        return rule;
    for (model::Fault& fault : faults) {
        if (fault.line == 0)
            fault.line = model::lineOf(*node, fault.path);
    }
    return std::unexpected(std::move(faults));
}

LimitYaml::LimitYaml(QWidget* parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_state(new TextLabel({}, TextSize::Secondary, Role::Good))
    , m_error(new TextLabel({}, TextSize::Secondary, Role::Bad))
{
    m_text->setObjectName(u"limitYaml"_s);
    m_text->setAccessibleName(tr("The rule as YAML"));
    m_text->setFont(textFont(TextSize::Code));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(grid::kGap);
    setFieldGround(m_text, FieldGround::Code);
    m_highlighter = new Highlighter(m_text);
    m_state->setObjectName(u"limitYamlState"_s);
    m_error->setObjectName(u"limitYamlError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    auto* head = new QHBoxLayout;
    head->addWidget(new TextLabel(tr("YAML"), TextSize::Body, Role::Text, QFont::Bold));
    head->addStretch(1);
    head->addWidget(m_state);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    column->addLayout(head);
    column->addWidget(m_text, 1);
    column->addWidget(m_error);
    mark(0, {});
    connect(m_text, &QPlainTextEdit::textChanged, this, &LimitYaml::read);
}

void LimitYaml::setRule(const model::LimitRule& rule)
{
    if (const auto now = limitFromYaml(m_text->toPlainText()); now && *now == rule)
        return; // the person's own form of the same rule stays
    m_writing = true;
    m_text->setPlainText(limitYaml(rule));
    m_writing = false;
    mark(0, {});
}

void LimitYaml::read()
{
    if (m_writing)
        return;
    const auto rule = limitFromYaml(m_text->toPlainText());
    if (rule) {
        mark(0, {});
        Q_EMIT edited(*rule);
        return;
    }
    const model::Fault& first = rule.error().front();
    const QString path = QString::fromStdString(first.path);
    const QString message = QString::fromStdString(first.message);
    mark(std::max(1, first.line), path.isEmpty() ? message : path + u": "_s + message);
}

void LimitYaml::mark(int line, const QString& message)
{
    QList<QTextEdit::ExtraSelection> marks;
    if (line > 0) {
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(roles(this)(Role::BadTint));
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.cursor = QTextCursor(m_text->document()->findBlockByNumber(line - 1));
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
    m_error->setText(line > 0 ? tr("Line %1: %2").arg(line).arg(message) : QString());
    m_error->setVisible(line > 0);
    m_state->setText(line > 0 ? tr("form keeps the last good one") : tr("same as form"));
    m_state->setRole(line > 0 ? Role::Notice : Role::Good);
    const bool before = std::exchange(m_wrong, line > 0);
    if (before != m_wrong)
        Q_EMIT wrongChanged(m_wrong);
}

void LimitYaml::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter != nullptr) {
        const bool writing = std::exchange(m_writing, true); // colours are no edit
        m_highlighter->rehighlight();
        m_writing = writing;
    }
}

} // namespace gatehouse::ui
