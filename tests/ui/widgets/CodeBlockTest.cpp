// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CodeBlock.h"

#include "widgets/CodeSnippet.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

/// Code as people write it.
class CodeBlockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameTheModelFirst()
    {
        const QByteArray request =
            "{\"messages\":[{\"content\":\"a\",\"role\":\"user\"}],\"model\":\"fast\","
            "\"stop\":[],\"stream\":true,\"temperature\":0.4}";
        const QString text = readableChat(QJsonDocument::fromJson(request).object());
        const QStringList lines{u"{"_s,
                                u"  \"model\": \"fast\","_s,
                                u"  \"messages\": ["_s,
                                u"    {\"role\": \"user\", \"content\": \"a\"}"_s,
                                u"  ],"_s,
                                u"  \"stop\": [],"_s,
                                u"  \"stream\": true,"_s,
                                u"  \"temperature\": 0.4"_s,
                                u"}"_s};
        QCOMPARE(text.split(u'\n'), lines);
        QCOMPARE(QJsonDocument::fromJson(text.toUtf8()), QJsonDocument::fromJson(request));
    }

    void letCurlPostByItself()
    {
        const SnippetCall post{u"POST"_s, u"http://h/v1"_s, false, {}, "{}"};
        QVERIFY(!codeSnippet(SnippetLanguage::Curl, post).contains(u"-X"_s));
        const SnippetCall put{u"PUT"_s, u"http://h/v1"_s, false, {}, "{}"};
        QVERIFY(codeSnippet(SnippetLanguage::Curl, put).contains(u"-X PUT"_s));
        const SnippetCall bare{u"POST"_s, u"http://h/v1"_s, false, {}, {}};
        QVERIFY(codeSnippet(SnippetLanguage::Curl, bare).contains(u"-X POST"_s));
    }
};

QTEST_MAIN(CodeBlockTest)
#include "CodeBlockTest.moc"
