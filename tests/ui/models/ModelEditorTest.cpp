// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ModelsPanel.h"
#include "ui/client/FakeConsole.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableView>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kCatalogue = 2;

/// Two models; with `own` the first has a price of the workspace's.
QByteArray catalogue(bool own)
{
    const QByteArray listed = R"({"provider":"openai","id":"gpt-6-luna","name":"GPT-6 Luna",
        "kind":"chat","context":400000,"max_output":128000,"input_nano_usd_per_mtok":2000000000,
        "cached_input_nano_usd_per_mtok":100000000,"output_nano_usd_per_mtok":10000000000,
        "tiers":[{"above":272000,"input_nano_usd_per_mtok":4000000000}],
        "windows":[{"start_minute":60,"end_minute":240,"input_nano_usd_per_mtok":1000000000}],
        "units":[{"unit":"image","nano_usd":40000000}],"vision":true,"tools":true)";
    QByteArray first = listed + "}";
    if (own) {
        first = listed + R"(,"own":{"provider":"openai","model":"gpt-6-luna",
            "price":{"input":1.7}},"listed":)" +
                listed + "}}";
        const auto at = first.indexOf("2000000000");
        first.replace(at, 10, "1700000000");
    }
    return R"({"day":"2026-11-10","items":[)" + first + R"(,
        {"provider":"openai","id":"embed-4","name":"Embed 4","kind":"embedding","context":8000,
         "input_nano_usd_per_mtok":20000000}]})";
}

struct Open
{
    FakeConsole console;
    std::unique_ptr<ModelsPanel> panel;
    QTableView* table = nullptr;
    QWidget* editor = nullptr;

    explicit Open(bool own)
    {
        console.server.answer("GET /admin/v1/catalogue/models", 200, catalogue(own));
        console.server.answer("GET /admin/v1/model_overrides/openai%3Agpt-6-luna", 200,
                              R"({"provider":"openai","model":"gpt-6-luna","price":{"input":1.7}})",
                              "ETag: \"3\"\r\n");
    }
    [[nodiscard]] bool show()
    {
        if (!console.connectNow())
            return false;
        panel = std::make_unique<ModelsPanel>(console.client, console.feed, console.connection);
        console.show(*panel);
        panel->findChild<QTabWidget*>(u"modelsTabs"_s)->setCurrentIndex(kCatalogue);
        table = panel->findChild<QTableView*>(u"catalogueTable"_s);
        editor = panel->findChild<QWidget*>(u"modelEditor"_s);
        return QTest::qWaitFor([this] { return table->model()->rowCount() == 2; });
    }
    void select(const QString& name) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == name)
                table->selectRow(row);
        }
    }
    template <typename T>
    [[nodiscard]] T* part(const QString& name) const
    {
        return panel->findChild<T*>(name);
    }
};

} // namespace

/// What the workspace says of a model: changed beside the catalogue's values, and taken back.
class ModelEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { FakeConsole::setUpApplication(); }

    void anOwnPriceIsSavedForThisModelAlone()
    {
        Open open(false);
        open.console.server.answer("POST /admin/v1/model_overrides", 201,
                                   R"({"provider":"openai","model":"gpt-6-luna"})");
        QVERIFY(open.show());
        open.select(u"GPT-6 Luna"_s);
        QVERIFY(open.editor->isVisible());
        QCOMPARE(open.part<QLabel>(u"priceInListed"_s)->text(), u"$2.00"_s);
        auto* save = open.part<QPushButton>(u"saveModel"_s);
        QVERIFY(!save->isEnabled());
        QVERIFY(!open.part<QPushButton>(u"backToCatalogue"_s)->isVisible());
        open.part<QLineEdit>(u"priceIn"_s)->setText(u"1.70"_s);
        open.part<QLineEdit>(u"priceFrom"_s)->setText(u"2026-12-01"_s);
        QVERIFY(save->isEnabled());
        QVERIFY(open.panel->hasUnsavedEdits());
        FakeConsole::draw(*open.panel, u"model-price"_s);
        save->click();
        QTRY_VERIFY(open.console.called("POST", "/admin/v1/model_overrides"));
        QCOMPARE(open.console.called("POST", "/admin/v1/model_overrides")->body,
                 QByteArray(R"({"provider":"openai","model":"gpt-6-luna","price":)"
                            R"({"from":"2026-12-01","input":1.7}})"));
        QTRY_VERIFY(!open.panel->hasUnsavedEdits());
    }

    void everyPriceIsTold()
    {
        Open open(false);
        QVERIFY(open.show());
        open.select(u"GPT-6 Luna"_s);
        const QString told = open.part<QLabel>(u"furtherPrices"_s)->text();
        QVERIFY2(told.contains(u"above 272,000 tokens in: $4.00 in"_s), qPrintable(told));
        QVERIFY2(told.contains(u"01:00 to 04:00 UTC: $1.00 in"_s), qPrintable(told));
        QVERIFY2(told.contains(u"an image: $0.04"_s), qPrintable(told));
        QVERIFY(FakeConsole::cutWords(*open.editor).isEmpty());
    }

    void theListPriceStandsBesideAndComesBack()
    {
        Open open(true);
        open.console.server.answer("DELETE /admin/v1/model_overrides/openai%3Agpt-6-luna", 204, {});
        QVERIFY(open.show());
        open.select(u"GPT-6 Luna"_s);
        QCOMPARE(open.part<QLabel>(u"priceInListed"_s)->text(), u"$2.00"_s);
        QCOMPARE(open.part<QLineEdit>(u"priceIn"_s)->text(), u"1.70"_s);
        QVERIFY(open.part<QLabel>(u"modelYours"_s)->isVisible());
        auto* back = open.part<QAbstractButton>(u"priceInBack"_s);
        QVERIFY(back->isVisible());
        QVERIFY(!open.part<QAbstractButton>(u"priceOutBack"_s)->isVisible());
        back->click();
        QVERIFY(open.part<QLineEdit>(u"priceIn"_s)->text().isEmpty());
        // Nothing of one's own is left: the whole object goes.
        open.part<QPushButton>(u"saveModel"_s)->click();
        QTRY_VERIFY(open.console.called("DELETE", "/admin/v1/model_overrides/openai%3Agpt-6-luna"));
    }

    void aChangeOfAnOverrideCarriesItsEtag()
    {
        Open open(true);
        open.console.server.answer("PUT /admin/v1/model_overrides/openai%3Agpt-6-luna", 200,
                                   R"({"provider":"openai","model":"gpt-6-luna"})");
        QVERIFY(open.show());
        open.select(u"GPT-6 Luna"_s);
        QTRY_VERIFY(open.console.called("GET", "/admin/v1/model_overrides/openai%3Agpt-6-luna"));
        QTRY_VERIFY(!open.console.client.isBusy());
        open.part<QPushButton>(u"changeFacts"_s)->click();
        open.part<QLineEdit>(u"factContext"_s)->setText(u"200,000"_s);
        open.part<QComboBox>(u"fact_tools"_s)->setCurrentIndex(2);
        open.part<QPushButton>(u"saveModel"_s)->click();
        const QByteArray path = "/admin/v1/model_overrides/openai%3Agpt-6-luna";
        QTRY_VERIFY(open.console.called("PUT", path));
        const auto* put = open.console.called("PUT", path);
        QVERIFY(put->head.toLower().contains("if-match: \"3\""));
        QCOMPARE(put->body, QByteArray(R"({"provider":"openai","model":"gpt-6-luna",)"
                                       R"("context":200000,"abilities":{"tools":false},)"
                                       R"("price":{"input":1.7}})"));
    }

    void whatCannotBeReadIsToldBesideTheField()
    {
        Open open(false);
        QVERIFY(open.show());
        open.select(u"GPT-6 Luna"_s);
        open.part<QLineEdit>(u"priceOut"_s)->setText(u"cheap"_s);
        QVERIFY(open.part<QLabel>(u"priceFault"_s)->isVisible());
        QVERIFY(!open.part<QPushButton>(u"saveModel"_s)->isEnabled());
        open.part<QLineEdit>(u"priceOut"_s)->clear();
        QVERIFY(!open.part<QLabel>(u"priceFault"_s)->isVisible());
        open.part<QPushButton>(u"priceSetAll"_s)->click();
        QCOMPARE(open.part<QLineEdit>(u"priceIn"_s)->text(), u"1.70"_s);
        QCOMPARE(open.part<QLineEdit>(u"priceCached"_s)->text(), u"0.085"_s);
        QVERIFY(open.part<QLineEdit>(u"priceWrite"_s)->text().isEmpty()); // nothing is listed
    }

    void anotherModelAsksBeforeEditsAreLost()
    {
        Open open(false);
        QVERIFY(open.show());
        open.select(u"GPT-6 Luna"_s);
        open.part<QLineEdit>(u"priceIn"_s)->setText(u"1"_s);
        open.select(u"Embed 4"_s);
        QCOMPARE(open.part<QLabel>(u"modelTitle"_s)->text(), u"GPT-6 Luna"_s);
        auto* yes = open.part<QPushButton>(u"askYes"_s);
        QVERIFY(yes);
        yes->click();
        QCOMPARE(open.part<QLabel>(u"modelTitle"_s)->text(), u"Embed 4"_s);
        QVERIFY(!open.panel->hasUnsavedEdits());
    }

    void longNamesAreCutAndToldWhole()
    {
        Open open(false);
        const QByteArray name(180, 'n');
        const QByteArray id = "org/" + QByteArray(200, 'i');
        open.console.server.answer("GET /admin/v1/catalogue/models", 200,
                                   R"({"items":[{"provider":"openai","id":")" + id +
                                       R"(","name":")" + name +
                                       R"(","kind":"chat","input_nano_usd_per_mtok":123456789},
                {"provider":"openai","id":"b","name":"B","kind":"chat"}]})");
        QVERIFY(open.show());
        open.select(QString::fromLatin1(name));
        QVERIFY(open.editor->isVisible());
        FakeConsole::draw(*open.panel, u"model-long"_s);
        // The texts are new: the layout follows in the next turn.
        QTRY_VERIFY(FakeConsole::cutWords(*open.editor).isEmpty());
        QCOMPARE(open.part<QLabel>(u"priceInListed"_s)->text(), u"$0.123456789"_s);
        open.table->selectAll();
        QVERIFY(open.part<QWidget>(u"modelCompare"_s)->isVisible());
        FakeConsole::draw(*open.panel, u"model-compare-long"_s);
    }

    void aCatalogueThatCannotBeReadIsTold()
    {
        Open open(false);
        open.console.server.answer("GET /admin/v1/catalogue/models", 500,
                                   R"({"title":"Broken","detail":"the catalogue is gone"})");
        QVERIFY(!open.show());
        QVERIFY(std::ranges::any_of(open.panel->findChildren<QLabel*>(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(u"the catalogue is gone"_s);
        }));
    }

    void severalStandSideBySide()
    {
        Open open(true);
        QVERIFY(open.show());
        open.table->selectAll();
        auto* compare = open.part<QWidget>(u"modelCompare"_s);
        QVERIFY(compare->isVisible());
        QStringList words;
        QStringList bold;
        for (const QLabel* label : compare->findChildren<QLabel*>()) {
            words.append(label->text());
            if (label->objectName().startsWith(u"compare_"_s) &&
                label->font().weight() == QFont::Bold)
                bold.append(label->text());
        }
        QVERIFY(words.contains(u"$1.70"_s));
        QVERIFY2(bold.contains(u"$0.0200"_s) || bold.contains(u"$0.02"_s),
                 qPrintable(bold.join(u' '))); // the lowest
        FakeConsole::draw(*open.panel, u"model-compare"_s);
        open.select(u"Embed 4"_s);
        QVERIFY(!compare->isVisible());
        QVERIFY(open.editor->isVisible());
    }

    void aModelOfOnesOwnIsAdded()
    {
        Open open(false);
        open.console.server.answer("POST /admin/v1/model_overrides", 201,
                                   R"({"provider":"openai","model":"mine"})");
        QVERIFY(open.show());
        open.part<QPushButton>(u"addOwnModel"_s)->click();
        auto* save = open.part<QPushButton>(u"saveModel"_s);
        QVERIFY(!save->isEnabled());
        QCOMPARE(open.part<QComboBox>(u"ownProvider"_s)->count(), 2);
        open.part<QLineEdit>(u"ownModel"_s)->setText(u"ft:luna/7"_s);
        open.part<QComboBox>(u"factKind"_s)->setCurrentIndex(2);
        open.part<QLineEdit>(u"priceIn"_s)->setText(u"0.3"_s);
        FakeConsole::draw(*open.panel, u"model-own"_s);
        save->click();
        QTRY_VERIFY(open.console.called("POST", "/admin/v1/model_overrides"));
        QCOMPARE(open.console.called("POST", "/admin/v1/model_overrides")->body,
                 QByteArray(R"({"provider":"openai","model":"ft:luna/7","kind":"embedding",)"
                            R"("price":{"input":0.3}})"));
    }
};

QTEST_MAIN(ModelEditorTest)
#include "ModelEditorTest.moc"
