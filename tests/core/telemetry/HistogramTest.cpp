// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "telemetry/Histogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using gatehouse::telemetry::Histogram;

/// Percentiles of the histogram against those of the sorted values.
class HistogramTest : public QObject
{
    Q_OBJECT

    static double exact(std::vector<std::uint32_t>& values, double fraction)
    {
        std::ranges::sort(values);
        const auto rank =
            static_cast<std::size_t>(std::ceil(fraction * static_cast<double>(values.size())));
        return values[std::max<std::size_t>(rank, 1) - 1];
    }

private Q_SLOTS:
    void percentilesAreRightToOnePercent()
    {
        std::mt19937 random(7);
        std::lognormal_distribution<double> latency(9.0,
                                                    1.8); // from tens of microseconds to minutes
        Histogram histogram;
        std::vector<std::uint32_t> values;
        for (int i = 0; i < 50'000; ++i) {
            values.push_back(static_cast<std::uint32_t>(std::min(latency(random), 4e9)));
            histogram.add(values.back());
        }
        for (const double fraction : {0.0, 0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
            const double wanted = exact(values, fraction);
            QVERIFY2(std::abs(histogram.percentile(fraction) - wanted) <= wanted * 0.01 + 0.5,
                     qPrintable(QString("%1: %2 instead of %3")
                                    .arg(fraction)
                                    .arg(histogram.percentile(fraction))
                                    .arg(wanted)));
        }
    }

    void smallValuesAreExact()
    {
        Histogram histogram;
        for (std::uint32_t value = 0; value < 128; ++value)
            histogram.add(value);
        QCOMPARE(histogram.percentile(0.5), 63.0);
        QCOMPARE(histogram.percentile(1), 127.0);
    }

    void theLargestValueHasABucket()
    {
        Histogram histogram;
        histogram.add(std::numeric_limits<std::uint32_t>::max());
        QVERIFY(std::abs(histogram.percentile(1) / 4294967295.0 - 1) < 0.01);
    }

    void mergingLosesNothing()
    {
        Histogram all, odd, even;
        for (std::uint32_t value = 1; value < 100'000; value += 7) {
            all.add(value);
            (value % 2 ? odd : even).add(value);
        }
        even.merge(odd);
        QCOMPARE(even.count(), all.count());
        for (const double fraction : {0.01, 0.5, 0.99})
            QCOMPARE(even.percentile(fraction), all.percentile(fraction));
    }

    void moreThanABucketHoldsIsCountedAllTheSame()
    {
        Histogram histogram;
        histogram.add(5, 200'000);
        for (int i = 0; i < 70'000; ++i)
            histogram.add(90);
        histogram.add(7, 30'000);
        Histogram twice = histogram;
        twice.merge(histogram);
        for (const Histogram& one : {histogram, twice}) {
            QCOMPARE(one.percentile(200.0 / 300), 5.0);
            QCOMPARE(one.percentile(200.1 / 300), 7.0);
            QCOMPARE(one.percentile(229.9 / 300), 7.0);
            QCOMPARE(one.percentile(230.1 / 300), 90.0);
        }
        QCOMPARE(twice.count(), 600'000u);
    }

    void anEmptyOneSaysZero() { QCOMPARE(Histogram().percentile(0.5), 0.0); }
};

QTEST_APPLESS_MAIN(HistogramTest)
#include "HistogramTest.moc"
