// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace gatehouse::ui {

/// Every shared part in every state, side by side: for the tour, and for whoever changes the style.
/// Its words are examples and stay in English.
class ControlsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ControlsPage(QWidget* parent = nullptr);

    /// Puts a part that this folder does not know below the others.
    void addPart(const QString& caption, QWidget* part);

protected:
    void showEvent(QShowEvent* event) override;

private:
    static void addButtons(QVBoxLayout* column);
    static void addFields(QVBoxLayout* column);
    static void addChoices(QVBoxLayout* column);
    static void addMessages(QVBoxLayout* column);
    static void addRows(QVBoxLayout* column);
    static void addEmptyAndBusy(QVBoxLayout* column);
    static void addStates(QVBoxLayout* column);
    static void addCharts(QVBoxLayout* column);

    QVBoxLayout* m_right = nullptr;
};

} // namespace gatehouse::ui
