// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/FolderPage.h"

#include "settings/SettingRow.h"

#include "client/AdminClient.h"
#include "client/Connection.h"
#include "widgets/IconButton.h"
#include "widgets/TextLabel.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLocale>
#include <QPushButton>
#include <QSaveFile>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {

FolderPage::FolderPage(client::AdminClient& client, client::Connection& connection, QWidget* parent)
    : SettingsPage(parent)
    , m_client(client)
    , m_connection(connection)
    , m_path(new TextLabel({}, TextSize::Code))
    , m_open(new QPushButton(icon(Icon::DocumentOpenFolder), tr("Open the folder")))
    , m_export(new QPushButton(icon(Icon::DocumentExport), tr("Export the workspace file")))
    , m_space(new TextLabel)
{
    m_path->setObjectName(u"workspacePath"_s);
    m_path->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_export->setObjectName(u"exportWorkspace"_s);
    auto* copy = new IconButton(Icon::EditCopy, tr("Copy the path"), ControlSize::Small);
    addSection(tr("Data folder"), tr("everything that Gatehouse keeps is in it"));
    addRow({}, tr("Folder"), m_path)->addControl(copy);
    m_spaceRow = addRow({}, tr("Free there"), m_space);
    addRow({}, {}, m_open);
    addSection(tr("Workspace file"),
               tr("providers, APIs, applications and rules as YAML, without secrets"));
    addRow({}, {}, m_export);
    finish();
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_path->text()); });
    connect(m_open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_path->text())); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        const QString name = m_connection.status().workspaceName + u".yaml"_s;
        auto* dialog = new QFileDialog(this, m_export->text(), QDir::home().filePath(name),
                                       tr("Workspace files (*.yaml)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        connect(dialog, &QFileDialog::fileSelected, this, &FolderPage::exportTo);
        dialog->open();
    });
    connect(&m_connection, &client::Connection::statusChanged, this, &FolderPage::shown);
}

void FolderPage::shown()
{
    const QString path = m_connection.status().workspacePath;
    // A gateway elsewhere has its folder elsewhere.
    const bool isHere = !path.isEmpty() && QDir(path).exists();
    m_path->setText(path);
    m_open->setEnabled(isHere);
    m_open->setToolTip(isHere ? QString() : tr("The folder is on another machine."));
    m_spaceRow->setVisible(isHere);
    if (isHere)
        m_space->setText(QLocale().formattedDataSize(QStorageInfo(path).bytesAvailable()));
}

void FolderPage::exportTo(const QString& path)
{
    m_client.exportWorkspace({this, m_ticket}, [this,
                                                path](const client::Answer<QByteArray>& file) {
        if (!file)
            return Q_EMIT done(false, file.error().message);
        QSaveFile target(path);
        if (!target.open(QIODevice::WriteOnly) || target.write(*file) != file->size() ||
            !target.commit())
            return Q_EMIT done(false,
                               tr("%1 could not be written: %2").arg(path, target.errorString()));
        Q_EMIT done(true, tr("Exported to %1.").arg(path));
    });
}

} // namespace gatehouse::ui
