// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playground/SourceDialog.h"

#include "playground/ColumnRun.h"

#include "widgets/CodeBlock.h"
#include "widgets/CodeSnippet.h"
#include "widgets/Icon.h"
#include "widgets/TextLabel.h"
#include "widgets/Theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

CodeBlock* codePage(const QString& objectName, const QString& name)
{
    auto* page = new CodeBlock;
    page->setObjectName(objectName);
    page->setAccessibleName(name);
    return page;
}

void setUp(QDialog* dialog, const QString& title)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    setGround(dialog, Role::Surface);
    dialog->resize(grid::scaled(640), grid::scaled(440));
}

} // namespace

CodeDialog::CodeDialog(const QUrl& gateway, const QJsonObject& body, QWidget* parent)
    : QDialog(parent)
{
    setUp(this, tr("Code"));
    setObjectName(u"codeDialog"_s);
    auto* language = new QComboBox;
    language->setObjectName(u"codeLanguage"_s);
    language->setAccessibleName(tr("Language"));
    for (const SnippetLanguage entry : kSnippetLanguages)
        language->addItem(snippetLanguageName(entry), static_cast<int>(entry));
    auto* copy = new QPushButton(icon(Icon::EditCopy), tr("Copy"));
    CodeBlock* page = codePage(u"codeText"_s, tr("Code"));
    auto* head = new QHBoxLayout;
    head->addWidget(language);
    head->addWidget(
        new TextLabel(tr("reads the key from GATEHOUSE_KEY"), TextSize::Secondary, Role::Muted), 1);
    head->addWidget(copy);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(page, 1);
    const SnippetCall call{u"POST"_s,
                           gateway.toString(QUrl::StripTrailingSlash) + u"/v1/chat/completions"_s,
                           true,
                           {{u"Content-Type"_s, u"application/json"_s}},
                           readableChat(body).toUtf8()};
    const auto show = [language, page, call] {
        page->setPlainText(
            codeSnippet(static_cast<SnippetLanguage>(language->currentData().toInt()), call));
    };
    connect(language, &QComboBox::currentIndexChanged, page, show);
    connect(copy, &QPushButton::clicked, page,
            [page] { QGuiApplication::clipboard()->setText(page->toPlainText()); });
    show();
}

RawDialog::RawDialog(const ColumnRun& run, Page page, QWidget* parent)
    : QDialog(parent)
{
    setUp(this, tr("Raw"));
    setObjectName(u"rawDialog"_s);
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    CodeBlock* request = codePage(u"rawRequest"_s, tr("Request"));
    request->setPlainText(readableChat(run.lastRequest()));
    CodeBlock* events = codePage(u"rawEvents"_s, tr("Events"));
    QStringList lines;
    for (const ColumnRun::Event& event : run.events())
        lines.append(tr("%1 ms  %2").arg(event.ms, 8, 'f', 1).arg(QString::fromUtf8(event.data)));
    if (run.eventsCut())
        lines.append(tr("More came than is kept."));
    events->setPlainText(lines.join(u'\n'));
    tabs->addTab(request, tr("Request"));
    tabs->addTab(events, tr("Events"));
    if (!run.reasoning().isEmpty()) {
        CodeBlock* reasoning = codePage(u"rawReasoning"_s, tr("Reasoning"));
        reasoning->setLineWrapMode(QPlainTextEdit::WidgetWidth);
        reasoning->setPlainText(run.reasoning());
        tabs->addTab(reasoning, tr("Reasoning"));
    }
    tabs->setCurrentIndex(page == Page::Events ? 1 : 0);
    auto* column = new QVBoxLayout(this);
    column->addWidget(tabs);
}

} // namespace gatehouse::ui
