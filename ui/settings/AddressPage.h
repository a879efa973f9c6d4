// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace gatehouse::ui {

class AddressList;
class SegmentedControl;
class Switch;

/// Where the gateway listens, who may administer it, and its encryption.
class AddressPage : public GatewayPage
{
    Q_OBJECT

public:
    explicit AddressPage(QWidget* parent = nullptr);
    void show(const model::Gateway& gateway) override;
    void store(model::Gateway& gateway) const override;
    /// How many APIs answer without a key; for the warning about open addresses.
    void setOpenApis(int count);

private:
    void makeAddress();
    void makeTls();
    QWidget* withBrowse(QLineEdit* field, const QString& what);
    void changed();
    void refreshNotes();

    QComboBox* m_host;
    QSpinBox* m_port;
    AddressList* m_more;
    AddressList* m_admin;
    AddressList* m_proxies;
    Switch* m_encrypt;
    QLineEdit* m_certificate;
    QLineEdit* m_key;
    SegmentedControl* m_version;
    SettingRow* m_listenRow = nullptr;
    SettingRow* m_certificateRow = nullptr;
    QList<SettingRow*> m_tlsRows;
    int m_openApis = 0;
    bool m_showing = false;
};

} // namespace gatehouse::ui
