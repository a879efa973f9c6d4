// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Memory.h"

#include <QTest>

#include <fstream>
#include <string>

using namespace gatehouse;

namespace {

/// Resident KiB that are pages of files.
long residentOfFiles()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("RssFile:"))
            return std::stol(line.substr(8));
    return 0;
}

} // namespace

/// What the start needed goes back, and what is used comes again by itself.
class MemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codeOfTheStartIsForgotten()
    {
        const std::string kept = "what was changed";
        std::string text = kept;
        const long before = residentOfFiles();
        forgetTheStart();
        const long after = residentOfFiles();
        QVERIFY2(after < before, qPrintable(QString("%1 and %2").arg(before).arg(after)));
        QCOMPARE(text, kept);
        text.append(" since");
        QCOMPARE(QString::fromStdString(text).toUpper(), QString("WHAT WAS CHANGED SINCE"));
    }
};

QTEST_APPLESS_MAIN(MemoryTest)
#include "MemoryTest.moc"
