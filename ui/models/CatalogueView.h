// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/CatalogueFilter.h"

#include "client/ServerTypes.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableView;

namespace gatehouse::ui {

class CatalogueTableModel;
class TextLabel;

/// Every model that is known: filters at the left, the table, what can be done with the chosen one
/// below. GUI thread only.
class CatalogueView : public QWidget
{
    Q_OBJECT

public:
    explicit CatalogueView(QWidget* parent = nullptr);

    /// What was chosen stays so. `day` is that of the data.
    void setModels(QList<client::CatalogueModel> models, const QHash<QString, QString>& names,
                   const QString& day);
    /// The workspace's providers: id by their kind in the catalogue.
    void setWorkspaceProviders(const QHash<QString, QString>& idByKind);
    /// `kind/model` of everything that a route sends calls to.
    void setUsed(const QSet<QString>& used);
    void setText(const QString& text);
    [[nodiscard]] int modelCount() const;
    /// The chosen one, its provider's name and how a caller asks for it.
    struct Chosen
    {
        const client::CatalogueModel* model = nullptr; ///< Null = none is chosen.
        QString provider;
        QString callName;
        bool isUsed = false; ///< A route sends calls to it.
    };
    [[nodiscard]] Chosen chosen() const;
    /// Everything that is chosen, in the order of the table, and the names of their providers.
    [[nodiscard]] QList<client::CatalogueModel> allChosen() const;
    [[nodiscard]] QString providerName(const QString& id) const;
    void selectModel(const QString& provider, const QString& id);

Q_SIGNALS:
    /// Another model is the chosen one, or none is, or several are.
    void chosenChanged();
    /// A model that the catalogue does not know.
    void addAsked();

private:
    [[nodiscard]] QWidget* makeFilters();
    [[nodiscard]] QWidget* makeFoot();
    void choose();
    void showCounts();

    CatalogueTableModel* m_model;
    CatalogueFilter* m_filter;
    QHash<QString, QString> m_idByKind;
    QHash<QString, QCheckBox*> m_kinds;
    QHash<QString, QLabel*> m_counts; ///< By object name of the filter.
    QCheckBox* m_sees = nullptr;
    QCheckBox* m_tools = nullptr;
    QCheckBox* m_schema = nullptr;
    QCheckBox* m_thinks = nullptr;
    QCheckBox* m_mine = nullptr;
    QCheckBox* m_own = nullptr;
    QComboBox* m_context = nullptr;
    QTableView* m_table;
    QLabel* m_shown = nullptr;
    TextLabel* m_data = nullptr;
    QString m_text;
    QString m_day;
};

} // namespace gatehouse::ui
