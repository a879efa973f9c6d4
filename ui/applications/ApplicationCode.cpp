// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "applications/ApplicationCode.h"

#include "widgets/CodeBlock.h"
#include "widgets/CodeSnippet.h"
#include "widgets/Icon.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"
#include "widgets/Variants.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr int kMostLines = 24; ///< What is longer scrolls.
} // namespace

ApplicationCode::ApplicationCode(QWidget* parent)
    : QWidget(parent)
    , m_language(new QComboBox)
    , m_code(new CodeBlock)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(grid::kSide, grid::kGapWide, grid::kSide, grid::kGapWide);
    column->setSpacing(grid::kGap);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid::kGap);
    head->addWidget(new TextLabel(tr("Code"), TextSize::Body, Role::Text, QFont::Bold));
    head->addWidget(
        new TextLabel(tr("reads the key from GATEHOUSE_KEY"), TextSize::Secondary, Role::Muted), 1);
    m_language->setObjectName(u"snippetLanguage"_s);
    m_language->setAccessibleName(tr("Language"));
    setControlSize(m_language, ControlSize::Small);
    for (const SnippetLanguage language : kSnippetLanguages)
        m_language->addItem(snippetLanguageName(language), static_cast<int>(language));
    auto* copy = new QPushButton(icon(Icon::EditCopy), tr("Copy"));
    copy->setObjectName(u"copySnippet"_s);
    setControlSize(copy, ControlSize::Small);
    head->addWidget(m_language);
    head->addWidget(copy);
    column->addLayout(head);
    m_code->setObjectName(u"snippet"_s);
    m_code->setAccessibleName(tr("Code"));
    column->addWidget(m_code);
    connect(m_language, &QComboBox::currentIndexChanged, this, &ApplicationCode::show);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code->toPlainText()); });
}

void ApplicationCode::showCall(const QUrl& gateway, const QString& model)
{
    m_url = (gateway.isEmpty() ? u"http://127.0.0.1:8480"_s
                               : gateway.toString(QUrl::StripTrailingSlash)) +
            u"/v1/chat/completions"_s;
    m_model = model;
    show();
}

void ApplicationCode::show()
{
    const QJsonObject body{
        {u"model"_s, m_model},
        {u"messages"_s, QJsonArray{QJsonObject{{u"role"_s, u"user"_s},
                                               {u"content"_s, tr("Say hello in one line.")}}}}};
    const QString code =
        codeSnippet(static_cast<SnippetLanguage>(m_language->currentData().toInt()),
                    {u"POST"_s,
                     m_url,
                     true,
                     {{u"Content-Type"_s, u"application/json"_s}},
                     readableChat(body).toUtf8()})
            .trimmed();
    if (code == m_code->toPlainText())
        return; // a selection in it stays
    m_code->setPlainText(code);
    m_code->fitHeight(kMostLines);
}

} // namespace gatehouse::ui
