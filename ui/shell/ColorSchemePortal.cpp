// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/ColorSchemePortal.h"

#ifdef GATEHOUSE_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

namespace gatehouse::ui {

#ifdef GATEHOUSE_DBUS

namespace {
const auto kService = QStringLiteral("org.freedesktop.portal.Desktop");
const auto kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const auto kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const auto kSpace = QStringLiteral("org.freedesktop.appearance");
const auto kKey = QStringLiteral("color-scheme");
constexpr uint kPrefersDark = 1;
} // namespace

ColorSchemePortal::ColorSchemePortal(QObject* parent)
    : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // QtDBus knows signals of others by their text alone.
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call =
        QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kSpace << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QVariant> reply = *watcher;
        if (reply.isValid())
            tell(reply.value());
        watcher->deleteLater();
    });
}

void ColorSchemePortal::settingChanged(const QString& space, const QString& key,
                                       const QDBusVariant& value)
{
    if (space == kSpace && key == kKey)
        tell(value.variant());
}

void ColorSchemePortal::tell(const QVariant& value)
{
    // Read() wraps its value once more than the signal does.
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    Q_EMIT known(inner.toUInt() == kPrefersDark);
}

#else

ColorSchemePortal::ColorSchemePortal(QObject* parent)
    : QObject(parent)
{
}

#endif

} // namespace gatehouse::ui
