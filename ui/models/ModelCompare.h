// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/ServerTypes.h"

#include <QWidget>

#include <functional>

class QGridLayout;

namespace gatehouse::ui {

class TextLabel;

/// Several models of the catalogue side by side: prices, sizes, abilities, the lowest price of each
/// row in bold. GUI thread only.
class ModelCompare : public QWidget
{
    Q_OBJECT

public:
    /// More columns would be too narrow to read.
    static constexpr int kMost = 4;

    explicit ModelCompare(QWidget* parent = nullptr);
    /// Of more than kMost the first ones; `providers` are their names.
    void setModels(const QList<client::CatalogueModel>& models, const QStringList& providers);

Q_SIGNALS:
    void closeAsked();

private:
    void addRow(const QString& name, const QStringList& values, int best = -1);
    void addPrice(const QString& name, const std::function<double(const QJsonObject&)>& price);
    [[nodiscard]] static double blended(const QJsonObject& item);

    QList<client::CatalogueModel> m_models;
    QWidget* m_table = nullptr;
    QGridLayout* m_grid = nullptr;
    TextLabel* m_left;
};

} // namespace gatehouse::ui
