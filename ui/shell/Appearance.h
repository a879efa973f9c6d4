// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/Theme.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

class QApplication;
class QSettings;
class QTranslator;

namespace gatehouse::ui {

class ColorSchemePortal;

/// How the whole program looks, what it speaks, and what closing its window means. Reads
/// the person's choice from the settings when it is made, applies every change at once to all that
/// is open and remembers it there. Made once by the program before its first window; both arguments
/// outlive it. GUI thread only.
class Appearance : public QObject
{
    Q_OBJECT

public:
    enum class ThemeChoice : std::uint8_t
    {
        System, ///< The desktop's, also when it changes.
        Light,
        Dark
    };
    Q_ENUM(ThemeChoice)

    /// What becomes of a gateway that runs in this program when its window is closed.
    enum class Closing : std::uint8_t
    {
        Ask, ///< Once; the answer is remembered.
        Tray,
        Stop
    };
    Q_ENUM(Closing)

    struct Language
    {
        QString code; ///< `en`, `zh_CN`
        QString name; ///< In that language.
    };

    Appearance(QApplication& application, QSettings& settings, QObject* parent = nullptr);
    ~Appearance() override;

    [[nodiscard]] ThemeChoice theme() const { return m_theme; }
    void setTheme(ThemeChoice theme);
    /// What the choice comes to now.
    [[nodiscard]] Theme effectiveTheme() const;

    /// 1.0 = 13 px; kept between 0.8 and 2.
    [[nodiscard]] double fontScale() const { return m_fontScale; }
    void setFontScale(double scale);

    /// `system` or one of languages(); anything else counts as `system`.
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString& language);
    /// The same for this run alone: nothing is remembered.
    void useLanguage(const QString& language);
    /// What the choice comes to: the code of one of languages().
    [[nodiscard]] QString effectiveLanguage() const;
    [[nodiscard]] static QList<Language> languages();

    [[nodiscard]] Closing closing() const;
    void setClosing(Closing closing);

Q_SIGNALS:
    /// Colours, text or language.
    void changed();
    void closingChanged();

private:
    void applyTheme();
    void applyFont();
    void applyLanguage();
    void schemeKnown(bool dark);

    QSettings& m_settings;
    ThemeChoice m_theme = ThemeChoice::System;
    double m_fontScale = 1.0;
    QString m_language;
    bool m_systemIsDark;
    std::unique_ptr<ColorSchemePortal> m_portal;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace gatehouse::ui
