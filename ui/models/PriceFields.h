// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ModelOverride.h"

#include <QJsonObject>
#include <QWidget>

class QAbstractButton;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace gatehouse::ui {

class TextLabel;

/// The four prices of a million tokens: what the catalogue lists beside what the workspace says.
/// An empty field is the catalogue's price. GUI thread only.
class PriceFields : public QWidget
{
    Q_OBJECT

public:
    explicit PriceFields(QWidget* parent = nullptr);

    /// `listed` is the catalogue's item, empty where it knows none.
    void setPrices(const QJsonObject& listed, const model::ModelOverride& own);
    /// Writes the prices and their day into `own`; what is wrong stays as it is there.
    void writeTo(model::ModelOverride& own) const;
    /// Empty = every field can be read.
    [[nodiscard]] QString fault() const;
    [[nodiscard]] bool hasOwn() const;
    void clear();

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        const char* key; ///< Of the catalogue's JSON.
        std::optional<std::int64_t> model::OwnRates::* rate;
        QLabel* listed = nullptr;
        QLineEdit* field = nullptr;
        QAbstractButton* back = nullptr;
    };
    void addRow(Row row, const QString& name, const QString& objectName);
    void addDay();
    void setAll(int percent);
    void showState();

    QList<Row> m_rows;
    QJsonObject m_listed;
    QLineEdit* m_from = nullptr;
    QSpinBox* m_percent = nullptr;
    TextLabel* m_fault = nullptr;
};

/// `$2.00`, exact, of nano-dollars for a million tokens; a dash where it is not known.
[[nodiscard]] QString listPrice(const QJsonObject& item, const char* key);
/// Prices that differ by size, day or hour, and those of images, minutes and the like: one
/// sentence each.
[[nodiscard]] QStringList furtherPrices(const QJsonObject& item);

} // namespace gatehouse::ui
