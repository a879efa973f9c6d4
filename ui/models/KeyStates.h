// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse::ui {

/// What the gateway does with a provider's keys, as a machine of states whose present one is lit:
/// in use, cooling down after 429, left out after failures. GUI thread only.
class KeyStates : public QWidget
{
    Q_OBJECT

public:
    explicit KeyStates(QWidget* parent = nullptr);
    /// A word of the admin API: `healthy`, `idle`, `cooling`, `failed`; another one lights nothing.
    void setProviderState(const QString& word);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_state;
};

} // namespace gatehouse::ui
