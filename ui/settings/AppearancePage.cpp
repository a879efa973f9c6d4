// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/AppearancePage.h"

#include "shell/Appearance.h"
#include "widgets/SegmentedControl.h"

#include <QComboBox>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {
constexpr std::array kScales{0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};
}

AppearancePage::AppearancePage(Appearance& appearance, QWidget* parent)
    : SettingsPage(parent)
{
    addSection(tr("Appearance"), tr("of this window, at once"));
    auto* theme = new SegmentedControl({tr("As the system"), tr("Light"), tr("Dark")});
    theme->setObjectName(u"theme"_s);
    theme->setCurrentIndex(static_cast<int>(appearance.theme()));
    addRow({}, tr("Colours"), theme);
    connect(theme, &SegmentedControl::currentChanged, this, [&appearance](int index) {
        appearance.setTheme(static_cast<Appearance::ThemeChoice>(index));
    });
    auto* scale = new QComboBox;
    scale->setObjectName(u"fontScale"_s);
    for (const double factor : kScales) {
        scale->addItem(QLocale().toString(qRound(factor * 100)) + u" %"_s, factor);
        if (qFuzzyCompare(factor, appearance.fontScale()))
            scale->setCurrentIndex(scale->count() - 1);
    }
    addRow({}, tr("Size of text"), scale, tr("rows and controls grow with it"));
    connect(scale, &QComboBox::activated, this,
            [&appearance, scale] { appearance.setFontScale(scale->currentData().toDouble()); });
    addSection(tr("When the window is closed"),
               tr("while the gateway runs in this program and the desktop has a tray"));
    auto* closing =
        new SegmentedControl({tr("Ask"), tr("Keep serving in the tray"), tr("Stop the gateway")});
    closing->setObjectName(u"closing"_s);
    closing->setCurrentIndex(static_cast<int>(appearance.closing()));
    addRow({}, tr("Gateway"), closing);
    connect(closing, &SegmentedControl::currentChanged, this, [&appearance](int index) {
        appearance.setClosing(static_cast<Appearance::Closing>(index));
    });
    connect(&appearance, &Appearance::closingChanged, closing, [&appearance, closing] {
        closing->setCurrentIndex(static_cast<int>(appearance.closing()));
    });
    finish();
}

} // namespace gatehouse::ui
