// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/LanguagePage.h"

#include "shell/Appearance.h"

#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

LanguagePage::LanguagePage(Appearance& appearance, QWidget* parent)
    : SettingsPage(parent)
{
    addSection(tr("Language"), tr("of this window, at once"));
    auto* choice = new QComboBox;
    choice->setObjectName(u"language"_s);
    choice->addItem(tr("As the system"), u"system"_s);
    for (const auto& language : Appearance::languages())
        choice->addItem(language.name, language.code);
    choice->setCurrentIndex(choice->findData(appearance.language()));
    addRow({}, tr("Language"), choice);
    connect(choice, &QComboBox::activated, this,
            [&appearance, choice] { appearance.setLanguage(choice->currentData().toString()); });
    const QLocale locale;
    addRow({}, tr("Numbers"), new QLabel(locale.toString(1234567.8, 'f', 1)));
    addRow({}, tr("Dates"),
           new QLabel(locale.toString(QDateTime::currentDateTime(), QLocale::ShortFormat)));
    finish();
}

} // namespace gatehouse::ui
