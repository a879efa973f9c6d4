// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Provider.h"

#include <QHash>
#include <QWidget>

#include <vector>

class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace gatehouse::ui {

/// The keys of a provider, one row each: id, weight, a field for a new secret, remove. A stored
/// secret is never shown; an empty field keeps it. GUI thread only.
class KeyRows : public QWidget
{
    Q_OBJECT

public:
    explicit KeyRows(QWidget* parent = nullptr);
    /// `hints` by key id: what may be shown of a stored secret.
    void setKeys(const std::vector<model::ProviderKey>& keys, const QHash<QString, QString>& hints);
    [[nodiscard]] std::vector<model::ProviderKey> keys() const;
    /// The secrets that were typed, by key id.
    [[nodiscard]] QHash<QString, QString> secrets() const;
    /// Empty when every key has an id of its own and a secret, else what is wrong.
    [[nodiscard]] QString fault() const;
    void addKey(const QString& id);

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget* widget;
        model::ProviderKey stored; ///< Empty id = new.
        QLineEdit* id;
        QSpinBox* weight;
        QLineEdit* secret;
    };
    void add(const model::ProviderKey& key, const QString& hint, bool isNew);

    std::vector<Row> m_rows;
    QVBoxLayout* m_layout;
};

} // namespace gatehouse::ui
