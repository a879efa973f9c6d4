// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/AddressPage.h"

#include "settings/AddressList.h"
#include "settings/SettingRow.h"

#include "widgets/IconButton.h"
#include "widgets/SegmentedControl.h"
#include "widgets/Switch.h"
#include "widgets/TextLabel.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHostAddress>
#include <QLineEdit>
#include <QLocale>
#include <QNetworkInterface>
#include <QSpinBox>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace gatehouse::ui {
namespace {

constexpr int kHostWidth = 172;
constexpr int kFileWidth = 272;

QStringList fromModel(const std::vector<std::string>& list)
{
    QStringList out;
    for (const std::string& item : list)
        out.append(QString::fromStdString(item));
    return out;
}

std::vector<std::string> toModel(const QStringList& list)
{
    std::vector<std::string> out;
    for (const QString& item : list)
        out.push_back(item.toStdString());
    return out;
}

/// What a PEM file says of itself; empty when it is not to be read from here.
QString certificateNote(const QString& path)
{
    const auto found =
        QSslCertificate::fromPath(path, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
    if (found.isEmpty())
        return {};
    const QSslCertificate& first = found.first();
    QStringList names = first.subjectInfo(QSslCertificate::CommonName);
    for (const QString& name : first.subjectAlternativeNames()) {
        if (!names.contains(name))
            names.append(name);
    }
    return AddressPage::tr("%1; ends %2")
        .arg(names.join(u", "_s),
             QLocale().toString(first.expiryDate().date(), QLocale::ShortFormat));
}

} // namespace

AddressPage::AddressPage(QWidget* parent)
    : GatewayPage(parent)
    , m_host(new QComboBox)
    , m_port(new QSpinBox)
    , m_more(new AddressList(tr("Add address:port")))
    , m_admin(new AddressList(tr("Add address:port")))
    , m_proxies(new AddressList(tr("Add address or network")))
    , m_encrypt(new Switch)
    , m_certificate(new QLineEdit)
    , m_key(new QLineEdit)
    , m_version(new SegmentedControl({u"TLS 1.2"_s, u"TLS 1.3"_s}))
{
    makeAddress();
    makeTls();
    finish();
    connect(m_host, &QComboBox::currentTextChanged, this, &AddressPage::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &AddressPage::changed);
    connect(m_encrypt, &QAbstractButton::toggled, this, &AddressPage::changed);
    connect(m_version, &SegmentedControl::currentChanged, this, &AddressPage::changed);
    for (AddressList* list : {m_more, m_admin, m_proxies})
        connect(list, &AddressList::edited, this, &AddressPage::changed);
    for (QLineEdit* file : {m_certificate, m_key})
        connect(file, &QLineEdit::textChanged, this, &AddressPage::changed);
}

void AddressPage::makeAddress()
{
    m_host->setObjectName(u"listenHost"_s);
    m_host->setEditable(true);
    m_host->setInsertPolicy(QComboBox::NoInsert);
    m_host->setFixedWidth(grid::scaled(kHostWidth));
    QStringList hosts{u"127.0.0.1"_s, u"0.0.0.0"_s, u"[::]"_s};
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
            hosts.append(address.toString());
    }
    m_host->addItems(hosts);
    m_port->setObjectName(u"listenPort"_s);
    m_port->setRange(0, 65535);
    m_port->setFixedWidth(grid::scaled(84));
    m_port->setAccessibleName(tr("Port"));
    m_admin->setObjectName(u"adminList"_s);
    m_more->setObjectName(u"listenMore"_s);
    addSection(tr("Address"), tr("where programs send their requests"));
    m_listenRow = addRow(u"listen"_s, tr("Listen on"), m_host);
    m_listenRow->addControl(new TextLabel(u":"_s, TextSize::Body, Role::Muted));
    m_listenRow->addControl(m_port);
    addRow({}, tr("Also on"), m_more);
    addRow(u"admin"_s, tr("Administration"), m_admin, tr("used from the next start on"));
    addRow(u"trusted_proxies"_s, tr("Trusted proxies"), m_proxies,
           tr("their X-Forwarded-For counts"));
}

void AddressPage::makeTls()
{
    m_encrypt->setObjectName(u"encrypt"_s);
    m_certificate->setObjectName(u"certificate"_s);
    m_key->setObjectName(u"privateKey"_s);
    addSection(tr("TLS"));
    addRow(u"tls"_s, tr("Encrypt"), m_encrypt);
    m_certificateRow = addRow(u"tls.certificate"_s, tr("Certificate"), m_certificate);
    m_certificateRow->addControl(withBrowse(m_certificate, tr("Choose the certificate")));
    SettingRow* key = addRow(u"tls.key"_s, tr("Private key"), m_key);
    key->addControl(withBrowse(m_key, tr("Choose the private key")));
    SettingRow* version = addRow(u"tls.min_version"_s, tr("Lowest version"), m_version);
    m_tlsRows = {m_certificateRow, key, version};
}

QWidget* AddressPage::withBrowse(QLineEdit* field, const QString& what)
{
    field->setFont(textFont(TextSize::Code));
    field->setMinimumWidth(grid::scaled(kFileWidth));
    field->setPlaceholderText(tr("PEM file on the gateway's machine"));
    auto* browse = new IconButton(Icon::DocumentOpen, what);
    connect(browse, &QToolButton::clicked, this, [this, field, what] {
        auto* dialog = new QFileDialog(this, what, QFileInfo(field->text()).path(),
                                       tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        dialog->open();
    });
    return browse;
}

void AddressPage::show(const model::Gateway& gateway)
{
    m_showing = true;
    QStringList listen = fromModel(gateway.listen);
    const QString first = listen.isEmpty() ? QString() : listen.takeFirst();
    const auto colon = first.lastIndexOf(u':');
    m_host->setCurrentText(first.left(colon));
    m_port->setValue(first.mid(colon + 1).toInt());
    m_more->setWords(listen);
    m_admin->setWords(fromModel(gateway.admin));
    m_proxies->setWords(fromModel(gateway.trustedProxies));
    m_encrypt->setChecked(gateway.tls.has_value());
    const model::Tls tls = gateway.tls.value_or(model::Tls{});
    m_certificate->setText(QString::fromStdString(tls.certificate));
    m_key->setText(QString::fromStdString(tls.key));
    m_version->setCurrentIndex(tls.minVersion == "1.3" ? 1 : 0);
    m_showing = false;
    refreshNotes();
}

void AddressPage::store(model::Gateway& gateway) const
{
    const QString first = m_host->currentText().trimmed() + u':' + QString::number(m_port->value());
    gateway.listen = toModel(QStringList{first} + m_more->words());
    gateway.admin = toModel(m_admin->words());
    gateway.trustedProxies = toModel(m_proxies->words());
    if (!m_encrypt->isChecked()) {
        gateway.tls.reset();
        return;
    }
    gateway.tls = model::Tls{m_certificate->text().trimmed().toStdString(),
                             m_key->text().trimmed().toStdString(),
                             m_version->currentIndex() == 1 ? "1.3" : "1.2"};
}

void AddressPage::setOpenApis(int count)
{
    m_openApis = count;
    refreshNotes();
}

void AddressPage::changed()
{
    if (m_showing)
        return;
    refreshNotes();
    Q_EMIT edited();
}

void AddressPage::refreshNotes()
{
    for (SettingRow* row : m_tlsRows)
        row->setEnabled(m_encrypt->isChecked());
    const QString certificate =
        m_encrypt->isChecked() ? certificateNote(m_certificate->text()) : QString();
    m_certificateRow->setNote(certificate);
    const bool loopback = QHostAddress(m_host->currentText()).isLoopback() ||
                          m_host->currentText() == "localhost"_L1 ||
                          m_host->currentText() == "[::1]"_L1;
    QString note;
    if (!loopback) {
        note = tr("Everybody who reaches this address over the network can call it.");
        if (m_openApis > 0)
            note += u' ' + tr("%n API(s) ask for no key.", nullptr, m_openApis);
    }
    m_listenRow->setNote(note, !loopback);
}

} // namespace gatehouse::ui
