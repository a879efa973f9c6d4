// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Document.h"

#include <QTest>

using namespace gatehouse::model;

namespace {

std::string firstFault(const std::expected<Node, std::vector<Fault>>& parsed)
{
    return parsed ? "no fault" : faultText("f", parsed.error().front());
}

/// Values only: a text that needs no quotes loses them on its way through YAML.
bool sameValues(const Node& a, const Node& b)
{
    if (a.scalar() && b.scalar())
        return a.scalar()->text == b.scalar()->text;
    if (a.list() && b.list())
        return std::ranges::equal(*a.list(), *b.list(), sameValues);
    if (a.map() && b.map())
        return std::ranges::equal(*a.map(), *b.map(), [](const auto& x, const auto& y) {
            return x.first == y.first && sameValues(x.second, y.second);
        });
    return a.isNull() && b.isNull();
}

Node text(std::string value)
{
    return Node{Node::Scalar{std::move(value), true}, 0};
}

} // namespace

/// The two parsers with their limits, and the two writers.
class DocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyYamlValueKnowsItsLine()
    {
        const auto root = parseYaml("a: 1\nb:\n  - x\n  - {c: \"2\"}\n");
        QVERIFY(root.has_value());
        QCOMPARE(lineOf(*root, "a"), 1);
        QCOMPARE(lineOf(*root, "b[0]"), 3);
        QCOMPARE(lineOf(*root, "b[1].c"), 4);
        QCOMPARE(lineOf(*root, "b[1].missing"), 4);
        QVERIFY(!root->find("a")->scalar()->quoted);
        QVERIFY((*root->find("b")->list())[1].find("c")->scalar()->quoted);
    }

    void jsonKeepsNumbersAsTheyAreWritten()
    {
        const auto root = parseJson("{\"a\": 12345678901234567890123,\n\"b\": 0.70, \"c\": 1E5,\n "
                                    "\"d\": [true, null, \"x\\u00e9\"]}");
        QVERIFY(root.has_value());
        QCOMPARE(writeJson(*root),
                 std::string("{\"a\":12345678901234567890123,\"b\":0.70,\"c\":1E5,"
                             "\"d\":[true,null,\"x\u00e9\"]}"));
        QCOMPARE(root->find("d")->line, 3);
        QCOMPARE(root->find("b")->line, 2);
    }

    void faultsNameTheLine_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<bool>("json");
        QTest::addColumn<QByteArray>("fault");
        QTest::newRow("repeated key") << QByteArray("a: 1\nb: {x: 1,\n x: 2}") << false
                                      << QByteArray("f:3: b.x: this key stands here twice");
        QTest::newRow("second document")
            << QByteArray("a: 1\n---\nb: 2\n") << false
            << QByteArray("f:3: the file must hold one document; a second one begins here");
        QTest::newRow("merge") << QByteArray("a: &x {b: 1}\nc:\n  <<: *x\n") << false
                               << QByteArray("f:3: c: merge keys (<<) are not supported");
        QTest::newRow("tag")
            << QByteArray("a: !!binary aGk=\n") << false
            << QByteArray("f:1: a: the tag \"tag:yaml.org,2002:binary\" is not supported");
        QTest::newRow("empty") << QByteArray("# nothing\n") << false
                               << QByteArray("f:1: the file is empty");
        QTest::newRow("key") << QByteArray("a: 1\n? [x]\n: 2\n") << false
                             << QByteArray("f:2: a key must be plain text");
        QTest::newRow("not utf-8")
            << QByteArray("a: \xff\n") << false << QByteArray("f: the file is not UTF-8 text");
        QTest::newRow("json repeated") << QByteArray("{\"a\":1,\n\"a\":2}") << true
                                       << QByteArray("f:2: a: this key stands here twice");
        QTest::newRow("json trailing")
            << QByteArray("{}\n{}") << true << QByteArray("f:2: this is not JSON: extra data");
        QTest::newRow("json cut") << QByteArray("{\"a\":") << true
                                  << QByteArray("f:2: this is not JSON: incomplete JSON");
    }
    void faultsNameTheLine()
    {
        QFETCH(QByteArray, source);
        QFETCH(bool, json);
        QFETCH(QByteArray, fault);
        const auto parsed =
            json ? parseJson(source.toStdString()) : parseYaml(source.toStdString());
        QCOMPARE(QByteArray::fromStdString(firstFault(parsed)), fault);
    }

    void brokenYamlIsAFaultWithItsLine()
    {
        const auto parsed = parseYaml("a: 1\nb: [1, 2\nc: 3\n");
        QVERIFY(!parsed.has_value());
        QVERIFY(parsed.error().front().line > 1);
    }

    void aliasesExpandButCannotExplode()
    {
        const auto shared = parseYaml("a: &x {k: 1}\nb: *x\n");
        QVERIFY(shared.has_value());
        QCOMPARE(shared->find("b")->find("k")->scalar()->text, std::string("1"));

        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
            for (int k = 0; k < 10; ++k)
                bomb += (k ? ", *a" : "*a") + std::to_string(i - 1);
            bomb += "]\n";
        }
        QVERIFY(QByteArray::fromStdString(firstFault(parseYaml(bomb)))
                    .contains("aliases are expanded"));
        QVERIFY(!parseYaml("a: &x [*x]\n").has_value());
    }

    void sizeAndDepthHaveLimits()
    {
        const std::string large = "a: \"" + std::string(8u << 20, 'x') + "\"\n";
        QCOMPARE(firstFault(parseYaml(large)), std::string("f: the file is larger than 8 MiB"));
        QVERIFY(!parseYaml(std::string(5000, '[') + std::string(5000, ']')).has_value());
        QVERIFY(!parseYaml(std::string(100, '[') + std::string(100, ']')).has_value());
        QVERIFY(parseJson(std::string(200, '[') + std::string(200, ']')).has_value());
        QVERIFY(!parseJson(std::string(300, '[') + std::string(300, ']')).has_value());
        QVERIFY(!parseJson(std::string((64u << 20) + 1, ' ')).has_value());
    }

    void whatYamlWritesReadsBack()
    {
        const std::vector<std::string> texts = {"plain",
                                                "two words",
                                                "",
                                                "true",
                                                "no",
                                                "~",
                                                "null",
                                                "12",
                                                "1e3",
                                                "0x1f",
                                                "2026-01-01",
                                                "12:30",
                                                "a: b",
                                                "a:b",
                                                "- x",
                                                "#x",
                                                "a #b",
                                                "a#b",
                                                " lead",
                                                "trail ",
                                                "line\nbreak",
                                                "tab\t",
                                                "quote\"d",
                                                "back\\slash",
                                                "'single'",
                                                "{x}",
                                                "[x]",
                                                "*x",
                                                "&x",
                                                "!x",
                                                "%x",
                                                "@x",
                                                "`x",
                                                "|",
                                                ">",
                                                "é",
                                                "\xe2\x80\xa8",
                                                "\xc2\x85",
                                                "\x01",
                                                "env:A_B",
                                                "https://a.b:1/c?d=e",
                                                ".inf",
                                                "=",
                                                "<<",
                                                "1_000",
                                                "+1",
                                                "-",
                                                "--- x",
                                                "a,b",
                                                "k:",
                                                std::string(600, 'x'),
                                                std::string(1500, ':')};
        Node::List items;
        Node::Map entries;
        for (const std::string& value : texts) {
            items.push_back(text(value));
            entries.emplace_back("key " + value, text(value));
            entries.emplace_back(
                value, Node{Node::List{text(value), Node{Node::List{text(value)}, 0}}, 0});
        }
        items.push_back(Node{std::move(entries), 0});
        items.push_back(Node{Node::Map{}, 0});
        items.push_back(Node{Node::List{}, 0});
        items.push_back(Node{Node::Null{}, 0});
        const Node tree{Node::Map{{"items", Node{std::move(items), 0}}}, 0};
        const std::string yaml = writeYaml(tree);
        const auto back = parseYaml(yaml);
        QVERIFY2(back.has_value(), firstFault(back).c_str());
        QVERIFY(sameValues(*back, tree));
        QCOMPARE(writeYaml(*parseYaml(yaml)).size(), yaml.size());
        const auto json = parseJson(writeJson(tree));
        QVERIFY(json.has_value());
        QVERIFY(sameValues(*json, tree));
    }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "DocumentTest.moc"
