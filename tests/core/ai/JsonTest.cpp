// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/Json.h"

#include "ai/JsonWriter.h"

#include <QTest>

using namespace gatehouse::ai;

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNumbersAndOrder()
    {
        JsonDocument document;
        QVERIFY(document.parse(
            "{ \"b\" : 0.70 , \"a\":[12345678901234567890, -1e400,{ }, [ ] ],\"b\": \"x\"}"));
        const auto root = document.root();
        QCOMPARE(std::string(root["a"].raw()),
                 std::string("[12345678901234567890, -1e400,{ }, [ ] ]"));
        QCOMPARE(root["a"].size(), std::size_t{4});
        // Of several equal keys the last one counts.
        QCOMPARE(root["b"].text(), std::string("x"));
        QCOMPARE(std::string((*root.begin()).raw()), std::string("0.70"));
        QVERIFY(!root["c"].present() && root["c"]["d"].text().empty());
        QCOMPARE(compactJson(root["a"].raw()), std::string("[12345678901234567890,-1e400,{},[]]"));
    }

    void readsEscapes()
    {
        JsonDocument document;
        QVERIFY(document.parse("{\"k\\u0065y\":\"a\\\"\\\\\\/\\n\\u00fc\\ud83d\\ude00\"}"));
        QCOMPARE(document.root()["key"].text(), std::string("a\"\\/\nü😀"));
    }

    void joinsHalvesOfACharacter()
    {
        JsonDocument document;
        QVERIFY(document.parse(R"(["x\ud83d","\ude00y","\ud83d!"])"));
        std::vector<std::string> texts;
        for (const auto item : document.root())
            texts.push_back(item.text());
        SurrogateJoiner joiner;
        QCOMPARE(joiner.join(texts[0]), std::string("x"));
        QCOMPARE(joiner.join(texts[1]), std::string("😀y"));
        // A half that stays alone is one replacement character.
        QCOMPARE(jsonString(joiner.join(texts[2])), std::string("\"\xEF\xBF\xBD!\""));
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* const text :
             {"", "{", "{}x", "{\"a\":}", "{\"a\":tru}", "[1,]", "[01]", "{\"a\":\"\\q\"}",
              "[\"\x01\"]", "{\"a\" 1}", "[\"\\u12g4\"]", "[\"\xff\"]", "3", "[1 2]"})
            QTest::addRow("%s", text) << QByteArray(text);
        QTest::addRow("deep") << QByteArray(300, '[') + QByteArray(300, ']');
    }
    void refusesWhatIsNone()
    {
        QFETCH(QByteArray, text);
        JsonDocument document;
        QVERIFY(!document.parse({text.constData(), static_cast<std::size_t>(text.size())}));
        QVERIFY(!document.root().present());
    }

    void writesCommas()
    {
        std::string out = "data: ";
        JsonWriter json(out);
        json.beginObject().array("a").number(1).string("[").beginObject().endObject().endArray();
        json.null("b").text("c", "x:").boolean("d", true).endObject();
        QCOMPARE(out, std::string("data: {\"a\":[1,\"[\",{}],\"b\":null,\"c\":\"x:\",\"d\":true}"));
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "JsonTest.moc"
