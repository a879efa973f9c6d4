// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/Appearance.h"

#include "widgets/ControlsPage.h"
#include "widgets/Style.h"

#include <QApplication>
#include <QLocale>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace gatehouse::ui;
using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor& color)
{
    const auto part = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) +
           0.0722 * part(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

/// Colours, font and language of the whole program, switched while it runs and remembered.
class AppearanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_settings =
            std::make_unique<QSettings>(m_folder.filePath(u"a.ini"_s), QSettings::IniFormat);
        m_settings->clear();
    }

    void switchTheColoursAndRememberThem()
    {
        Appearance appearance(*qApp, *m_settings);
        QSignalSpy changed(&appearance, &Appearance::changed);
        appearance.setTheme(Appearance::ThemeChoice::Dark);
        QVERIFY(roles(QApplication::palette()).isDark());
        appearance.setTheme(Appearance::ThemeChoice::Light);
        QVERIFY(!roles(QApplication::palette()).isDark());
        QCOMPARE(changed.count(), 2);
        appearance.setTheme(Appearance::ThemeChoice::Dark);
        Appearance again(*qApp, *m_settings);
        QCOMPARE(again.theme(), Appearance::ThemeChoice::Dark);
    }

    void speakChineseAtOnce()
    {
        Appearance appearance(*qApp, *m_settings);
        appearance.setLanguage(u"en"_s);
        const auto words = [] {
            return QCoreApplication::translate("gatehouse::ui::PendingBar", "Discard");
        };
        QCOMPARE(words(), u"Discard"_s);
        appearance.setLanguage(u"zh_CN"_s);
        QCOMPARE(words(), u"丢弃"_s);
        QCOMPARE(QLocale().language(), QLocale::Chinese);
        appearance.setLanguage(u"en"_s);
        QCOMPARE(words(), u"Discard"_s);
        QCOMPARE(QLocale().toString(1234567), u"1,234,567"_s);
    }

    void countInEnglishAndChinese()
    {
        Appearance appearance(*qApp, *m_settings);
        const auto words = [](int count) {
            return QCoreApplication::translate("gatehouse::ui::PendingBar", "%n change(s)", nullptr,
                                               count);
        };
        appearance.useLanguage(u"en"_s);
        QCOMPARE(words(1), u"1 change"_s);
        QCOMPARE(words(2), u"2 changes"_s);
        appearance.useLanguage(u"zh_CN"_s);
        QCOMPARE(words(2), u"2 项更改"_s);
        QVERIFY(!m_settings->contains(u"appearance/language"_s));
        appearance.useLanguage(u"en"_s);
    }

    void growTheText()
    {
        Appearance appearance(*qApp, *m_settings);
        appearance.setFontScale(1.5);
        QCOMPARE(QApplication::font().pixelSize(), 20);
        QCOMPARE(grid::scaled(28), 43);
        appearance.setFontScale(9);
        QCOMPARE(appearance.fontScale(), 2.0);
        appearance.setFontScale(1);
    }

    void readEveryWordOnItsGround()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            const Roles& c = roles(theme);
            for (const Role role : {Role::Text, Role::Muted, Role::Accent, Role::Good, Role::Notice,
                                    Role::Limit, Role::Bad, Role::Quiet}) {
                QVERIFY2(contrast(c(role), c(Role::Surface)) >= 4.5, "on the surface");
                QVERIFY2(contrast(c(role), c(Role::Window)) >= 4.5, "on the window");
                if (role != Role::Text)
                    QVERIFY2(contrast(c(role), c(tintOf(role))) >= 4.5, "on its tint");
            }
            QVERIFY(contrast(c(Role::OnAccent), c(Role::Accent)) >= 4.5);
            QVERIFY(contrast(c(Role::Text), c(Role::NoticeTint)) >= 4.5);
            QVERIFY(contrast(c(Role::Text), c(Role::BadTint)) >= 4.5);
            QVERIFY(contrast(c(Role::Text), c(Role::GoodTint)) >= 4.5);
        }
    }

    void drawAllParts()
    {
        Appearance appearance(*qApp, *m_settings);
        ControlsPage page;
        page.resize(1232, 800);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        const QString folder = qEnvironmentVariable("GATEHOUSE_PICTURES");
        for (const auto theme : {Appearance::ThemeChoice::Light, Appearance::ThemeChoice::Dark}) {
            appearance.setTheme(theme);
            // The widgets learn of the colours over the event loop.
            QTRY_COMPARE(page.grab().toImage().pixelColor(2, 2),
                         roles(appearance.effectiveTheme())(Role::Surface));
            const QPixmap picture = page.grab();
            if (!folder.isEmpty())
                picture.save(folder + (theme == Appearance::ThemeChoice::Dark
                                           ? u"/controls-dark.png"_s
                                           : u"/controls.png"_s));
        }
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
};

QTEST_MAIN(AppearanceTest)
#include "AppearanceTest.moc"
