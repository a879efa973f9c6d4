// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Gateway.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace gatehouse::ui {

class RowGrid;
class SettingRow;

/// One page of the settings: sections with a title, rows below it.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget* parent = nullptr);

    /// What a search may find here.
    [[nodiscard]] QString searchText() const;
    [[nodiscard]] QList<SettingRow*> rows() const { return m_rows; }
    /// The page comes into view.
    virtual void shown() {}

protected:
    void addSection(const QString& title, const QString& hint = {});
    SettingRow* addRow(const QString& path, const QString& label, QWidget* control,
                       const QString& hint = {});
    /// A setting in a grid of small ones below the last row.
    SettingRow* addSmallRow(const QString& path, const QString& label, QWidget* control,
                            const QString& hint = {});
    /// A page below what is there, as a part of this one.
    void addPart(SettingsPage* part);
    void addWide(QWidget* widget);
    /// After the last row: what is above stays at the top.
    void finish();

private:
    QVBoxLayout* m_column;
    QList<SettingRow*> m_rows;
    RowGrid* m_grid = nullptr; ///< The one at the end, if any.
    bool m_hasSection = false;
};

/// A page whose rows are fields of the gateway section.
class GatewayPage : public SettingsPage
{
    Q_OBJECT

public:
    using SettingsPage::SettingsPage;
    /// Shows the values; says nothing of it.
    virtual void show(const model::Gateway& gateway) = 0;
    /// Writes the fields of this page, and no others, into the value.
    virtual void store(model::Gateway& gateway) const = 0;

Q_SIGNALS:
    /// The person changed something.
    void edited();
};

} // namespace gatehouse::ui
