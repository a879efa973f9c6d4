// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QPushButton;

namespace gatehouse::ui {

class TextLabel;

/// The bar above the status bar while something is not saved: how much, what, and the two ways out.
class PendingBar : public QWidget
{
    Q_OBJECT

public:
    /// `save` is the word of the main button.
    explicit PendingBar(const QString& save, QWidget* parent = nullptr);
    /// `names` in the sentence `words` ("not saved: %1"). No names = hidden.
    void show(const QStringList& names, const QString& words);
    void setBusy(bool busy);

Q_SIGNALS:
    void discardWanted();
    void saveWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_count;
    TextLabel* m_names;
    QPushButton* m_discard;
    QPushButton* m_save;
};

} // namespace gatehouse::ui
