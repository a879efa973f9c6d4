// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/AdminClient.h"

#include <QStackedWidget>

namespace gatehouse::ui {

class CatalogueView;
class ModelCompare;
class ModelEditor;

/// The inspector of the catalogue: the chosen model to be read and changed, several side by side,
/// or a model of one's own. GUI thread only.
class CatalogueSide : public QStackedWidget
{
    Q_OBJECT

public:
    explicit CatalogueSide(client::AdminClient& client, QWidget* parent = nullptr);

    /// False = nothing is chosen, there is nothing to show.
    [[nodiscard]] bool showChosen(const CatalogueView& view);
    /// Providers that a model of one's own may be at: id and name.
    void startAdding(const QList<std::pair<QString, QString>>& providers);
    [[nodiscard]] bool hasEdits() const;
    /// What is chosen is not what is shown.
    [[nodiscard]] bool isBehind(const CatalogueView& view) const;
    /// The next showChosen() reads anew, whatever is shown.
    void forget();

Q_SIGNALS:
    void closeAsked();
    void tryAsked(const QString& name);
    void saved();

private:
    [[nodiscard]] static QString nameOfChosen(const CatalogueView& view);

    ModelEditor* m_editor;
    ModelCompare* m_compare;
    QString m_shown; ///< What is chosen, by name; empty = nothing, or a new one.
    bool m_isKnown = false;
};

} // namespace gatehouse::ui
