// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/OutputLimit.h"

#include <QTest>

using gatehouse::ai::OutputField;
using gatehouse::ai::withOutputLimit;

/// Requests whose output limit is lowered; every other byte stays.
class OutputLimitTest : public QObject
{
    Q_OBJECT

private slots:
    void changesNothingElse_data()
    {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("changed");
        const auto row = [](const char* name, OutputField field, const char* body,
                            const char* changed) {
            QTest::newRow(name) << static_cast<int>(field) << QString(body) << QString(changed);
        };
        row("replaced", OutputField::MaxTokens, R"({ "max_tokens" : 100 , "n": 1})",
            R"({ "max_tokens" : 7 , "n": 1})");
        row("whatever its name", OutputField::MaxTokens,
            R"({"max_completion_tokens":100,"max_tokens":null})",
            R"({"max_completion_tokens":7,"max_tokens":7})");
        row("added", OutputField::MaxCompletionTokens, "\n{\"a\":{\"max_tokens\":5}}\n",
            "\n{\"a\":{\"max_tokens\":5},\"max_completion_tokens\":7}\n");
        row("added to nothing", OutputField::MaxOutputTokens, "{}", R"({"max_output_tokens":7})");
        row("nested", OutputField::Gemini,
            R"({"generationConfig": {"maxOutputTokens": 1e3, "topK":1}})",
            R"({"generationConfig": {"maxOutputTokens": 7, "topK":1}})");
        row("added inside", OutputField::Gemini, R"({"generation_config":{},"a":1})",
            R"({"generation_config":{"maxOutputTokens":7},"a":1})");
        row("added with its object", OutputField::Gemini, R"({"contents":[]})",
            R"({"contents":[],"generationConfig":{"maxOutputTokens":7}})");
    }
    void changesNothingElse()
    {
        QFETCH(int, field);
        QFETCH(QString, body);
        QFETCH(QString, changed);
        const auto out = withOutputLimit(body.toStdString(), static_cast<OutputField>(field), 7);
        QVERIFY(out.has_value());
        QCOMPARE(QString::fromStdString(*out), changed);
    }
    void whatIsNoObjectIsLeftAlone()
    {
        for (const char* const body : {"", "[1]", "{", "{} {}"})
            QVERIFY2(!withOutputLimit(body, OutputField::MaxTokens, 7), body);
    }
};

QTEST_APPLESS_MAIN(OutputLimitTest)
#include "OutputLimitTest.moc"
