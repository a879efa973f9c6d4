// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariant>

#ifdef GATEHOUSE_DBUS
#include <QDBusVariant>
#endif

namespace gatehouse::ui {

/// Whether the desktop prefers dark windows, asked of the settings portal over D-Bus. Never waits:
/// the answer comes as a signal, and again whenever it changes. Silent where there is no portal, or
/// when it was built without QtDBus.
class ColorSchemePortal : public QObject
{
    Q_OBJECT

public:
    explicit ColorSchemePortal(QObject* parent = nullptr);

Q_SIGNALS:
    void known(bool dark);

#ifdef GATEHOUSE_DBUS
private Q_SLOTS:
    void settingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void tell(const QVariant& value);
#endif
};

} // namespace gatehouse::ui
