// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ProviderStates.h"

#include <QWidget>

namespace gatehouse::ui {

/// What the gateway does with a key, as a machine of states whose present one is lit: in use,
/// resting, tried again, retired. GUI thread only.
class KeyStates : public QWidget
{
    Q_OBJECT

public:
    explicit KeyStates(QWidget* parent = nullptr);
    /// `now` and `untilMillis` are of the server's clock.
    void setCircuit(client::Circuit circuit, qint64 untilMillis, qint64 nowMillis);
    /// Nothing is lit: the provider cannot be called, or nothing is known.
    void setUnknown();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Box
    {
        client::Circuit circuit;
        QString name;
        QString below;
        QRect place;
    };
    [[nodiscard]] QList<Box> boxes() const;
    void paintBox(QPainter& painter, const Box& box) const;
    void paintWays(QPainter& painter, const QList<Box>& all) const;
    void tell();

    client::Circuit m_circuit = client::Circuit::Closed;
    qint64 m_until = 0;
    qint64 m_now = 0;
    bool m_known = false;
};

/// `33 s`, `4 min`; what is left until then, rounded up.
[[nodiscard]] QString restText(qint64 untilMillis, qint64 nowMillis);

} // namespace gatehouse::ui
