// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ai/CatalogueData.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace gatehouse::ai;

/// The embedded files are whole and keep to the form that resources/catalogue/README.md promises.
class CatalogueDataTest : public QObject
{
    Q_OBJECT

    struct Table
    {
        QStringList columns;
        QList<QStringList> rows;

        [[nodiscard]] QString cell(qsizetype row, const QString& column) const
        {
            return rows[row][columns.indexOf(column)];
        }
    };

    static Table read(std::string_view text)
    {
        QStringList lines = QString::fromUtf8(text.data(), qsizetype(text.size())).split(u'\n');
        Table table;
        if (lines.size() < 3 || !lines.takeLast().isEmpty() ||
            !lines.takeFirst().startsWith(u"# data 20"))
            return table;
        table.columns = lines.takeFirst().split(u'\t');
        for (const QString& line : lines)
            table.rows.append(line.split(u'\t'));
        return table;
    }

private Q_SLOTS:
    void everyRowIsThere_data()
    {
        QTest::addColumn<Table>("table");
        QTest::addColumn<int>("rows");
        QTest::newRow("providers") << read(catalogue_data::providers) << 77;
        QTest::newRow("models") << read(catalogue_data::models) << 494;
        QTest::newRow("tiers") << read(catalogue_data::priceTiers) << 47;
        QTest::newRow("windows") << read(catalogue_data::priceWindows) << 6;
        QTest::newRow("units") << read(catalogue_data::unitPrices) << 37;
    }

    void everyRowIsThere()
    {
        QFETCH(Table, table);
        QTEST(int(table.rows.size()), "rows");
        for (const QStringList& row : table.rows)
            QVERIFY2(row.size() == table.columns.size(), qPrintable(row.join(u'|')));
    }

    void moneyIsWholeNanoDollars()
    {
        static const QRegularExpression whole(QStringLiteral("^[0-9]*$"));
        for (const auto& text : {catalogue_data::models, catalogue_data::priceTiers,
                                 catalogue_data::priceWindows, catalogue_data::unitPrices}) {
            const Table table = read(text);
            for (const char* name : {"input", "output", "cached_input", "cache_write", "price"}) {
                const qsizetype column = table.columns.indexOf(QLatin1String(name));
                for (const QStringList& row : table.rows)
                    if (column >= 0)
                        QVERIFY2(whole.match(row[column]).hasMatch(), qPrintable(row.join(u'|')));
            }
        }
        const Table models = read(catalogue_data::models);
        QCOMPARE(models.rows[0][1], QStringLiteral("gpt-6-astra"));
        QCOMPARE(models.cell(0, QStringLiteral("cache_write")), QStringLiteral("12500000000"));
    }

    void modelsAreUniqueAndBelongToAProvider()
    {
        const Table providers = read(catalogue_data::providers);
        QSet<QString> known;
        for (const QStringList& row : providers.rows)
            known.insert(row[0]);
        QCOMPARE(known.size(), providers.rows.size());
        QSet<QString> seen;
        for (const QStringList& row : read(catalogue_data::models).rows) {
            QVERIFY2(known.contains(row[0]), qPrintable(row[0]));
            seen.insert(row[0] + u'\t' + row[1]);
        }
        QCOMPARE(seen.size(), 494);
        for (const auto& text : {catalogue_data::priceTiers, catalogue_data::priceWindows})
            for (const QStringList& row : read(text).rows)
                QVERIFY2(seen.contains(row[0] + u'\t' + row[1]), qPrintable(row.join(u'|')));
    }
};

QTEST_GUILESS_MAIN(CatalogueDataTest)
#include "CatalogueDataTest.moc"
