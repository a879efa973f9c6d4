// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/Appearance.h"

#include "shell/ColorSchemePortal.h"
#include "widgets/Style.h"

#include <QApplication>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>
#include <QWidget>

#include <algorithm>

namespace gatehouse::ui {
namespace {

const auto kThemeKey = QStringLiteral("appearance/theme");
const auto kFontScaleKey = QStringLiteral("appearance/fontScale");
const auto kLanguageKey = QStringLiteral("appearance/language");
/// What the portal said last: the first frame shall have the colours of the frames after it.
const auto kSystemDarkKey = QStringLiteral("appearance/systemIsDark");
const auto kKeepInTrayKey = QStringLiteral("window/keepInTray");
const auto kSystem = QStringLiteral("system");
const auto kEnglish = QStringLiteral("en");
constexpr double kSmallest = 0.8;
constexpr double kLargest = 2.0;

/// In the order of ThemeChoice.
constexpr const char* kThemeWords[] = {"system", "light", "dark"};

bool isKnown(const QString& code)
{
    return std::ranges::any_of(Appearance::languages(),
                               [&](const auto& language) { return language.code == code; });
}

/// Numbers and dates as the person's own system writes them, when it speaks the language shown.
QLocale localeFor(const QString& code)
{
    const QLocale wanted(code == kEnglish ? QStringLiteral("en_US") : code);
    const QLocale system = QLocale::system();
    return system.language() == wanted.language() ? system : wanted;
}

} // namespace

Appearance::Appearance(QApplication&, QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_fontScale(std::clamp(settings.value(kFontScaleKey, 1.0).toDouble(), kSmallest, kLargest))
    , m_language(settings.value(kLanguageKey, kSystem).toString())
    // Before our own palette is set, the application's is the desktop's.
    , m_systemIsDark(
          settings.value(kSystemDarkKey, roles(QApplication::palette()).isDark()).toBool())
    , m_portal(std::make_unique<ColorSchemePortal>())
{
    const QString word = settings.value(kThemeKey).toString();
    for (int i = 0; i < 3; ++i) {
        if (word == QLatin1String(kThemeWords[i]))
            m_theme = static_cast<ThemeChoice>(i);
    }
    if (!isKnown(m_language))
        m_language = kSystem;
    connect(m_portal.get(), &ColorSchemePortal::known, this, &Appearance::schemeKnown);
    QApplication::setStyle(new Style);
    applyLanguage();
    applyFont();
    applyTheme();
}

Appearance::~Appearance() = default;

void Appearance::setTheme(ThemeChoice theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    m_settings.setValue(kThemeKey, QLatin1String(kThemeWords[static_cast<int>(theme)]));
    applyTheme();
    Q_EMIT changed();
}

Theme Appearance::effectiveTheme() const
{
    const bool dark =
        m_theme == ThemeChoice::Dark || (m_theme == ThemeChoice::System && m_systemIsDark);
    return dark ? Theme::Dark : Theme::Light;
}

void Appearance::setFontScale(double scale)
{
    scale = std::clamp(scale, kSmallest, kLargest);
    if (qFuzzyCompare(scale, m_fontScale))
        return;
    m_fontScale = scale;
    m_settings.setValue(kFontScaleKey, scale);
    applyFont();
    Q_EMIT changed();
}

Appearance::Closing Appearance::closing() const
{
    if (!m_settings.contains(kKeepInTrayKey))
        return Closing::Ask;
    return m_settings.value(kKeepInTrayKey).toBool() ? Closing::Tray : Closing::Stop;
}

void Appearance::setClosing(Closing closing)
{
    if (closing == Closing::Ask)
        m_settings.remove(kKeepInTrayKey);
    else
        m_settings.setValue(kKeepInTrayKey, closing == Closing::Tray);
    Q_EMIT closingChanged();
}

void Appearance::setLanguage(const QString& language)
{
    useLanguage(language);
    m_settings.setValue(kLanguageKey, m_language);
}

void Appearance::useLanguage(const QString& language)
{
    const QString before = effectiveLanguage();
    m_language = isKnown(language) ? language : kSystem;
    if (effectiveLanguage() != before)
        applyLanguage();
    Q_EMIT changed();
}

QString Appearance::effectiveLanguage() const
{
    if (m_language != kSystem)
        return m_language;
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        if (wanted.startsWith(QLatin1String("zh")))
            return QStringLiteral("zh_CN");
        if (wanted.startsWith(kEnglish))
            break;
    }
    return kEnglish;
}

QList<Appearance::Language> Appearance::languages()
{
    return {{kEnglish, QStringLiteral("English")},
            {QStringLiteral("zh_CN"), QStringLiteral("简体中文")}};
}

void Appearance::schemeKnown(bool dark)
{
    m_settings.setValue(kSystemDarkKey, dark);
    if (dark == m_systemIsDark)
        return;
    m_systemIsDark = dark;
    applyTheme();
    Q_EMIT changed();
}

void Appearance::applyTheme()
{
    const QPalette palette = makePalette(effectiveTheme());
    if (QApplication::palette() != palette)
        QApplication::setPalette(palette);
}

void Appearance::applyFont()
{
    QApplication::setFont(makeApplicationFont(m_fontScale));
    // Qt tells windows only; what has a font of its own must make it anew.
    for (QWidget* widget : QApplication::allWidgets()) {
        QEvent change(QEvent::ApplicationFontChange);
        if (!widget->isWindow())
            QCoreApplication::sendEvent(widget, &change);
    }
}

void Appearance::applyLanguage()
{
    const QString code = effectiveLanguage();
    // Before the translators: their coming is what makes everybody format anew.
    QLocale::setDefault(localeFor(code));
    for (const auto& translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
    m_translators.clear();
    const auto install = [this](const QString& name, const QString& folder) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(name, folder))
            return;
        QCoreApplication::installTranslator(translator.get());
        m_translators.push_back(std::move(translator));
    };
    install(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("gatehouse_") + code, QStringLiteral(":/i18n"));
}

} // namespace gatehouse::ui
