// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/AboutPage.h"

#include "settings/SettingRow.h"

#include "client/Connection.h"
#include "widgets/Icon.h"
#include "widgets/TextLabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

AboutPage::AboutPage(client::Connection& connection, QWidget* parent)
    : SettingsPage(parent)
    , m_connection(connection)
    , m_gateway(new TextLabel)
    , m_process(new TextLabel)
{
    addSection(u"Gatehouse"_s, tr("console with an embedded AI and API gateway"));
    addRow({}, tr("This window"), new TextLabel(QStringLiteral(GATEHOUSE_VERSION)));
    addRow({}, tr("Gateway"), m_gateway);
    addRow({}, tr("Process"), m_process);
    addRow({}, tr("Qt"), new TextLabel(QString::fromLatin1(qVersion())));
    addRow({}, tr("System"),
           new TextLabel(QSysInfo::prettyProductName() + u", "_s +
                         QSysInfo::currentCpuArchitecture()));
    addRow({}, tr("Licence"), new TextLabel(tr("GNU General Public License 3 or later")));
    auto* copy = new QPushButton(icon(Icon::EditCopy), tr("Copy for a report"));
    addRow({}, {}, copy);
    finish();
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(report()); });
}

void AboutPage::shown()
{
    const client::ServerStatus& status = m_connection.status();
    m_gateway->setText(status.version);
    m_process->setText(status.program.isEmpty()
                           ? QString()
                           : tr("%1, process %2").arg(status.program).arg(status.pid));
}

QString AboutPage::report() const
{
    const client::ServerStatus& status = m_connection.status();
    return u"Gatehouse %1, gateway %2 (%3), Qt %4, %5 %6\n"_s.arg(
        QStringLiteral(GATEHOUSE_VERSION), status.version, status.program,
        QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
        QSysInfo::currentCpuArchitecture());
}

} // namespace gatehouse::ui
