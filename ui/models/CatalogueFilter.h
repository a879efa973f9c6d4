// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QSortFilterProxyModel>

namespace gatehouse::client {
struct CatalogueModel;
}

namespace gatehouse::ui {

/// What of the catalogue is shown. Empty sets = everything.
struct CatalogueChoice
{
    QSet<QString> kinds; ///< Groups: chat, embedding, image, audio, other.
    bool sees = false;
    bool tools = false;
    bool schema = false;
    bool thinks = false;
    qint64 contextAtLeast = 0;
    QString provider;        ///< Catalogue id.
    QSet<QString> providers; ///< Any of these, where not empty.
    bool deprecatedOnly = false;
    bool ownOnly = false; ///< Of which the workspace says something.
    QString text;
    friend bool operator==(const CatalogueChoice&, const CatalogueChoice&) = default;
};

/// Kinds as the filter groups them: the two audio kinds are one, rerank and moderation are `other`.
[[nodiscard]] QString kindGroup(const QString& kind);
[[nodiscard]] bool matches(const client::CatalogueModel& model, const QString& providerName,
                           const CatalogueChoice& choice);

/// Filters and sorts the CatalogueTableModel.
class CatalogueFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CatalogueFilter(QObject* parent = nullptr);
    void setChoice(const CatalogueChoice& choice);
    [[nodiscard]] const CatalogueChoice& choice() const { return m_choice; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    CatalogueChoice m_choice;
};

} // namespace gatehouse::ui
