// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/CatalogueFilter.h"

#include "client/ServerTypes.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace gatehouse::ui {

class CatalogueTableModel;

/// Every model that is known: filters at the left, the table, what can be done with the chosen one
/// below. GUI thread only.
class CatalogueView : public QWidget
{
    Q_OBJECT

public:
    explicit CatalogueView(QWidget* parent = nullptr);

    void setModels(QList<client::CatalogueModel> models, const QHash<QString, QString>& names);
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
    };
    [[nodiscard]] Chosen chosen() const;

Q_SIGNALS:
    /// The name by which a caller asks for it.
    void tryAsked(const QString& name);
    /// Another model is the chosen one, or none is.
    void chosenChanged();

private:
    [[nodiscard]] QWidget* makeFilters();
    [[nodiscard]] QWidget* makeFoot();
    void choose();
    void showCounts();
    void showChosen();
    [[nodiscard]] QString callableName() const;

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
    QComboBox* m_context = nullptr;
    QTableView* m_table;
    QLabel* m_shown = nullptr;
    QLabel* m_chosen = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_try = nullptr;
    QString m_text;
};

} // namespace gatehouse::ui
