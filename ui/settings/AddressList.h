// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QHBoxLayout;
class QLineEdit;

namespace gatehouse::ui {

/// A short list of words as chips: a click on one takes it away, Enter in the field adds one.
class AddressList : public QWidget
{
    Q_OBJECT

public:
    explicit AddressList(const QString& placeholder, QWidget* parent = nullptr);
    void setWords(const QStringList& words);
    /// With what stands in the field and was not entered yet.
    [[nodiscard]] QStringList words() const;

Q_SIGNALS:
    void edited();

private:
    void rebuild();
    void take();

    QStringList m_words;
    QHBoxLayout* m_chips;
    QLineEdit* m_field;
};

} // namespace gatehouse::ui
