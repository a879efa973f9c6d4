// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/SettingsPage.h"

#include <vector>

namespace gatehouse::ui {

class QuantityEdit;

/// The deadlines of the data path and the sizes that one message may have.
class TimesPage : public GatewayPage
{
    Q_OBJECT

public:
    explicit TimesPage(QWidget* parent = nullptr);
    void show(const model::Gateway& gateway) override;
    void store(model::Gateway& gateway) const override;

private:
    using Member = Duration model::GatewayTimes::*;
    void add(const QString& path, const QString& label, const QString& hint, Member member);

    struct Field
    {
        QuantityEdit* edit;
        Member member;
    };
    void addSize(const QString& path, const QString& label, const QString& hint,
                 QuantityEdit* edit);
    void watch(QuantityEdit* edit);
    std::vector<Field> m_fields;
    QuantityEdit* m_body;
    QuantityEdit* m_head;
    bool m_showing = false;
};

} // namespace gatehouse::ui
