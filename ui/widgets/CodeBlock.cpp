// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CodeBlock.h"

#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kMargin = 8;

/// A scalar as it stands in JSON.
QString scalar(const QJsonValue& value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

QString written(const QJsonValue& value, const QStringList& first, const QString& indent)
{
    const QString inner = indent + u"  "_s;
    QStringList parts;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue& entry : array)
            parts.append(inner + written(entry, first, inner));
        return parts.isEmpty() ? u"[]"_s : u"[\n"_s + parts.join(u",\n"_s) + u'\n' + indent + u']';
    }
    if (!value.isObject())
        return scalar(value);
    const QJsonObject object = value.toObject();
    QStringList names = object.keys();
    std::ranges::stable_sort(names, {}, [&first](const QString& name) {
        const qsizetype at = first.indexOf(name);
        return at < 0 ? first.size() : at;
    });
    const bool flat = std::ranges::none_of(object, [](const QJsonValueConstRef& member) {
        return member.isObject() || member.isArray();
    });
    for (const QString& name : std::as_const(names))
        parts.append((flat ? QString() : inner) + scalar(name) + u": "_s +
                     written(object.value(name), first, inner));
    if (parts.isEmpty())
        return u"{}"_s;
    return flat ? u"{"_s + parts.join(u", "_s) + u'}'
                : u"{\n"_s + parts.join(u",\n"_s) + u'\n' + indent + u'}';
}

} // namespace

class CodeBlock::Highlighter final : public QSyntaxHighlighter
{
public:
    explicit Highlighter(CodeBlock* block)
        : QSyntaxHighlighter(block->document())
        , m_block(block)
    {
    }

protected:
    void highlightBlock(const QString& text) override
    {
        static const QRegularExpression tokens(
            uR"((?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*")|)"
            uR"((?<number>(?<![\w.:/-])-?\d+(?:\.\d+)?\b(?![\w.:]))|(?<word>\b(?:true|false|null)\b))"_s);
        const Roles& colors = roles(m_block);
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
    CodeBlock* m_block;
};

CodeBlock::CodeBlock(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new Highlighter(this))
{
    setReadOnly(true);
    setFont(textFont(TextSize::Code));
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    document()->setDocumentMargin(kMargin);
    setFieldGround(this, FieldGround::Code);
}

void CodeBlock::fitHeight(int lines)
{
    const int shown = std::clamp(document()->blockCount(), 1, lines);
    // Room for the horizontal bar, so that it never hides the last line.
    setFixedHeight(shown * fontMetrics().lineSpacing() + 2 * (kMargin + frameWidth() + 1) +
                   horizontalScrollBar()->sizeHint().height());
}

void CodeBlock::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->rehighlight();
}

QString readableJson(const QJsonValue& value, const QStringList& first)
{
    return written(value, first, {});
}

QString readableChat(const QJsonValue& request)
{
    static const QStringList first{u"model"_s, u"messages"_s, u"role"_s, u"content"_s};
    return readableJson(request, first);
}

} // namespace gatehouse::ui
