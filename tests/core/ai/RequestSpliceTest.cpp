// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/RequestSplice.h"

#include <QTest>

using namespace gatehouse::ai;

/// A request keeps every byte but its model's name and, in a stream, the wish for usage.
class RequestSpliceTest : public QObject
{
    Q_OBJECT

private:
    static std::string edited(std::string body, std::string_view model, bool usage = false)
    {
        auto facts = readJsonRequest(body);
        return facts ? splice(body, *facts, model, usage) : "FAILED: " + facts.error().message;
    }
    static void compare(const std::string& got, const std::string& want)
    {
        QCOMPARE(QString::fromStdString(got), QString::fromStdString(want));
    }

private Q_SLOTS:
    void replacesOnlyTheNameOnTheTopLevel()
    {
        compare(edited("{\"model\":\"a\",\"messages\":[{\"model\":\"a\",\"content\":"
                       "\"\\\"model\\\":\\\"a\\\"\"}]}",
                       "b"),
                "{\"model\":\"b\",\"messages\":[{\"model\":\"a\",\"content\":\"\\\"model\\\":"
                "\\\"a\\\"\"}]}");
        compare(edited(R"({"metadata":{"model":"x"},"temperature":0.70,"model":"a"})", "b"),
                R"({"metadata":{"model":"x"},"temperature":0.70,"model":"b"})");
    }

    void keepsWhiteSpaceNumbersAndEscapes()
    {
        compare(
            edited("  {\r\n\t\"model\"  :\t\"a\"  \n , \"seed\": 123456789012345678901234567890, "
                   "\"t\":7E-1,\"s\":\"\\ud83d\\u0000ü\\/\" } \n",
                   "b"),
            "  {\r\n\t\"model\"  :\t\"b\"  \n , \"seed\": 123456789012345678901234567890, "
            "\"t\":7E-1,\"s\":\"\\ud83d\\u0000ü\\/\" } \n");
    }

    void readsEscapedNamesAndKeys()
    {
        std::string body = "{\"mod\\u0065l\":\"gpt\\u002d4\\/x\",\"stream\":true}";
        const auto facts = readJsonRequest(body);
        QVERIFY(facts.has_value());
        compare(facts->model, "gpt-4/x");
        QVERIFY(facts->stream);
        compare(splice(body, *facts, "n\"e\\w", false),
                "{\"mod\\u0065l\":\"n\\\"e\\\\w\",\"stream\":true}");
    }

    void replacesEveryRepeatedModelAndBelievesTheLast()
    {
        std::string body = R"({"model":"a","model":"b"})";
        const auto facts = readJsonRequest(body);
        QVERIFY(facts.has_value());
        compare(facts->model, "b");
        compare(splice(body, *facts, "c", false), R"({"model":"c","model":"c"})");
    }

    void asksForUsageWhereTheCallerDidNot_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("want");
        QTest::newRow("absent") << R"({"stream":true})"
                                << R"({"stream_options":{"include_usage":true},"stream":true})";
        QTest::newRow("null") << R"({"stream_options": null ,"stream":true})"
                              << R"({"stream_options": {"include_usage":true} ,"stream":true})";
        QTest::newRow("empty") << R"({"stream_options":{},"stream":true})"
                               << R"({"stream_options":{"include_usage":true},"stream":true})";
        QTest::newRow("other")
            << R"({"stream_options":{ "x":[1,{"include_usage":1}] }})"
            << R"({"stream_options":{"include_usage":true, "x":[1,{"include_usage":1}] }})";
        QTest::newRow("false") << R"({"stream_options":{"include_usage" : false }})"
                               << R"({"stream_options":{"include_usage" : true }})";
        QTest::newRow("asked") << R"({"stream_options":{"include_usage":true}})"
                               << R"({"stream_options":{"include_usage":true}})";
        QTest::newRow("wrong type") << R"({"stream_options":3})" << R"({"stream_options":3})";
        QTest::newRow("then more")
            << R"({"stream_options":{"a":1},"model":"m","n":{"model":1}})"
            << R"({"stream_options":{"include_usage":true,"a":1},"model":"m","n":{"model":1}})";
    }

    void asksForUsageWhereTheCallerDidNot()
    {
        QFETCH(QString, body);
        QFETCH(QString, want);
        std::string text = body.toStdString();
        auto facts = readJsonRequest(text);
        QVERIFY(facts.has_value());
        QCOMPARE(facts->wantsUsage, body.contains("\"include_usage\":true"));
        compare(splice(text, *facts, facts->model, true), want.toStdString());
    }

    void refusesWhatIsNoObject()
    {
        for (std::string body : {"", "[]", "{", "nonsense", "\"model\"", R"({"model":"a")",
                                 R"({"model":3})", R"({"model":null})", "{\"model\":\"\xff\"}"})
            QVERIFY2(!readJsonRequest(body), body.c_str());
    }

    void survivesDeepNesting()
    {
        std::string body =
            R"({"model":"a","x":)" + std::string(250, '[') + std::string(250, ']') + "}";
        compare(edited(body, "b").substr(0, 12), R"({"model":"b")");
    }

    void findsTheModelInAForm()
    {
        const std::string body =
            "--XX\r\nContent-Disposition: form-data; name=\"file\"; "
            "filename=\"model\"\r\nContent-Type: audio/wav\r\n\r\n"
            "RIFF\r\n--X\r\nname=\"model\"\r\n--XX\r\ncontent-disposition: form-data; "
            "name=\"model\"\r\n\r\nfast\r\n--XX\r\n"
            "Content-Disposition: form-data; name=\"stream\"\r\n\r\ntrue\r\n--XX--\r\n";
        const auto facts = readFormRequest(body, "multipart/form-data; boundary=XX");
        QVERIFY(facts.has_value());
        compare(facts->model, "fast");
        QVERIFY(facts->stream);
        auto want = body;
        want.replace(want.find("\r\nfast\r\n"), 8, "\r\nwhisper-1\r\n");
        compare(splice(body, *facts, "whisper-1", true), want);
        QVERIFY(!readFormRequest(body.substr(0, 60), "multipart/form-data; boundary=\"XX\""));
        QVERIFY(!readFormRequest(body, "multipart/form-data"));
        // What stands in a part without headers is no header.
        const auto bare = readFormRequest("--X\r\n\r\nContent-Disposition: form-data; "
                                          "name=\"model\"\r\nm\r\n--X--",
                                          "multipart/form-data; boundary=X");
        QVERIFY(bare.has_value() && bare->modelValues.empty());
        // A part that ends with its headers has no room for a name.
        QVERIFY(!readFormRequest("--X\r\nContent-Disposition: form-data; "
                                 "name=\"model\"\r\n\r\n--X--",
                                 "multipart/form-data; boundary=X"));
        // The name goes into records and answers, which are JSON.
        QVERIFY(!readFormRequest("--X\r\nContent-Disposition: form-data; "
                                 "name=\"model\"\r\n\r\n\xC3\r\n--X--",
                                 "multipart/form-data; boundary=X"));
    }
};

QTEST_GUILESS_MAIN(RequestSpliceTest)
#include "RequestSpliceTest.moc"
