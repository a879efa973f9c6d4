// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ProviderStates.h"
#include "client/ServerTypes.h"

#include <QFrame>

class QButtonGroup;
class QVBoxLayout;

namespace gatehouse::ui {

/// Who should answer: the sandbox and the providers people use most, as a list of radio rows;
/// setAll() shows the whole catalogue, whom this build cannot call disabled at its end.
class ProviderChoice : public QFrame
{
    Q_OBJECT

public:
    explicit ProviderChoice(QWidget* parent = nullptr);

    void setProviders(const QList<client::CatalogueProvider>& providers);
    /// Model servers that answer on this computer: told in their rows, and among the best known.
    void setFound(const QList<client::LocalServer>& servers);
    /// False = the five best known; true = all, in a list that scrolls.
    void setAll(bool all);
    [[nodiscard]] bool isAll() const { return m_all; }
    /// The catalogue's entry that is chosen; id `sandbox` is the sandbox.
    [[nodiscard]] client::CatalogueProvider chosen() const;
    void choose(const QString& id);
    /// How many the catalogue has, the sandbox not counted.
    [[nodiscard]] int count() const { return static_cast<int>(m_providers.size()); }

Q_SIGNALS:
    void chosenChanged();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuild();
    [[nodiscard]] QString noteOf(const client::CatalogueProvider& provider) const;
    [[nodiscard]] const client::LocalServer* found(const QString& id) const;

    QList<client::CatalogueProvider> m_providers; ///< Without the sandbox, callable ones first.
    QList<client::CatalogueProvider> m_shown;
    QList<client::LocalServer> m_found;
    QVBoxLayout* m_rows;
    QButtonGroup* m_group;
    QString m_chosen;
    bool m_all = false;
};

} // namespace gatehouse::ui
